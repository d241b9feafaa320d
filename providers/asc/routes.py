"""`/v3/gip_mds/service_civique`: by FranceConnect and by civil identity."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response
from starlette.routing import Route

from kernel.api_particulier.civilite import Civilite
from kernel.api_particulier.modalites import Ressource
from kernel.api_particulier.reponse import habiller, reponse_donnees
from kernel.appel import Appel, point
from providers.asc import errors
from providers.asc.projection import donnees
from providers.asc.scopes import FILTRE, SLUG
from registry.erreurs import SansDossier

RESSOURCE = "service_civique"
# API Particulier numbers versions by resource: these exist, but not for this one.
VERSIONS_D_AUTRES_RESSOURCES = (4, 5)


def repondre(appel: Appel, refs: Sequence[str], accordes: frozenset[str]) -> Response:
    if not refs:
        raise errors.VolontaireNonTrouve
    if len(refs) > 1:
        raise errors.PlusieursPersonnes
    appel.citoyen = refs[0]
    try:
        vue = appel.ctx.registre.vue_service_civique(refs[0], appel.ctx.jour)
    except SansDossier:
        raise errors.VolontaireNonTrouve from None
    appel.champs = FILTRE.ouverture(accordes).champs
    return reponse_donnees(donnees(vue, accordes))


_RESSOURCE = Ressource(SLUG, FILTRE, repondre)
_MODALITES = {
    "france_connect": _RESSOURCE.par_france_connect(),
    "identite": _RESSOURCE.par_civilite(Civilite(sexe=None, lieu=False)),
}
_VERSION_ABSENTE = point(SLUG, RESSOURCE, _RESSOURCE.version_absente, habiller)

ROUTES = (
    *(
        Route(f"/v3/gip_mds/{RESSOURCE}/{nom}", point(SLUG, f"{RESSOURCE}/{nom}", traiter, habiller), methods=["GET"])
        for nom, traiter in _MODALITES.items()
    ),
    *(
        Route(f"/v{version}/gip_mds/{RESSOURCE}/{{modalite}}", _VERSION_ABSENTE, methods=["GET"])
        for version in VERSIONS_D_AUTRES_RESSOURCES
    ),
)
