"""The sieve never discards who fits: every criterion and random combinations, against citizens read one by one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.nation import Nation
from fixtures.nation.tables import employeurs
from gateway.recherche.criteres import CRITERES
from gateway.recherche.demande import Demande, lire
from gateway.recherche.sujet import Sujet
from registry.registre import Registre
from registry.tamis import Condition
from tests.recherche.conftest import ANNEE, JOUR, Vu
from tests.recherche.exemples import EXEMPLES

CAS = [(nom, texte) for nom, textes in EXEMPLES.items() for texte in textes]


def passes(pays: Nation, demande: Demande) -> set[str]:
    """Everyone whom the sieve lets through."""
    tranches = pays.tamiser(demande.conditions, demande.jour, 0)
    return {ref for tranche in tranches for _, ref in tranche.refs}


def demander(vus: list[Vu], *criteres: tuple[str, str]) -> Demande:
    """A demand for the income year of the citizens looked at; `{nom}` is the name of one of them."""
    (nom,) = vus[7].valeurs["nom"]
    donnes = [(n, texte.format(nom=nom, employeur=employeurs()[0])) for n, texte in criteres]
    return lire([*donnes, ("annee", str(ANNEE))], JOUR)


def test_every_criterion_has_examples() -> None:
    """Whoever adds a criterion says what to look for."""
    assert set(EXEMPLES) == set(CRITERES)


@pytest.mark.parametrize(("nom", "texte"), CAS)
def test_nobody_who_fits_is_discarded(pays: Nation, vus: list[Vu], nom: str, texte: str) -> None:
    """One criterion: all those looked at who fit are let through; a nation of forty thousand has some."""
    demande = demander(vus, (nom, texte))
    laisses = passes(pays, demande)
    conviennent = {v.ref for v in vus if v.convient(demande)}
    assert conviennent <= laisses


@st.composite
def combinaisons(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Up to five criteria, each with one of its examples."""
    noms = draw(st.lists(st.sampled_from(sorted(EXEMPLES)), min_size=2, max_size=5, unique=True))
    return [(nom, draw(st.sampled_from(EXEMPLES[nom]))) for nom in noms]


@given(criteres=combinaisons())
@settings(max_examples=60, deadline=None)
def test_no_combination_discards_who_fits(pays: Nation, vus: list[Vu], criteres: list[tuple[str, str]]) -> None:
    """Several criteria at once."""
    demande = demander(vus, *criteres)
    conviennent = {v.ref for v in vus if v.convient(demande)}
    assert conviennent <= passes(pays, demande)


@given(qui=st.integers(0, 10**6), noms=st.lists(st.sampled_from(["qf", "rfr", "age", "salaires"]), min_size=1))
@settings(max_examples=60, deadline=None)
def test_a_citizen_described_to_the_euro_passes(pays: Nation, vus: list[Vu], qui: int, noms: list[str]) -> None:
    """The very amounts of someone, as both ends of the interval, let them through."""
    vu = vus[qui % len(vus)]
    exacts = [(nom, str(vu.valeurs[nom])) for nom in dict.fromkeys(noms) if vu.valeurs[nom] is not None]
    if exacts:
        assert vu.ref in passes(pays, demander(vus, *exacts))


@pytest.mark.parametrize(
    "jour",
    [date(2025, 6, 1), date(2026, 1, 1), date(2026, 8, 10), date(2026, 12, 31), date(2029, 7, 14)],
    ids=str,
)
def test_other_days(pays: Nation, registre: Registre, jour: date) -> None:
    """Before the epoch, at both ends of its year and years later, those who fit still pass."""
    sujets = [Sujet(registre, f"n-{i}", jour, jour.year - 2) for i in range(0, pays.taille, 331)]
    for nom, texte in (
        *(("age", "3"), ("enfants", "2"), ("situation", "parent_isole"), ("age_enfant", "17")),
        *(("etudes", "superieur"), ("etudes", "college,lycee"), ("boursier", "oui"), ("service_civique", "passe")),
        *(("evenement", "mariage,pacs"), ("evenement", "separation,veuvage"), ("evenement", "naissance,retraite")),
    ):
        demande = lire([(nom, texte)], jour)
        laisses = passes(pays, demande)
        assert {s.ref for s in sujets if demande.convient(s)} <= laisses


def test_the_slices_follow_each_other(pays: Nation) -> None:
    """Refs come once each in the order of their positions, from any position; an unknown name discards nobody."""
    condition = (Condition("place", parmi=frozenset({"seul"})), Condition("inconnue", 3, 4))
    tous = [couple for tranche in pays.tamiser(condition, JOUR, 0) for couple in tranche.refs]
    assert tous == sorted(set(tous))
    for depuis in (tous[0][0] + 1, pays.taille // 2, pays.taille - 1, pays.taille):
        suite = [couple for tranche in pays.tamiser(condition, JOUR, depuis) for couple in tranche.refs]
        assert suite == [couple for couple in tous if couple[0] >= depuis]
