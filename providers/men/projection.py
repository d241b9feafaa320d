"""From a pupil's school year to the official answer: the échelon is what the law makes of the parents' notice."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from law.avis import situation_fiscale
from law.bourses import bourse_college, bourse_lycee
from law.impot_revenu import impot_revenu
from law.parametres import ParametreAbsent
from providers.men import contract
from providers.men.scopes import FILTRE
from registry.facts import Personne
from registry.scolarite import Scolarite, VueScolarite

#: Pupils whose grant is kept as long as their view is.
REPONSES_GARDEES = 4096
#: Before this day, the ministry does not know the grants of the year.
BOURSES_CONNUES = (10, 15)
PREMIERE_VERSION_AVEC_PENSIONNAT = 5
EDUCATION_NATIONALE = "06"
SCOLAIRE: contract.Libelle = {"code": "ST", "libelle": "SCOLAIRE"}
EXTERNE: contract.Libelle = {"code": "0", "libelle": "Externe libre"}
DEMI_PENSIONNAIRE: contract.Libelle = {"code": "2", "libelle": "Demi-pensionnaire dans l'établissement"}
INTERNE: contract.Libelle = {"code": "3", "libelle": "Interne dans l'établissement"}


def donnees(vue: VueScolarite, version: int, accordes: frozenset[str]) -> dict[str, Any]:
    """The `data` that `accordes` opens in this version."""
    annee, echelon = vue.scolarite, echelon_bourse(vue)
    complet: contract.Donnees = {
        "identite": _identite(vue.eleve),
        "annee_scolaire": f"{annee.annee}-{annee.annee + 1}",
        "est_scolarise": True,
        "statut_eleve": SCOLAIRE,
        "etablissement": {"code_uai": annee.uai, "code_ministere_tutelle": EDUCATION_NATIONALE},
        "module_elementaire_formation": {"code_mef_stat": None, "libelle": annee.niveau},
        "est_boursier": echelon is not None,
        "echelon_bourse": echelon,
    }
    if version >= PREMIERE_VERSION_AVEC_PENSIONNAT:
        complet["regime_pensionnat"] = _pensionnat(annee)
    return FILTRE.ouverture(accordes).appliquer(complet)


@lru_cache(REPONSES_GARDEES)
def echelon_bourse(vue: VueScolarite) -> int | None:
    """The échelon of who asked, from mid-October on; None without a grant, or without the law of the year."""
    annee = vue.scolarite.annee
    if vue.avis is None or vue.jour < date(annee, *BOURSES_CONNUES):
        return None
    rfr = impot_revenu(situation_fiscale(vue.avis)).rfr
    enfants = len(vue.avis.mineurs) + len(vue.avis.majeurs)
    try:
        bourse = (bourse_lycee if vue.scolarite.lyceen else bourse_college)(annee, rfr, enfants)
    except ParametreAbsent:
        return None
    return int(bourse.echelon) if bourse.echelon else None


def _identite(eleve: Personne) -> contract.Identite:
    return {
        "nom": eleve.nom_naissance,
        "prenom": eleve.prenoms[0],
        "sexe": eleve.sexe,
        "date_naissance": eleve.naissance.reelle.isoformat(),
    }


def _pensionnat(annee: Scolarite) -> contract.Libelle | None:
    """Not known of the first degree."""
    if annee.degre == "1D":
        return None
    return INTERNE if annee.interne else DEMI_PENSIONNAIRE if annee.demi_pensionnaire else EXTERNE
