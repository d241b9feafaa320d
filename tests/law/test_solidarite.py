"""RSA and prime d'activité, computed by hand from the amounts of the decrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.foyer_solidarite import AdulteSolidarite, FoyerSolidarite
from law.prime_activite import prime_activite
from law.rsa import rsa

OCTOBRE_2025 = date(2025, 10, 1)
OCTOBRE_2026 = date(2026, 10, 1)
SANS_REVENU = AdulteSolidarite(40)
mensuels = st.floats(0, 3_000).map(lambda montant: (montant, montant, montant))
adultes = st.builds(AdulteSolidarite, age=st.integers(25, 64), revenus_activite=mensuels, autres_revenus=mensuels)
foyers = st.builds(
    FoyerSolidarite,
    adultes=st.lists(adultes, min_size=1, max_size=2).map(tuple),
    enfants=st.integers(0, 6),
    majore=st.booleans(),
    aide_logement=st.floats(0, 500),
    loge_gratuitement=st.booleans(),
)


def salarie(net: float, age: int = 40) -> AdulteSolidarite:
    return AdulteSolidarite(age, (net, net, net))


@pytest.mark.parametrize(
    ("adultes", "enfants", "coefficient"),
    [(1, 0, 1), (1, 1, 1.5), (1, 2, 1.8), (1, 3, 2.2), (2, 0, 1.5), (2, 1, 1.8), (2, 2, 2.1), (2, 3, 2.5), (2, 4, 2.9)],
)
def test_montant_forfaitaire(adultes: int, enfants: int, coefficient: float) -> None:
    """Half more for the second person, 30 % for the next ones, 40 % from the third child, of 646.52 €."""
    montant = rsa(OCTOBRE_2025, FoyerSolidarite((SANS_REVENU,) * adultes, enfants))
    assert montant == pytest.approx(646.52 * coefficient, abs=0.005)


def test_majoration_pour_isolement() -> None:
    """A lone parent of a baby: 646.52 x (1.28412 + 0.42804) = 1 106.95; expecting a first child: 830.21."""
    assert rsa(OCTOBRE_2025, FoyerSolidarite((SANS_REVENU,), 1, majore=True)) == 1_106.95
    assert rsa(OCTOBRE_2025, FoyerSolidarite((SANS_REVENU,), majore=True, enceinte=True)) == 830.21


@pytest.mark.parametrize(("personnes", "montant"), [(1, 568.94), (2, 814.62), (3, 971.72), (5, 1_488.94)])
def test_forfait_logement(personnes: int, montant: float) -> None:
    """12 % of one person's amount, 16 % of two, 16.5 % of three and never more: 1 680.95 - 192.02 for five."""
    aide = FoyerSolidarite((SANS_REVENU,), personnes - 1, aide_logement=300)
    gratuit = FoyerSolidarite((SANS_REVENU,), personnes - 1, loge_gratuitement=True)
    assert rsa(OCTOBRE_2025, aide) == rsa(OCTOBRE_2025, gratuit) == montant


def test_rsa_differentiel_et_seuil() -> None:
    """Resources come off euro by euro, on the mean of three months; 5.52 € left are not paid."""
    assert rsa(OCTOBRE_2025, FoyerSolidarite((AdulteSolidarite(40, (300, 0, 0)),))) == 546.52
    assert rsa(OCTOBRE_2025, FoyerSolidarite((salarie(640),))) == 6.52
    assert rsa(OCTOBRE_2025, FoyerSolidarite((salarie(641),))) == 0


def test_rsa_a_vingt_cinq_ans_ou_avec_un_enfant() -> None:
    """At twenty-four alone nothing, but for a child born or expected."""
    jeune = AdulteSolidarite(24)
    assert rsa(OCTOBRE_2025, FoyerSolidarite((jeune,))) == 0
    assert rsa(OCTOBRE_2025, FoyerSolidarite((jeune, AdulteSolidarite(25)))) == 969.78
    assert rsa(OCTOBRE_2025, FoyerSolidarite((jeune,), 1)) == 969.78


def test_prime_d_un_salarie_seul() -> None:
    """1 300 € net alone in October 2025: 633.21 + 778.05 + 152.33 of bonus - 1 300 = 263.59, less 1.31.

    The bonus is 184.27 x (1 300 - 700.92) / (1 425.60 - 700.92).
    """
    assert prime_activite(OCTOBRE_2025, FoyerSolidarite((salarie(1_300),))) == pytest.approx(262.28)


def test_bonification_de_2026() -> None:
    """From April 2026 the bonus tops at 138 hours of SMIC and 37.7 % of 638.28: 240.63 €.

    At 1 800 €: 638.28 + 1 077.30 + 240.63 - 1 800 = 156.21, less 0.78.
    """
    assert prime_activite(OCTOBRE_2026, FoyerSolidarite((salarie(1_800),))) == pytest.approx(155.43)


def test_prime_reservee_aux_travailleurs() -> None:
    """Without work nothing is paid, nor under 15 €."""
    assert prime_activite(OCTOBRE_2025, FoyerSolidarite((SANS_REVENU,))) == 0
    assert prime_activite(OCTOBRE_2025, FoyerSolidarite((salarie(2_100),))) == 0


@settings(deadline=None)
@given(foyers, st.floats(1, 500))
def test_travailler_plus_ne_coute_pas(f: FoyerSolidarite, plus: float) -> None:
    """A lasting rise never costs more than it brings, but for the two thresholds (21 €) and the RSA's higher amount.

    Between the guaranteed amounts of the prime and of the RSA, 2 % apart, a euro costs 1.40 €.
    """
    premier, *autres = f.adultes
    revenus = premier.revenus_activite[0] + plus
    mieux = replace(f, adultes=(replace(premier, revenus_activite=(revenus,) * 3), *autres))
    avant = rsa(OCTOBRE_2025, f) + prime_activite(OCTOBRE_2025, f)
    apres = rsa(OCTOBRE_2025, mieux) + prime_activite(OCTOBRE_2025, mieux)
    assert apres >= 0
    assert avant - apres <= plus + 6 + 15 + 0.4 * (646.52 - 633.21) * 4
