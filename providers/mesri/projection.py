"""From what the ministry knows of a student to the official answer."""

from __future__ import annotations

from typing import Any

from providers.mesri import contract
from providers.mesri.scopes import FILTRE
from registry.etudes import LIBELLES_REGIME, Admission
from registry.facts import Personne
from registry.vues_etudes import VueEtudiant


def donnees(vue: VueEtudiant, accordes: frozenset[str]) -> dict[str, Any]:
    """The `data` that `accordes` opens."""
    complet: contract.Donnees = {
        "identite": _identite(vue.etudiant),
        "admissions": [_admission(a, vue) for a in vue.admissions],
    }
    return FILTRE.ouverture(accordes).appliquer(complet)


def _identite(etudiant: Personne) -> contract.Identite:
    return {
        "nom_naissance": etudiant.nom_naissance,
        "prenom": etudiant.prenoms[0],
        "date_naissance": etudiant.naissance.reelle.isoformat(),
    }


def _admission(admission: Admission, vue: VueEtudiant) -> contract.Admission:
    lieu = admission.etablissement
    return {
        "date_debut": admission.debut.isoformat(),
        "date_fin": admission.fin.isoformat(),
        "est_inscrit": admission.inscrit_le is not None and admission.inscrit_le <= vue.jour,
        "regime_formation": {"libelle": LIBELLES_REGIME[admission.regime], "code": admission.regime},
        "code_cog_insee_commune": lieu.code_commune,
        "etablissement_etudes": {"uai": lieu.uai, "nom": lieu.nom},
    }
