"""JWT algorithm confusion: unsigned, signed with a public key taken for a secret, by another key, oddly headed."""

from __future__ import annotations

import hmac
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import httpx
import orjson
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from joserfc.jws import extract_compact

from tests.franceconnect.navigation import FauxService, code_erreur, get, nouveau_client, post
from tests.franceconnect.partenaire import publier
from tests.franceconnect.test_assertion import TYPE

DUREE = 60
CLE = ECKey.generate_key("P-256", {"kid": "cle-du-service", "use": "sig", "alg": "ES256"})
ETRANGERE = ECKey.generate_key("P-256", {"kid": "cle-du-service"})
RSA_ETRANGERE = RSAKey.generate_key(2048, {"kid": "cle-du-service"})


def b64(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def composer(entete: Any, charge: dict[str, Any], secret: bytes = b"") -> str:
    """A compact JWS with any header, signed by HMAC-SHA-256 with `secret`, or not at all."""
    brut = entete if isinstance(entete, bytes) else orjson.dumps(entete)
    a_signer = f"{b64(brut)}.{b64(orjson.dumps(charge))}"
    signature = hmac.new(secret, a_signer.encode(), sha256).digest() if secret else b""
    return f"{a_signer}.{b64(signature)}"


def formes_publiques(jwk: dict[str, Any]) -> list[bytes]:
    """What a careless verifier would take for the secret: the public key as PEM, DER or JSON."""
    cle = KeySet.import_key_set({"keys": [jwk]}).keys[0]
    assert isinstance(cle, RSAKey | ECKey)
    return [
        cle.as_pem(private=False),
        cle.as_der(private=False),
        orjson.dumps(jwk),
        str(jwk.get("x", jwk.get("n"))).encode(),
    ]


def faux(cles: list[dict[str, Any]], charge: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every forgery of `charge` that needs nothing but what is public, by name."""
    for alg in ("none", "None", "NONE", "nOnE"):
        yield f"alg {alg}", composer({"alg": alg}, charge)
    for jwk in cles:
        for rang, secret in enumerate(formes_publiques(jwk)):
            yield f"HS256 {jwk['kty']} {rang}", composer({"alg": "HS256", "kid": jwk["kid"]}, charge, secret)
        yield f"signature vide {jwk['kty']}", composer({"alg": jwk["alg"], "kid": jwk["kid"]}, charge)
        yield f"alg d'une autre clé {jwk['kty']}", composer({"alg": "RS512", "kid": jwk["kid"]}, charge, b"x")
    yield "HS256 au secret vide", composer({"alg": "HS256"}, charge, b"\0")
    yield "clé jointe", jwt.encode({"alg": "ES256", "jwk": ETRANGERE.as_dict(private=False)}, charge, ETRANGERE)
    yield "autre clé EC", jwt.encode({"alg": "ES256", "kid": cles[0]["kid"]}, charge, ETRANGERE)
    yield "autre clé RSA", jwt.encode({"alg": "RS256", "kid": cles[-1]["kid"]}, charge, RSA_ETRANGERE)
    for brut in ENTETES:
        yield f"en-tête {brut[:20]!r}", composer(brut, charge, b"x")


#: Headers that are not those of a JWS, or that ask for more than anybody here understands.
ENTETES = (
    b"1",
    b"[]",
    b'["alg"]',
    b'"alg"',
    b"null",
    b"\xff",
    b"[" * 20_000,
    b"{}",
    b'{"alg":1}',
    b'{"alg":[]}',
    b'{"alg":"HS256","crit":1}',
    b'{"alg":"HS256","crit":["b64"],"b64":false}',
    b'{"alg":"ES256","kid":[]}',
)


@pytest.fixture(scope="module")
def cles(fs: FauxService) -> list[dict[str, Any]]:
    """FranceConnect's public keys."""
    publiees: list[dict[str, Any]] = get(f"{fs.fc}/jwks").json()["keys"]
    return publiees


def verifier(refuse: Callable[[str], bool], faux_jetons: Iterator[tuple[str, str]]) -> None:
    """Each forgery is refused; the message names those that were not."""
    assert [nom for nom, jeton in faux_jetons if not refuse(jeton)] == []


def test_id_token_hint(fs: FauxService, cles: list[dict[str, Any]]) -> None:
    """No forged hint logs anybody out; the true one does."""
    vrai = fs.jeton_direct()["id_token"]
    charge = fs.verifier(vrai)
    with nouveau_client() as client:

        def page(jeton: str) -> httpx.Response:
            return client.get(f"{fs.fc}/session/end", params={"id_token_hint": jeton})

        verifier(lambda jeton: code_erreur(page(jeton)) in {"Y04FEDB9", "Y040001"}, faux(cles, charge))
        assert page(vrai).status_code == 200


def test_private_key_jwt(base: str) -> None:
    """No forged assertion authenticates a service; the true one does."""
    publiee = CLE.as_dict(private=False)
    with publier({"keys": [publiee]}) as adresse:
        fs = FauxService(base, jwks_uri=adresse)

        def charge(**changements: Any) -> dict[str, Any]:
            unique = {"exp": int(time.time()) + DUREE, "jti": f"jti-{time.time_ns()}"}
            return {"iss": fs.client_id, "sub": fs.client_id, "aud": f"{fs.fc}/token", **unique, **changements}

        def reponse(assertion: str) -> httpx.Response:
            donnees = {"client_assertion": assertion, "client_assertion_type": TYPE, "code": "x"}
            return post(f"{fs.fc}/token", data={**donnees, "grant_type": "authorization_code"})

        verifier(lambda jeton: reponse(jeton).json()["error"] == "invalid_client", faux([publiee], charge()))
        for change in ETRANGETES:
            signee = jwt.encode({"alg": "ES256", "kid": "cle-du-service"}, charge(**change), CLE)
            assert reponse(signee).json()["error"] == "invalid_client", change
        bonne = jwt.encode({"alg": "ES256", "kid": "cle-du-service"}, charge(), CLE)
        assert reponse(bonne).json()["error"] == "invalid_grant"  # authenticated: only the code is wrong


#: Claims that a service signs with its own key, and that mean nothing.
ETRANGETES: tuple[dict[str, Any], ...] = (
    {"sub": "demo-creche"},
    {"sub": {}},
    {"iss": []},
    {"aud": [{}]},
    {"aud": {}},
    {"exp": 10**30},
    {"exp": "2099"},
    {"exp": True},
    {"jti": {"a": 1}},
)


@pytest.mark.parametrize(
    "document",
    [5, [], {"keys": 5}, {"keys": [1]}, {"keys": [{"kty": []}]}, {"keys": [{"kty": "oct", "k": "AAAA"}]}],
    ids=str,
)
def test_des_cles_publiees_de_travers(base: str, document: Any) -> None:
    """A service whose `jwks_uri` gives anything but public keys cannot authenticate by signature."""
    with publier(document) as adresse:
        fs = FauxService(base, jwks_uri=adresse)
        charge = {"iss": fs.client_id, "sub": fs.client_id, "aud": fs.fc, "exp": int(time.time()) + DUREE, "jti": "x"}
        assertion = composer({"alg": "HS256", "kid": "cle-du-service"}, charge, b"\0\0\0")
        donnees = {"client_assertion": assertion, "client_assertion_type": TYPE, "grant_type": "authorization_code"}
        reponse = post(f"{fs.fc}/token", data=donnees)
    assert (reponse.status_code, reponse.json()["error"]) == (401, "invalid_client")


def test_jeton_d_api_particulier(base: str, cles: list[dict[str, Any]]) -> None:
    """No forged API token is read by any administration, whichever of the three carriers brings it."""
    vrai = post(f"{base}/_bac/api-tokens", json={}).json()["token"]
    charge = orjson.loads(extract_compact(vrai.encode()).payload)
    with nouveau_client() as client:

        def refuse(jeton: str) -> bool:
            par_entete = client.get(f"{base}/api/introspect", headers={"Authorization": f"Bearer {jeton}"})
            par_cle = client.get(f"{base}/api/introspect", headers={"X-Api-Key": jeton})
            par_adresse = client.get(f"{base}/api/introspect", params={"token": jeton})
            return {par_entete.status_code, par_cle.status_code, par_adresse.status_code} == {401}

        verifier(refuse, faux(cles, charge))
        assert not refuse(vrai)
