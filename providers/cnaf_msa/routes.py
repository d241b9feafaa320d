"""`/v3/dss/quotient_familial`: the ordered checks, then the household's data; the introspection of the API token.

Order: token 401, scope 403, version 404, recipient 422, every other parameter 422, identity 422, file 404.
"""

from __future__ import annotations

from dataclasses import replace

import orjson
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kernel.api_particulier.acces import (
    jeton_api,
    jeton_france_connect,
    verifier_recipient,
    verifier_scopes,
)
from kernel.api_particulier.erreurs import VERSION_ABSENTE, Erreur, RefusParticulier
from kernel.api_particulier.identite import entier, lire_identite
from kernel.api_particulier.reponse import habiller, reponse_donnees
from kernel.appel import Appel, point
from kernel.contexte import Contexte, contexte
from law.parametres import ParametreAbsent
from providers.cnaf_msa import errors
from providers.cnaf_msa.projection import donnees
from providers.cnaf_msa.scopes import FILTRE, SLUG
from registry.erreurs import PersonneInconnue, PlusieursPersonnes, SansDossier
from registry.facts import Personne
from registry.vues import VueCaf

RESSOURCE = "quotient_familial"
ANNEES_D_HISTORIQUE = 2
# API Particulier numbers versions by resource: these exist, but not for this one.
VERSIONS_D_AUTRES_RESSOURCES = (4, 5)


async def par_france_connect(appel: Appel) -> Response:
    introspection = await jeton_france_connect(appel.request, appel.ctx, SLUG)
    appel.service = introspection.aud
    verifier_scopes(introspection.scopes, FILTRE.noms)
    parametres = appel.request.query_params
    verifier_recipient(parametres)
    annee, mois, fautes = _mois_demande(parametres, appel.ctx)
    if fautes:
        raise errors.ParametresRefuses(fautes)
    try:
        personne = appel.ctx.registre.un_seul(introspection.pivot)
    except (PersonneInconnue, PlusieursPersonnes):
        raise errors.IdentiteNonReconnue from None
    return _repondre(appel, personne, annee, mois, introspection.scopes)


async def par_identite(appel: Appel) -> Response:
    jeton = await jeton_api(appel.request, appel.ctx)
    appel.service = jeton.client_id
    verifier_scopes(jeton.scopes, FILTRE.noms)
    parametres = appel.request.query_params
    verifier_recipient(parametres)
    demande, fautes = lire_identite(parametres, appel.ctx.jour)
    annee, mois, autres = _mois_demande(parametres, appel.ctx)
    if demande is None or autres:
        raise errors.ParametresRefuses([*fautes, *autres])
    trouves = demande.personnes(appel.ctx.registre)
    if len(trouves) != 1:
        raise errors.IdentiteNonReconnue
    return _repondre(appel, trouves[0], annee, mois, jeton.scopes)


async def version_absente(appel: Appel) -> Response:
    """Another version of a known endpoint: 404 00402, after the token and its scopes."""
    if appel.request.path_params["modalite"] == "france_connect":
        scopes = (await jeton_france_connect(appel.request, appel.ctx, SLUG)).scopes
    else:
        scopes = (await jeton_api(appel.request, appel.ctx)).scopes
    verifier_scopes(scopes, FILTRE.noms)
    raise RefusParticulier(404, VERSION_ABSENTE)


def _repondre(appel: Appel, personne: Personne, annee: int, mois: int, accordes: frozenset[str]) -> Response:
    appel.citoyen = personne.ref
    try:
        vue = _vue_des_ressources(appel.ctx, personne.ref, annee - 2)
    except SansDossier as absence:
        if absence.clos_organisme:
            raise errors.DossierAbsent(absence.clos_organisme) from None
        raise errors.AllocataireNonReference from None
    if (vue.ouvert_le.year, vue.ouvert_le.month) > (annee, mois):
        raise errors.DossierAbsent(vue.organisme)
    try:
        reponse = reponse_donnees(donnees(vue, annee, mois, accordes))
    except ParametreAbsent:
        raise errors.MoisNonCalculable from None
    appel.champs = FILTRE.ouverture(accordes).champs
    return reponse


def _vue_des_ressources(ctx: Contexte, ref: str, annee_ressources: int) -> VueCaf:
    """Today's file with the incomes of the year the month asked depends on."""
    vue = ctx.registre.vue_caf(ref, ctx.jour)
    if vue.annee_ressources == annee_ressources:
        return vue
    revenus = ctx.registre.famille(ref).revenus
    adultes = (p.ref for p in (vue.allocataire, vue.conjoint) if p is not None)
    return replace(vue, annee_ressources=annee_ressources, revenus=tuple(revenus(a, annee_ressources) for a in adultes))


def _mois_demande(parametres: QueryParams, ctx: Contexte) -> tuple[int, int, list[Erreur]]:
    """The month asked; the current year and the current month by default."""
    fautes = []
    aujourdhui = ctx.jour
    annee, mois = aujourdhui.year, aujourdhui.month
    if texte := parametres.get("annee"):
        annee = int(texte) if entier(texte) else 0
        if not aujourdhui.year - ANNEES_D_HISTORIQUE <= annee <= aujourdhui.year:
            fautes.append(errors.ANNEE)
    if texte := parametres.get("mois"):
        mois = int(texte) if entier(texte) else 0
        futur = annee >= aujourdhui.year and mois > aujourdhui.month
        if not 1 <= mois <= 12 or futur:
            fautes.append(errors.MOIS)
    return annee, mois, fautes


async def introspect(request: Request) -> Response:
    """What an API token may read: `{"_id", "name", "scopes"}`."""
    try:
        jeton = await jeton_api(request, contexte(request))
    except RefusParticulier as refus:
        return refus.reponse()
    corps = {"_id": jeton.jti, "name": "", "scopes": sorted(jeton.scopes)}
    return Response(orjson.dumps(corps), media_type="application/json")


async def ping(request: Request) -> Response:
    """An empty 200, as the real one answers."""
    return Response(b"", media_type="application/json")


PAR_FRANCE_CONNECT = point(SLUG, f"{RESSOURCE}/france_connect", par_france_connect, habiller)
PAR_IDENTITE = point(SLUG, f"{RESSOURCE}/identite", par_identite, habiller)
VERSION_ABSENTE_POINT = point(SLUG, RESSOURCE, version_absente, habiller)

ROUTES = (
    Route("/v3/dss/quotient_familial/france_connect", PAR_FRANCE_CONNECT, methods=["GET"]),
    Route("/v3/dss/quotient_familial/identite", PAR_IDENTITE, methods=["GET"]),
    *(
        Route(f"/v{version}/dss/quotient_familial/{{modalite}}", VERSION_ABSENTE_POINT, methods=["GET"])
        for version in VERSIONS_D_AUTRES_RESSOURCES
    ),
    Route("/api/introspect", introspect, methods=["GET"]),
    Route("/api/ping", ping, methods=["GET"]),
)
