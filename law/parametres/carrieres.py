"""The parameters of what a career gives, unemployment benefit and old-age pension, frozen into one object per month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from law.parametres import valeurs_en_vigueur


@dataclass(frozen=True, slots=True)
class ParametresChomage:
    """Allocation d'aide au retour à l'emploi; one field per file of `chomage/`."""

    mois: date
    reconduit: bool
    are_affiliation_minimale: int
    are_ages: tuple[int, int]
    are_degressivite: tuple[int, float, int]
    are_degressivite_plancher: float
    are_delais: tuple[int, int, int, int]
    are_differe_specifique: float
    are_duree: tuple[float, int]
    are_durees_maximales: tuple[int, int, int]
    are_jours_non_travailles: float
    are_jours_par_mois: int
    are_minimum: float
    are_partie_fixe: float
    are_plafond_salaire: int
    are_taux: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ParametresRetraite:
    """Pension of the general scheme and points of the complementary one; one field per file of `retraite/`.

    `generations`: (year, month) of birth from which hold an age in months and a number of quarters, growing.
    """

    mois: date
    reconduit: bool
    age_taux_plein: int
    annees_du_salaire_moyen: int
    generations: tuple[tuple[int, int, int, int], ...]
    majoration_enfants: tuple[int, float]
    minimum_contributif: tuple[float, float]
    minimum_contributif_plafond: float
    minimum_contributif_trimestres: int
    point_achat: float
    point_anticipation: tuple[float, float]
    point_taux: tuple[float, float]
    point_valeur: float
    taux: tuple[float, float, float]
    trimestres_manquants_maximum: int


def parametres_chomage(jour: date) -> ParametresChomage:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before February 2023."""
    return _chomage(jour.year, jour.month)


def parametres_retraite(jour: date) -> ParametresRetraite:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before September 2023."""
    return _retraite(jour.year, jour.month)


@lru_cache(maxsize=1024)
def _chomage(annee: int, mois: int) -> ParametresChomage:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("chomage", premier)
    return ParametresChomage(mois=premier, reconduit=reconduit, **valeurs)


@lru_cache(maxsize=1024)
def _retraite(annee: int, mois: int) -> ParametresRetraite:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("retraite", premier)
    return ParametresRetraite(mois=premier, reconduit=reconduit, **valeurs)
