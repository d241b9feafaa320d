"""What the administrations of studies know of a person: their admissions, and the grant they asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from registry.departements import departement, distance_km
from registry.erreurs import SansDossier
from registry.etudes import Admission, AnneeEtudes, DemandeBourse
from registry.facts import Famille, Personne
from registry.groupes import occupation
from registry.vues import VueDgfip

#: Month and day by which whoever works is not a student of the school year any more.
RENTREE = (10, 1)
#: School years that the ministry still answers about, the one under way included.
ANNEES_GARDEES = 6
#: The incomes that a grant depends on are those of the second year before the rentrée.
ANNEES_DES_RESSOURCES = 2


@dataclass(frozen=True, slots=True, eq=False)
class VueEtudiant:
    """A student and the admissions known on `jour`, the latest first."""

    jour: date
    etudiant: Personne
    admissions: tuple[Admission, ...]


@dataclass(frozen=True, slots=True, eq=False)
class VueBourse:
    """A grant asked for one school year, and what its amount depends on.

    `avis` is the assessment of those who support the student, for the incomes of `annee - 2`; the other children are
    those it counts, students of `annee` apart. `distance_km` goes from the address of that notice to the town of study.
    """

    jour: date
    annee: int
    etudiant: Personne
    admission: Admission
    demande: DemandeBourse
    avis: VueDgfip
    autres_enfants: int
    autres_etudiants: int
    distance_km: int


def etudes_de(famille: Famille, ref: str, annee: int) -> AnneeEtudes | None:
    """A school year of `ref`, unless they had another occupation by then."""
    if occupation(famille, ref, date(annee, *RENTREE)) not in (None, "etudes"):
        return None
    return famille.etudes(ref, annee)


def annees_d_etudes(famille: Famille, ref: str, jour: date) -> tuple[AnneeEtudes, ...]:
    """The last school years of `ref`, the latest first, that of the next rentrée included."""
    annees = (etudes_de(famille, ref, jour.year - n) for n in range(ANNEES_GARDEES))
    return tuple(a for a in annees if a is not None)


def vue_etudiant(famille: Famille, ref: str, jour: date) -> VueEtudiant:
    """The admissions of the last school years; `SansDossier` for who never studied."""
    connues = tuple(a for annee in annees_d_etudes(famille, ref, jour) for a in annee.admissions if a.admis_le <= jour)
    if not connues:
        raise SansDossier("aucune admission dans l'enseignement supérieur")
    return VueEtudiant(jour, famille.personnes[ref], connues)


def vue_bourse(
    famille: Famille,
    ref: str,
    annee: int,
    jour: date,
    avis: VueDgfip,
    etudes: Callable[[str, int], AnneeEtudes | None],
) -> VueBourse:
    """The grant of `annee`, once it is decided; `SansDossier` when none was asked for or answered."""
    admission, demande = demande_decidee(famille, ref, annee, jour)
    autres = [r for r in (*(e.ref for e in avis.mineurs), *(p.ref for p in avis.majeurs)) if r != ref]
    etudiants = sum(_etudie(etudes(r, annee)) for r in autres)
    return VueBourse(
        jour,
        annee,
        famille.personnes[ref],
        admission,
        demande,
        avis,
        len(autres) - etudiants,
        etudiants,
        distance_km(departement(avis.adresse.code_commune), admission.etablissement.departement),
    )


def demande_decidee(famille: Famille, ref: str, annee: int, jour: date) -> tuple[Admission, DemandeBourse]:
    """The place taken and the grant asked for, once it is answered."""
    etudes = etudes_de(famille, ref, annee)
    if etudes is None or etudes.bourse is None or etudes.choisie is None or etudes.bourse.decidee_le > jour:
        raise SansDossier("aucune bourse demandée cette année-là")
    return etudes.choisie, etudes.bourse


def _etudie(annee: AnneeEtudes | None) -> bool:
    return annee is not None and annee.choisie is not None


def avis_de_soutien(ref: str, avis: list[VueDgfip]) -> VueDgfip:
    """Of the parents' assessments, the one that counts the student, else the first; `SansDossier` without any."""
    if not avis:
        raise SansDossier("aucun avis de ceux qui ont la charge de l'étudiant")
    return next((a for a in avis if ref in a.revenus), avis[0])
