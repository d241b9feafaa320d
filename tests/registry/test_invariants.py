"""The published invariants: true of everyone, each able to fail, each with its line in the documentation."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.nation import nation
from fixtures.personas import personas
from registry.invariants import INVARIANTS, THEMES, Invariant, cas_du_registre, violations
from registry.registre import Registre
from tests.docs.lecture import ROOT, lignes_de_tableaux
from tests.registry.invariants_casses import CASSES, SEPAREE, VRAIE, cas

EPOQUE = 2026
JOURS = (date(2026, 1, 1), date(2026, 2, 28), date(2026, 9, 15), date(2026, 12, 31))
PAGE = ROOT / "docs" / "invariants.md"


@pytest.fixture(scope="module")
def registre() -> Registre:
    return Registre((personas(EPOQUE), nation(7, 1_000_000, EPOQUE)))


def noms(regles: tuple[Invariant, ...]) -> list[str]:
    return [r.nom for r in regles]


def test_there_are_sixty_of_them_each_with_a_name_and_a_sentence() -> None:
    """Names are unique, sentences end."""
    assert len(INVARIANTS) >= 60
    assert len({i.nom for i in INVARIANTS}) == len(INVARIANTS)
    assert all(i.phrase.endswith(".") for i in INVARIANTS)


def test_the_page_lists_them_all_and_no_other() -> None:
    """docs/invariants.md has a table for each theme, in order, with each name and sentence."""
    texte = PAGE.read_text(encoding="utf-8")
    attendues = [(f"`{i.nom}`", i.phrase) for theme in THEMES.values() for i in theme]
    assert [tuple(ligne) for ligne in lignes_de_tableaux(PAGE)] == attendues
    assert [ligne[3:] for ligne in texte.splitlines() if ligne.startswith("## ")] == list(THEMES)


def test_no_persona_breaks_any(registre: Registre) -> None:
    """Everyone in the persona files, on four days of the year."""
    for ref in personas(EPOQUE).echantillon(10_000, 0):
        for jour in JOURS:
            assert noms(violations(cas_du_registre(registre, ref, jour))) == [], (ref, jour)


def test_no_citizen_of_the_nation_breaks_any(registre: Registre) -> None:
    """Three thousand citizens of a nation of a million, spread over four days of the year."""
    for rang, ref in enumerate(registre.echantillon(3_000, 11)):
        jour = JOURS[rang % len(JOURS)]
        assert noms(violations(cas_du_registre(registre, ref, jour))) == [], (ref, jour)


def test_the_true_families_of_the_tests_break_none() -> None:
    """The families that the next test breaks are whole, each member of them."""
    for famille in (VRAIE, SEPAREE):
        for ref in famille.personnes:
            assert noms(violations(cas(ref, famille))) == [], ref


def test_every_invariant_has_its_broken_family() -> None:
    """None is out of reach."""
    assert set(CASSES) == {i.nom for i in INVARIANTS}


@pytest.mark.parametrize("invariant", INVARIANTS, ids=lambda i: i.nom)
def test_an_invariant_can_fail(invariant: Invariant) -> None:
    """The smallest change that makes the family false is caught by that invariant."""
    assert not invariant.tient(CASSES[invariant.nom]())


def test_a_fact_about_nobody_is_told_first() -> None:
    """When a fact names a person who is not there, that alone is said: the other rules take it for granted."""
    assert noms(violations(CASSES["sujets-connus"]())) == ["sujets-connus"]
