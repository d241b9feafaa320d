"""`/v3` and `/v4/cnous/etudiant_boursier`: by FranceConnect, by civil identity, by national student number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from starlette.responses import Response
from starlette.routing import Route

from kernel.api_particulier.civilite import Civilite
from kernel.api_particulier.erreurs import Erreur
from kernel.api_particulier.identite import entier
from kernel.api_particulier.modalites import Repondre, Ressource
from kernel.api_particulier.reponse import habiller, reponse_donnees
from kernel.appel import Appel, Traitement, point
from law.parametres import ParametreAbsent
from providers.cnous import errors
from providers.cnous.projection import bourse, donnees
from providers.cnous.scopes import FILTRE, SLUG
from registry.erreurs import SansDossier
from registry.etudes import annee_scolaire
from registry.vues_etudes import VueBourse

RESSOURCE = "etudiant_boursier"
VERSIONS = (3, 4)
PREMIERE_VERSION_AVEC_CAMPAGNE = 4
PREMIERE_CAMPAGNE = 2021
# API Particulier numbers versions by resource: this one exists, but not for this one.
VERSIONS_D_AUTRES_RESSOURCES = (5,)


def version(numero: int) -> Ressource:
    """The resource in one version: from the fourth on, one may ask about the grant of another year."""
    ancienne = numero < PREMIERE_VERSION_AVEC_CAMPAGNE
    return Ressource(SLUG, FILTRE, _repondre(numero), _sans_campagne if ancienne else _campagne_fausse)


def _sans_campagne(appel: Appel) -> list[Erreur]:
    return []


def _campagne_fausse(appel: Appel) -> list[Erreur]:
    """A campaign is named by the year of its rentrée, from 2021 to last year's."""
    texte = appel.request.query_params.get("campaignYear", "")
    if not texte or (entier(texte) and PREMIERE_CAMPAGNE <= int(texte) < appel.ctx.jour.year):
        return []
    return [errors.CAMPAGNE]


def _repondre(numero: int) -> Repondre:
    def repondre(appel: Appel, refs: Sequence[str], accordes: frozenset[str]) -> Response:
        if len(refs) > 1:
            raise errors.PlusieursEtudiants
        vue = _vue(appel, refs, numero)
        if vue is None:
            raise errors.BoursierNonTrouve(appel.ressource.rpartition("/")[2])
        contenu = donnees(vue, numero, accordes)
        appel.champs = tuple(c for c in FILTRE.ouverture(accordes).champs if c in contenu)
        return reponse_donnees(contenu)

    return repondre


def _vue(appel: Appel, refs: Sequence[str], numero: int) -> VueBourse | None:
    """The grant asked about; None when there is none, or when the law of its year is not recorded."""
    if not refs:
        return None
    appel.citoyen = refs[0]
    annee = annee_scolaire(appel.ctx.jour)
    if numero >= PREMIERE_VERSION_AVEC_CAMPAGNE:
        annee = int(appel.request.query_params.get("campaignYear") or annee)
    try:
        vue = appel.ctx.registre.vue_bourse(refs[0], annee, appel.ctx.jour)
        return vue if bourse(vue).echelon else None
    except (SansDossier, ParametreAbsent):
        return None


def _modalites(numero: int) -> Iterator[tuple[str, Traitement]]:
    ressource = version(numero)
    yield "france_connect", ressource.par_france_connect()
    yield "identite", ressource.par_civilite(Civilite())
    yield "ine", ressource.par_ine()


_VERSION_ABSENTE = point(SLUG, RESSOURCE, version(VERSIONS[-1]).version_absente, habiller)

ROUTES = (
    *(
        Route(f"/v{v}/cnous/{RESSOURCE}/{nom}", point(SLUG, f"{RESSOURCE}/{nom}", traiter, habiller), methods=["GET"])
        for v in VERSIONS
        for nom, traiter in _modalites(v)
    ),
    *(
        Route(f"/v{v}/cnous/{RESSOURCE}/{{modalite}}", _VERSION_ABSENTE, methods=["GET"])
        for v in VERSIONS_D_AUTRES_RESSOURCES
    ),
)
