"""The token endpoint: five members, the id_token, and each refusal with its documentation link (API - token)."""

from __future__ import annotations

import httpx
import pytest

from tests.franceconnect.navigation import NONCE, FauxService, Navigateur, entete, parametres, post

DOCUMENTATION = "https://docs.partenaires.franceconnect.gouv.fr/fs/fs-technique/fs-technique-erreurs/"


def refus(reponse: httpx.Response) -> tuple[int, str, str, str]:
    """Status, error, description and Y code, after the checks that hold for every refusal."""
    corps = reponse.json()
    assert set(corps) == {"error", "error_description", "error_uri"}
    adresse, _, requete = corps["error_uri"].partition("?code=")
    code, _, identifiant = requete.partition("&id=")
    assert (adresse, len(identifiant)) == (DOCUMENTATION, 36)
    assert "set-cookie" not in reponse.headers
    return reponse.status_code, corps["error"], corps["error_description"], code


def test_cinq_membres(fs: FauxService) -> None:
    """A code gives exactly five members: an opaque token of 60 seconds, no refresh token, no cookie."""
    reponse = fs.echanger(fs.entrer(scope="openid email"))
    corps = reponse.json()
    assert set(corps) == {"access_token", "expires_in", "id_token", "scope", "token_type"}
    assert (corps["expires_in"], corps["scope"], corps["token_type"]) == (60, "openid email", "Bearer")
    assert len(corps["access_token"]) == 43
    assert "set-cookie" not in reponse.headers
    assert reponse.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("alg", ["ES256", "RS256"])
def test_id_token(base: str, alg: str) -> None:
    """The id_token has eight claims and no identity, a header of two members, in the service's own algorithm."""
    fs = FauxService(base, id_token_signed_response_alg=alg)
    jeton = fs.jetons()["id_token"]
    claims = fs.verifier(jeton)
    assert set(claims) == {"sub", "aud", "iss", "iat", "exp", "auth_time", "nonce", "acr"}
    assert (claims["aud"], claims["iss"], claims["nonce"], claims["acr"]) == (fs.client_id, fs.fc, NONCE, "eidas1")
    assert claims["exp"] - claims["iat"] == 60
    assert set(entete(jeton)) == {"alg", "kid"}
    assert entete(jeton)["alg"] == alg


def test_amr(fs: FauxService) -> None:
    """An entitled service that asks for `amr` gets the list that FranceConnect keeps for the identity provider."""
    retour = fs.entrer(claims='{"id_token":{"amr":{"essential":true}}}')
    claims = fs.verifier(fs.echanger(retour).json()["id_token"])
    assert len(claims) == 9
    assert claims["amr"] == ["fc", "pwd"]


def test_basic_tolere(fs: FauxService) -> None:
    """HTTP Basic is not announced, but accepted."""
    donnees = {
        "grant_type": "authorization_code",
        "code": parametres(fs.entrer())["code"],
        "redirect_uri": fs.retour,
    }
    reponse = post(f"{fs.fc}/token", data=donnees, auth=(fs.client_id, fs.secret))
    assert reponse.status_code == 200


def test_redirect_uri_facultatif_s_il_est_seul(fs: FauxService, base: str) -> None:
    """A client with a single address may leave it out, a client with two may not."""
    assert fs.echanger(fs.entrer(), redirect_uri=None).status_code == 200
    deux = FauxService(base, redirect_uris=["https://a.exemple.fr/r", "https://b.exemple.fr/r"])
    assert deux.echanger(deux.entrer(), redirect_uri=None).json()["error"] == "invalid_request"


def test_mauvais_secret(fs: FauxService) -> None:
    """A wrong secret is refused."""
    attendu = "client authentication failed (invalid secret provided)"
    assert refus(fs.echanger(fs.entrer(), client_secret="f" * 64)) == (401, "invalid_client", attendu, "Y0434A7B")


def test_client_inconnu(fs: FauxService) -> None:
    """An unknown client is refused."""
    attendu = "client authentication failed (client not found)"
    assert refus(fs.echanger(fs.entrer(), client_id="personne")) == (401, "invalid_client", attendu, "Y0479FCE")


def test_autre_methode(fs: FauxService) -> None:
    """A client that presents nothing is not using its registered method."""
    attendu = (
        "client authentication failed "
        "(the provided authentication mechanism does not match the registered client authentication method)"
    )
    assert refus(fs.echanger(fs.entrer(), client_secret=None)) == (401, "invalid_client", attendu, "Y044D82C")


@pytest.mark.parametrize("code", [None, ""])
def test_code_manquant(fs: FauxService, code: str | None) -> None:
    """A missing code is refused."""
    attendu = "missing required parameter 'code' (undefined)"
    assert refus(fs.echanger(fs.entrer(), code=code)) == (400, "invalid_request", attendu, "Y048017B")


def test_code_inconnu(fs: FauxService) -> None:
    """An unknown code, which an expired one becomes, is refused."""
    attendu = "grant request is invalid (authorization code not found)"
    assert refus(fs.echanger(fs.entrer(), code="x" * 43)) == (400, "invalid_grant", attendu, "Y049E20B")


def test_code_rejoue(fs: FauxService) -> None:
    """A code used twice is refused, and the token it gave is revoked."""
    retour = fs.entrer()
    jeton = fs.echanger(retour).json()["access_token"]
    assert fs.userinfo(jeton).status_code == 200
    attendu = "grant request is invalid (authorization code already consumed)"
    assert refus(fs.echanger(retour)) == (400, "invalid_grant", attendu, "Y0416228")
    assert fs.userinfo(jeton).status_code == 401


def test_code_d_un_autre(fs: FauxService, base: str) -> None:
    """Another client's code is refused, and still serves its owner."""
    retour = fs.entrer()
    attendu = "grant request is invalid (client mismatch)"
    assert refus(FauxService(base).echanger(retour)) == (400, "invalid_grant", attendu, "Y047A2EA")
    assert fs.echanger(retour).status_code == 200


def test_redirect_uri_different(fs: FauxService) -> None:
    """The address must be the one of the request."""
    attendu = "grant request is invalid (authorization code redirect_uri mismatch)"
    recu = refus(fs.echanger(fs.entrer(), redirect_uri="https://ailleurs.exemple.fr/"))
    assert recu == (400, "invalid_grant", attendu, "Y04F8199")


@pytest.mark.parametrize("type_", ["refresh_token", "client_credentials", "password"])
def test_autre_type(fs: FauxService, type_: str) -> None:
    """No other grant exists."""
    attendu = "unsupported grant_type requested (undefined)"
    recu = refus(fs.echanger(fs.entrer(), grant_type=type_))
    assert recu == (400, "unsupported_grant_type", attendu, "Y04C2044")


def test_corps_json(fs: FauxService) -> None:
    """A JSON body is refused."""
    reponse = post(f"{fs.fc}/token", json={"grant_type": "authorization_code"})
    assert (reponse.status_code, reponse.json()["error"]) == (400, "invalid_request")


def test_connexion_directe_identique(fs: FauxService, navigateur: Navigateur) -> None:
    """The login without a browser gives the same members, subject and identity as the journey by the pages."""
    pages, direct = fs.jetons(navigateur=navigateur), fs.jeton_direct()
    assert (set(pages), pages["scope"]) == (set(direct), direct["scope"])
    a, b = (fs.verifier(fs.userinfo(j["access_token"]).text) for j in (pages, direct))
    for instant in ("iat", "exp"):
        del a[instant], b[instant]
    assert a == b
