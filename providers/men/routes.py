"""`/v3`, `/v4` and `/v5/men/scolarites/identite`: a pupil by civil identity, in one school or in a perimeter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from starlette.responses import Response
from starlette.routing import Route

from kernel.api_particulier.civilite import Civilite
from kernel.api_particulier.erreurs import Erreur
from kernel.api_particulier.modalites import Repondre, Ressource
from kernel.api_particulier.reponse import habiller, reponse_donnees
from kernel.appel import Appel, point
from providers.men import errors, recherche
from providers.men.projection import donnees
from providers.men.scopes import FILTRE, SLUG
from registry.erreurs import SansDossier
from registry.scolarite import Degre

RESSOURCE = "scolarites"
VERSIONS = (3, 4, 5)
#: The ministry knows nothing of who left school long ago.
AGE_MAXIMAL = 20
# The next school year of the second degree is known from June on.
MOIS_DE_L_ANNEE_PROCHAINE, MOIS_DE_LA_RENTREE = 6, 9


def _verifier(appel: Appel) -> list[Erreur]:
    return recherche.fautes(appel.request.query_params)


def annee_connue(annee: int, degre: Degre, jour: date) -> bool:
    """Only the school year under way, and the next one from June on in the second degree."""
    courante = jour.year if jour.month >= MOIS_DE_LA_RENTREE else jour.year - 1
    prochaine = degre == "2D" and MOIS_DE_L_ANNEE_PROCHAINE <= jour.month < MOIS_DE_LA_RENTREE
    return annee == courante or (prochaine and annee == courante + 1)


def _repondre(version: int) -> Repondre:
    def repondre(appel: Appel, refs: Sequence[str], accordes: frozenset[str]) -> Response:
        parametres, jour = appel.request.query_params, appel.ctx.jour
        annee = recherche.annee_demandee(parametres)
        if len(refs) != 1 or annee is None:
            raise errors.EleveNonTrouve
        appel.citoyen = refs[0]
        personne = appel.ctx.registre.personne(refs[0])
        try:
            vue = appel.ctx.registre.vue_scolarite(refs[0], annee, jour)
        except SansDossier:
            ancien = 0 <= personne.age(jour) <= AGE_MAXIMAL
            raise (errors.EleveNonScolarise if ancien else errors.EleveNonTrouve) from None
        if not annee_connue(annee, vue.scolarite.degre, jour):
            raise errors.EleveNonScolarise
        if not recherche.couvre(parametres, vue.scolarite):
            raise errors.EleveNonTrouve
        contenu = donnees(vue, version, accordes)
        appel.champs = tuple(c for c in FILTRE.ouverture(accordes).champs if c in contenu)
        return reponse_donnees(contenu)

    return repondre


ROUTES = tuple(
    Route(
        f"/v{version}/men/{RESSOURCE}/identite",
        point(
            SLUG,
            f"{RESSOURCE}/identite",
            Ressource(SLUG, FILTRE, _repondre(version), _verifier).par_civilite(Civilite(sexe=True, lieu=False)),
            habiller,
        ),
        methods=["GET"],
    )
    for version in VERSIONS
)
