"""`/v3/ants/extrait_immatriculation_vehicule`: the ordered checks, then the extract.

Order: token 401, scope 403, version 404, recipient 422, plate 422, vehicle 404, identity 404.
"""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from kernel.api_particulier.acces import jeton_france_connect, verifier_recipient, verifier_scopes
from kernel.api_particulier.reponse import habiller, reponse_donnees
from kernel.api_particulier.versions import versions_absentes
from kernel.appel import Appel, point
from kernel.contexte import Contexte
from providers.ants import errors, projection
from providers.ants.scopes import FILTRE, IDENTITE, SLUG
from registry.erreurs import SansDossier
from registry.numeros import spi_de_l_immatriculation
from registry.vues_vehicules import VueVehicule, vue_vehicule

RESSOURCE = "ants/extrait_immatriculation_vehicule"
OUVRENT = FILTRE.noms - {IDENTITE}


async def par_france_connect(appel: Appel) -> Response:
    introspection = await jeton_france_connect(appel.request, appel.ctx, SLUG)
    appel.service = introspection.aud
    verifier_scopes(introspection.scopes, OUVRENT)
    parametres = appel.request.query_params
    verifier_recipient(parametres)
    plaque = parametres.get("immatriculation", "").strip()
    if not plaque:
        raise errors.ImmatriculationManquante
    vue = _vue(appel.ctx, plaque)
    if vue is None:
        raise errors.VehiculeNonTrouve
    inscrit = projection.reconnu(vue, introspection.pivot)
    if inscrit is None:
        raise errors.IdentiteNonTrouvee
    appel.citoyen = inscrit.personne.ref
    appel.champs = FILTRE.ouverture(introspection.scopes).champs
    meta = {"identity_matching": projection.concordance(inscrit.personne, introspection.pivot)}
    return reponse_donnees(projection.donnees(vue, inscrit, introspection.scopes), meta)


def _vue(ctx: Contexte, plaque: str) -> VueVehicule | None:
    spi = spi_de_l_immatriculation(plaque)
    for ref in ctx.registre.par_spi(spi) if spi else ():
        try:
            return vue_vehicule(ctx.registre.famille(ref), ref, ctx.jour)
        except SansDossier:
            continue
    return None


ROUTES = (
    Route(f"/v3/{RESSOURCE}/france_connect", point(SLUG, RESSOURCE, par_france_connect, habiller), methods=["GET"]),
    *versions_absentes(SLUG, RESSOURCE, OUVRENT),
)
