"""Short ways to write a household in a test of the law."""

from __future__ import annotations

from typing import Any

from law.foyer import SituationFamille, SituationFiscale
from registry.facts import Revenus


def foyer(situation: SituationFamille, *revenus: Revenus, annee: int = 2025, **autres: Any) -> SituationFiscale:
    """A foyer of 40-year-olds unless said otherwise, one declarant per `Revenus`."""
    ages = autres.pop("ages", (40,) * len(revenus))
    return SituationFiscale(
        annee=annee, situation=situation, ages_declarants=ages, revenus_declarants=revenus, **autres
    )


def imposable(montant: int) -> Revenus:
    """An income that no deduction touches, so that the taxable income is `montant`."""
    return Revenus(revenus_fonciers=montant)
