"""Keys that rotate on demand: what a service that caches `/jwks` must survive."""

from __future__ import annotations

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, entete, get, post
from tests.support.serveur import Sandbox


@pytest.fixture(scope="module")
def la(sandbox: Sandbox) -> FauxService:
    """A service in a space of its own, whose keys may change without disturbing the others."""
    assert post(f"{sandbox.url}/_bac/spaces", json={"slug": "fc-rotation", "size": 1000}).status_code == 201
    return FauxService(f"{sandbox.url}/e/fc-rotation")


def cles(fs: FauxService) -> list[dict[str, str]]:
    publiees: list[dict[str, str]] = get(f"{fs.fc}/jwks").json()["keys"]
    return publiees


def tourner(fs: FauxService) -> list[str]:
    reponse = post(f"{fs.base}/_bac/keys/rotate")
    assert reponse.status_code == 200, reponse.text
    kids: list[str] = reponse.json()["kids"]
    return kids


def test_les_nouvelles_d_abord(la: FauxService) -> None:
    """New keys come first, EC before RSA, the replaced ones are still there, and nothing private is."""
    avant = [c["kid"] for c in cles(la)][:2]
    annoncees = tourner(la)
    apres = cles(la)
    assert [c["kid"] for c in apres] == annoncees
    assert [c["kid"] for c in apres][2:] == avant
    assert [c["alg"] for c in apres] == ["ES256", "RS256"] * 2
    assert [c for c in apres if "d" in c] == []


def test_un_kid_nouveau_signe(la: FauxService) -> None:
    """The next token has the new `kid`: an old copy of the keys does not verify it, the published set does."""
    vieux = KeySet.import_key_set(get(f"{la.fc}/jwks").json())
    kids = tourner(la)
    jeton = la.jeton_direct()["id_token"]
    assert entete(jeton)["kid"] == kids[0]
    with pytest.raises((JoseError, ValueError)):
        jwt.decode(jeton, vieux, algorithms=["ES256"])
    assert la.verifier(jeton)["aud"] == la.client_id


def test_un_jeton_d_avant(la: FauxService, sandbox: Sandbox) -> None:
    """A token signed before one rotation still verifies and still logs out; after two, it does neither."""
    hint = la.jetons(navigateur=Navigateur(sandbox.url))["id_token"]
    tourner(la)
    assert la.verifier(hint)["aud"] == la.client_id
    assert get(f"{la.fc}/session/end", params={"id_token_hint": hint}).status_code == 200
    tourner(la)
    assert entete(hint)["kid"] not in {c["kid"] for c in cles(la)}
    page = get(f"{la.fc}/session/end", params={"id_token_hint": hint})
    assert (page.status_code, code_erreur(page)) == (400, "Y040001")


def test_chaque_espace_les_siennes(la: FauxService, base: str) -> None:
    """The keys of another space do not move, and a key set says how long it may be kept."""
    avant = get(f"{base}/api/v2/jwks")
    tourner(la)
    assert get(f"{base}/api/v2/jwks").json() == avant.json()
    assert avant.headers["cache-control"] == "public, max-age=600"


def test_remise_a_zero(la: FauxService) -> None:
    """A reset keeps the keys, those before the last rotation included."""
    kids = tourner(la)
    assert post(f"{la.base}/_bac/reset").status_code == 200
    assert [c["kid"] for c in cles(la)] == kids
