"""`/siv/v1/france-connect/carte-grise`: the ordered checks of our proposal, then the certificate.

Order: FranceConnect token 401, scope 403, plate 400, certificate 404.
"""

from __future__ import annotations

import orjson
from starlette.responses import Response
from starlette.routing import Route

from kernel.acces import porteur
from kernel.appel import Appel, point
from providers.mi import errors
from providers.mi.projection import carte_grise
from providers.mi.scopes import FILTRE, SLUG
from registry.erreurs import PersonneInconnue, PlusieursPersonnes, SansDossier
from registry.numeros import spi_de_l_immatriculation
from registry.vues_vehicules import Inscrit, VueVehicule, vue_vehicule


async def par_france_connect(appel: Appel) -> Response:
    jeton = porteur(appel.request)
    introspection = await appel.ctx.introspecter(jeton, SLUG) if jeton else None
    if introspection is None:
        raise errors.JetonRefuse
    appel.service = introspection.aud
    if introspection.scopes.isdisjoint(FILTRE.noms):
        raise errors.ScopeAbsent
    try:
        appel.citoyen = appel.ctx.registre.un_seul(introspection.pivot).ref
    except (PersonneInconnue, PlusieursPersonnes):
        raise errors.CarteGriseInconnue from None
    vue, inscrit = _carte_grise(appel, appel.citoyen)
    appel.champs = FILTRE.ouverture(introspection.scopes).champs
    return Response(orjson.dumps(carte_grise(vue, inscrit, introspection.scopes)), media_type="application/json")


def _carte_grise(appel: Appel, qui: str) -> tuple[VueVehicule, Inscrit]:
    """The certificate of the plate asked, if it names `qui`."""
    plaque = appel.request.query_params.get("immatriculation", "").strip()
    if not plaque:
        raise errors.ImmatriculationManquante
    spi, registre = spi_de_l_immatriculation(plaque), appel.ctx.registre
    for ref in registre.par_spi(spi) if spi else ():
        try:
            vue = vue_vehicule(registre.famille(ref), ref, appel.ctx.jour)
        except SansDossier:
            continue
        for inscrit in vue.inscrits:
            if inscrit.personne.ref == qui:
                return vue, inscrit
    raise errors.CarteGriseInconnue


ROUTES = (Route("/siv/v1/france-connect/carte-grise", point(SLUG, "carte_grise", par_france_connect), methods=["GET"]),)
