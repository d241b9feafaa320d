"""`/v3/dsnj/service_national`: the ordered checks, then the situation.

Order: token 401, scope 403, version 404, recipient 422, every other parameter and the age 422, person 404.
"""

from __future__ import annotations

from datetime import date

from starlette.responses import Response
from starlette.routing import Route

from kernel.api_particulier.acces import jeton_api, jeton_france_connect, verifier_recipient, verifier_scopes
from kernel.api_particulier.erreurs import Erreur
from kernel.api_particulier.identite import lire_identite_complete
from kernel.api_particulier.reponse import habiller, reponse_donnees
from kernel.api_particulier.versions import versions_absentes
from kernel.appel import Appel, point
from providers.dsnj import errors
from providers.dsnj.projection import donnees
from providers.dsnj.scopes import FILTRE, SLUG
from registry.erreurs import SansDossier
from registry.facts import Pivot
from registry.vues_service_national import AGE_DU_RECENSEMENT, AGE_MAXIMAL, vue_service_national

RESSOURCE = "dsnj/service_national"


async def par_france_connect(appel: Appel) -> Response:
    introspection = await jeton_france_connect(appel.request, appel.ctx, SLUG)
    appel.service = introspection.aud
    verifier_scopes(introspection.scopes, FILTRE.noms)
    verifier_recipient(appel.request.query_params)
    return _repondre(appel, introspection.pivot, [], introspection.scopes)


async def par_identite(appel: Appel) -> Response:
    jeton = await jeton_api(appel.request, appel.ctx)
    appel.service = jeton.client_id
    verifier_scopes(jeton.scopes, FILTRE.noms)
    verifier_recipient(appel.request.query_params)
    pivot, fautes = lire_identite_complete(appel.request.query_params, appel.ctx.jour)
    return _repondre(appel, pivot, fautes, jeton.scopes)


def _repondre(appel: Appel, pivot: Pivot, fautes: list[Erreur], accordes: frozenset[str]) -> Response:
    fautes = [*fautes, *_age(pivot, appel.ctx.jour)]
    if fautes:
        raise errors.ParametresRefuses(fautes)
    trouves = appel.ctx.registre.identifier(pivot)
    if len(trouves) != 1:
        raise errors.PersonneNonTrouvee
    appel.citoyen = trouves[0].ref
    try:
        vue = vue_service_national(appel.ctx.registre.famille(appel.citoyen), appel.citoyen, appel.ctx.jour)
    except SansDossier:
        raise errors.PersonneNonTrouvee from None
    appel.champs = FILTRE.ouverture(accordes).champs
    return reponse_donnees(donnees(vue, accordes))


def _age(pivot: Pivot, jour: date) -> list[Erreur]:
    """The age on the day of the call, of a whole birth date."""
    if pivot.annee is None:
        return []
    age = jour.year - pivot.annee - ((jour.month, jour.day) < (pivot.mois or 1, pivot.jour or 1))
    return [] if AGE_DU_RECENSEMENT <= age <= AGE_MAXIMAL else [errors.AGE]


ROUTES = (
    Route(f"/v3/{RESSOURCE}/france_connect", point(SLUG, RESSOURCE, par_france_connect, habiller), methods=["GET"]),
    Route(f"/v3/{RESSOURCE}/identite", point(SLUG, RESSOURCE, par_identite, habiller), methods=["GET"]),
    *versions_absentes(SLUG, RESSOURCE, FILTRE.noms),
)
