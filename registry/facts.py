"""Facts about people: what is true, since when (`debut`), and since when each administration knows it (`known_by`).

Everything here is immutable and typed for speed: a family of four is some twenty small objects. Nothing derived is
stored: ages, foyers, parts, quotient familial come from these facts and a civil day (`registry.groupes`, `law`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from registry.emploi import Emploi, emploi_ordinaire
from registry.etudes import AnneeEtudes
from registry.service_civique import Contrats, sans_contrat
from registry.service_national import ServiceNational, service_national_ordinaire
from registry.vehicules import Vehicule, sans_vehicule

Sexe = Literal["F", "M"]
Administration = Literal["caf", "dgfip", "cnam", "etat_civil"]
NatureUnion = Literal["mariage", "pacs", "concubinage"]
NatureActivite = Literal["salarie", "independant", "agriculteur", "chomage", "retraite", "etudes", "scolarite", "sans"]
NatureDecision = Literal["rsa", "aah", "c2s", "invalidite", "ppa", "asf", "aeeh", "aide_logement"]

StatutLogement = Literal["proprietaire", "accedant", "locataire_prive", "locataire_social", "loge_gratuitement"]

FRANCE = "99100"
#: Since when each administration knows a fact; None: each knows it as soon as it is true.
Connaissance = Mapping[str, date] | None


def connu_depuis(debut: date, known_by: Connaissance, administration: str) -> date:
    """The day `administration` learns of a fact true since `debut` (`""`: the truth itself)."""
    return debut if known_by is None else known_by.get(administration, debut)


@dataclass(frozen=True, slots=True)
class Lieu:
    """A commune or a foreign country, by INSEE COG code.

    `code` is the 5-character commune code (`44109`, `2A004`, `97411`) or, abroad, the country code `99xxx`.
    """

    code: str
    libelle: str
    code_pays: str = FRANCE
    libelle_pays: str = "FRANCE"

    @property
    def en_france(self) -> bool:
        return self.code_pays == FRANCE

    @property
    def departement(self) -> str:
        """`44`, `2A`, `974`; `99` abroad."""
        if not self.en_france:
            return "99"
        return self.code[:3] if self.code[:2] in ("97", "98") else self.code[:2]


@dataclass(frozen=True, slots=True)
class DateCivile:
    """A civil-status date; month or day is 0 when the act does not know it (presumed birth date)."""

    annee: int
    mois: int
    jour: int

    @property
    def reelle(self) -> date:
        """A calendar date: unknown parts read as 1, as the RNIPP does."""
        return date(self.annee, self.mois or 1, self.jour or 1)

    @property
    def complete(self) -> bool:
        return bool(self.mois and self.jour)

    def __str__(self) -> str:
        return f"{self.annee:04d}-{self.mois:02d}-{self.jour:02d}"


@dataclass(frozen=True, slots=True)
class Adresse:
    """A postal address; `ligne_voie` is La Poste's line 4 (`12 BIS RUE DES LILAS`)."""

    numero: str
    type_voie: str
    nom_voie: str
    code_postal: str
    commune: str
    code_commune: str
    indice_repetition: str = ""
    complement: str = ""
    lieu_dit: str = ""
    pays: str = "FRANCE"

    @property
    def ligne_voie(self) -> str:
        return " ".join(p for p in (self.numero, self.indice_repetition, self.type_voie, self.nom_voie) if p)

    @property
    def ligne_commune(self) -> str:
        return f"{self.code_postal} {self.commune}"


@dataclass(frozen=True, slots=True)
class Deces:
    jour: date
    lieu: Lieu
    numero_acte: int
    known_by: Connaissance = None


@dataclass(frozen=True, slots=True)
class Personne:
    """One synthetic citizen: the civil status and the numbers, which never depend on the day.

    `ref` names the person inside one space (`test`, `n-123456`). `parents` are refs, first parent first, and may be
    empty when the birth act names nobody. `nir` has 15 characters (13 + key), `spi` 13 digits.
    """

    ref: str
    sexe: Sexe
    nom_naissance: str
    prenoms: tuple[str, ...]
    naissance: DateCivile
    lieu_naissance: Lieu
    nir: str
    spi: str
    numero_acte: int
    email: str
    telephone: str
    login: str
    nom_usage: str | None = None
    parents: tuple[str, ...] = ()
    rang_naissance: int = 1
    regime_maladie: Literal["general", "agricole"] = "general"
    deces: Deces | None = None

    def age(self, jour: date) -> int:
        """Completed years on `jour` (negative before birth)."""
        n = self.naissance.reelle
        return jour.year - n.year - ((jour.month, jour.day) < (n.month, n.day))

    def ne_le(self, jour: date) -> bool:
        """Born on `jour` or before."""
        return self.naissance.reelle <= jour

    def decede_le(self, jour: date, administration: str = "") -> bool:
        """Dead on `jour`, as `administration` knows it (the truth when none is named)."""
        d = self.deces
        return d is not None and connu_depuis(d.jour, d.known_by, administration) <= jour


@dataclass(frozen=True, slots=True)
class Union:
    """Two people living as a couple: married, in a PACS or cohabiting (`concubinage`)."""

    nature: NatureUnion
    membres: tuple[str, str]
    debut: date
    lieu: Lieu | None = None
    fin: date | None = None
    motif_fin: Literal["divorce", "dissolution", "separation", "deces"] | None = None
    known_by: Connaissance = None
    fin_known_by: Connaissance = None

    def en_cours(self, jour: date, administration: str = "") -> bool:
        """In force on `jour`, as far as `administration` knows."""
        if connu_depuis(self.debut, self.known_by, administration) > jour:
            return False
        return self.fin is None or connu_depuis(self.fin, self.fin_known_by, administration) > jour

    def autre(self, ref: str) -> str:
        a, b = self.membres
        return b if ref == a else a


@dataclass(frozen=True, slots=True)
class Residence:
    """`occupant` lives in `logement` (an opaque id shared by the members of one ménage) since `debut`."""

    occupant: str
    logement: str
    adresse: Adresse
    debut: date
    known_by: Connaissance = None


@dataclass(frozen=True, slots=True)
class Logement:
    """How a dwelling is held: owned without a loan, being paid for (`accedant`), rented, or lent.

    `montant`: rent without charges of a tenant, instalment of an `accedant`, whole euros a month; 0 for the others.
    """

    statut: StatutLogement
    montant: int = 0
    meuble: bool = False


@dataclass(frozen=True, slots=True)
class Activite:
    occupant: str
    nature: NatureActivite
    debut: date
    employeur: str | None = None


@dataclass(frozen=True, slots=True)
class Revenus:
    """What one person earned in one civil year, whole euros, as declared (before any abatement)."""

    salaires: int = 0
    allocations_chomage: int = 0
    pensions_retraite: int = 0
    pensions_alimentaires_recues: int = 0
    pensions_alimentaires_versees: int = 0
    benefices_agricoles: int = 0
    benefices_non_commerciaux: int = 0
    revenus_fonciers: int = 0


@dataclass(frozen=True, slots=True)
class GardeAlternee:
    """`enfant` lives by turns in the homes of two separated `parents`; `partage_af` when they share the allowances."""

    enfant: str
    parents: tuple[str, str]
    debut: date
    partage_af: bool = True
    known_by: Connaissance = None


@dataclass(frozen=True, slots=True)
class Rattachement:
    """`enfant` is declared in the tax household of `parent` for the income years `annees` (first, last; None: open).

    For an adult child it is their option (CGI 6-3); for the minor of unmarried parents it says who declares them.
    """

    enfant: str
    parent: str
    premiere_annee: int
    derniere_annee: int | None = None

    def vaut_pour(self, annee: int) -> bool:
        return self.premiere_annee <= annee and (self.derniere_annee is None or annee <= self.derniere_annee)


@dataclass(frozen=True, slots=True)
class DossierAllocataire:
    """A file at a CAF or the MSA. `code_organisme` + `numero` is the key; both come from reserved ranges."""

    allocataire: str
    organisme: Literal["CNAF", "MSA"]
    code_organisme: str
    numero: str
    ouvert_le: date
    clos_le: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision nobody can derive from other facts: an allowance asked for and granted, a disability card.

    The beneficiary of `aeeh` is the disabled child, and `categorie` its complement (1 to 6, 0: none). What an allowance
    amounts to is the law's, never a fact.
    """

    beneficiaire: str
    nature: NatureDecision
    debut: date
    fin: date | None = None
    categorie: int = 0

    def en_cours(self, jour: date) -> bool:
        return self.debut <= jour and (self.fin is None or jour < self.fin)


def sans_revenus(ref: str, annee: int) -> Revenus:
    """Nobody earned anything."""
    return Revenus()


def _sans_etudes(ref: str, annee: int) -> AnneeEtudes | None:
    return None


def _logement_inconnu(logement: str) -> Logement | None:
    return None


@dataclass(frozen=True, slots=True)
class Famille:
    """Everything true about a set of linked people: enough to derive the ménage and both foyers of each member.

    `personnes` holds everyone the derivations need, including those who live elsewhere (the other parent of a child
    in shared custody, a student in another town) and the dead. `revenus(ref, annee)` gives a year's income,
    `etudes(ref, annee)` a school year of higher education (None: none), `logement(id)` how the dwelling of a
    `Residence` is held (None: nobody knows). What only one administration needs is asked of it by ref, and costs
    nothing until then: `emploi`, `service_national`, `services_civiques`, `vehicule`.
    """

    personnes: Mapping[str, Personne]
    unions: tuple[Union, ...] = ()
    residences: tuple[Residence, ...] = ()
    activites: tuple[Activite, ...] = ()
    gardes: tuple[GardeAlternee, ...] = ()
    rattachements: tuple[Rattachement, ...] = ()
    dossiers: tuple[DossierAllocataire, ...] = ()
    decisions: tuple[Decision, ...] = ()
    revenus: Callable[[str, int], Revenus] = field(default=sans_revenus)
    etudes: Callable[[str, int], AnneeEtudes | None] = field(default=_sans_etudes)
    logement: Callable[[str], Logement | None] = field(default=_logement_inconnu)
    emploi: Callable[[str], Emploi] = field(default=emploi_ordinaire)
    service_national: Callable[[str], ServiceNational] = field(default=service_national_ordinaire)
    services_civiques: Contrats = field(default=sans_contrat)
    vehicule: Callable[[str], Vehicule | None] = field(default=sans_vehicule)


@dataclass(frozen=True, slots=True)
class Pivot:
    """A pivot identity as a caller knows it; any part but the birth name may be missing.

    `prenoms` holds some of the given names (matching needs the first ones in order, or any one for FranceConnect's
    matching); `mois`/`jour` 0 or None when unknown; `lieu` a COG commune or country code.
    """

    nom_naissance: str
    prenoms: tuple[str, ...] = ()
    annee: int | None = None
    mois: int | None = None
    jour: int | None = None
    sexe: Sexe | None = None
    code_lieu: str | None = None
    code_pays: str | None = None
    nom_usage: str | None = None
