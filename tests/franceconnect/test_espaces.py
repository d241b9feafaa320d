"""FranceConnect in two spaces: the same paths under each, and nothing that passes from one to the other."""

from __future__ import annotations

import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, get, parametres, post


@pytest.fixture(scope="module")
def la_bas(base: str) -> FauxService:
    """A service registered in a space of its own."""
    assert post(f"{base}/_bac/spaces", json={"slug": "fc-ailleurs"}).status_code == 201
    return FauxService(f"{base}/e/fc-ailleurs", title="Ma commune")


def test_emetteur_de_l_espace(la_bas: FauxService) -> None:
    """The issuer, the endpoints and the redirects are those of the space."""
    document = get(f"{la_bas.fc}/.well-known/openid-configuration").json()
    assert document["issuer"] == la_bas.fc
    assert document["token_endpoint"] == f"{la_bas.fc}/token"
    assert parametres(la_bas.entrer())["iss"] == la_bas.fc


def test_jetons_de_l_espace(fs: FauxService, la_bas: FauxService) -> None:
    """A space's tokens, keys and subjects are worth nothing in another."""
    ici, ailleurs = fs.jetons(), la_bas.jetons()
    assert fs.userinfo(ailleurs["access_token"]).status_code == 401
    assert la_bas.userinfo(ici["access_token"]).status_code == 401
    assert get(f"{fs.fc}/jwks").json() != get(f"{la_bas.fc}/jwks").json()
    assert fs.verifier(ici["id_token"])["sub"] != la_bas.verifier(ailleurs["id_token"])["sub"]


def test_sessions_de_l_espace(fs: FauxService, la_bas: FauxService, base: str) -> None:
    """One browser may be logged in both: each space has its own cookie and knows nothing of the other's login."""
    navigateur = Navigateur(base)
    fs.entrer(navigateur)
    assert "Choisissez un compte" in la_bas.autoriser(navigateur).text
    la_bas.entrer(navigateur, "ahmad-noori")
    assert "Angela" in fs.autoriser(navigateur).text
    assert "Ahmad" in la_bas.autoriser(navigateur).text
    assert sorted({c.path for c in navigateur.client.cookies.jar}) == ["/api/v2", "/e/fc-ailleurs/api/v2"]
