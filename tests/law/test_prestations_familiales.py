"""Complément familial, base allowance, ASF and ARS, against published amounts and cases computed by hand."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.allocation_base import allocation_base
from law.complement_familial import complement_familial
from law.famille import Famille, couple_biactif
from law.parametres import ParametreAbsent
from law.rentree_scolaire import rentree_scolaire
from law.soutien_familial import EnfantASF, soutien_familial

MAI_2024 = date(2024, 5, 1)
MAI_2025 = date(2025, 5, 1)
TROIS = (60, 90, 120)
familles = st.builds(
    Famille,
    ages_mois=st.lists(st.integers(0, 250), max_size=6).map(tuple),
    ressources_n_moins_2=st.integers(0, 120_000),
    isole=st.booleans(),
    departement=st.sampled_from(["44", "974", "976"]),
)
mois = st.dates(date(2023, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(("ressources", "montant"), [(0, 294.91), (21_976, 294.91), (21_977, 196.60), (43_945, 196.60)])
def test_complement_familial_de_trois_enfants(ressources: int, montant: float) -> None:
    """April 2025, couple with one income: 62.48 % then 41.65 % of 474.37; ceilings 12 209 and 24 414 times 1.8."""
    assert complement_familial(MAI_2025, Famille(TROIS, ressources)) == montant


def test_complement_familial_differentiel() -> None:
    """1 200.8 € above the ceiling of 43 945.2: 197.58 - 100.07 = 97.51 gross, 0.48 of CRDS."""
    assert complement_familial(MAI_2025, Famille(TROIS, 45_146)) == pytest.approx(97.03)


def test_deux_actifs_ont_un_plafond_plus_haut() -> None:
    """53 757 (43 945 + 9 812) still opens the full amount to two earners or a lone parent, nothing to one income."""
    assert complement_familial(MAI_2025, Famille(TROIS, 53_757, biactif=True)) == 196.60
    assert complement_familial(MAI_2025, Famille(TROIS, 53_757, isole=True)) == 196.60
    assert complement_familial(MAI_2025, Famille(TROIS, 53_757)) == 0


def test_plancher_des_deux_actifs() -> None:
    """13.6 % of the 43 992 € ceiling of 2023 is 5 982.91 €."""
    assert couple_biactif((5_983, 30_000), 2023)
    assert not couple_biactif((5_982, 30_000), 2023)


def test_complement_familial_le_mois_qui_suit_les_trois_ans() -> None:
    """The third child counts from the month after its third birthday, and no more in the month of its twenty-first."""
    assert complement_familial(MAI_2025, Famille((37, 90, 120), 0)) == 294.91
    assert complement_familial(MAI_2025, Famille((252, 90, 120), 0)) == 0


def test_allocation_base_et_complement_ne_se_cumulent_pas() -> None:
    """A fourth child of ten months brings the base allowance, which excludes the complément."""
    famille = Famille((10, *TROIS), 0)
    assert allocation_base(MAI_2025, famille) == 196.60
    assert complement_familial(MAI_2025, famille) == 0


def test_complement_familial_outre_mer() -> None:
    """One child of four is enough in La Réunion under 21 880 x 1.3 = 28 444; not with a baby, nor in Mayotte."""
    assert complement_familial(MAI_2025, Famille((48,), 28_444, departement="974")) == 196.60
    assert complement_familial(MAI_2025, Famille((48,), 14_222, departement="974")) == 294.91
    assert complement_familial(MAI_2025, Famille((48, 36), 28_444, departement="974")) == 0
    assert complement_familial(MAI_2025, Famille(TROIS, 0, departement="976")) == 0


@pytest.mark.parametrize(("age", "ressources", "montant"), [(1, 30_517, 196.6), (35, 30_518, 98.3), (35, 36_462, 0)])
def test_allocation_base(age: int, ressources: int, montant: float) -> None:
    """Full rate up to 24 414 x 1.25, half up to 29 169 x 1.25 = 36 461.25."""
    assert allocation_base(MAI_2025, Famille((age,), ressources)) == montant


def test_allocation_base_de_la_naissance_aux_trois_ans() -> None:
    """Nothing in the month of birth nor in that of the third birthday; once for two births, twice for twins."""
    assert allocation_base(MAI_2025, Famille((0,), 0)) == allocation_base(MAI_2025, Famille((36,), 0)) == 0
    assert allocation_base(MAI_2025, Famille((5, 20), 0)) == 196.60
    assert allocation_base(MAI_2025, Famille((5, 5), 0)) == 393.20


def test_soutien_familial() -> None:
    """42.2 % of 466.44 in April 2024 is 195.86 net; 56.25 % of 474.37 in 2025 is 265.50, for a guardian in a couple."""
    assert soutien_familial(MAI_2024, (EnfantASF(50), EnfantASF(90)), isole=True) == pytest.approx(2 * 195.86)
    assert soutien_familial(MAI_2024, (EnfantASF(50),), isole=False) == 0
    assert soutien_familial(MAI_2025, (EnfantASF(50, deux_parents_absents=True),), isole=False) == 265.50


@pytest.mark.parametrize(("pension", "montant"), [(100, 99.68), (185.18, 14.93), (186, 0), (300, 0)])
def test_soutien_familial_differentiel(pension: float, montant: float) -> None:
    """200.18 in 2025 less the alimony, less 0.5 % truncated; under 15 € nothing."""
    assert soutien_familial(MAI_2025, (EnfantASF(50, pension),), isole=True) == pytest.approx(montant)


@pytest.mark.parametrize(
    ("naissance", "montant"),
    [
        (date(2020, 2, 1), 0),
        (date(2020, 1, 31), 423.48),
        (date(2014, 12, 31), 446.85),
        (date(2010, 12, 31), 462.33),
        (date(2007, 9, 16), 462.33),
        (date(2007, 9, 15), 0),
    ],
)
def test_rentree_scolaire_2025(naissance: date, montant: float) -> None:
    """The published amounts of August 2025, by the year of birth, from six before February to eighteen in September."""
    assert rentree_scolaire(2025, (naissance,), 1, 28_444) == montant


def test_rentree_scolaire_differentielle() -> None:
    """100 € above 21 880 x 1.3: 425.60 - 100 less 1.62; 415 € above: 10.60 is not paid."""
    neuf_ans = (date(2016, 5, 1),)
    assert rentree_scolaire(2025, neuf_ans, 1, 28_544) == pytest.approx(323.98)
    assert rentree_scolaire(2025, neuf_ans, 1, 28_859) == 0


@settings(deadline=None)
@given(mois, familles, st.integers(1, 20_000))
def test_decroissent_avec_les_ressources(jour: date, f: Famille, plus: int) -> None:
    """Base allowance and complément are never negative and never higher with more resources, taken together."""
    riche = Famille(f.ages_mois, f.ressources_n_moins_2 + plus, f.isole, f.biactif, f.departement)
    assert 0 <= allocation_base(jour, riche) <= allocation_base(jour, f)
    ensemble = [allocation_base(jour, x) + complement_familial(jour, x) for x in (riche, f)]
    assert 0 <= ensemble[0] <= ensemble[1] + 0.01


@settings(deadline=None)
@given(familles, st.integers(0, 250))
def test_le_couperet_du_complement_est_adouci(f: Famille, age: int) -> None:
    """Without a child under three, twelve euros a year above the ceiling cost one euro a month, cents aside."""
    ages = tuple(max(37, a) for a in (*f.ages_mois, age))
    montants = [complement_familial(MAI_2025, Famille(ages, r)) for r in range(40_000, 47_000, 12)]
    assert all(avant - apres <= 1.02 for avant, apres in pairwise(montants))


def test_hors_des_parametres() -> None:
    """Before January 2023 the ceilings are not recorded: refused rather than guessed."""
    with pytest.raises(ParametreAbsent, match="2022"):
        allocation_base(date(2022, 12, 1), Famille((5,), 0))
