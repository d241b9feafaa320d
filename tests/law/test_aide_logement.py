"""The housing aid of tenants, by hand on the amounts of the orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.aide_logement import Locataire, aide_logement
from law.parametres import ParametreAbsent

NOVEMBRE_2024 = date(2024, 11, 1)
SEUL = Locataire(loyer=400, ressources=0, zone=2)
locataires = st.builds(
    Locataire,
    loyer=st.floats(0, 2_500),
    ressources=st.floats(0, 60_000),
    zone=st.sampled_from([1, 2, 3]),
    personnes_a_charge=st.integers(0, 9),
    couple=st.booleans(),
    meuble=st.booleans(),
    conventionne=st.booleans(),
)


def test_aide_maximale_d_une_personne_seule() -> None:
    """287.35 + 59.97 less the minimum share of 39.15, less 5 €: 303.17, 301 once the CRDS and cents are off."""
    assert aide_logement(NOVEMBRE_2024, SEUL) == 301


def test_participation_selon_les_ressources() -> None:
    """At 10 100 € (from 10 001): rate 2.83 % + 0.305 % on 4 914 €, 154.05; 308.17 - 154.05 - 5 = 149.12, hence 148.

    The rent kept is the reference rent, so its rate is 0.45 % of 30 points and 0.68 % of 25.
    """
    assert aide_logement(NOVEMBRE_2024, replace(SEUL, ressources=10_001)) == 148


def test_famille_et_zone() -> None:
    """A couple with two children in zone 1: ceiling 449.43 + 65.21 and charges 59.97 + 27.20.

    The minimum share is 8.5 % of 601.81, 51.15: 545.66 less 0.5 % is 542.
    """
    assert aide_logement(NOVEMBRE_2024, Locataire(600, 0, 1, 2, couple=True)) == 542


@pytest.mark.parametrize(("loyer", "montant"), [(718, 301), (804, 149), (891, 0)])
def test_degressivite_des_loyers_eleves(loyer: float, montant: int) -> None:
    """From 2.5 ceilings (718.38) the aid decreases, to nothing at 3.1 (890.79).

    At 804 € the coefficient is 0.5034: 155.13 - 5 less 0.5 % is 149.
    """
    assert aide_logement(NOVEMBRE_2024, replace(SEUL, loyer=loyer)) == montant


def test_seuil_hors_conventionnement_et_meuble() -> None:
    """9.91 € of aid are dropped in an ordinary dwelling, and become 4 in a rent-agreed one; a furnished rent counts for
    two thirds."""
    peu = replace(SEUL, ressources=14_700)
    assert aide_logement(NOVEMBRE_2024, peu) == 0
    assert aide_logement(NOVEMBRE_2024, replace(peu, conventionne=True)) == 4
    assert aide_logement(NOVEMBRE_2024, replace(SEUL, loyer=300, meuble=True)) == aide_logement(
        NOVEMBRE_2024, replace(SEUL, loyer=200)
    )


def test_hors_des_parametres() -> None:
    """Before January 2023 the abatement is not recorded: refused rather than guessed."""
    with pytest.raises(ParametreAbsent, match="2022"):
        aide_logement(date(2022, 12, 1), SEUL)


@settings(deadline=None)
@given(st.dates(date(2023, 1, 1), date(2027, 12, 31)), locataires, st.floats(1, 5_000))
def test_decroit_avec_les_ressources(jour: date, f: Locataire, plus: float) -> None:
    """Never negative, nor more than the rent and charges, nor higher for richer tenants."""
    montant = aide_logement(jour, f)
    assert 0 <= aide_logement(jour, replace(f, ressources=f.ressources + plus)) <= montant
    assert montant <= f.loyer + 200
