"""Schooling, derived: the occupation says who is a pupil, the age says which level, the home says which school.

Nothing is stored and nothing is drawn from a seed, so that everyone has a school: the nation, the personas, those a
space makes and those who move. What facts do not tell (boarding, grants asked for) depends on the person's ref.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from zlib import crc32

from registry.departements import REGIONS, departement
from registry.erreurs import SansDossier
from registry.facts import Famille, Personne
from registry.groupes import occupation, residence
from registry.vues import VueDgfip

Degre = Literal["1D", "2D"]
#: The level of each age reached in the civil year of the rentrée.
NIVEAUX = {
    3: "PETITE SECTION", 4: "MOYENNE SECTION", 5: "GRANDE SECTION", 6: "CP", 7: "CE1", 8: "CE2", 9: "CM1", 10: "CM2",
    11: "6EME", 12: "5EME", 13: "4EME", 14: "3EME",
    15: "2NDE GENERALE ET TECHNOLOGIQUE", 16: "1ERE GENERALE", 17: "TERMINALE GENERALE",
}  # fmt: skip
AGE_DE_L_ECOLE, AGE_DU_COLLEGE, AGE_DU_LYCEE, AGE_DE_FIN = 3, 11, 15, 17
#: A day by which every pupil is in class.
RENTREE = (10, 1)
#: A UAI names its department by three digits; no school has a number from 9000 on.
_DEPARTEMENTS_UAI = {"2A": "620", "2B": "720"}
_PREMIER_NUMERO, _NUMEROS = 9000, 1000
_CLES = "ABCDEFGHJKLMNPRSTUVWXYZ"
#: Académie regions of the ministry, by COG code.
REGIONS_BCN = {
    "84": "01", "27": "02", "53": "03", "24": "04", "94": "05", "44": "06", "01": "07", "03": "08", "32": "09",
    "11": "10", "04": "11", "02": "12", "06": "13", "28": "14", "75": "15", "76": "16", "52": "17", "93": "18",
}  # fmt: skip
# Out of a hundred pupils of collège and lycée: those who ask for a grant, half-boarders, boarders (of lycée).
DEMANDES_BOURSE, DEMI_PENSIONNAIRES, INTERNES = 75, 65, 5


@dataclass(frozen=True, slots=True)
class Scolarite:
    """One school year of a pupil, named by the civil year of its rentrée; `bourse`: a grant is asked for."""

    annee: int
    uai: str
    departement: str
    degre: Degre
    age: int
    bourse: bool
    interne: bool
    demi_pensionnaire: bool

    @property
    def niveau(self) -> str:
        return NIVEAUX[self.age]

    @property
    def lyceen(self) -> bool:
        return self.age >= AGE_DU_LYCEE

    @property
    def departement_bcn(self) -> str:
        """`044`, `02A`, `974`."""
        return self.departement.zfill(3)

    @property
    def region_bcn(self) -> str:
        return REGIONS_BCN[REGIONS[self.departement]]


@dataclass(frozen=True, slots=True, eq=False)
class VueScolarite:
    """A pupil and their year, as known on `jour`; `avis`: the assessment a grant depends on, when one was asked for."""

    jour: date
    eleve: Personne
    scolarite: Scolarite
    avis: VueDgfip | None


def scolarite(famille: Famille, ref: str, annee: int) -> Scolarite:
    """The school year of `ref`; `SansDossier` for who is not a pupil then, or has no home in a department."""
    personne, rentree = famille.personnes[ref], date(annee, *RENTREE)
    age = min(annee - personne.naissance.annee, AGE_DE_FIN)
    chez = residence(famille, ref, rentree)
    if occupation(famille, ref, rentree) != "scolarite" or age < AGE_DE_L_ECOLE or personne.decede_le(rentree):
        raise SansDossier("pas d'élève cette année-là")
    if chez is None or departement(chez.adresse.code_commune) not in REGIONS:
        raise SansDossier("aucune résidence connue")
    ici = departement(chez.adresse.code_commune)
    secondaire = age >= AGE_DU_COLLEGE
    repas = _tirage(ref, "repas")
    return Scolarite(
        annee,
        uai(ici, chez.adresse.code_commune, age),
        ici,
        "2D" if secondaire else "1D",
        age,
        secondaire and _tirage(ref, "bourse") < DEMANDES_BOURSE,
        age >= AGE_DU_LYCEE and repas < INTERNES,
        secondaire and INTERNES <= repas < INTERNES + DEMI_PENSIONNAIRES,
    )


def uai(ici: str, code_commune: str, age: int) -> str:
    """The number of the school, collège or lycée of a commune, that no real one has."""
    genre = (age >= AGE_DU_COLLEGE) + (age >= AGE_DU_LYCEE)
    rang = crc32(f"{code_commune}/{genre}".encode()) % _NUMEROS
    numero = f"{_DEPARTEMENTS_UAI.get(ici, ici.zfill(3))}{_PREMIER_NUMERO + rang}"
    return f"{numero}{_CLES[int(numero) % len(_CLES)]}"


def _tirage(ref: str, champ: str) -> int:
    """A percentage that belongs to the person."""
    return crc32(f"{ref}/{champ}".encode()) % 100
