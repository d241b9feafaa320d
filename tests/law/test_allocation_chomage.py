"""The ARE against the règlement d'assurance chômage and the figures that Unédic publishes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from law.allocation_chomage import AllocationChomage, FinDeContrat, allocation_chomage
from law.parametres import ParametreAbsent

JUIN_2025 = date(2025, 6, 30)


def fin(salaire: float, *, jour: date = JUIN_2025, age: int = 40, jours: int = 730, **autres: Any) -> FinDeContrat:
    """Two whole years at the same gross wage a day."""
    return FinDeContrat(jour, age, salaire * jours, jours, jours, **autres)


def servie(salaire: float, mois: date = date(2025, 10, 1), **autres: Any) -> AllocationChomage:
    return allocation_chomage(mois, fin(salaire, **autres))


@pytest.mark.parametrize(
    ("salaire", "attendu"),
    [
        (100.0, 57.00),  # 57 % of the wage; 40.4 % + 13.18 is 53.58
        (60.0, 37.42),  # 40.4 % + 13.18; 57 % is 34.20
        (44.0, 32.13),  # the minimum: 40.4 % + 13.18 is 30.96
        (40.0, 30.00),  # 75 % of the wage, under the minimum
        (516.17, 294.21),  # the highest allowance that Unédic published for 2025
        (2_000.0, 294.21),  # wages above four ceilings of the sécurité sociale do not count
    ],
)
def test_la_plus_favorable_des_deux_formules(salaire: float, attendu: float) -> None:
    """40.4 % of the wage and a fixed part, or 57 %, no less than a minimum, no more than 75 % (art. 14 and 16)."""
    assert servie(salaire).journaliere == attendu


def test_les_montants_sont_ceux_du_mois() -> None:
    """The fixed part rises on 1 July: 40.4 % of 60 € is 24.24 €, plus 12.95, then 13.11, then 13.18 €."""
    contrat = FinDeContrat(date(2024, 3, 31), 40, 60 * 730, 730, 730)
    mois = (date(2024, 5, 1), date(2024, 7, 1), date(2025, 7, 1))
    assert [allocation_chomage(m, contrat).journaliere for m in mois] == [37.19, 37.35, 37.42]


@pytest.mark.parametrize(
    ("jour", "age", "jours", "attendue"),
    [
        (date(2025, 6, 30), 40, 730, 548),  # 18 months at most, under 55
        (date(2025, 6, 30), 55, 1_095, 685),  # 22 and a half months
        (date(2025, 6, 30), 57, 1_095, 822),  # 27 months
        (date(2025, 3, 31), 53, 1_095, 685),  # 53 and 55 before April 2025
        (date(2025, 3, 31), 55, 1_095, 822),
        (date(2025, 6, 30), 40, 365, 274),  # three quarters of the days of contract
        (date(2025, 6, 30), 40, 200, 182),  # six months at least
        (date(2025, 6, 30), 40, 181, 0),  # less than six months of work opens nothing
    ],
)
def test_la_duree_suit_l_affiliation_et_l_age(jour: date, age: int, jours: int, attendue: int) -> None:
    """Three quarters of the affiliation, between six months and a maximum by age (art. 9, decree 2023-33)."""
    assert servie(80, jour=jour, age=age, jours=jours).duree == attendue


def test_le_mois_compte_trente_jours_depuis_avril_2025() -> None:
    """Thirty days are paid whatever the month; before, those of the calendar (convention of 15 November 2024)."""
    contrat = FinDeContrat(date(2024, 11, 30), 40, 100 * 730, 730, 730)
    assert allocation_chomage(date(2025, 3, 1), contrat).mensuelle == 31 * 57.00
    assert allocation_chomage(date(2025, 5, 1), contrat).mensuelle == 30 * 57.00


def test_degressive_apres_six_mois_pour_les_hauts_salaires() -> None:
    """From the seventh month 30 % less, no lower than 92.57 €; never from 55 years nor under it (art. 17 bis)."""
    mois = date(2026, 3, 1)
    assert servie(200, mois).journaliere == 92.57  # 114 € x 70 % is 79.80
    assert servie(300, mois).journaliere == 119.70  # 171 € x 70 %
    assert servie(300, date(2025, 12, 1)).journaliere == 171.00
    assert servie(300, mois, age=55).journaliere == 171.00
    assert servie(160, mois).journaliere == 91.20


def test_attente_et_differes() -> None:
    """Seven days, leave at the reference wage up to thirty, indemnities by 109.6 € up to 150 or 75 (art. 21)."""
    assert servie(100).premier_jour == date(2025, 7, 8)
    assert servie(100, conges_payes=1_050).premier_jour == date(2025, 7, 18)
    assert servie(100, conges_payes=9_000).premier_jour == date(2025, 8, 7)
    assert servie(100, supra_legales=1_096).premier_jour == date(2025, 7, 18)
    assert servie(100, supra_legales=99_999).premier_jour == date(2025, 12, 5)
    assert servie(100, supra_legales=99_999, motif_economique=True).premier_jour == date(2025, 9, 21)


def test_rien_avant_le_premier_jour_ni_apres_la_duree() -> None:
    """The month of the first day is paid from it, the one after the last day is not paid."""
    assert servie(100, date(2025, 6, 1)).mensuelle == 0
    assert servie(100, date(2025, 7, 1)).mensuelle == 24 * 57.00
    assert servie(100, date(2026, 12, 1)).mensuelle > 0
    assert servie(100, date(2027, 3, 1)).mensuelle == 0


def test_les_jours_sans_contrat_comptent_jusqu_a_trois_quarts() -> None:
    """Two hundred days of work spread over two years: 150 idle days at most are added to the 200 (art. 13)."""
    contrat = FinDeContrat(JUIN_2025, 40, 21_000, 700, 200)
    allocation = allocation_chomage(date(2025, 10, 1), contrat)
    assert allocation.salaire_journalier == 60.00
    assert allocation.duree == 263


def test_avant_fevrier_2023_la_regle_n_est_pas_connue() -> None:
    """The former durations are refused rather than guessed."""
    with pytest.raises(ParametreAbsent):
        servie(100, jour=date(2022, 12, 31))
