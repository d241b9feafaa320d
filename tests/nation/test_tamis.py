"""The sieve draws what the nation draws: the same integers, births, communes, occupations and incomes, over arrays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

import numpy as np
import pytest

from fixtures.nation import Nation, tables
from fixtures.nation.hachage import Permutation, alea, cle, parmi
from fixtures.nation.lieux import lieux_de_naissance
from fixtures.nation.menages import Menage
from fixtures.nation.tamis import argent, vecteurs
from fixtures.nation.tamis.lot import Lot
from fixtures.nation.tamis.moule import Moule
from fixtures.nation.tamis.naissances import Naissances
from fixtures.nation.tamis.noms import Noms
from gateway.catalogue import quotient_servi
from law.avis import situation_fiscale
from law.impot_revenu import impot_revenu
from registry.erreurs import SansDossier
from registry.registre import Registre

EPOQUE = 2026
JOUR = date(2026, 5, 12)
ANNEE = 2024


@pytest.fixture(scope="module")
def pays() -> Nation:
    return Nation(7, 40_000, EPOQUE)


@pytest.fixture(scope="module")
def lot(pays: Nation) -> Lot:
    """One citizen in thirty-seven, of both blocks."""
    return Lot(Moule(pays), JOUR, np.arange(0, pays.taille, 37))


def menages(pays: Nation, lot: Lot) -> Iterator[tuple[Menage, int]]:
    """The household of each, and their slot."""
    for index in lot.index:
        yield Menage(pays, pays.foyer(int(index))), int(index) % pays.gabarit.personnes


def test_the_chance_is_the_same() -> None:
    """Hash, bounded draw and permutation read both ways give the integers of the scalar code, at the edges too."""
    index = np.array([0, 1, 255, 2**31, 67_499_999], np.int64)
    champ = cle(42, "test")
    assert vecteurs.alea(champ, index).tolist() == [alea(champ, int(i)) for i in index]
    u = np.array([0, 1, 2**32 - 1, 2**63, 2**64 - 1], np.uint64)
    for n in (1, 7, 10**9, 2**32 - 1):
        assert vecteurs.parmi(u, n).tolist() == [parmi(int(v), n) for v in u]
    for taille in (1, 2, 47, 99_991):
        seule, rangs = Permutation(champ, taille), np.zeros(min(taille, 500), np.int64)
        plusieurs = vecteurs.Permutations([champ], [taille])
        images = plusieurs.directe(rangs, np.arange(len(rangs)))
        assert images.tolist() == [seule.directe(x) for x in range(len(rangs))]
        assert plusieurs.inverse(rangs, images).tolist() == list(range(len(rangs)))


def test_births_are_the_same(pays: Nation, lot: Lot) -> None:
    """Everyone is born on the day and in the place of their civil status, grown-up twins included."""
    nes = Naissances(lot.moule).nes(lot)
    attendus = [pays.famille(f"n-{i}").personnes[f"n-{i}"] for i in lot.index]
    debuts = [date(p.naissance.annee, 1, 1) for p in attendus]
    assert nes.jour_annee.tolist() == [(p.naissance.reelle - d).days for p, d in zip(attendus, debuts, strict=True)]
    lieux = lieux_de_naissance(mineurs=False).lieux
    assert [lieux[i] for i in nes.lieu] == [p.lieu_naissance for p in attendus]


def test_homes_are_the_same(pays: Nation, lot: Lot) -> None:
    """Every household lives in the commune of its address."""
    lieux = lieux_de_naissance(mineurs=False).lieux
    communes = [lieux[i] for i in Naissances(lot.moule).commune_du_foyer(lot)]
    assert communes == [menage.commune() for menage, _ in menages(pays, lot)]


def test_occupations_and_farmers_are_the_same(pays: Nation, lot: Lot) -> None:
    """Occupation of the day and farming households, one by one."""
    natures = [argent.ACTIVITES[n] for n in argent.activite(lot, lot.moule.age[lot.slot])]
    familles = [pays.famille(f"n-{i}") for i in lot.index]
    siennes = [
        next(a.nature for a in f.activites if a.occupant == f"n-{i}") for f, i in zip(familles, lot.index, strict=True)
    ]
    assert natures == siennes
    assert argent.agricole(lot).tolist() == [menage.agriculteur for menage, _ in menages(pays, lot)]


def test_incomes_are_the_same(pays: Nation, lot: Lot) -> None:
    """Every kind of income of three years, within the rounding; alimony under its bound, and drawn for some."""
    pensions = 0
    for annee in (ANNEE - 1, ANNEE, ANNEE + 1):
        calcules = argent.revenus(lot, annee)
        versee, recue = argent.pension_versee(lot, annee, calcules.total), argent.pension_recue(lot, annee)
        for n, index in enumerate(lot.index):
            r = pays.famille(f"n-{index}").revenus(f"n-{index}", annee)
            for champ in (f.name for f in fields(calcules)):
                assert abs(getattr(calcules, champ)[n] - getattr(r, champ)) <= argent.MARGE, (index, champ)
            assert r.pensions_alimentaires_versees <= versee[n]
            assert r.pensions_alimentaires_recues <= recue[n]
            pensions += r.pensions_alimentaires_versees + r.pensions_alimentaires_recues > 0
    assert pensions > 10


@pytest.mark.parametrize("qui", ["tous", "familles recomposees"])
def test_bounds_of_the_law_hold(pays: Nation, lot: Lot, qui: str) -> None:
    """The reference income and the quotient familial that administrations serve lie between the sieve's bounds."""
    registre, vus = Registre([pays]), 0
    if qui != "tous":
        lot = lot.autre(np.flatnonzero(lot.moule.recompose[lot.moule.menage]))
    rfr, quotient = argent.bornes_rfr(lot, ANNEE), argent.bornes_quotient(lot, JOUR)
    for n, index in enumerate(lot.index):
        try:
            avis = impot_revenu(situation_fiscale(registre.vue_dgfip(f"n-{index}", ANNEE, JOUR)))
            assert rfr[0][n] <= avis.rfr <= rfr[1][n], index
            servi = quotient_servi(registre.vue_caf(f"n-{index}", JOUR))
        except SansDossier:
            continue
        assert quotient[0][n] <= servi <= quotient[1][n], index
        vus += 1
    assert vus > 100


def test_names_are_the_same(pays: Nation, lot: Lot) -> None:
    """The birth name comes down the same lines, fathers elsewhere and ancestors out of the nation included."""
    d = tables.noms()
    lus = [d.values[bisect_right(d.cumul, tire) - 1] for tire in Noms(lot.moule).tires(lot)]
    assert lus == [pays.lignees.nom(int(index)) for index in lot.index]
