"""The quotient familial of the CAF and the MSA, a social tariff figure unrelated to the shares of the income tax.

Its rule is an internal one of the CNAF, known through what it publishes: one twelfth of the taxable resources of N-2
before tax abatements, plus the benefits of the month, over a number of shares.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import floor

from law.parametres import parametres_prestations
from law.parts import parts_enfants
from law.trace import Trace
from registry.facts import Revenus


def parts_caf(jour: date, enfants: int, alternes: int = 0, handicapes: int = 0) -> float:
    """Shares for the month of `jour`: 2 for the adult(s), ½ for each of the first two children, 1 for the third, ½
    for each further one, ½ more per disabled child.

    `enfants` are children in charge full time, `alternes` those in shared custody whose allowances are shared: they
    take the ranks after the others and count for half. Doubt: no public text of the CNAF states that half; it follows
    the count of the allowances (CSS art. R. 521-3).
    """
    p = parametres_prestations(jour)
    enfants_et_alternes = parts_enfants(p.qf_parts_enfants, enfants, alternes, p.qf_residence_alternee)
    return p.qf_parts_adultes + enfants_et_alternes + p.qf_parts_enfant_handicape * handicapes


def ressources_caf(personnes: Iterable[Revenus]) -> int:
    """Resources of the quotient familial, euros of the civil year N-2: taxable incomes BEFORE the 10 % abatements,
    less alimony paid, for the adults (and children in charge) of the household.

    Source: the CNAF's own page, quoted by services that use the figure (« revenus imposables des parents, avant tous
    abattements fiscaux »). Known gaps: the CAF's abatements on unemployment and neutralisation of incomes lost,
    deficits (a negative rent counts for 0).
    """
    return max(0, sum([_avant_abattements(r) for r in personnes]))


def quotient_familial(
    ressources_annuelles_n_moins_2: int, prestations_mensuelles: float, parts: float, trace: Trace | None = None
) -> int:
    """(resources / 12 + benefits of the month) / shares, whole euros a month, cents dropped.

    Doubt: the figure is served as an integer and no public text says whether it is rounded or truncated; truncation is
    chosen. The benefits are those due for the month (family allowances, housing aid, RSA...), never the yearly ones
    (back-to-school, birth).
    """
    mensuelles = ressources_annuelles_n_moins_2 / 12
    quotient = floor((mensuelles + prestations_mensuelles) / parts)
    if trace is not None:
        regle = "quotient familial de la CNAF (règlement d'action sociale)"
        trace.note("Ressources mensuelles", mensuelles, regle, ressources_annuelles=ressources_annuelles_n_moins_2)
        trace.note("Prestations du mois", prestations_mensuelles, regle)
        trace.note("Quotient familial", quotient, regle, parts=parts)
    return quotient


def _avant_abattements(r: Revenus) -> int:
    return (
        r.salaires
        + r.allocations_chomage
        + r.pensions_retraite
        + r.pensions_alimentaires_recues
        + r.benefices_agricoles
        + r.benefices_non_commerciaux
        + max(0, r.revenus_fonciers)
        - r.pensions_alimentaires_versees
    )
