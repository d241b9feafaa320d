"""Plates that no vehicle bears, and the vehicles of the nation's households."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fixtures.modeles import MODELES, vendus
from fixtures.nation import Nation, nation
from registry.erreurs import SansDossier
from registry.numeros import CORPS, PREMIER_CORPS, immatriculation, spi_de_l_immatriculation
from registry.vues_vehicules import vue_vehicule
from tests.providers.foyers import voiture

EPOQUE = 2026
JOUR = date(EPOQUE, 11, 23)
#: The pattern of the SIV: no I, O nor U, no SS, never 000.
SIV = re.compile(r"(?!SS)[A-HJ-NP-TV-Z]{2}-(?!000)\d{3}-(?!SS)[A-HJ-NP-TV-Z]{2}")


@pytest.fixture(scope="module")
def pays() -> Nation:
    return nation(42, 1_000_000, EPOQUE)


def numero(corps: int) -> str:
    return f"{corps:010d}{corps % 511:03d}"


@pytest.mark.parametrize("rang", [0, 1, 999, 67_499_999, 90_000_000, 99_999_999])
def test_une_plaque_se_lit_dans_les_deux_sens(rang: int) -> None:
    """At the ends of each range of tax numbers; the plate has the form of the SIV, and is none of its plates."""
    spi = numero(PREMIER_CORPS + rang)
    plaque = immatriculation(spi)
    assert re.fullmatch(r"[A-Z]{2}-\d{3}-[A-Z]{2}", plaque)
    assert not SIV.fullmatch(plaque)
    assert spi_de_l_immatriculation(plaque.lower()) == spi


def test_chaque_plaque_marquee_est_celle_d_un_numero_ou_de_personne() -> None:
    """From the plates: those that are read give them back; the others are beyond the last number."""
    lues = 0
    for plaque in ("IA-000-AA", "UZ-999-ZZ", "AA-000-IA", "AB-627-OO", "ZZ-999-UZ", "OO-123-UU"):
        spi = spi_de_l_immatriculation(plaque)
        if spi is not None:
            assert immatriculation(spi) == plaque
            assert PREMIER_CORPS <= int(spi[:10]) < PREMIER_CORPS + CORPS
            lues += 1
    assert lues >= 3


@pytest.mark.parametrize("plaque", ["", "FC-123-AB", "AI123BC", "AI-12-BC", "1234 AB 75", "AI-123-B1"])
def test_une_autre_plaque_n_est_pas_des_notres(plaque: str) -> None:
    """A real plate, another writing or the former format: nobody."""
    assert spi_de_l_immatriculation(plaque) is None


def test_chaque_plaque_mene_a_son_titulaire(pays: Nation) -> None:
    """2,000 citizens out of 2,000 are found again by their plate, in a nation of a million; no two share one."""
    refs = pays.echantillon(2_000, 31)
    plaques = [immatriculation(pays.famille(ref).personnes[ref].spi) for ref in refs]
    assert [pays.par_spi(spi_de_l_immatriculation(p) or "") for p in plaques] == [(ref,) for ref in refs]
    assert len(set(plaques)) == len(refs)


def test_les_menages_de_la_nation(pays: Nation) -> None:
    """Some 85 households out of a hundred have a vehicle, 1.1 to 1.3 each; most are held by an adult alone."""
    vehicules, equipes, a_deux, loues, nombre = 0, 0, 0, 0, 1_500
    for foyer in range(nombre):
        famille, premier, gens = pays.famille_du_foyer(foyer * 251 % pays.nombre_foyers)
        siens = [v for i in range(premier, premier + gens) if (v := famille.vehicule(f"n-{i}"))]
        assert all(famille.personnes[v.titulaire].age(date(EPOQUE, 1, 1)) >= 18 for v in siens)
        vehicules, equipes = vehicules + len(siens), equipes + bool(siens)
        a_deux, loues = (
            a_deux + sum(v.cotitulaire is not None for v in siens),
            loues + sum(bool(v.location) for v in siens),
        )
    assert 0.80 < equipes / nombre < 0.90
    assert 1.0 < vehicules / nombre < 1.35
    assert 0 < loues < a_deux < vehicules / 2


def test_une_voiture_et_ses_titulaires(pays: Nation) -> None:
    """The certificate names its first holder, then the partner; nothing before its first registration."""
    vus = 0
    for ref in pays.echantillon(600, 32):
        famille = pays.famille(ref)
        vehicule = famille.vehicule(ref)
        if vehicule is None:
            continue
        vue = vue_vehicule(famille, ref, JOUR)
        assert [i.personne.ref for i in vue.inscrits] == [r for r in (ref, vehicule.cotitulaire) if r]
        assert vehicule.modele.premiere <= vehicule.premiere_immatriculation.year <= vehicule.modele.derniere
        vus += 1
    assert vus > 200
    with pytest.raises(SansDossier):
        voiture(jour=date(2019, 5, 1))


def test_des_modeles_a_toute_epoque() -> None:
    """Years before the first model we know of or after the last have those of the nearest year."""
    assert vendus(1950) == vendus(min(m.premiere for m in MODELES))
    assert vendus(2060) == vendus(max(m.derniere for m in MODELES))
    assert all(m.premiere <= 2015 <= m.derniere for m in vendus(2015))
