"""`/v3/france_travail` by identifier, and the two FranceConnect APIs of France Travail.

Order for the former: token 401, scope 403, version 404, recipient 422, identifier 422, registration or payment 404.
For the latter: FranceConnect token 401, scope 403, job seeker 404.
"""

from __future__ import annotations

from typing import Any

import orjson
from starlette.responses import Response
from starlette.routing import Route

from kernel.acces import porteur
from kernel.api_particulier.acces import jeton_api, verifier_recipient, verifier_scopes
from kernel.api_particulier.reponse import habiller, reponse_donnees
from kernel.api_particulier.versions import versions_absentes
from kernel.appel import Appel, point
from kernel.contexte import Contexte
from providers.ft import errors, projection
from providers.ft.scopes import FILTRE, LISTE_PAIEMENTS, SCOPES_INDEMNITES, SCOPES_STATUT, SLUG, STATUT_AUGMENTE
from registry.erreurs import PersonneInconnue, PlusieursPersonnes, SansDossier
from registry.numeros import spi_du_demandeur
from registry.vues_emploi import VueEmploi, vue_emploi

STATUT, INDEMNITES = "france_travail/statut", "france_travail/indemnites"


async def statut(appel: Appel) -> Response:
    accordes = await _scopes_api(appel, SCOPES_STATUT)
    vue = _vue_de_l_identifiant(appel)
    return _donnees(appel, "statut", projection.statut(vue, accordes), accordes)


async def indemnites(appel: Appel) -> Response:
    accordes = await _scopes_api(appel, SCOPES_INDEMNITES)
    vue = _vue_de_l_identifiant(appel)
    if not vue.paiements:
        raise errors.SituationNonTrouvee
    return _donnees(appel, "indemnites", projection.indemnites(vue, accordes), accordes)


async def statut_augmente(appel: Appel) -> Response:
    accordes = await _scopes_france_connect(appel, STATUT_AUGMENTE)
    vue = _vue(appel.ctx, appel.citoyen) if appel.citoyen else None
    if vue is None:
        raise errors.DemandeurInconnu
    return _corps(appel, "statut_augmente", projection.statut_augmente(vue, accordes), accordes)


async def liste_paiements(appel: Appel) -> Response:
    accordes = await _scopes_france_connect(appel, LISTE_PAIEMENTS)
    if appel.citoyen is None:
        raise errors.DemandeurInconnu
    corps = projection.liste_paiements(_vue(appel.ctx, appel.citoyen), accordes)
    return _corps(appel, "liste_paiements", corps, accordes)


async def _scopes_api(appel: Appel, attendus: frozenset[str]) -> frozenset[str]:
    jeton = await jeton_api(appel.request, appel.ctx)
    appel.service = jeton.client_id
    verifier_scopes(jeton.scopes, attendus)
    return jeton.scopes


def _vue_de_l_identifiant(appel: Appel) -> VueEmploi:
    parametres = appel.request.query_params
    verifier_recipient(parametres)
    identifiant = parametres.get("identifiant", "").strip()
    if not identifiant:
        raise errors.IdentifiantManquant
    spi = spi_du_demandeur(identifiant)
    refs = appel.ctx.registre.par_spi(spi) if spi else ()
    appel.citoyen = next(iter(refs), None)
    vue = _vue(appel.ctx, appel.citoyen) if appel.citoyen else None
    if vue is None:
        raise errors.SituationNonTrouvee
    return vue


async def _scopes_france_connect(appel: Appel, attendu: str) -> frozenset[str]:
    """The granted scopes, once they open the API; notes who is calling, and for whom."""
    jeton = porteur(appel.request)
    introspection = await appel.ctx.introspecter(jeton, SLUG) if jeton else None
    if introspection is None:
        raise errors.JetonRefuse
    appel.service = introspection.aud
    if attendu not in introspection.scopes:
        raise errors.ScopeAbsent
    try:
        appel.citoyen = appel.ctx.registre.un_seul(introspection.pivot).ref
    except (PersonneInconnue, PlusieursPersonnes):
        appel.citoyen = None
    return introspection.scopes


def _vue(ctx: Contexte, ref: str) -> VueEmploi | None:
    try:
        return vue_emploi(ctx.registre.famille(ref), ref, ctx.jour)
    except SansDossier:
        return None


def _donnees(appel: Appel, objet: str, donnees: dict[str, Any], accordes: frozenset[str]) -> Response:
    appel.champs = FILTRE.ouverture(accordes).champs_de(objet)
    return reponse_donnees(donnees)


def _corps(appel: Appel, objet: str, corps: dict[str, Any], accordes: frozenset[str]) -> Response:
    appel.champs = FILTRE.ouverture(accordes).champs_de(objet)
    return Response(orjson.dumps(corps), media_type="application/json")


PAIEMENTS_POINT = point(SLUG, "liste_paiements", liste_paiements)
ROUTES = (
    Route(f"/v3/{STATUT}/identifiant", point(SLUG, STATUT, statut, habiller), methods=["GET"]),
    Route(f"/v3/{INDEMNITES}/identifiant", point(SLUG, INDEMNITES, indemnites, habiller), methods=["GET"]),
    *versions_absentes(SLUG, STATUT, SCOPES_STATUT),
    *versions_absentes(SLUG, INDEMNITES, SCOPES_INDEMNITES),
    Route(
        "/partenaire/fc-statutaugmente/v1/statut",
        point(SLUG, "statut_augmente", statut_augmente),
        methods=["GET"],
    ),
    Route("/partenaire/fc-liste-paiements/v1", PAIEMENTS_POINT, methods=["GET"]),
    Route("/partenaire/fc-liste-paiements/v1/", PAIEMENTS_POINT, methods=["GET"]),
)
