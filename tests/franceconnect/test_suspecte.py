"""A context that the front proxy finds suspicious: only providers of eidas2 or more may serve (Connexion Suspecte)."""

from __future__ import annotations

import httpx
import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur
from tests.franceconnect.test_fournisseurs_identite import ELEVE, LOW, NUMERIQUE, SUBSTANTIEL, tuile
from tests.franceconnect.test_plus import ServicePlus, claims_id_token
from tests.franceconnect.test_suite_sso import entrer_par

SUSPECT = {"x-suspicious": "1"}


def autoriser(fs: FauxService, navigateur: Navigateur, **changements: str) -> httpx.Response:
    """The page that a suspicious request leads to; the citizen's next ones carry no header."""
    depart = navigateur.client.get(f"{fs.fc}/authorize", params=fs.demande(**changements), headers=SUSPECT)
    return navigateur.aller(depart.headers["location"])


def test_fournisseurs_faibles_grises(fs: FauxService, navigateur: Navigateur) -> None:
    """The tiles of eidas1 are disabled, those of eidas2 are open."""
    mire = autoriser(fs, navigateur)
    assert "disabled" in tuile(mire, LOW)
    assert "disabled" not in tuile(mire, SUBSTANTIEL)


def test_par_un_fournisseur_substantiel(fs: FauxService, navigateur: Navigateur) -> None:
    """By a provider of eidas2 the journey goes to its end, and the service is told eidas1."""
    fi = navigateur.soumettre(autoriser(fs, navigateur), providerUid=SUBSTANTIEL)
    retour = navigateur.soumettre(navigateur.soumettre(fi, login="test", acr="eidas2"))
    assert claims_id_token(fs, retour)["acr"] == "eidas1"


def test_niveau_faible_rendu(fs: FauxService, navigateur: Navigateur) -> None:
    """A provider of both levels that gives back eidas1 is refused, where an ordinary context accepts it."""
    fi = navigateur.soumettre(autoriser(fs, navigateur), providerUid=NUMERIQUE)
    page = navigateur.soumettre(fi, login="test", acr="eidas1")
    assert (page.status_code, code_erreur(page)) == (500, "Y100001")


def test_fournisseur_faible_force(fs: FauxService, navigateur: Navigateur) -> None:
    """Forcing a disabled tile of eidas1 is refused for its level."""
    page = navigateur.soumettre(autoriser(fs, navigateur), providerUid=LOW)
    assert (page.status_code, code_erreur(page)) == (500, "Y100001")


def test_sso_obtenu_au_niveau_faible(fs: FauxService, base: str, navigateur: Navigateur) -> None:
    """A session obtained at eidas1 does not serve in a suspicious context; one obtained above does."""
    fs.entrer(navigateur)
    autre = FauxService(base)
    assert "Choisissez un compte" in autoriser(autre, navigateur).text
    entrer_par(fs, navigateur := Navigateur(base), SUBSTANTIEL, login="test")
    assert autoriser(autre, navigateur).url.path.endswith("/consent")


@pytest.mark.parametrize(("niveau", "substantiel_ouvert"), [("eidas2", True), ("eidas3", False)])
def test_a_plus(base: str, navigateur: Navigateur, niveau: str, substantiel_ouvert: bool) -> None:
    """At FranceConnect+ the context changes nothing: the level asked already decides which tiles are open."""
    mire = autoriser(ServicePlus(base), navigateur, acr_values=niveau)
    assert ("disabled" not in tuile(mire, SUBSTANTIEL)) is substantiel_ouvert
    assert "disabled" not in tuile(mire, ELEVE)
