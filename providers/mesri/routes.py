"""`/v3/mesri/statut_etudiant`: by FranceConnect, by civil identity, by national student number."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response
from starlette.routing import Route

from kernel.api_particulier.civilite import Civilite
from kernel.api_particulier.modalites import Ressource
from kernel.api_particulier.reponse import habiller, reponse_donnees
from kernel.appel import Appel, point
from providers.mesri import errors
from providers.mesri.projection import donnees
from providers.mesri.scopes import FILTRE, SLUG
from registry.erreurs import SansDossier

CHEMIN = "/v3/mesri/statut_etudiant"
# API Particulier numbers versions by resource: these exist, but not for this one.
VERSIONS_D_AUTRES_RESSOURCES = (4, 5)


def repondre(appel: Appel, refs: Sequence[str], accordes: frozenset[str]) -> Response:
    if len(refs) != 1:
        raise errors.EtudiantNonTrouve
    appel.citoyen = refs[0]
    try:
        vue = appel.ctx.registre.vue_etudiant(refs[0], appel.ctx.jour)
    except SansDossier:
        raise errors.EtudiantNonTrouve from None
    appel.champs = FILTRE.ouverture(accordes).champs
    return reponse_donnees(donnees(vue, accordes))


_RESSOURCE = Ressource(SLUG, FILTRE, repondre)
_MODALITES = {
    "france_connect": _RESSOURCE.par_france_connect(),
    "identite": _RESSOURCE.par_civilite(Civilite(sexe=True)),
    "ine": _RESSOURCE.par_ine(),
}
_VERSION_ABSENTE = point(SLUG, "statut_etudiant", _RESSOURCE.version_absente, habiller)

ROUTES = (
    *(
        Route(f"{CHEMIN}/{nom}", point(SLUG, f"statut_etudiant/{nom}", traiter, habiller), methods=["GET"])
        for nom, traiter in _MODALITES.items()
    ),
    *(
        Route(f"/v{version}/mesri/statut_etudiant/{{modalite}}", _VERSION_ABSENTE, methods=["GET"])
        for version in VERSIONS_D_AUTRES_RESSOURCES
    ),
)
