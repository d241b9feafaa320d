"""The old-age pension against the code de la sécurité sociale and the amounts that the schemes publish."""

from __future__ import annotations

from datetime import date

import pytest

from law.parametres import parametres
from law.retraite import Carriere, age_legal, duree_requise, retraite

AVANT, APRES = date(2025, 10, 1), date(2026, 10, 1)


def carriere(
    salaire: float = 24_000,
    trimestres: int = 169,
    *,
    depart: date = date(2025, 10, 1),
    cotises: int = 0,
    enfants: int = 0,
) -> Carriere:
    """Born in April 1962: 62 years and six months, 169 quarters; leaves at 63 and five months."""
    return Carriere(date(1962, 4, 10), depart, (salaire,) * 42, trimestres, cotises, enfants)


@pytest.mark.parametrize(
    ("naissance", "depart", "ans", "mois", "trimestres"),
    [
        (date(1957, 5, 1), AVANT, 62, 0, 166),
        (date(1960, 5, 1), AVANT, 62, 0, 167),
        (date(1961, 8, 31), AVANT, 62, 0, 168),
        (date(1961, 9, 1), AVANT, 62, 3, 169),
        (date(1962, 6, 1), AVANT, 62, 6, 169),
        (date(1963, 6, 1), AVANT, 62, 9, 170),
        (date(1964, 6, 1), AVANT, 63, 0, 171),
        (date(1965, 6, 1), AVANT, 63, 3, 172),
        (date(1968, 6, 1), AVANT, 64, 0, 172),
        (date(1964, 6, 1), APRES, 62, 9, 170),
        (date(1965, 3, 31), APRES, 62, 9, 170),
        (date(1965, 4, 1), APRES, 63, 0, 171),
        (date(1966, 6, 1), APRES, 63, 3, 172),
        (date(1967, 6, 1), APRES, 63, 6, 172),
        (date(1968, 6, 1), APRES, 63, 9, 172),
        (date(1969, 1, 1), APRES, 64, 0, 172),
    ],
)
def test_age_et_duree_de_chaque_generation(naissance: date, depart: date, ans: int, mois: int, trimestres: int) -> None:
    """Law of 14 April 2023, then its suspension for pensions that take effect from 1 September 2026."""
    assert (age_legal(naissance, depart), duree_requise(naissance, depart)) == (ans * 12 + mois, trimestres)


def test_une_generation_d_avant_1955_est_refusee() -> None:
    """Their rules are not known here."""
    with pytest.raises(ValueError, match="1954"):
        duree_requise(date(1954, 12, 31), AVANT)


def test_taux_plein_moitie_du_salaire_moyen() -> None:
    """All the quarters: 50 % of 24 000 € a year, 1 000 € a month (CSS art. L. 351-1)."""
    assert retraite(carriere()).taux == 0.5
    assert retraite(carriere()).base == 1_000.00


@pytest.mark.parametrize(("manquants", "taux"), [(1, 0.49375), (4, 0.475), (10, 0.4375)])
def test_decote_par_trimestre_manquant(manquants: int, taux: float) -> None:
    """0.625 point less for each missing quarter (CSS art. R. 351-27), and the share of the quarters there are."""
    lue = retraite(carriere(trimestres=169 - manquants))
    assert lue.taux == pytest.approx(taux)
    assert lue.base == pytest.approx(24_000 * taux * (169 - manquants) / 169 / 12, abs=0.01)


def test_la_decote_s_arrete_a_l_age_du_taux_plein() -> None:
    """At 63 and five months, fifteen quarters are left before 67; at 67 the rate is full whatever the duration."""
    assert retraite(carriere(trimestres=120)).taux == pytest.approx(0.5 - 15 * 0.00625)
    assert retraite(carriere(trimestres=120, depart=date(2029, 5, 1))).taux == 0.5


def test_surcote_d_un_an() -> None:
    """A year past the legal age and the duration: four quarters at 1.25 % (CSS art. L. 351-1-2)."""
    # legal age in October 2024; a year later eleven months are not four quarters, twelve are
    assert retraite(carriere(trimestres=173, depart=date(2025, 11, 1))).base == 1_050.00
    assert retraite(carriere(trimestres=173)).base == 1_037.50


def test_dix_pour_cent_pour_trois_enfants() -> None:
    """CSS art. L. 351-12."""
    assert retraite(carriere(enfants=3)).base == 1_100.00
    assert retraite(carriere(enfants=2)).base == 1_000.00


def test_rien_avant_l_age_legal() -> None:
    """A pension asked for in September 2024, a month too early, gives nothing."""
    lue = retraite(carriere(depart=date(2024, 9, 1)))
    assert (lue.base, lue.complementaire, lue.total) == (0, 0, 0)


@pytest.mark.parametrize(
    ("depart", "maximum"), [(date(2025, 4, 1), 1_962.50), (date(2026, 4, 1), 2_002.50)], ids=["2025", "2026"]
)
def test_pension_maximale(depart: date, maximum: float) -> None:
    """Half the ceiling of the sécurité sociale, as the CNAV publishes it, whatever the wages."""
    assert retraite(carriere(200_000, depart=depart)).base == maximum


@pytest.mark.parametrize(("cotises", "minimum"), [(119, 756.29), (169, 903.93)], ids=["simple", "majore"])
def test_minimum_contributif_de_2026(cotises: int, minimum: float) -> None:
    """A whole career at a tiny wage gets 756.29 € a month, 903.93 € when 120 quarters at least were paid for."""
    assert retraite(carriere(6_000, depart=date(2026, 4, 1), cotises=cotises)).base == pytest.approx(minimum, abs=0.01)


def test_pas_de_minimum_avec_decote_ni_au_dela_du_plafond() -> None:
    """The minimum supposes the full rate, and stops where all pensions reach 1 410.89 € in 2026 (CSS art. L. 173-2)."""
    assert retraite(carriere(6_000, 165, depart=date(2026, 4, 1), cotises=165)).base < 250
    riche = Carriere(date(1962, 4, 10), date(2026, 4, 1), (3_000,) * 25 + (90_000,) * 12, 169, 169)
    lue = retraite(riche)
    assert lue.base == pytest.approx(
        max(lue.taux * lue.salaire_annuel_moyen / 12, 1_410.89 - lue.complementaire), abs=0.02
    )


def test_points_agirc_arrco_des_exemples_publies() -> None:
    """2 000 € a month gave 85.36 points in 2022, worth 109.61 € a year at the point of November 2021."""
    achat, taux = parametres("retraite")["point_achat"], parametres("retraite")["point_taux"]
    points = round(24_000 * taux.valeur(date(2022, 1, 1))[0] / achat.valeur(date(2022, 1, 1)), 2)
    assert points == 85.36
    assert round(points * parametres("retraite")["point_valeur"].valeur(date(2022, 1, 1)), 2) == 109.61


def test_complementaire_et_anticipation() -> None:
    """24 000 € in 2025: 6.2 % by 20.1877 €, times 1.4386 €; four missing quarters take 4 %, fifteen 15.75 %."""
    un_an = Carriere(date(1962, 4, 10), date(2025, 10, 1), (24_000,), 169, 0)
    assert retraite(un_an).points == 73.71
    assert retraite(un_an).complementaire == pytest.approx(73.71 * 1.4386 / 12, abs=0.005)
    plein = retraite(carriere()).complementaire
    assert retraite(carriere(trimestres=165)).complementaire == pytest.approx(plein * 0.96, abs=0.01)
    assert retraite(carriere(trimestres=120)).complementaire == pytest.approx(plein * (1 - 0.12 - 0.0375), abs=0.01)
