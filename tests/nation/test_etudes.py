"""The studies of the nation: near home, one INE for each citizen, about one scholar in four students."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from fixtures import identifiants
from fixtures.nation import nation
from fixtures.nation.etudes import etablissements
from providers.cnous.projection import bourse
from registry.departements import REGIONS, departement, distance_km
from registry.erreurs import SansDossier
from registry.etudes import AnneeEtudes
from registry.registre import Registre

EPOQUE = 2026
NATION = nation(1, 1_000_000, EPOQUE)
REGISTRE = Registre([NATION])
_CLES = "ABCDEFGHJKLMNPRSTUVWXYZ"


@pytest.fixture(scope="module")
def etudiants() -> dict[str, AnneeEtudes]:
    """Those of a draw of six thousand who study the year before the epoch's rentrée."""
    annees = {ref: REGISTRE.etudes(ref, EPOQUE - 1) for ref in NATION.echantillon(6_000, 8)}
    return {ref: annee for ref, annee in annees.items() if annee is not None}


def test_un_ine_par_citoyen_d_un_million() -> None:
    """A million tax numbers give a million INE, each read back."""
    spis = [identifiants.spi(identifiants.CORPS_SPI_NATION + n) for n in range(0, 67_000_000, 67)]
    ines = {identifiants.ine(spi) for spi in spis}
    assert len(ines) == len(spis) > 1_000_000 - 1
    assert all(identifiants.spi_de_l_ine(identifiants.ine(spi)) == spi for spi in spis[::997])


def test_un_ine_retrouve_son_citoyen() -> None:
    """By arithmetic, student or not; another key letter or another académie finds nobody."""
    for ref in NATION.echantillon(500, 3):
        ine = identifiants.ine(REGISTRE.personne(ref).spi)
        assert REGISTRE.par_ine(ine) == REGISTRE.par_ine(ine.lower()) == (ref,)
        fausse = ine[:10] + _CLES[(_CLES.index(ine[10]) + 1) % len(_CLES)]
        assert REGISTRE.par_ine(fausse) == REGISTRE.par_ine("12" + ine[2:]) == ()


def test_les_etablissements_ont_un_code_juste() -> None:
    """The last letter of a UAI is its number modulo 23; each place is in a department we know."""
    for e in etablissements().values:
        assert e.uai[7] == _CLES[int(e.uai[:7]) % 23], e
        assert e.departement in REGIONS


def test_on_etudie_dans_sa_region(etudiants: dict[str, AnneeEtudes]) -> None:
    """The place taken is in the region where the student lives, when it has a university."""
    avec = {REGIONS[e.departement] for e in etablissements().values}
    for ref, annee in etudiants.items():
        chez = next(r for r in NATION.famille(ref).residences if r.occupant == ref)
        region = REGIONS[departement(chez.adresse.code_commune)]
        assert annee.choisie is not None
        assert REGIONS[annee.choisie.etablissement.departement] == region or region not in avec


def test_l_age_et_les_dates(etudiants: dict[str, AnneeEtudes]) -> None:
    """Students are 18 to 25 in the year of the rentrée; one is admitted, then enrolled, then school starts."""
    for ref, annee in etudiants.items():
        assert 18 <= annee.annee - REGISTRE.personne(ref).naissance.annee <= 25
        for a in annee.admissions:
            assert a.admis_le <= (a.inscrit_le or a.admis_le) <= date(annee.annee, 9, 30)
            assert (a.debut, a.fin) == (date(annee.annee, 9, 1), date(annee.annee + 1, 8, 31))


def _boursiers(etudiants: dict[str, AnneeEtudes]) -> Iterator[str]:
    for ref in etudiants:
        try:
            if bourse(REGISTRE.vue_bourse(ref, EPOQUE - 1, date(EPOQUE, 2, 1))).echelon:
                yield ref
        except SansDossier:
            continue


def test_la_part_des_boursiers(etudiants: dict[str, AnneeEtudes]) -> None:
    """About 23 scholars in a hundred students (SIES, 2023-2024), apprentices and doctors never."""
    boursiers = list(_boursiers(etudiants))
    assert 0.16 <= len(boursiers) / len(etudiants) <= 0.30
    for ref in boursiers:
        choisie = etudiants[ref].choisie
        assert choisie is not None
        assert choisie.regime == "RF1"
        assert not etudiants[ref].niveau.startswith("D")


def test_distances() -> None:
    """Paris to Marseille is 660 km as the crow flies, to La Réunion 9,400; a department is nowhere from itself."""
    assert 650 <= distance_km("75", "13") <= 670
    assert 9_200 <= distance_km("75", "974") <= 9_500
    assert distance_km("44", "44") == distance_km("44", "99") == 0
