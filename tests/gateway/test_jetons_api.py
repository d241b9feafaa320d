"""The life of an API Particulier token: issued, read, expired, revoked, foreign."""

from __future__ import annotations

from typing import Any

import httpx
import orjson
from joserfc import jwt
from joserfc.jwk import OctKey
from joserfc.jws import extract_compact

IDENTITE = "/v3/dss/quotient_familial/identite"


def delivrer(espace: httpx.Client, **corps: Any) -> dict[str, Any]:
    reponse = espace.post("/_bac/api-tokens", json=corps)
    assert reponse.status_code == 201
    recu: dict[str, Any] = reponse.json()
    return recu


def code(espace: httpx.Client, token: str) -> str:
    """The code of the official refusal."""
    reponse = espace.get(IDENTITE, headers={"authorization": f"Bearer {token}"})
    texte: str = reponse.json()["errors"][0]["code"]
    return texte


def test_a_token_is_a_jwt_with_the_official_claims(espace: httpx.Client) -> None:
    """HS256, with uid, jti, scopes, iat, exp, sub and version (fact sheet §2.1)."""
    recu = delivrer(espace, scopes=["cnaf_enfants"])
    assert recu["token"] == recu["access_token"]
    assert recu["token_type"] == "Bearer"
    entete, claims = _sans_verifier(recu["token"])
    assert entete["alg"] == "HS256"
    assert set(claims) == {"uid", "jti", "scopes", "iat", "exp", "sub", "version"}
    assert (claims["jti"], claims["exp"]) == (recu["jti"], recu["expires_at"])


def _sans_verifier(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    objet = extract_compact(token.encode())
    return dict(objet.headers()), orjson.loads(objet.payload)


def test_a_live_token_passes_the_door(espace: httpx.Client) -> None:
    """With a live token the refusal is about the missing parameters, no longer about the token."""
    token = delivrer(espace, scopes=["cnaf_quotient_familial"])["token"]
    assert espace.get(IDENTITE, headers={"authorization": f"Bearer {token}"}).status_code in (400, 422)


def test_an_expired_token_is_refused_as_expired(espace: httpx.Client) -> None:
    """`expires_in` of zero or less gives a token that the API refuses with 00103."""
    assert code(espace, delivrer(espace, scopes=["cnaf_enfants"], expires_in=0)["token"]) == "00103"
    assert code(espace, delivrer(espace, scopes=["cnaf_enfants"], expires_in=-3600)["token"]) == "00103"


def test_a_revoked_token_is_refused_as_such_at_once(espace: httpx.Client) -> None:
    """DELETE puts the token on the black list: the next call gets 00105."""
    recu = delivrer(espace, scopes=["cnaf_quotient_familial"])
    assert code(espace, recu["token"]) != "00105"
    assert espace.delete(f"/_bac/api-tokens/{recu['jti']}").status_code == 204
    assert code(espace, recu["token"]) == "00105"
    assert espace.get("/_bac/api-tokens").json()["tokens"][0]["revoked"] is True


def test_a_token_of_another_space_or_of_nobody_is_invalid(espace: httpx.Client, voisin: httpx.Client) -> None:
    """A foreign token, a forged one and one whose jti was never issued get 00101."""
    etranger = delivrer(voisin, scopes=["cnaf_enfants"])["token"]
    assert code(espace, etranger) == "00101"
    _, claims = _sans_verifier(delivrer(espace, scopes=["cnaf_enfants"])["token"])
    forge = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("0" * 64))
    assert code(espace, forge) == "00101"
    assert code(espace, "pas.un.jwt") == "00101"


def test_the_rights_are_those_of_the_database(espace: httpx.Client) -> None:
    """After a reset the same well-signed token is unknown: its row is gone."""
    token = delivrer(espace, scopes=["cnaf_enfants"])["token"]
    espace.post("/_bac/reset")
    assert code(espace, token) == "00101"


def test_an_unknown_token_cannot_be_revoked(espace: httpx.Client) -> None:
    """Revoking what was never issued is 404."""
    assert espace.delete("/_bac/api-tokens/inconnu").status_code == 404
