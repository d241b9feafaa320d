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
    """Complément familial, ASF, ARS, PAJE and AEEH; one field per file of `familiales/`."""

    mois: date
    reconduit: bool
    aeeh_age_limite: int
    aeeh_complement_sixieme: float
    aeeh_complements: tuple[float, ...]
    aeeh_majorations_isole: tuple[float, ...]
    aeeh_taux: float
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


@dataclass(frozen=True, slots=True)
class ParametresSolidarite:
    """RSA and prime d'activité; one field per file of `solidarite/`."""

    mois: date
    reconduit: bool
    asf_part_retenue: float
    forfait_logement: tuple[float, float, float]
    majoration_age_enfant: int
    majoration_isolement: tuple[float, float]
    majorations_foyer: tuple[float, float, float]
    ppa_age_minimum: int
    ppa_bonification: tuple[float, float, float]
    ppa_minimum: int
    ppa_montant: float
    ppa_taux_revenus: float
    rsa_age_minimum: int
    rsa_minimum: int
    rsa_montant: float


@dataclass(frozen=True, slots=True)
class ParametresHandicap:
    """AAH; one field per file of `handicap/`."""

    mois: date
    reconduit: bool
    aah_abattements: tuple[float, float]
    aah_age_minimum: tuple[int, int]
    aah_majoration_enfant: float
    aah_montant: float
    aah_seuil_abattement: float
    aah_taux_incapacite: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ParametresSante:
    """Complémentaire santé solidaire; one field per file of `sante/`."""

    mois: date
    reconduit: bool
    c2s_coefficient_participation: float
    c2s_forfait_logement_aide: tuple[float, ...]
    c2s_forfait_logement_gratuit: tuple[float, ...]
    c2s_majorations_foyer: tuple[float, float, float]
    c2s_outre_mer: float
    c2s_participation: tuple[tuple[int, int], ...]
    c2s_plafond: int
    c2s_residence_alternee: float


@dataclass(frozen=True, slots=True)
class ParametresAccueil:
    """The national scale of the crèches; one field per file of `accueil/`."""

    mois: date
    reconduit: bool
    eaje_plafond: float
    eaje_plancher: float
    eaje_taux_collectif: tuple[tuple[int, float], ...]
    eaje_taux_familial: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class ParametresBourses:
    """Grants of pupils and students; one field per file of `bourses/`."""

    mois: date
    reconduit: bool
    cnous_mensualites: int
    cnous_montants: tuple[float, ...]
    cnous_plafonds: tuple[tuple[int, ...], ...]
    cnous_points_distance: tuple[tuple[int, int], ...]
    cnous_points_enfants: tuple[int, int]
    college_plafonds: tuple[tuple[float, ...], ...]
    college_taux: tuple[float, ...]
    lycee_plafonds: tuple[tuple[float, ...], ...]
    lycee_taux: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ParametresLogement:
    """Housing aid for tenants; one field per file of `logement/`."""

    mois: date
    reconduit: bool
    abattement_ressources: tuple[int, ...]
    arrondi_ressources: int
    degressivite: tuple[tuple[float, float], ...]
    forfait_charges: tuple[float, float]
    loyer_plafond: tuple[tuple[float, float, float, float], ...]
    minoration: int
    part_meuble: tuple[int, int]
    participation_minimale: tuple[float, float]
    seuils_versement: tuple[int, int]
    taux_famille: tuple[float, ...]
    taux_loyer: tuple[tuple[float, float], ...]
    zone_communes: tuple[str, ...]
    zone_departements: tuple[tuple[str, ...], tuple[str, ...]]


def references(jour: date) -> References:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before 2021."""
    return _references(jour.year, jour.month)


def parametres_familiales(jour: date) -> ParametresFamiliales:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before January 2023."""
    return _familiales(jour.year, jour.month)


def parametres_solidarite(jour: date) -> ParametresSolidarite:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before July 2022."""
    return _solidarite(jour.year, jour.month)


def parametres_handicap(jour: date) -> ParametresHandicap:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before October 2023."""
    return _handicap(jour.year, jour.month)


def parametres_sante(jour: date) -> ParametresSante:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before July 2022."""
    return _sante(jour.year, jour.month)


def parametres_accueil(jour: date) -> ParametresAccueil:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before January 2023."""
    return _accueil(jour.year, jour.month)


def parametres_bourses(jour: date) -> ParametresBourses:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before September 2022."""
    return _bourses(jour.year, jour.month)


def parametres_logement(jour: date) -> ParametresLogement:
    """In force on the first of the month of `jour`; raises `ParametreAbsent` before January 2023."""
    return _logement(jour.year, jour.month)


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


@lru_cache(maxsize=1024)
def _solidarite(annee: int, mois: int) -> ParametresSolidarite:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("solidarite", premier)
    return ParametresSolidarite(mois=premier, reconduit=reconduit, **valeurs)


@lru_cache(maxsize=1024)
def _handicap(annee: int, mois: int) -> ParametresHandicap:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("handicap", premier)
    return ParametresHandicap(mois=premier, reconduit=reconduit, **valeurs)


@lru_cache(maxsize=1024)
def _sante(annee: int, mois: int) -> ParametresSante:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("sante", premier)
    return ParametresSante(mois=premier, reconduit=reconduit, **valeurs)


@lru_cache(maxsize=1024)
def _accueil(annee: int, mois: int) -> ParametresAccueil:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("accueil", premier)
    return ParametresAccueil(mois=premier, reconduit=reconduit, **valeurs)


@lru_cache(maxsize=1024)
def _bourses(annee: int, mois: int) -> ParametresBourses:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("bourses", premier)
    return ParametresBourses(mois=premier, reconduit=reconduit, **valeurs)


@lru_cache(maxsize=1024)
def _logement(annee: int, mois: int) -> ParametresLogement:
    premier = date(annee, mois, 1)
    valeurs, reconduit = valeurs_en_vigueur("logement", premier)
    return ParametresLogement(mois=premier, reconduit=reconduit, **valeurs)
