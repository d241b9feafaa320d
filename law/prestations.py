"""What the CAF or the MSA pays for one month to a household whose facts are known: the benefits added up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from law.adulte_handicape import AdulteHandicape, adulte_handicape
from law.aide_logement import Locataire, aide_logement
from law.allocation_base import allocation_base
from law.allocations_familiales import EnfantAF, allocations_familiales
from law.arrondi import net_de_crds
from law.complement_familial import complement_familial
from law.enfant_handicape import EnfantHandicape, enfant_handicape
from law.explication import Explication, expliquer
from law.famille import Famille, couple_biactif
from law.foyer_solidarite import AdulteSolidarite, FoyerSolidarite, majoration_d_isolement
from law.parametres import ParametresPrestations, parametres_impot, parametres_prestations
from law.parametres.mensuels import parametres_familiales, parametres_solidarite
from law.prime_activite import prime_activite
from law.revenus import ressources_prestations_familiales, revenu_brut_global
from law.rsa import rsa
from law.soutien_familial import EnfantASF, soutien_familial
from registry.facts import NatureDecision, Revenus

#: Computes one benefit: its name, its function in the law, what this one is given.
Calcul = Callable[..., float]


@dataclass(frozen=True, slots=True)
class PrestationsDuMois:
    """Euros and cents of the month, net of CRDS; `adulte_handicape` of both adults together."""

    allocations_familiales: float
    complement_familial: float
    allocation_base: float
    soutien_familial: float = 0.0
    enfant_handicape: float = 0.0
    adulte_handicape: float = 0.0
    aide_logement: float = 0.0
    rsa: float = 0.0
    prime_activite: float = 0.0

    @property
    def total(self) -> float:
        return (
            self.allocations_familiales
            + self.complement_familial
            + self.allocation_base
            + self.soutien_familial
            + self.enfant_handicape
            + self.adulte_handicape
            + self.aide_logement
            + self.rsa
            + self.prime_activite
        )


@dataclass(frozen=True, slots=True)
class Demandes:
    """What a household asked for and was granted, with what the law needs for it.

    `natures` in force in the month. `adultes` with their incomes of the reference quarter, before any benefit;
    `handicapes` of them have the AAH, by rank. `soutien`: the children whose other parent does not support them.
    `logement`: the dwelling of a tenant whom the aid may go to; `loge_gratuitement`: lent, or owned without a loan.
    """

    natures: frozenset[NatureDecision]
    adultes: tuple[AdulteSolidarite, ...]
    handicapes: tuple[tuple[int, AdulteHandicape], ...] = ()
    enfants_handicapes: tuple[EnfantHandicape, ...] = ()
    soutien: tuple[EnfantASF, ...] = ()
    logement: Locataire | None = None
    loge_gratuitement: bool = False


@dataclass(frozen=True, slots=True)
class FoyerPrestations:
    """A household as the monthly benefits need it.

    `revenus`: one for a lone adult, two for a couple, of the civil year `annee` (N-2 of the benefit). `demandes`: None
    for who asked for nothing that must be asked for.
    """

    enfants: tuple[EnfantAF, ...]
    revenus: tuple[Revenus, ...]
    annee: int
    departement: str
    demandes: Demandes | None = None

    @property
    def ressources(self) -> int:
        return ressources_prestations_familiales(self.revenus, self.annee)

    @property
    def isole(self) -> bool:
        return len(self.revenus) == 1

    @property
    def famille(self) -> Famille:
        """A child in shared custody only counts for the family allowances: the other benefits go to the one parent
        whom the two designate, whom no fact names (one allocataire per child: CSS art. L. 513-1 and R. 513-1)."""
        return Famille(
            ages_mois=tuple(e.age_mois for e in self.enfants if not e.alternee),
            ressources_n_moins_2=self.ressources,
            isole=self.isole,
            biactif=_biactif(self.revenus, self.annee),
            departement=self.departement,
        )


def prestations_du_mois(jour: date, f: FoyerPrestations) -> PrestationsDuMois:
    """The monthly benefits of the month of `jour`: those that family and incomes open, and those asked for."""
    return _prestations(jour, f, _montant)


def expliquer_prestations(jour: date, f: FoyerPrestations) -> dict[str, Explication[float]]:
    """Each of them with its steps, by the name of the function that gives it; those not asked for are left out."""
    explications: dict[str, Explication[float]] = {}

    def calcul(nom: str, fonction: Callable[..., Any], *arguments: Any) -> float:
        explications[nom] = expliquer(fonction, *arguments)
        return explications[nom].resultat

    _prestations(jour, f, calcul)
    return explications


def _montant(nom: str, fonction: Callable[..., Any], *arguments: Any) -> float:
    montant: float = fonction(*arguments)
    return montant


def _prestations(jour: date, f: FoyerPrestations, calcul: Calcul) -> PrestationsDuMois:
    """In an order where each benefit knows those that count in its resources."""
    famille = f.famille
    ressources = famille.ressources_n_moins_2
    familiales = calcul("allocations_familiales", allocations_familiales, jour, f.enfants, ressources, f.departement)
    complement = calcul("complement_familial", complement_familial, jour, famille)
    base = calcul("allocation_base", allocation_base, jour, famille)
    d = f.demandes
    if d is None:
        return PrestationsDuMois(familiales, complement, base)
    soutien = enfants_handicapes = adultes_handicapes = logement = solidarite = activite = 0.0
    if "asf" in d.natures:
        soutien = calcul("soutien_familial", soutien_familial, jour, d.soutien, f.isole)
    if d.enfants_handicapes:
        enfants_handicapes = calcul("enfant_handicape", enfant_handicape, jour, d.enfants_handicapes, f.isole)
    allocations = {}
    for rang, adulte in d.handicapes:
        nom = "adulte_handicape" if rang == 0 else "adulte_handicape_conjoint"
        allocations[rang] = calcul(nom, adulte_handicape, jour, adulte)
        adultes_handicapes += allocations[rang]
    if "aide_logement" in d.natures and d.logement is not None:
        logement = calcul("aide_logement", aide_logement, jour, d.logement)
    if not d.natures.isdisjoint(("rsa", "ppa")):
        retenues = prestations_retenues(jour, f, complement, base, soutien)
        foyer = _foyer_solidarite(jour, f, d, allocations, retenues, logement)
        if "rsa" in d.natures:
            solidarite = calcul("rsa", rsa, jour, foyer)
        if "ppa" in d.natures:
            activite = calcul("prime_activite", prime_activite, jour, foyer)
    return PrestationsDuMois(
        familiales, complement, base, soutien, enfants_handicapes, adultes_handicapes, logement, solidarite, activite
    )


def prestations_retenues(jour: date, f: FoyerPrestations, complement: float, base: float, soutien: float) -> float:
    """The part of the family benefits that RSA and prime d'activité count as resources, euros of the month.

    Family allowances without the majoration for age, base allowance, complément familial up to its simple rate, ASF up
    to a part of the BMAF a child (CASF art. R. 262-10-1 and R. 262-11; CSS art. R. 844-4 and R. 844-5).
    """
    p, prestations = parametres_familiales(jour), parametres_prestations(jour)
    bmaf, crds = prestations.base_mensuelle_allocations_familiales, prestations.crds_taux
    enfants = [EnfantAF(_sans_majoration(e.age_mois, prestations), e.alternee) for e in f.enfants]
    familiales = allocations_familiales(jour, enfants, f.ressources, f.departement)
    simple = min(complement, net_de_crds(bmaf * p.cf_taux, crds))
    soutenus = len(f.demandes.soutien) if f.demandes is not None else 0
    return familiales + simple + base + min(soutien, soutenus * bmaf * parametres_solidarite(jour).asf_part_retenue)


def _sans_majoration(age_mois: int, p: ParametresPrestations) -> int:
    """An age in civil months that opens the same allowances but the majoration."""
    if age_mois >= p.af_age_limite * 12:
        return age_mois
    return min(age_mois, min(p.af_age_majoration, p.age_majoration_anterieur) * 12 - 1)


def _foyer_solidarite(
    jour: date,
    f: FoyerPrestations,
    d: Demandes,
    allocations: dict[int, float],
    retenues: float,
    logement: float,
) -> FoyerSolidarite:
    adultes = [
        AdulteSolidarite(a.age, a.revenus_activite, _plus(a.autres_revenus, allocations.get(rang, 0.0)))
        for rang, a in enumerate(d.adultes)
    ]
    return FoyerSolidarite(
        adultes=tuple(adultes),
        enfants=len(f.enfants),
        majore=majoration_d_isolement(jour, f.isole, [e.age_mois for e in f.enfants]),
        prestations_familiales=retenues,
        aide_logement=logement,
        loge_gratuitement=d.loge_gratuitement,
    )


def _plus(trimestre: tuple[float, float, float], montant: float) -> tuple[float, float, float]:
    un, deux, trois = trimestre
    return (un + montant, deux + montant, trois + montant)


def _biactif(revenus: Sequence[Revenus], annee: int) -> bool:
    if len(revenus) != 2:
        return False
    premier, second = (_revenu_professionnel(r, annee) for r in revenus)
    return couple_biactif((premier, second), annee)


def _revenu_professionnel(r: Revenus, annee: int) -> int:
    """Net income from work of the year, unemployment benefits left out (CSS art. R. 532-1)."""
    travail = Revenus(
        salaires=r.salaires,
        benefices_agricoles=r.benefices_agricoles,
        benefices_non_commerciaux=r.benefices_non_commerciaux,
    )
    return revenu_brut_global((travail,), parametres_impot(annee))
