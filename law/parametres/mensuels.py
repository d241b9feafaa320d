"""The parameters of each benefit other than family allowances, frozen into one object per domain and month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from law.parametres import parametres, valeurs_en_vigueur


@dataclass(frozen=True, slots=True)
class References:
    """Figures that several benefits share; one field per file of `references/`."""

    mois: date
    reconduit: bool
    biactivite_taux: float
    plafond_securite_sociale: int
    smic_heures_mensuelles: float
    smic_horaire: float


@dataclass(frozen=True, slots=True)
class ParametresFamiliales:
    """Complément familial, ASF, ARS and PAJE; one field per file of `familiales/`."""

    mois: date
    reconduit: bool
    ars_age_limite: int
    ars_minimum: int
    ars_plafond: int
    ars_plafond_majoration_enfant: float
    ars_taux: tuple[tuple[int, float], ...]
    asf_minimum: int
    asf_taux: tuple[float, ...]
    cf_ages: tuple[int, int]
    cf_majore_plafond: int
    cf_majore_plafond_biactif: int
    cf_majore_taux: float
    cf_nombre_minimum_enfants: int
    cf_outre_mer_ages: tuple[int, int]
    cf_outre_mer_taux: tuple[float, float]
    cf_plafond: int
    cf_plafond_biactif: int
    cf_taux: float
    paje_age_limite: int
    paje_plafond_partiel: int
    paje_plafond_partiel_biactif: int
    paje_plafond_plein: int
    paje_plafond_plein_biactif: int
    paje_taux: tuple[float, float]
    plafond_majorations_enfants: tuple[float, ...]


def references(jour: date) -> References:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before 2021."""
    return _references(jour.year, jour.month)


def parametres_familiales(jour: date) -> ParametresFamiliales:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before January 2023."""
    return _familiales(jour.year, jour.month)


def valeur_annuelle(cle: str, annee: int) -> float:
    """A figure of `references/` on 1 January of `annee`."""
    valeur: float = parametres("references")[cle].valeur(date(annee, 1, 1))
    return valeur


@lru_cache(maxsize=1024)
def _references(annee: int, mois: int) -> References:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("references", premier)
    return References(mois=premier, reconduit=reconduit, **valeurs)


@lru_cache(maxsize=1024)
def _familiales(annee: int, mois: int) -> ParametresFamiliales:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("familiales", premier)
    return ParametresFamiliales(mois=premier, reconduit=reconduit, **valeurs)
