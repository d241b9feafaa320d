"""C2S, crèche and grants, against the tables their administrations publish."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.bourses import bourse_college, bourse_lycee, bourse_superieur, points_de_charge
from law.participation_creche import FamilleCreche, participation_creche
from law.sante_solidaire import FoyerSante, sante_solidaire

MAI_2025 = date(2025, 5, 1)


@pytest.mark.parametrize(
    ("personnes", "gratuite", "payante"),
    [(1, 10_339, 13_957), (2, 15_508, 20_936), (3, 18_609, 25_123), (4, 21_711, 29_311), (5, 25_846, 34_894)],
)
def test_plafonds_c2s_de_2025(personnes: int, gratuite: int, payante: int) -> None:
    """The published ceilings of April 2025 open each kind of cover; three euros above, not any more."""
    foyer = (40,) * personnes
    avis = [sante_solidaire(MAI_2025, FoyerSante(foyer, 1, r)).decision for r in (gratuite, gratuite + 3)]
    assert avis == ["sans participation", "avec participation"]
    avis = [sante_solidaire(MAI_2025, FoyerSante(foyer, 1, r - 2)).decision for r in (payante, payante + 5)]
    assert avis == ["avec participation", "refus"]


def test_participation_c2s_selon_l_age() -> None:
    """8 € under thirty, then 14, 21, 25 and 30 € from seventy."""
    avis = sante_solidaire(MAI_2025, FoyerSante((29, 30, 50, 60, 70), 2, 30_000))
    assert avis.participation == 8 + 14 + 21 + 25 + 30


def test_forfait_logement_c2s() -> None:
    """Housing aid counts up to 12 % of the RSA: 931 € a year, which take 9 500 € above the ceiling but not 9 400."""
    assert sante_solidaire(MAI_2025, FoyerSante((40,), 1, 9_400, aide_logement=300)).decision == "sans participation"
    assert sante_solidaire(MAI_2025, FoyerSante((40,), 1, 9_500, aide_logement=300)).decision == "avec participation"


def test_c2s_outre_mer_rsa_et_garde_alternee() -> None:
    """11 507 € overseas; RSA opens it whatever the sum; a shared child lifts the ceiling by half of its rank."""
    assert sante_solidaire(MAI_2025, FoyerSante((40,), 1, 11_507, departement="974")).decision == "sans participation"
    assert sante_solidaire(MAI_2025, FoyerSante((40,), 1, 90_000, beneficiaire_rsa=True)).participation == 0
    assert sante_solidaire(MAI_2025, FoyerSante((40, 5), 1, 12_923, alternes=1)).decision == "sans participation"
    assert sante_solidaire(MAI_2025, FoyerSante((40, 5), 1, 12_925, alternes=1)).decision == "avec participation"


@pytest.mark.parametrize(
    ("ressources", "enfants", "handicapes", "montant"),
    [(36_000, 1, 0, 1.86), (36_000, 2, 0, 1.55), (36_000, 1, 1, 1.55), (0, 1, 0, 0.50), (200_000, 1, 0, 4.33)],
)
def test_creche_de_mai_2025(ressources: int, enfants: int, handicapes: int, montant: float) -> None:
    """3 000 € a month at 0.0619 or 0.0516 %; the floor of 801 € and the ceiling of 7 000 €."""
    assert participation_creche(MAI_2025, FamilleCreche(ressources, enfants, handicapes)) == montant


def test_plafond_de_la_creche_releve_en_septembre_2025() -> None:
    """8 500 € from 1 September 2025: 5.26 € an hour; family care has its own rates."""
    riche = FamilleCreche(200_000, 1)
    assert participation_creche(date(2025, 8, 31), riche) == 4.33
    assert participation_creche(date(2025, 9, 1), riche) == 5.26
    assert participation_creche(date(2025, 9, 1), riche, "familial") == 4.39


@pytest.mark.parametrize(
    ("rfr", "enfants", "echelon", "montant"),
    [(3_419, 1, "3", 495), (3_420, 1, "2", 315), (17_927, 1, "1", 114), (17_928, 1, "", 0), (26_201, 3, "1", 114)],
)
def test_bourse_de_college_de_2024(rfr: int, enfants: int, echelon: str, montant: float) -> None:
    """The published ceilings and amounts of the rentrée of 2024, on the incomes of 2023."""
    bourse = bourse_college(2024, rfr, enfants)
    assert (bourse.echelon, bourse.montant) == (echelon, montant)


@pytest.mark.parametrize(("rfr", "echelon", "montant"), [(21_370, "1", 474), (2_814, "6", 1_008), (21_371, "", 0)])
def test_bourse_de_lycee_de_2024(rfr: int, echelon: str, montant: float) -> None:
    """1 855 and 244.3 hours of 11.52 €; 106.42 and 225.84 % of 445.93 € by thirds."""
    bourse = bourse_lycee(2024, rfr, 1)
    assert (bourse.echelon, bourse.montant) == (echelon, montant)


@pytest.mark.parametrize(
    ("ressources", "points", "echelon", "montant"),
    [
        (35_086, 0, "0bis", 1_454),
        (35_087, 0, "", 0),
        (23_850, 0, "1", 2_163),
        (265, 0, "7", 6_335),
        (4_770, 40, "7", 6_335),
    ],
)
def test_bourse_du_superieur_depuis_2023(ressources: int, points: int, echelon: str, montant: float) -> None:
    """The table of 2023: ceilings by points up to seventeen, ten monthly payments."""
    bourse = bourse_superieur(2024, ressources, points)
    assert (bourse.echelon, bourse.montant) == (echelon, montant)


def test_points_de_charge() -> None:
    """Two points a child, four a student, one from 30 km, two from 250, four from 13 000 since 2023."""
    assert points_de_charge(2024, 2, 1, 29) == 8
    assert [points_de_charge(2024, 0, 0, km) for km in (30, 250, 3_500, 13_000)] == [1, 2, 3, 4]
    assert points_de_charge(2022, 0, 0, 13_000) == 2


@settings(deadline=None)
@given(st.integers(2023, 2027), st.integers(0, 90_000), st.integers(1, 9), st.integers(1, 20_000))
def test_les_bourses_decroissent_avec_les_ressources(annee: int, ressources: int, enfants: int, plus: int) -> None:
    """More income never gives a higher grant, more children or points never a lower one."""
    for bourse in (bourse_college, bourse_lycee, bourse_superieur):
        montant = bourse(annee, ressources, enfants).montant
        assert bourse(annee, ressources + plus, enfants).montant <= montant
        assert bourse(annee, ressources, enfants + 1).montant >= montant
