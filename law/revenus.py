"""From what a person declares to net income by category, then to the foyer's gross total income."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from law.arrondi import a_l_euro
from law.parametres import ParametresImpot, parametres_impot
from registry.facts import Revenus


@dataclass(frozen=True, slots=True)
class RevenuNet:
    """Net income of one person by category, euros of one civil year, after the flat deductions."""

    salaires: int
    pensions: int
    benefices_agricoles: int
    benefices_non_commerciaux: int
    revenus_fonciers: int

    @property
    def total(self) -> int:
        """All categories together, euros a year."""
        return (
            self.salaires
            + self.pensions
            + self.benefices_agricoles
            + self.benefices_non_commerciaux
            + self.revenus_fonciers
        )


def revenu_net(revenus: Revenus, annee: int) -> RevenuNet:
    """Net categorial income of one person, euros of the civil year `annee`.

    Wages and unemployment less 10 % within bounds per person (CGI art. 83, 3°); pensions and alimony received less
    10 % with a floor per person (art. 158, 5, a); farm and non-commercial profits and rents as declared. The ceiling
    on pensions belongs to the foyer, hence to `revenu_brut_global`. Known gaps: actual expenses, micro regimes,
    deficits (a negative rent counts for 0).
    """
    p = parametres_impot(annee)
    return RevenuNet(
        salaires=_salaires_nets(revenus.salaires + revenus.allocations_chomage, p),
        pensions=_pensions_brutes(revenus) - _abattement_pensions(_pensions_brutes(revenus), p),
        benefices_agricoles=revenus.benefices_agricoles,
        benefices_non_commerciaux=revenus.benefices_non_commerciaux,
        revenus_fonciers=max(0, revenus.revenus_fonciers),
    )


def revenu_brut_global(personnes: Iterable[Revenus], p: ParametresImpot) -> int:
    """Gross total income of a foyer, euros a year: net categories of all, pension ceiling applied once (CGI art. 156).

    Same rules as `revenu_net`, without building the detail.
    """
    total = abattement_pensions = 0
    for r in personnes:
        salaires = r.salaires + r.allocations_chomage
        if salaires:
            total += _salaires_nets(salaires, p)
        pensions = r.pensions_retraite + r.pensions_alimentaires_recues
        if pensions:
            abattement_pensions += _abattement_pensions(pensions, p)
            total += pensions
        total += r.benefices_agricoles + r.benefices_non_commerciaux
        if r.revenus_fonciers > 0:
            total += r.revenus_fonciers
    return max(0, total - min(abattement_pensions, p.abattement_pensions_maximum))


def pensions_alimentaires_versees(personnes: Iterable[Revenus]) -> int:
    """Alimony paid, euros a year, deductible from total income (CGI art. 156, II, 2°).

    Known gap: the ceiling that applies to adult children is not applied; it is taken as due to minors or an ex-spouse.
    """
    return sum([r.pensions_alimentaires_versees for r in personnes])


def ressources_prestations_familiales(personnes: Iterable[Revenus], annee: int) -> int:
    """Resources that modulate family benefits, euros of the civil year `annee` (N-2 of the benefit).

    Net categorial incomes less alimony paid (CSS art. R. 532-3). Known gaps: no deduction for age or disability
    (CGI art. 157 bis), no neutralisation nor abatement of the CAF for unemployment.
    """
    gens = tuple(personnes)
    return max(0, revenu_brut_global(gens, parametres_impot(annee)) - pensions_alimentaires_versees(gens))


def _pensions_brutes(r: Revenus) -> int:
    return r.pensions_retraite + r.pensions_alimentaires_recues


def _salaires_nets(brut: int, p: ParametresImpot) -> int:
    deduction = a_l_euro(brut * p.deduction_salaires_taux)
    if deduction < p.deduction_salaires_minimum:
        deduction = p.deduction_salaires_minimum
    elif deduction > p.deduction_salaires_maximum:
        deduction = p.deduction_salaires_maximum
    return brut - deduction if brut > deduction else 0


def _abattement_pensions(brut: int, p: ParametresImpot) -> int:
    """Abatement of one pensioner before the foyer's ceiling."""
    abattement = max(a_l_euro(brut * p.abattement_pensions_taux), p.abattement_pensions_minimum)
    return abattement if abattement < brut else brut
