"""Services in HS256, and `at_hash`: what the tokens of older services looked like (fact sheet §4.4, §12)."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import OctKey

from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, entete, get, post


@pytest.fixture(scope="module")
def ancien(base: str) -> FauxService:
    """A service that shares a secret instead of reading keys."""
    return FauxService(base, id_token_signed_response_alg="HS256", userinfo_signed_response_alg="HS256")


def test_signe_par_le_secret(ancien: FauxService) -> None:
    """id_token and userinfo are signed with the client_secret; their header has `alg` alone, no `kid`."""
    jetons = ancien.jetons()
    secret = OctKey.import_key(ancien.secret)
    for jws in (jetons["id_token"], ancien.userinfo(jetons["access_token"]).text):
        assert entete(jws) == {"alg": "HS256"}
        assert jwt.decode(jws, secret, algorithms=["HS256"]).claims["aud"] == ancien.client_id


def test_pas_par_un_autre_secret(ancien: FauxService, fs: FauxService) -> None:
    """Another service's secret does not verify it."""
    jws = ancien.jeton_direct()["id_token"]
    with pytest.raises(BadSignatureError):
        jwt.decode(jws, OctKey.import_key(fs.secret), algorithms=["HS256"])


def test_un_algorithme_par_jeton(base: str) -> None:
    """The two tokens have their own declared algorithms."""
    mixte = FauxService(base, id_token_signed_response_alg="HS256")
    jetons = mixte.jeton_direct()
    assert entete(jetons["id_token"])["alg"] == "HS256"
    assert entete(mixte.userinfo(jetons["access_token"]).text)["alg"] == "ES256"


def test_deconnexion(ancien: FauxService, navigateur: Navigateur) -> None:
    """Such an id_token ends the session like any other."""
    hint = ancien.jetons(navigateur=navigateur)["id_token"]
    page = navigateur.aller(f"{ancien.fc}/session/end", params={"id_token_hint": hint})
    assert (page.status_code, code_erreur(page)) == (200, "")


def test_deconnexion_confusion(ancien: FauxService, fs: FauxService) -> None:
    """A hint in HS256 is worth nothing for a service declared otherwise, nor with a wrong secret."""
    for qui, secret in ((fs, fs.secret), (ancien, fs.secret)):
        forge = jwt.encode({"alg": "HS256"}, {"aud": qui.client_id}, OctKey.import_key(secret))
        page = get(f"{qui.fc}/session/end", params={"id_token_hint": forge})
        assert (page.status_code, code_erreur(page)) == (400, "Y040001")


def test_at_hash(base: str) -> None:
    """`at_hash` appears for a service that asks its old id_token, and is the half digest of OpenID Connect."""
    fs = FauxService(base, at_hash=True)
    jetons = fs.jetons()
    moitie = sha256(jetons["access_token"].encode()).digest()[:16]
    claims = fs.verifier(jetons["id_token"])
    assert (claims["at_hash"], len(claims)) == (urlsafe_b64encode(moitie).rstrip(b"=").decode(), 9)


def test_pas_d_at_hash_sinon(fs: FauxService) -> None:
    """Otherwise there is none, and eight claims."""
    claims = fs.verifier(fs.jeton_direct()["id_token"])
    assert ("at_hash" in claims, len(claims)) == (False, 8)


def test_hs256_au_declare(base: str) -> None:
    """The algorithms a service may be declared with are the three that discovery announces."""
    corps = {"redirect_uris": ["https://service.exemple.fr/"], "id_token_signed_response_alg": "none"}
    assert post(f"{base}/_bac/services", json=corps).status_code == 422
