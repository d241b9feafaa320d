"""Bodies of our civil-status API: field names are ours, contents follow the code civil (art. 57) and décret 2017-890.

Dates are as precise as the act: `1962-08-24`, `1962-08` or `1962`. Known gaps: the hour of birth, the professions and
domiciles of the parents, the marriage act, the full copy (CPI) and the multilingual extract (EXTPL).
"""

from __future__ import annotations

from typing import Literal, TypedDict


class Lieu(TypedDict):
    """`code`: COG commune, or the country `99xxx` abroad."""

    code: str
    libelle: str
    codePays: str
    libellePays: str


class Depositaire(TypedDict):
    """Who keeps the register: the commune, or the Service central d'état civil for events abroad."""

    code: str
    libelle: str


class Individu(TypedDict):
    nom: str
    prenoms: list[str]


class Parent(Individu):
    dateNaissance: str
    lieuNaissance: Lieu


class Titulaire(Parent):
    sexe: Literal["F", "M"]


class Mention(TypedDict):
    """`typeCode`: the register's nomenclature (1 death, 2 PACS, 5 divorce, 27 marriage, 28 end of PACS)."""

    nature: str
    typeCode: int
    date: str
    lieu: Lieu | None
    conjoint: Individu | None
    texte: str


class Acte(TypedDict, total=False):
    """A birth extract; `natureDocument` is EXTAF when `parents` is opened, EXTSF otherwise.

    `reference`: `{commune}-N-{year}-{number}`.
    """

    reference: str
    nature: Literal["NAISSANCE"]
    natureDocument: Literal["EXTAF", "EXTSF"]
    depositaire: Depositaire
    delivreLe: str
    titulaire: Titulaire
    parents: list[Parent]
    mentions: list[Mention]


class Mariage(TypedDict):
    date: str
    lieu: Lieu | None


class Livret(TypedDict):
    """`mariage` is null for unmarried parents; `enfants` by order of birth."""

    titulaires: list[Acte]
    mariage: Mariage | None
    enfants: list[Acte]
    delivreLe: str
