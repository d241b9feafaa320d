"""Journeys through a carer, alone and in single sign-on, and the mandate in the journal (Aidants Connect)."""

from __future__ import annotations

import httpx
import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, lire, post
from tests.franceconnect.test_journal import evenements
from tests.franceconnect.test_mandats import DEMANDE, mandater
from tests.franceconnect.test_plus import claims_id_token

CITOYENNE = "claire-moreau"
FAMILLE, TRAVAIL, ETRANGER = "Famille-Scolarité", "Travail-Formation", "Etranger-Europe"


@pytest.fixture(scope="module")
def espace(base: str) -> str:
    assert post(f"{base}/_bac/spaces", json={"slug": "aidants"}).status_code == 201
    return f"{base}/e/aidants"


@pytest.fixture
def habilite(espace: str) -> FauxService:
    """A private service with consent, of two fields."""
    return FauxService(espace, title="Ma commune", rep_scope=[FAMILLE, TRAVAIL], type="private", identityConsent=True)


@pytest.fixture
def sans_perimetre(espace: str) -> FauxService:
    return FauxService(espace)


def entrer(fs: FauxService, navigateur: Navigateur) -> httpx.Response:
    """The page that follows the identity provider."""
    return navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur, claims=DEMANDE)), login=CITOYENNE)


def mandats_notes(fs: FauxService) -> list[tuple[str, list[str]]]:
    return [(e["evenement"], e["rep_scope"]) for e in evenements(fs) if "rep_scope" in e]


def test_service_sans_perimetre(espace: str, sans_perimetre: FauxService) -> None:
    """A service without any field is entered whatever the mandate, which is noted as valid."""
    mandater(espace, CITOYENNE, FAMILLE)
    assert entrer(sans_perimetre, Navigateur(espace)).url.path.endswith("/consent")
    assert mandats_notes(sans_perimetre) == [("FC_VALID_REP_SCOPE", [FAMILLE])]


@pytest.mark.parametrize("perimetres", [[FAMILLE], [FAMILLE, TRAVAIL]], ids=len)
def test_mandat_couvrant(espace: str, habilite: FauxService, perimetres: list[str]) -> None:
    """A mandate of one or two of the service's fields leads through the consent to the service, which reads them."""
    mandater(espace, CITOYENNE, *perimetres)
    navigateur = Navigateur(espace)
    page = entrer(habilite, navigateur)
    assert 'type="checkbox"' in page.text
    assert claims_id_token(habilite, navigateur.soumettre(page))["rep_scope"] == perimetres


@pytest.mark.parametrize("perimetres", [[], [ETRANGER]], ids=len)
def test_mandat_qui_ne_couvre_rien(espace: str, habilite: FauxService, perimetres: list[str]) -> None:
    """An empty mandate, or one of other fields, is Y600020 with the link back, and is noted as invalid."""
    mandater(espace, CITOYENNE, *perimetres)
    page = entrer(habilite, Navigateur(espace))
    assert (page.status_code, code_erreur(page)) == (400, "Y600020")
    assert "Revenir sur Ma commune" in lire(page).liens
    assert mandats_notes(habilite) == [("FC_INVALID_REP_SCOPE", perimetres)]


def test_sso_vers_un_service_sans_perimetre(espace: str, habilite: FauxService, sans_perimetre: FauxService) -> None:
    """In single sign-on a service without any field is entered too."""
    mandater(espace, CITOYENNE, FAMILLE)
    navigateur = Navigateur(espace)
    navigateur.soumettre(entrer(habilite, navigateur))
    assert sans_perimetre.autoriser(navigateur, claims=DEMANDE).url.path.endswith("/consent")


def test_sso_vers_un_service_couvert(espace: str, habilite: FauxService, sans_perimetre: FauxService) -> None:
    """In single sign-on a service that the mandate covers is entered, and the mandate noted."""
    mandater(espace, CITOYENNE, FAMILLE)
    navigateur = Navigateur(espace)
    navigateur.soumettre(entrer(sans_perimetre, navigateur))
    assert habilite.autoriser(navigateur, claims=DEMANDE).url.path.endswith("/consent")
    assert mandats_notes(habilite) == [("FC_VALID_REP_SCOPE", [FAMILLE])]


def test_sso_vers_un_service_non_couvert(espace: str, habilite: FauxService, sans_perimetre: FauxService) -> None:
    """In single sign-on a service that the mandate does not cover is Y600020, and the mandate noted."""
    mandater(espace, CITOYENNE, ETRANGER)
    navigateur = Navigateur(espace)
    navigateur.soumettre(entrer(sans_perimetre, navigateur))
    assert code_erreur(habilite.autoriser(navigateur, claims=DEMANDE)) == "Y600020"
    assert mandats_notes(habilite) == [("FC_INVALID_REP_SCOPE", [ETRANGER])]
