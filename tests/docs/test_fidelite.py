"""The fidelity page leaves nothing out: every administration, endpoint, scope and resource has its row."""

from __future__ import annotations

import re

import pytest

from gateway.catalogue import FOURNISSEURS
from gateway.franceconnect import app, autorisation, scopes
from tests.docs.lecture import ROOT, lignes_de_tableaux

FIDELITE = ROOT / "docs" / "fidelity.md"
ETATS = {"simulé", "simplifié", "absent"}


@pytest.fixture(scope="module")
def noms() -> frozenset[str]:
    """Every name the page writes as code."""
    return frozenset(re.findall(r"`([^`]+)`", FIDELITE.read_text(encoding="utf-8")))


def test_chaque_ligne_a_un_etat_et_une_source() -> None:
    """A row says what it is about, one of the three states, and where that comes from."""
    lignes = list(lignes_de_tableaux(FIDELITE))
    assert len(lignes) > 150
    assert [ligne for ligne in lignes if len(ligne) != 4 or ligne[1] not in ETATS or not (ligne[0] and ligne[3])] == []


def test_un_simplifie_dit_en_quoi() -> None:
    """What is simplified says how."""
    assert [
        sujet for sujet, etat, precision, _ in lignes_de_tableaux(FIDELITE) if etat == "simplifié" and not precision
    ] == []


def test_chaque_administration_a_son_chapitre(noms: frozenset[str]) -> None:
    """Each provider of the catalogue is named."""
    assert {f.slug for f in FOURNISSEURS} <= noms


def test_chaque_point_de_franceconnect_a_sa_ligne(noms: frozenset[str]) -> None:
    """Each path that FranceConnect serves here is named, and each parameter it admits."""
    assert {route.path for route in app.ROUTES} - noms == set()
    assert autorisation.ADMIS - noms == set()


def test_chaque_scope_a_sa_ligne(noms: frozenset[str]) -> None:
    """Each scope that FranceConnect knows, of identity or of data, is named."""
    assert set(scopes.SCOPES) - noms == set()


def test_chaque_ressource_des_administrations_a_sa_ligne() -> None:
    """Each path that a provider serves is named; by tax number or in another version, it is the same resource."""
    page = FIDELITE.read_text(encoding="utf-8")
    chemins = {route.path.replace("/spi/{spi}", "") for f in FOURNISSEURS for route in f.routes}
    assert sorted(c for c in chemins if c not in page and not c.endswith("{modalite}")) == []
