"""Studies, school year by school year: where someone was admitted, enrolled, and whether they asked for a grant.

A school year is named by the civil year of its rentrée: 2025 is 2025-2026. Nothing here is kept in a family: the
administrations that need these facts ask `registry.facts.Famille.etudes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from registry.departements import departement

#: The « régimes de formation » of the ministry of higher education.
CodeRegime = Literal["RF1", "RF2", "RF3", "RF4", "RF5", "RF6", "RF7"]
LIBELLES_REGIME: dict[CodeRegime, str] = {
    "RF1": "formation initiale",
    "RF2": "formation initiale hors apprentissage",
    "RF3": "reprise d'études non financée sans convention",
    "RF4": "contrat d'apprentissage",
    "RF5": "formation continue",
    "RF6": "formation continue hors contrat professionnel",
    "RF7": "contrat de professionnalisation",
}
#: The month from which a school year is the one to come.
MOIS_DES_ADMISSIONS = 7


@dataclass(frozen=True, slots=True)
class Etablissement:
    """A school: its national number (UAI) and the commune where one studies (COG code and name)."""

    uai: str
    nom: str
    code_commune: str
    commune: str

    @property
    def departement(self) -> str:
        return departement(self.code_commune)


@dataclass(frozen=True, slots=True)
class Admission:
    """A place offered on `admis_le`; `inscrit_le` is when it was taken, None when it never was."""

    etablissement: Etablissement
    regime: CodeRegime
    admis_le: date
    inscrit_le: date | None
    debut: date
    fin: date


@dataclass(frozen=True, slots=True)
class DemandeBourse:
    """A grant asked for the year and answered on `decidee_le`; `radiee_le`: the student was struck off."""

    decidee_le: date
    radiee_le: date | None = None


@dataclass(frozen=True, slots=True)
class AnneeEtudes:
    """One school year of one student of higher education; `niveau` is theirs in words (`L2`, `M1`)."""

    annee: int
    ine: str
    niveau: str
    admissions: tuple[Admission, ...]
    bourse: DemandeBourse | None = None

    @property
    def choisie(self) -> Admission | None:
        """The place that was taken."""
        return next((a for a in self.admissions if a.inscrit_le is not None), None)


def annee_scolaire(jour: date) -> int:
    """The school year under way on `jour`, or the one to come from July on."""
    return jour.year if jour.month >= MOIS_DES_ADMISSIONS else jour.year - 1
