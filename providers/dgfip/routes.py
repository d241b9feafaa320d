"""`/impotparticulier/1.0` by FranceConnect token or by tax number, and `/token`.

Order: token 401, OAuth resource 403, correlation id, tax number and year 400, FranceConnect token 401, data scopes and
year 403, household 404. A call that carries the FranceConnect token as its sole bearer (the shape of FranceConnect's
own sample service) skips what belongs to the DGFiP token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kernel.acces import basique, porteur
from kernel.appel import Appel, Traitement, point
from kernel.contexte import JetonApi, JetonInvalide, contexte
from law.parametres import ParametreAbsent
from providers.dgfip import contract, errors, projection
from providers.dgfip import scopes as s
from registry.erreurs import PersonneInconnue, PlusieursPersonnes, SansDossier
from registry.vues import VueDgfip, derniere_annee_imposee

PREFIXE = "/impotparticulier/1.0"
UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
SPI = re.compile(r"\d{13}", re.ASCII)
ANNEE = re.compile(r"(?:19|20)\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ressource:
    """One resource of the contract; without `annrev` it gives the last two years."""

    chemin: str
    oauth: str
    media_type: str
    projeter: Callable[[VueDgfip, frozenset[str]], dict[str, Any]]


RESSOURCES = (
    Ressource(
        "/situations/ir/assiettes/annrev/{annrev}", s.RESSOURCE_IR, contract.MEDIA_SITUATION, projection.situation
    ),
    Ressource(
        "/dernieresituation/ir/assiettes/annrev/{annrev}",
        s.RESSOURCE_DERNIERE,
        contract.MEDIA_DERNIERE,
        projection.derniere_situation,
    ),
    Ressource(
        "/dernieresituation/ir/assiettes/deuxans",
        s.RESSOURCE_DEUX_ANS,
        contract.MEDIA_DERNIERE,
        projection.derniere_situation,
    ),
    Ressource(
        "/situations/ir/assiettes/multiple/annrev/{annrev}",
        s.RESSOURCE_MULTIPLE,
        contract.MEDIA_MULTIPLE,
        projection.situations_multiples,
    ),
    Ressource(
        "/situations/ir/factures/annrev/{annrev}", s.RESSOURCE_FACTURE, contract.MEDIA_FACTURES, projection.factures
    ),
)


def par_france_connect(ressource: Ressource) -> Traitement:
    async def traiter(appel: Appel) -> Response:
        ctx, request = appel.ctx, appel.request
        jeton_fc = request.headers.get("x-franceconnect-oauth")
        if jeton_fc is None:
            jeton_fc = porteur(request)
        else:
            await _jeton_dgfip(appel, ressource)
            _verifier_correlation(appel)
        annee = _annee_demandee(appel)
        introspection = await ctx.introspecter(jeton_fc, s.SLUG) if jeton_fc else None
        if introspection is None:
            raise errors.FranceConnectRefuse(ctx.maintenant)
        appel.service = introspection.aud
        if not introspection.scopes:
            raise errors.DonneesRefusees(ctx.maintenant)
        try:
            ref = ctx.registre.un_seul(introspection.pivot).ref
        except (PersonneInconnue, PlusieursPersonnes):
            raise errors.AucunAvis(ctx.maintenant) from None
        return _repondre(appel, ressource, ref, annee, introspection.scopes, annees_anciennes=True)

    return traiter


def par_spi(ressource: Ressource) -> Traitement:
    async def traiter(appel: Appel) -> Response:
        ctx = appel.ctx
        jeton = await _jeton_dgfip(appel, ressource)
        _verifier_correlation(appel)
        spi = appel.request.path_params["spi"]
        if not SPI.fullmatch(spi):
            raise errors.SpiIncorrect(ctx.maintenant)
        annee = _annee_demandee(appel)
        accordes = jeton.scopes & s.FILTRE.noms
        if not accordes:
            raise errors.DonneesRefusees(ctx.maintenant)
        refs = ctx.registre.par_spi(spi)
        if len(refs) != 1:
            raise errors.AucunAvis(ctx.maintenant)
        return _repondre(appel, ressource, refs[0], annee, accordes, annees_anciennes=False)

    return traiter


async def _jeton_dgfip(appel: Appel, ressource: Ressource) -> JetonApi:
    jeton = porteur(appel.request)
    if jeton is None:
        raise errors.JetonRefuse(appel.ctx.maintenant)
    try:
        lu = await appel.ctx.jeton_dgfip(jeton)
    except JetonInvalide:
        raise errors.JetonRefuse(appel.ctx.maintenant) from None
    appel.service = lu.client_id
    if ressource.oauth not in lu.ressources:
        raise errors.RessourceRefusee(appel.ctx.maintenant)
    return lu


def _verifier_correlation(appel: Appel) -> None:
    if not UUID.fullmatch(appel.request.headers.get("x-correlation-id", "")):
        raise errors.CorrelationAbsente(appel.ctx.maintenant)


def _annee_demandee(appel: Appel) -> int | None:
    """The income year of the path; None for the resource of the last two years."""
    texte = appel.request.path_params.get("annrev")
    if texte is None:
        return None
    if not ANNEE.fullmatch(texte):
        raise errors.AnneeIncorrecte(appel.ctx.maintenant)
    return int(texte)


def _repondre(
    appel: Appel, ressource: Ressource, ref: str, annee: int | None, accordes: frozenset[str], *, annees_anciennes: bool
) -> Response:
    appel.citoyen = ref
    try:
        vue = _avis(appel, ref, _annees_possibles(appel, ref, annee, accordes, annees_anciennes))
        corps = orjson.dumps(ressource.projeter(vue, accordes))
    except (SansDossier, ParametreAbsent):
        raise errors.AucunAvis(appel.ctx.maintenant) from None
    appel.champs = s.FILTRE.ouverture(accordes).champs
    return Response(corps, media_type=ressource.media_type)


def _annees_possibles(
    appel: Appel, ref: str, annee: int | None, accordes: frozenset[str], annees_anciennes: bool
) -> tuple[int, ...]:
    """Income years to try, in order; refuses a year that the granted scopes do not give.

    Without any year scope the last three years are open, and a FranceConnect call for an older year (the sample
    service asks for 2018) gets the latest one held.
    """
    derniere = derniere_annee_imposee(appel.ctx.jour)
    if annee is not None and annee > derniere:
        raise errors.AucunAvis(appel.ctx.maintenant)
    ouvertes = s.annees_ouvertes(accordes, derniere)
    if ouvertes is None:
        recentes = tuple(derniere - rang for rang in range(s.PROFONDEUR))
        if annee is None:
            return recentes[:2]
        if annee in recentes:
            return (annee,)
        return recentes if annees_anciennes else ()
    if s.SI_INDISPONIBLE in accordes and not _avis_existe(appel, ref, derniere):
        ouvertes |= {derniere - 1}
    demandees = (derniere, derniere - 1) if annee is None else (annee,)
    retenues = tuple(a for a in demandees if a in ouvertes)
    if not retenues:
        raise errors.DonneesRefusees(appel.ctx.maintenant)
    return retenues


def _avis(appel: Appel, ref: str, annees: tuple[int, ...]) -> VueDgfip:
    """The first notice that exists among `annees`; `SansDossier` when none does."""
    for annee in annees:
        if _avis_existe(appel, ref, annee):
            return appel.ctx.registre.vue_dgfip(ref, annee, appel.ctx.jour)
    raise SansDossier("aucun avis pour ces années")


def _avis_existe(appel: Appel, ref: str, annee: int) -> bool:
    try:
        appel.ctx.registre.vue_dgfip(ref, annee, appel.ctx.jour)
    except SansDossier:
        return False
    return True


async def jeton(request: Request) -> Response:
    """`POST /token`: client credentials by HTTP Basic; unknown scopes are dropped, as the real gateway does."""
    client = basique(request)
    if client is None:
        return errors.refus_jeton(401, "invalid_client")
    formulaire: Mapping[str, list[str]] = parse_qs((await request.body()).decode("utf-8", "replace"))
    if formulaire.get("grant_type") != ["client_credentials"]:
        return errors.refus_jeton(400, "unsupported_grant_type")
    ressources = frozenset(" ".join(formulaire.get("scope", [])).split()) & s.RESSOURCES
    emis = await contexte(request).emettre_jeton_dgfip(*client, ressources)
    if emis is None:
        return errors.refus_jeton(401, "invalid_client")
    valeur, duree = emis
    corps = {
        "access_token": valeur,
        "scope": " ".join(sorted(ressources)),
        "token_type": "Bearer",
        "expires_in": duree,
    }
    return Response(orjson.dumps(corps), headers={"Cache-Control": "no-store"}, media_type="application/json")


def _routes(ressource: Ressource) -> tuple[Route, Route]:
    nom = ressource.chemin.removesuffix("/annrev/{annrev}").removeprefix("/")
    return (
        Route(PREFIXE + ressource.chemin, point(s.SLUG, nom, par_france_connect(ressource)), methods=["GET"]),
        Route(f"{PREFIXE}/spi/{{spi}}{ressource.chemin}", point(s.SLUG, nom, par_spi(ressource)), methods=["GET"]),
    )


ROUTES = (
    *(route for ressource in RESSOURCES for route in _routes(ressource)),
    Route("/token", jeton, methods=["POST"]),
)
