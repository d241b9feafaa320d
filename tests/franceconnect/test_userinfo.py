"""Userinfo: a signed JWT of the granted claims, and its refusals (API - userinfo)."""

from __future__ import annotations

import pytest

from tests.franceconnect.navigation import FauxService, code_erreur, entete, get, post
from tests.franceconnect.test_token import refus


@pytest.mark.parametrize("alg", ["ES256", "RS256"])
def test_jwt_signe(base: str, alg: str) -> None:
    """Userinfo is a JWT in the service's own algorithm, its header has two members, and no cookie comes with it."""
    fs = FauxService(base, userinfo_signed_response_alg=alg)
    reponse = fs.userinfo(fs.jeton_direct()["access_token"])
    assert reponse.headers["content-type"] == "application/jwt"
    assert "set-cookie" not in reponse.headers
    assert (set(entete(reponse.text)), entete(reponse.text)["alg"]) == ({"alg", "kid"}, alg)
    claims = fs.verifier(reponse.text)
    assert (claims["aud"], claims["iss"], claims["exp"] - claims["iat"]) == (fs.client_id, fs.fc, 60)


def test_sub_coherent(fs: FauxService) -> None:
    """The subject of userinfo is the one of the id_token, at each of several calls."""
    jetons = fs.jeton_direct()
    attendu = fs.verifier(jetons["id_token"])["sub"]
    for _ in range(2):
        assert fs.verifier(fs.userinfo(jetons["access_token"]).text)["sub"] == attendu


def test_jeton_dans_l_adresse(fs: FauxService) -> None:
    """The token is also accepted in the query string, but not in both places."""
    jeton = fs.jeton_direct()["access_token"]
    entetes = {"Authorization": f"Bearer {jeton}"}
    adresse = f"{fs.fc}/userinfo?access_token={jeton}"
    assert get(adresse).status_code == 200
    assert get(adresse, headers=entetes).status_code == 400


def test_jeton_inconnu(fs: FauxService) -> None:
    """An unknown, expired or revoked token is refused, with its challenge."""
    reponse = fs.userinfo("x" * 43)
    attendu = "invalid token provided (access token not found)"
    assert refus(reponse) == (401, "invalid_token", attendu, "Y040001")
    assert reponse.headers["www-authenticate"].startswith('Bearer realm="')
    assert 'error="invalid_token"' in reponse.headers["www-authenticate"]


def test_sans_jeton(fs: FauxService) -> None:
    """No token at all is refused in other words."""
    reponse = get(f"{fs.fc}/userinfo")
    attendu = "no access token provided (no access token provided)"
    assert refus(reponse) == (401, "invalid_token", attendu, "Y04146A2")


def test_autre_schema(fs: FauxService) -> None:
    """Only the Bearer scheme is known."""
    reponse = get(f"{fs.fc}/userinfo", headers={"Authorization": "Basic YTpi"})
    statut, erreur, description, code = refus(reponse)
    assert (statut, erreur, code) == (400, "invalid_request", "Y043D61A")
    assert description.startswith('authorization header scheme must be "Bearer"')


def test_post_inconnu(fs: FauxService) -> None:
    """Userinfo is GET only; POST is an unknown page."""
    jeton = fs.jeton_direct()["access_token"]
    reponse = post(f"{fs.fc}/userinfo", headers={"Authorization": f"Bearer {jeton}"})
    assert (reponse.status_code, code_erreur(reponse)) == (404, "Y000404")


def test_revocation(fs: FauxService) -> None:
    """A revoked token is worth nothing; the answer to the revocation is empty."""
    jeton = fs.jeton_direct()["access_token"]
    reponse = fs.revoquer(jeton)
    assert (reponse.status_code, reponse.content) == (200, b"")
    assert fs.userinfo(jeton).json()["error"] == "invalid_token"


def test_revocation_stricte(fs: FauxService, base: str) -> None:
    """The body of a revocation is strict, and one service cannot revoke another's token."""
    jeton = fs.jeton_direct()["access_token"]
    for reponse in (fs.revoquer(jeton, token_type_hint="access_token"), fs.revoquer("court")):
        assert (reponse.status_code, code_erreur(reponse)) == (400, "Y000400")
    FauxService(base).revoquer(jeton)
    assert fs.userinfo(jeton).status_code == 200
