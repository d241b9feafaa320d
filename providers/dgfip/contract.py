"""Bodies of API Impôt particulier 1.0 (income tax), from the official OpenAPI; a field without its scope is absent.

Never served, though optional in the contract: `sitPart`, `sitParDeclaree`, `indOptionImpotSepar` (no published scope
opens them) and `typeAvis` (its values are not published). Money is in whole euros; `code` is a box of form 2042.
"""

from __future__ import annotations

from typing import TypedDict

PREFIXE = "application/prs.dgfip.part."
MEDIA_SITUATION = f"{PREFIXE}situations.ir.assiettes.v1+json"
MEDIA_DERNIERE = f"{PREFIXE}derniere.situations.ir.assiettes.v1+json"
MEDIA_MULTIPLE = f"{PREFIXE}situations.ir.assiettes.multiple.v1+json"
MEDIA_FACTURES = f"{PREFIXE}situations.ir.factures.v1+json"


class DateNaissance(TypedDict):
    """Zero-padded; `00` for an unknown day or month."""

    jour: str
    mois: str
    annee: str


class Pac(TypedDict):
    """Who is counted: F minors in sole charge, G those of F with a disability card, H minors in shared custody, I those
    of H with a card, R other disabled dependants, J attached single adults, N attached married ones, P (unpublished) 0.
    """

    nbPac: int
    nbPacF: int
    nbPacG: int
    nbPacH: int
    nbPacI: int
    nbPacR: int
    nbPacJ: int
    nbPacN: int
    nbPacP: int


class AdresseDetail(TypedDict, total=False):
    """The OpenAPI leaks two getter names; the older names stay beside them, `codePostal` with the town as it was."""

    complementAdresse: str
    voie: str
    getcommune: str
    getcodePostal: str
    commune: None
    codePostal: str


class Case(TypedDict):
    code: str
    valeur: str


class Revenus(TypedDict, total=False):
    """`tspr` wages and pensions, `fonc` property, `pro` self-employed, `chges` deductible charges."""

    tspr: list[Case]
    fonc: list[Case]
    pro: list[Case]
    chges: list[Case]


class Ligne(TypedDict):
    """A line of the notice; columns are declarant 1, declarant 2, dependants, total."""

    numLigne: int
    codeLigne: str
    libelleLigne: str
    colonne1: str
    colonne2: str
    colonne3: str
    colonne4: str


class Situation(TypedDict, total=False):
    """One tax household for one income year.

    `sitFam`: M married, O PACS, C single, D divorced, V widowed. `sitParIso`, `indDeficit`: `O` or `N`.
    `mntRevbareme`: line 14; `impAvImput`: tax before imputations; `montTotIr`: with the contribution on high incomes.
    """

    rfr: int
    sitFam: str
    nbPart: float
    pac: Pac
    nmNaiDec1: str
    nmUsaDec1: str
    prnmDec1: str
    dateNaisDec1: DateNaissance
    dptNaissDec1: str
    lieuNaissDec1: str
    nmNaiDec2: str
    nmUsaDec2: str
    prnmDec2: str
    dateNaisDec2: DateNaissance
    dptNaissDec2: str
    lieuNaissDec2: str
    aft: str
    aftDetail: AdresseDetail
    sitParIso: str
    pensAlPer: int
    indDeficit: str
    revenuBrutGlobal: int
    revImposable: int
    mntRevbareme: int
    impAvImput: int
    montTotIr: int
    datRec: str
    datEtab: str
    numRole: str
    fipNum: str
    rev: Revenus


class DerniereSituation(Situation, total=False):
    annRevenu: int


class SituationPeriode(Situation, total=False):
    """An element of `multiple`; the lower-case `dec` is literal."""

    spiDec1: str
    spiDec2: str
    dateDebutPeriode: str
    dateFinPeriode: str
    dateDecesdec1: str
    dateDecesdec2: str


class Situations(TypedDict):
    situationsIR: list[SituationPeriode]


class SituationFacture(Situation, total=False):
    facture: list[Ligne]
