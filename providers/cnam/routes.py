"""`/v1/droits/beneficiaires`: the ordered checks, then the rights.

Order: FranceConnect token 401, scope 403, dates and NIR 400, insured person 404. The API key of the real service is
not published: a call without `X-API-Key` is answered, with a warning header.
"""

from __future__ import annotations

import re
from datetime import date

import orjson
from starlette.responses import Response
from starlette.routing import Route

from kernel.acces import porteur
from kernel.appel import Appel, point
from providers.cnam import errors, projection
from providers.cnam.scopes import FILTRE, SLUG
from registry.erreurs import PersonneInconnue, PlusieursPersonnes, SansDossier
from registry.facts import Personne
from registry.vues import VueCnam

PREFIXE = "/v1/droits/beneficiaires"
NIR = re.compile(r"[0-9]{6}[0-9AB][0-9]{6}(?:[0-9]{2})?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
AVERTISSEMENT = (b"x-bacasable-avertissement", b"X-API-Key absente : la vraie API la demande")


async def moi(appel: Appel) -> Response:
    accordes = await _scopes(appel, "beneficiaire")
    _periode(appel)
    vue = _vue(appel)
    return _reponse(appel, "beneficiaire", projection.beneficiaire(vue, vue.assure, accordes), accordes)


async def mes_beneficiaires(appel: Appel) -> Response:
    accordes = await _scopes(appel, "beneficiaire")
    _periode(appel)
    return _reponse(appel, "beneficiaire", projection.beneficiaires(_vue(appel), accordes), accordes)


async def beneficiaire(appel: Appel) -> Response:
    accordes = await _scopes(appel, "beneficiaire")
    _periode(appel)
    vue, personne = _beneficiaire_du_nir(appel)
    return _reponse(appel, "beneficiaire", projection.beneficiaire(vue, personne, accordes), accordes)


async def caisse(appel: Appel) -> Response:
    accordes = await _scopes(appel, "caisse")
    _periode(appel)
    vue, _ = _beneficiaire_du_nir(appel)
    return _reponse(appel, "caisse", projection.caisse(vue, accordes), accordes)


async def contrats(appel: Appel) -> Response:
    accordes = await _scopes(appel, "contrats")
    debut, fin = _periode(appel)
    vue, personne = _beneficiaire_du_nir(appel)
    return _reponse(appel, "contrats", projection.contrats(vue, personne, debut, fin, accordes), accordes)


async def non_simulee(appel: Appel) -> Response:
    raise errors.RessourceNonSimulee


async def _scopes(appel: Appel, objet: str) -> frozenset[str]:
    """The granted scopes, once they open `objet`; notes who is calling, and for whom."""
    jeton = porteur(appel.request)
    introspection = await appel.ctx.introspecter(jeton, SLUG) if jeton else None
    if introspection is None:
        raise errors.JetonRefuse
    appel.service = introspection.aud
    if not FILTRE.ouverture(introspection.scopes).ouvre(objet):
        raise errors.ScopeAbsent
    try:
        appel.citoyen = appel.ctx.registre.un_seul(introspection.pivot).ref
    except (PersonneInconnue, PlusieursPersonnes):
        appel.citoyen = None
    return introspection.scopes


def _vue(appel: Appel) -> VueCnam:
    if appel.citoyen is None:
        raise errors.BeneficiaireInconnu
    try:
        return appel.ctx.registre.vue_cnam(appel.citoyen, appel.ctx.jour)
    except SansDossier:
        raise errors.BeneficiaireInconnu from None


def _beneficiaire_du_nir(appel: Appel) -> tuple[VueCnam, Personne]:
    """The caller's rights and the person the `nir` header names: the caller or a dependant, nobody else."""
    nir = appel.request.headers.get("nir", "")
    if not NIR.fullmatch(nir):
        raise errors.NirInvalide
    vue = _vue(appel)
    for personne in (vue.assure, *vue.enfants):
        if personne.nir.startswith(nir):
            return vue, personne
    raise errors.BeneficiaireInconnu


def _periode(appel: Appel) -> tuple[date, date]:
    """`dateDebut` (today by default) and `dateFin` (a year later, a year from today at most)."""
    parametres, aujourdhui = appel.request.query_params, appel.ctx.jour
    limite = dans_un_an(aujourdhui)
    debut = _date(parametres.get("dateDebut")) or aujourdhui
    fin = _date(parametres.get("dateFin")) or min(dans_un_an(debut), limite)
    if not aujourdhui <= debut <= fin <= limite:
        raise errors.DatesInvalides
    return debut, fin


def _date(texte: str | None) -> date | None:
    if not texte:
        return None
    if not DATE.fullmatch(texte):
        raise errors.DatesInvalides
    try:
        return date.fromisoformat(texte)
    except ValueError:
        raise errors.DatesInvalides from None


def dans_un_an(jour: date) -> date:
    """The same day next year; 28 February after a 29."""
    return (
        jour.replace(year=jour.year + 1, day=28)
        if (jour.month, jour.day) == (2, 29)
        else jour.replace(year=jour.year + 1)
    )


def _reponse(appel: Appel, objet: str, corps: object, accordes: frozenset[str]) -> Response:
    appel.champs = FILTRE.ouverture(accordes).champs_de(objet)
    return Response(orjson.dumps(corps), media_type="application/json")


def habiller(appel: Appel, reponse: Response) -> Response:
    """Warns the caller who sends no `X-API-Key`."""
    if "x-api-key" not in appel.request.headers:
        reponse.raw_headers.append(AVERTISSEMENT)
    return reponse


POINTS = (
    ("/me", moi),
    ("/me/beneficiaires", mes_beneficiaires),
    ("", beneficiaire),
    ("/", beneficiaire),
    ("/caisse", caisse),
    ("/contrats", contrats),
    ("/exonerations", non_simulee),
    ("/medecin-traitant", non_simulee),
)
ROUTES = tuple(
    Route(PREFIXE + chemin, point(SLUG, traiter.__name__, traiter, habiller), methods=["GET"])
    for chemin, traiter in POINTS
)
