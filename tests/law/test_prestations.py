"""The benefits of one month, added up from a household's facts: amounts that the CNAF publishes."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from law.allocations_familiales import EnfantAF
from law.prestations import FoyerPrestations, PrestationsDuMois, expliquer_prestations, prestations_du_mois
from registry.facts import Revenus

OCTOBRE = date(2025, 10, 1)
#: Net monthly amounts from April 2025 (CNAF): two children, base allowance at full and partial rate, complément
#: familial at its lower and higher rates.
DEUX_ENFANTS, PLEIN, PARTIEL, COMPLEMENT, COMPLEMENT_MAJORE = 151.05, 196.60, 98.30, 196.60, 294.91


def mois(enfants: tuple[int, ...], *salaires: int, alternee: bool = False) -> PrestationsDuMois:
    """Children by age in completed years, wages of 2023; what explains each benefit gives the same amount."""
    ages = tuple(EnfantAF(12 * age + 6, alternee) for age in enfants)
    foyer = FoyerPrestations(ages, tuple(Revenus(salaires=s) for s in salaires), 2023, "75")
    lues = prestations_du_mois(OCTOBRE, foyer)
    expliquees = expliquer_prestations(OCTOBRE, foyer)
    assert {nom: e.resultat for nom, e in expliquees.items()}.items() <= asdict(lues).items()
    return lues


def test_un_bebe_et_un_aine() -> None:
    """Two modest wages, a baby and an elder: family allowances and the full base allowance."""
    lues = mois((1, 5), 18_000, 18_000)
    assert (lues.allocations_familiales, lues.allocation_base, lues.complement_familial) == (DEUX_ENFANTS, PLEIN, 0)
    assert lues.total == DEUX_ENFANTS + PLEIN


def test_deux_actifs_ont_un_plafond_plus_haut() -> None:
    """(24 000 + 20 000) less 10 % = 39 600 € stays under 40 329 € (24 414 × 1.25 + 9 812), the ceiling of two earners;
    the same wage earned by one spouse alone passes 36 461 € (29 169 × 1.25) too."""
    assert mois((1,), 24_000, 20_000).allocation_base == PLEIN
    assert mois((1,), 44_000, 0).allocation_base == 0


def test_un_second_salaire_trop_petit_ne_compte_pas() -> None:
    """13.6 % of the ceiling of the sécurité sociale of 2023 (43 992 €) is 5 982.91 €: 6 500 € of wages, 5 850 € net of
    their 10 %, do not make a second earner; 34 650 € in all then leaves the partial rate alone."""
    assert mois((1,), 32_000, 6_500).allocation_base == PARTIEL
    assert mois((1,), 32_000, 6_700).allocation_base == PLEIN


def test_trois_grands_enfants() -> None:
    """Three children past three years: complément familial, at its higher rate for the poorer."""
    assert mois((4, 8, 12), 14_000, 0).complement_familial == COMPLEMENT_MAJORE
    assert mois((4, 8, 12), 36_000, 0).complement_familial == COMPLEMENT


def test_la_garde_alternee_ne_partage_que_les_allocations() -> None:
    """In shared custody the allowances are halved, and the base allowance is not counted."""
    lues = mois((1, 5), 24_000, alternee=True)
    assert lues.allocations_familiales == 75.53
    assert (lues.allocation_base, lues.complement_familial) == (0, 0)


def test_sans_enfant() -> None:
    """A lone adult has none of them."""
    assert mois((), 14_000).total == 0
