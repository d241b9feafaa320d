"""AAH and AEEH, against published amounts and cases computed by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.adulte_handicape import AdulteHandicape, adulte_handicape
from law.enfant_handicape import EnfantHandicape, enfant_handicape
from law.parametres import ParametreAbsent

MAI_2024 = date(2024, 5, 1)
MAI_2025 = date(2025, 5, 1)


def test_aah_a_taux_plein() -> None:
    """1 033.32 € from April 2025 at 80 %, or from 50 % with a restriction of access to work."""
    assert adulte_handicape(MAI_2025, AdulteHandicape(30, 0.8)) == 1_033.32
    assert adulte_handicape(MAI_2025, AdulteHandicape(30, 0.5, restriction_emploi=True)) == 1_033.32
    assert adulte_handicape(MAI_2025, AdulteHandicape(30, 0.79)) == 0
    assert adulte_handicape(MAI_2025, AdulteHandicape(19, 0.8, a_charge=True)) == 0


def test_aah_et_revenus_d_activite() -> None:
    """12 000 € a year in 2025: 6 486.62 counted for 20 % and 5 513.38 for 60 %, 383.78 a month off."""
    assert adulte_handicape(MAI_2025, AdulteHandicape(30, 0.8, revenus_activite=12_000)) == pytest.approx(649.54)


def test_aah_plafond_des_enfants_et_pension() -> None:
    """One child lifts the ceiling by half, not the amount; an invalidity pension is completed up to the amount."""
    assert adulte_handicape(MAI_2025, AdulteHandicape(30, 0.8, autres_revenus=6_000, enfants=1)) == pytest.approx(
        1_033.32
    )
    assert adulte_handicape(MAI_2025, AdulteHandicape(30, 0.8, pension_invalidite=400, enfants=1)) == pytest.approx(
        633.32
    )


@pytest.mark.parametrize(
    ("categorie", "complement"), [(0, 0), (1, 111.95), (2, 303.19), (3, 429.12), (4, 665), (5, 849.9), (6, 1_266.6)]
)
def test_aeeh_publiee_en_2024(categorie: int, complement: float) -> None:
    """149.26 € and the published complement of each category from April 2024."""
    assert enfant_handicape(MAI_2024, (EnfantHandicape(90, categorie),)) == pytest.approx(149.26 + complement)


def test_aeeh_du_parent_isole() -> None:
    """A lone parent gets 13 % of the BMAF more from the second category, 107 % in the sixth: 60.64 and 499.09."""
    for categorie, majoration in ((1, 0.0), (2, 60.64), (6, 499.09)):
        enfants = (EnfantHandicape(90, categorie),)
        ecart = enfant_handicape(MAI_2024, enfants, isole=True) - enfant_handicape(MAI_2024, enfants)
        assert ecart == pytest.approx(majoration)


def test_aeeh_cesse_a_vingt_ans() -> None:
    """The month of the twentieth birthday is not paid."""
    assert enfant_handicape(MAI_2025, (EnfantHandicape(239),)) == 151.80
    assert enfant_handicape(MAI_2025, (EnfantHandicape(240),)) == 0


def test_avant_la_deconjugalisation() -> None:
    """Before October 2023 the spouse's income counted: refused rather than guessed."""
    with pytest.raises(ParametreAbsent, match="2023-10-01"):
        adulte_handicape(date(2023, 9, 1), AdulteHandicape(30, 0.8))


@settings(deadline=None)
@given(st.integers(0, 40_000), st.integers(0, 20_000), st.integers(0, 4), st.integers(1, 10_000))
def test_aah_decroit_avec_les_ressources(activite: int, autres: int, enfants: int, plus: int) -> None:
    """Between 0 and the full amount, and a euro earned never costs more than 60 cents."""
    avant = adulte_handicape(MAI_2025, AdulteHandicape(30, 0.8, False, activite, autres, 0, enfants))
    apres = adulte_handicape(MAI_2025, AdulteHandicape(30, 0.8, False, activite + plus, autres, 0, enfants))
    assert 0 <= apres <= avant <= 1_033.32
    assert avant - apres <= plus * 0.6 / 12 + 0.01
