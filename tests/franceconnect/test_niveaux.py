"""The level that a service asks and the one it is told (Connexion ACR)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.franceconnect.navigation import ETAT, FauxService, Navigateur, code_erreur, parametres, post
from tests.franceconnect.test_fournisseurs_identite import ELEVE, LOW, NUMERIQUE, SUBSTANTIEL, chez, tuile
from tests.franceconnect.test_plus import ServicePlus, claims_id_token


def ouvrir(fs: FauxService, navigateur: Navigateur, methode: str, acr: str) -> Any:
    """The page or redirect that the request leads to, sent by GET or as a form."""
    if methode == "get":
        return fs.autoriser(navigateur, acr_values=acr)
    return navigateur._suivre(navigateur.client.post(f"{fs.fc}/authorize", data=fs.demande(acr_values=acr)))


@pytest.mark.parametrize(
    ("acr", "methode"),
    [
        ("eidas1", "get"),
        ("eidas1", "post"),
        ("niveau_inconnu", "get"),
        ("niveau_inconnu", "post"),
        ("eidas1 eidas2 eidas3", "post"),
    ],
)
def test_niveau_utilise(fs: FauxService, navigateur: Navigateur, acr: str, methode: str) -> None:
    """With eidas1, no known level, or eidas1 among others, by GET or by POST, the journey is one of eidas1."""
    page = navigateur.soumettre(ouvrir(fs, navigateur, methode, acr))
    retour = navigateur.soumettre(navigateur.soumettre(page))
    assert claims_id_token(fs, retour)["acr"] == "eidas1"


@pytest.mark.parametrize(
    ("acr", "methode", "garde"),
    [
        ("eidas2", "get", "eidas2"),
        ("eidas3", "post", "eidas3"),
        ("eidas2 eidas3", "post", "eidas2"),
        ("inconnu eidas3", "get", "eidas3"),
    ],
)
def test_niveau_non_autorise(fs: FauxService, navigateur: Navigateur, acr: str, methode: str, garde: str) -> None:
    """Above eidas1 the service hears `invalid_acr`, by GET or by POST."""
    recus = parametres(ouvrir(fs, navigateur, methode, acr))
    attendu = f"acr_value is not valid, should be equal one of these values, expected eidas1, got {garde}"
    assert recus == {"error": "invalid_acr", "error_description": attendu, "state": ETAT, "iss": fs.fc}


@pytest.mark.parametrize("acr", ["eidas1", "eidas2"])
def test_niveau_rendu_par_le_fournisseur(fs: FauxService, navigateur: Navigateur, acr: str) -> None:
    """Whatever level a provider of both gives back, the low platform tells eidas1."""
    page = navigateur.soumettre(chez(fs, navigateur, NUMERIQUE), login="test", acr=acr)
    assert claims_id_token(fs, navigateur.soumettre(page))["acr"] == "eidas1"


@pytest.mark.parametrize(("demande", "rendu"), [("eidas2", "eidas2"), ("eidas2", "eidas3"), ("eidas3", "eidas3")])
def test_niveau_rendu_a_plus(base: str, navigateur: Navigateur, demande: str, rendu: str) -> None:
    """FranceConnect+ tells the level obtained, which may be above the one asked."""
    plus = ServicePlus(base)
    fi = navigateur.soumettre(plus.autoriser(navigateur, acr_values=demande), providerUid=ELEVE)
    retour = navigateur.soumettre(navigateur.soumettre(fi, login="test", acr=rendu))
    assert claims_id_token(plus, retour)["acr"] == rendu


@pytest.mark.parametrize(
    ("demande", "rendu", "code"),
    [
        ("eidas2", "eidas1", "Y100018"),
        ("eidas3", "eidas1", "Y100018"),
        ("eidas3", "eidas2", "Y100001"),
        ("eidas2", "inconnu", "Y100001"),
    ],
)
def test_niveau_insuffisant_a_plus(base: str, navigateur: Navigateur, demande: str, rendu: str, code: str) -> None:
    """A level below the one asked, unknown, or that the provider may not give, stops the journey."""
    plus = ServicePlus(base)
    fi = navigateur.soumettre(plus.autoriser(navigateur, acr_values=demande), providerUid=ELEVE)
    assert code_erreur(navigateur.soumettre(fi, login="test", acr=rendu)) == code


def test_niveau_au_dessus_de_son_droit_a_plus(base: str, navigateur: Navigateur) -> None:
    """A provider of eidas2 that gives back eidas3 gives more than it may."""
    plus = ServicePlus(base)
    fi = navigateur.soumettre(plus.autoriser(navigateur, acr_values="eidas2"), providerUid=SUBSTANTIEL)
    page = navigateur.soumettre(fi, login="test", acr="eidas3")
    assert (page.status_code, code_erreur(page)) == (400, "Y100018")


def test_tous_les_niveaux_sur_la_mire(fs: FauxService) -> None:
    """A service of eidas1 may be served by providers of any level."""
    mire = fs.autoriser()
    for uid in (LOW, SUBSTANTIEL, ELEVE):
        assert "disabled" not in tuile(mire, uid)


def test_fournisseur_ferme_et_invisible(base: str) -> None:
    """A provider that is neither active nor shown has no tile."""
    assert post(f"{base}/_bac/spaces", json={"slug": "tuiles"}).status_code == 201
    fs = FauxService(f"{base}/e/tuiles")
    fiche = {"name": "ferme", "title": "Fournisseur invisible", "active": False, "display": False}
    assert post(f"{fs.base}/_bac/identity-providers", json={**fiche, "identifiant": "login"}).status_code == 201
    assert "Fournisseur invisible" not in fs.autoriser().text
