"""From a grant asked for to the official answer: the échelon is what the law makes of the parents' tax notice."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from law.avis import situation_fiscale
from law.bourses import Bourse, bourse_superieur, points_de_charge
from law.impot_revenu import impot_revenu
from law.parametres.mensuels import parametres_bourses
from providers.cnous import contract
from providers.cnous.scopes import FILTRE
from registry.facts import Personne
from registry.vues_etudes import VueBourse

#: Grants whose answer is kept as long as their view is.
REPONSES_GARDEES = 4096
PREMIERE_VERSION_AVEC_RADIATION = 4


def donnees(vue: VueBourse, version: int, accordes: frozenset[str]) -> dict[str, Any]:
    """The `data` that `accordes` opens in this version.

    Raises `law.parametres.ParametreAbsent` when the law of the year is not recorded.
    """
    complet: contract.Donnees = {
        **_statut(vue, version),
        "echelon_bourse": {"echelon": bourse(vue).echelon, "echelon_bourse_regionale_provisoire": False},
        "periode_versement_bourse": {
            "date_rentree": vue.admission.debut.isoformat(),
            "duree": round(parametres_bourses(date(vue.annee, 9, 1)).cnous_mensualites),
        },
        "etablissement_etudes": {
            "nom_commune": vue.admission.etablissement.commune,
            "nom_etablissement": vue.admission.etablissement.nom,
        },
        "email": vue.etudiant.email,
        "identite": _identite(vue.etudiant),
    }
    return FILTRE.ouverture(accordes).appliquer(complet)


@lru_cache(REPONSES_GARDEES)
def bourse(vue: VueBourse) -> Bourse:
    """The grant that the law gives; its échelon is empty when it refuses one."""
    points = points_de_charge(vue.annee, vue.autres_enfants, vue.autres_etudiants, vue.distance_km)
    return bourse_superieur(vue.annee, ressources(vue), points)


def ressources(vue: VueBourse) -> int:
    """The « revenu brut global » that the DGFiP serves of the notice, euros."""
    return impot_revenu(situation_fiscale(vue.avis)).revenu_brut_global


def _statut(vue: VueBourse, version: int) -> contract.Donnees:
    radiee = vue.demande.radiee_le
    radie = radiee is not None and radiee <= vue.jour
    if version < PREMIERE_VERSION_AVEC_RADIATION:
        return {"est_boursier": not radie}
    date_radiation = radiee.isoformat() if radie and radiee else None
    return {"statut_boursier": {"est_boursier": not radie, "est_radie": radie, "date_radiation": date_radiation}}


def _identite(etudiant: Personne) -> contract.Identite:
    return {
        "nom": etudiant.nom_naissance,
        "prenoms": list(etudiant.prenoms),
        "date_naissance": etudiant.naissance.reelle.isoformat(),
        "nom_commune_naissance": etudiant.lieu_naissance.libelle,
        "sexe": etudiant.sexe,
    }
