"""Family allowances, against the amounts the CNAF publishes and complements computed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from law.allocations_familiales import EnfantAF, age_en_mois_civils, allocations_familiales
from law.parametres import ParametreAbsent

MAI_2024 = date(2024, 5, 1)
MAI_2025 = date(2025, 5, 1)
PETIT, GRAND = EnfantAF(60), EnfantAF(15 * 12)


@pytest.mark.parametrize(
    ("jour", "enfants", "ressources", "montant"),
    [
        (MAI_2024, (PETIT,) * 2, 74_966, 148.52),
        (MAI_2024, (PETIT,) * 2, 99_922, 74.26),
        (MAI_2024, (PETIT,) * 2, 150_000, 37.14),
        (MAI_2024, (PETIT,) * 3, 0, 338.80),
        (MAI_2024, (PETIT,) * 3, 106_168, 169.40),
        (MAI_2024, (PETIT,) * 3, 150_000, 84.71),
        (MAI_2025, (PETIT,) * 2, 0, 151.05),
        (MAI_2025, (PETIT,) * 3, 0, 344.56),
        (MAI_2025, (PETIT,), 0, 0),
        (MAI_2025, (), 0, 0),
    ],
)
def test_montants_publies(jour: date, enfants: tuple[EnfantAF, ...], ressources: int, montant: float) -> None:
    """The public tables of April 2024 and 2025 are found to the cent, net of CRDS."""
    assert allocations_familiales(jour, enfants, ressources, "44") == pytest.approx(montant, abs=0.001)


@pytest.mark.parametrize(("ressources", "majoration"), [(0, 75.53), (190_000, 18.88)])
def test_majoration_publiee(ressources: int, majoration: float) -> None:
    """From April 2025 the majoration for age is 75.53 €, 18.88 € in the last band."""
    grands = allocations_familiales(MAI_2025, (GRAND, PETIT, GRAND), ressources, "44")
    petits = allocations_familiales(MAI_2025, (PETIT, PETIT, PETIT), ressources, "44")
    assert grands - petits == pytest.approx(2 * majoration)


def test_aine_de_deux_enfants_sans_majoration() -> None:
    """With two children only the younger counts for age: nothing for 15 and 5, one majoration for twins of 15."""
    assert allocations_familiales(MAI_2025, (GRAND, PETIT), 0, "44") == pytest.approx(151.05)
    assert allocations_familiales(MAI_2025, (GRAND, GRAND), 0, "44") == pytest.approx(151.05 + 75.53)


def test_majoration_le_mois_qui_suit_l_anniversaire() -> None:
    """A birthday in the month opens nothing yet (CSS art. L. 552-1)."""
    assert allocations_familiales(MAI_2025, (GRAND, EnfantAF(168)), 0, "44") == pytest.approx(151.05)
    assert allocations_familiales(MAI_2025, (GRAND, EnfantAF(169)), 0, "44") == pytest.approx(226.58)


@pytest.mark.parametrize(("naissance", "droit"), [(date(2012, 2, 28), True), (date(2012, 3, 1), False)])
def test_majoration_a_dix_huit_ans_depuis_mars_2026(naissance: date, droit: bool) -> None:
    """Whoever turned fourteen before 1 March 2026 keeps the majoration, the next ones wait for eighteen."""
    jour = date(2027, 6, 1)
    cadet = EnfantAF(age_en_mois_civils(naissance, jour))
    avec = allocations_familiales(jour, (EnfantAF(19 * 12), cadet), 0, "44")
    assert (avec > allocations_familiales(jour, (EnfantAF(19 * 12), PETIT), 0, "44")) is droit


def test_droit_cesse_le_mois_des_vingt_ans_puis_forfait() -> None:
    """A third child of twenty leaves the base and opens 20.234 % of the BMAF for a year: 95.98 less 0.47 of CRDS."""
    for age, forfait in ((240, 95.51), (251, 95.51), (252, 0.0)):
        montant = allocations_familiales(MAI_2025, (EnfantAF(age), PETIT, PETIT), 0, "44")
        assert montant == pytest.approx(151.05 + forfait)
    assert allocations_familiales(MAI_2025, (EnfantAF(240), PETIT), 0, "44") == 0


def test_complement_degressif() -> None:
    """600 € above the first ceiling: 75.90 halved allowance and 75.90 - 50 of complement, CRDS 0.37 and 0.12."""
    montant = allocations_familiales(MAI_2025, (PETIT, PETIT), 78_565 + 600, "44")
    assert montant == pytest.approx(75.53 + 25.78)


def test_residence_alternee_compte_pour_moitie() -> None:
    """One shared child of two gives three quarters of 151.80: 113.85 less 0.56; its majoration is halved."""
    alterne = EnfantAF(60, alternee=True)
    assert allocations_familiales(MAI_2025, (alterne, PETIT), 0, "44") == pytest.approx(113.29)
    grand_alterne = EnfantAF(15 * 12, alternee=True)
    ecart = allocations_familiales(MAI_2025, (EnfantAF(16 * 12), grand_alterne), 0, "44") - 113.29
    assert ecart == pytest.approx(37.95 - 0.18)


def test_un_enfant_outre_mer() -> None:
    """Overseas an only child opens 5.88 % of the BMAF whatever the resources, and 3.69 % more past eleven."""
    assert allocations_familiales(MAI_2025, (PETIT,), 200_000, "974") == pytest.approx(27.89 - 0.13)
    douze_ans = (EnfantAF(12 * 12),)
    assert allocations_familiales(MAI_2025, douze_ans, 0, "971") == pytest.approx(27.89 - 0.13 + 17.50 - 0.08)


def test_mois_hors_des_parametres() -> None:
    """Before January 2023 the plafonds are not recorded: refused rather than guessed."""
    with pytest.raises(ParametreAbsent, match="2022"):
        allocations_familiales(date(2022, 12, 1), (PETIT, PETIT), 0, "44")
