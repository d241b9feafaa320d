"""The quotient familial of the CAF, by the rule the CNAF publishes."""

from __future__ import annotations

from datetime import date

import pytest

from law.quotient_familial import parts_caf, quotient_familial, ressources_caf
from registry.facts import Revenus

JOUR = date(2025, 10, 15)


@pytest.mark.parametrize(("enfants", "parts"), [(0, 2), (1, 2.5), (2, 3), (3, 4), (4, 4.5), (5, 5)])
def test_parts_par_enfant(enfants: int, parts: float) -> None:
    """2 for the adults, ½ for the first two children, 1 for the third, ½ for each further one."""
    assert parts_caf(JOUR, enfants) == parts


def test_enfant_handicape_et_residence_alternee() -> None:
    """A disabled child adds ½; a shared one counts for half of its rank, after the others."""
    assert parts_caf(JOUR, 1, handicapes=1) == 3
    assert parts_caf(JOUR, 0, alternes=1) == 2.25
    assert parts_caf(JOUR, 2, alternes=1) == 3.5


def test_ressources_avant_abattement() -> None:
    """The 10 % is not taken off, alimony paid is: 24 000 + 12 000 - 1 200."""
    couple = (Revenus(salaires=24_000), Revenus(salaires=12_000, pensions_alimentaires_versees=1_200))
    assert ressources_caf(couple) == 34_800


def test_quotient_familial_sans_les_centimes() -> None:
    """(36 000 / 12 + 151.05) / 3 = 1 050.35: 1 050 is served."""
    assert quotient_familial(36_000, 151.05, 3) == 1_050
