"""The fee scale, against the official table (circulaire Cnaf 2019-005 and the limits published each year)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from demo.creche.tarif import calculer, en_vigueur, taux_effort

JOUR = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("enfants", "taux"),
    [(0, "0.0619"), (1, "0.0619"), (2, "0.0516"), (3, "0.0413"), (4, "0.0310"), (7, "0.0310"), (8, "0.0206")],
)
def test_le_taux_suit_le_nombre_d_enfants(enfants: int, taux: str) -> None:
    """The rate falls with the number of children as in the national table; nobody counts for less than one child."""
    assert taux_effort(enfants) == Decimal(taux)


def test_le_cas_courant_se_verifie_a_la_main() -> None:
    """24 000 € a year and two children: 2 000 € a month × 0.0516 % = 1.032, so 1.03 € an hour."""
    tarif = calculer(24_000, 2, JOUR)
    assert (tarif.ressources_mensuelles, tarif.horaire, tarif.borne) == (Decimal("2000.00"), Decimal("1.03"), "")


def test_sans_revenus_le_plancher_s_applique() -> None:
    """A family without income pays the floor's fee: 814.62 € × 0.0619 % = 0.50 € an hour in 2026."""
    tarif = calculer(0, 1, JOUR)
    assert (tarif.ressources_retenues, tarif.horaire, tarif.borne) == (Decimal("814.62"), Decimal("0.50"), "plancher")


def test_au_dessus_du_plafond_le_tarif_ne_monte_plus() -> None:
    """Resources above 8 500 € a month count for 8 500 €: × 0.0413 % = 3.51 € an hour for three children."""
    tarif = calculer(240_000, 3, JOUR)
    assert (tarif.ressources_retenues, tarif.horaire, tarif.borne) == (Decimal("8500.00"), Decimal("3.51"), "plafond")


@pytest.mark.parametrize(
    ("jour", "plafond"),
    [(date(2024, 8, 31), 6000), (date(2024, 9, 1), 7000), (date(2025, 8, 31), 7000), (date(2025, 9, 1), 8500)],
)
def test_le_plafond_change_au_jour_dit(jour: date, plafond: int) -> None:
    """The cap rose to 7 000 € on 1 September 2024 and to 8 500 € on 1 September 2025."""
    assert en_vigueur("plafond", jour) == plafond


def test_avant_la_premiere_valeur_connue_on_prend_celle_ci() -> None:
    """A civil day older than the recorded scale still gets a fee."""
    assert en_vigueur("plancher", date(2019, 1, 1)) == Decimal("754.16")
