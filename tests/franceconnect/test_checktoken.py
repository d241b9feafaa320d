"""`checktoken`: a JWS inside a JWE, for the one data provider that asks (API - checktoken)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

import httpx
import pytest
from joserfc import jwe
from joserfc.jwk import ECKey, RSAKey

from tests.franceconnect.navigation import FauxService, Navigateur, entete, post, verifier
from tests.franceconnect.partenaire import publier

RSA = RSAKey.generate_key(2048)
EC = ECKey.generate_key("P-256")
CLES: dict[str, Any] = {"ECDH-ES": EC, "RSA-OAEP": RSA, "RSA-OAEP-256": RSA}
SCOPES = ["dgfip_rfr", "dgfip_nbpart"]
IDENTITE = {"gender", "family_name", "given_name", "given_name_array", "birthdate", "birthplace", "birthcountry"}
JETON = {"active", "aud", "sub", "iat", "exp", "acr", "jti", "scope"}


def jwks(**defauts: str) -> dict[str, Any]:
    """The set that a provider publishes: one encryption key per algorithm, all with `use` and `alg`."""
    return {
        "keys": [
            {**cle.as_dict(private=False), "kid": f"chiffrement-{alg}", "use": "enc", "alg": alg, **defauts}
            for alg, cle in CLES.items()
        ]
    }


class FauxFd:
    """A data provider declared through the control API."""

    def __init__(self, base: str, adresse: str, **declaration: Any) -> None:
        corps = {"scopes": SCOPES, "jwks_uri": adresse, **declaration}
        reponse = post(f"{base}/_bac/data-providers", json=corps)
        assert reponse.status_code == 201, reponse.text
        self._adopter(base, reponse.json())

    @classmethod
    def de_la_fiche(cls, base: str, fiche: dict[str, Any]) -> Self:
        """The one that a record of the control API describes."""
        fd = cls.__new__(cls)
        fd._adopter(base, fiche)
        return fd

    def _adopter(self, base: str, fiche: dict[str, Any]) -> None:
        self.fc = f"{base}/api/v2"
        self.client_id, self.secret = fiche["client_id"], fiche["client_secret"]
        self.alg = fiche["checktoken_encrypted_response_alg"]

    def demander(self, jeton: str, **changements: str | None) -> httpx.Response:
        tous = {"token": jeton, "client_id": self.client_id, "client_secret": self.secret, **changements}
        donnees = {nom: valeur for nom, valeur in tous.items() if valeur is not None}
        return post(f"{self.fc}/checktoken", data=donnees)

    def dechiffrer(self, reponse: httpx.Response) -> str:
        """The JWS inside the answer."""
        assert reponse.status_code == 200, reponse.text
        clair = jwe.decrypt_compact(reponse.text, CLES[self.alg], algorithms=[self.alg, "A256GCM"]).plaintext
        assert clair is not None
        return clair.decode()

    def lire(self, jeton: str) -> dict[str, Any]:
        """The verified introspection of a token."""
        lu: dict[str, Any] = verifier(self.fc, self.dechiffrer(self.demander(jeton)))["token_introspection"]
        return lu


@pytest.fixture(scope="module")
def adresse() -> Iterator[str]:
    with publier(jwks()) as ici:
        yield ici


@pytest.fixture(scope="module")
def fd(base: str, adresse: str) -> FauxFd:
    return FauxFd(base, adresse)


@pytest.mark.parametrize("signature", ["ES256", "RS256"])
@pytest.mark.parametrize("chiffrement", ["ECDH-ES", "RSA-OAEP", "RSA-OAEP-256"])
def test_enveloppe(base: str, fs: FauxService, adresse: str, signature: str, chiffrement: str) -> None:
    """For each pair of algorithms: minimal headers, four members, no cookie, and a signature by FranceConnect's key."""
    algs = {"checktoken_signed_response_alg": signature, "checktoken_encrypted_response_alg": chiffrement}
    fd = FauxFd(base, adresse, **algs)
    reponse = fd.demander(fs.jeton_direct()["access_token"])
    assert reponse.headers["content-type"] == "application/token-introspection+jwt"
    assert "set-cookie" not in reponse.headers
    attendu = {"alg", "enc", "epk"} if chiffrement == "ECDH-ES" else {"alg", "enc"}
    assert set(entete(reponse.text)) == attendu
    assert (entete(reponse.text)["alg"], entete(reponse.text)["enc"]) == (chiffrement, "A256GCM")
    jws = fd.dechiffrer(reponse)
    assert (set(entete(jws)), entete(jws)["alg"]) == ({"alg", "kid"}, signature)
    charge = verifier(fs.fc, jws)
    assert set(charge) == {"token_introspection", "aud", "iat", "iss"}
    assert (charge["aud"], charge["iss"]) == (fd.client_id, fs.fc)


def test_jeton_vivant(fs: FauxService, fd: FauxFd) -> None:
    """A live token: the service as audience, the token as jti, its own times, the provider's scopes, the identity."""
    jeton = fs.jeton_direct(scope="openid email dgfip_rfr cnaf_quotient_familial")["access_token"]
    lu = fd.lire(jeton)
    assert set(lu) == JETON | IDENTITE
    assert (lu["active"], lu["aud"], lu["jti"], lu["acr"]) == (True, fs.client_id, jeton, "eidas1")
    assert lu["exp"] - lu["iat"] == 60
    assert lu["scope"] == "dgfip_rfr"
    assert (lu["family_name"], lu["birthdate"], lu["birthplace"]) == ("DUBOIS", "1962-08-24", "75107")


def test_scopes_de_personne(fs: FauxService, fd: FauxFd) -> None:
    """Without any scope of the provider the token is still active, with an empty scope and the identity."""
    lu = fd.lire(fs.jeton_direct(scope="openid")["access_token"])
    assert (lu["active"], lu["scope"], lu["family_name"]) == (True, "", "DUBOIS")


def test_sub_du_fournisseur(fs: FauxService, fd: FauxFd, base: str, adresse: str) -> None:
    """The subject is the provider's own: neither the service's, nor another provider's, and the same next time."""
    jetons = fs.jeton_direct()
    sub = fd.lire(jetons["access_token"])["sub"]
    assert (len(sub), sub[64:]) == (66, "v1")
    assert sub == fd.lire(fs.jeton_direct()["access_token"])["sub"]
    assert sub != fs.verifier(jetons["id_token"])["sub"]
    assert sub != FauxFd(base, adresse).lire(jetons["access_token"])["sub"]


def test_identite_corrigee(fs: FauxService, fd: FauxFd) -> None:
    """Presumed date and birth abroad read as the register has them."""
    lu = fd.lire(fs.jeton_direct("ahmad-noori", "openid")["access_token"])
    assert (lu["birthdate"], lu["birthplace"], lu["birthcountry"]) == ("1992-01-01", "", "99212")


def test_jeton_mort(fs: FauxService, fd: FauxFd) -> None:
    """An unknown or revoked token is a 200 in the same envelope that only says `active: false`."""
    revoque = fs.jeton_direct()["access_token"]
    fs.revoquer(revoque)
    for jeton in (revoque, "x" * 43):
        assert fd.lire(jeton) == {"active": False}


def test_session_terminee(fs: FauxService, fd: FauxFd, base: str) -> None:
    """After a logout the other services' tokens are inactive for data providers, though userinfo still answers."""
    navigateur, autre = Navigateur(base), FauxService(base)
    premier = fs.jetons(navigateur=navigateur)
    second = autre.echanger(navigateur.soumettre(autre.autoriser(navigateur))).json()
    fin = navigateur.aller(f"{fs.fc}/session/end", params={"id_token_hint": premier["id_token"]})
    navigateur.soumettre(navigateur.soumettre(fin))
    assert fd.lire(second["access_token"]) == {"active": False}
    assert autre.userinfo(second["access_token"]).status_code == 200
    assert fs.userinfo(premier["access_token"]).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"token": None},
        {"client_id": None},
        {"client_secret": None},
        {"token": ""},
        {"client_secret": ""},
        {"token_type_hint": "access_token"},
    ],
    ids=str,
)
def test_corps_strict(fs: FauxService, fd: FauxFd, change: dict[str, str | None]) -> None:
    """A field missing, empty or in excess is refused."""
    jeton = fs.jeton_direct()["access_token"]
    reponse = fd.demander(jeton, **change)
    assert reponse.status_code == 400
    assert reponse.json() == {
        "error": "invalid_request",
        "error_description": "Required parameter missing or invalid.",
    }


@pytest.mark.parametrize("change", [{"client_id": "c" * 64}, {"client_secret": "s" * 64}], ids=str)
def test_authentification(fs: FauxService, fd: FauxFd, change: dict[str, str]) -> None:
    """An unknown provider and a wrong secret read the same."""
    reponse = fd.demander("x" * 43, **change)
    assert reponse.status_code == 401
    assert reponse.json() == {"error": "invalid_client", "error_description": "Client authentication failed."}


def test_sans_basic(fs: FauxService, fd: FauxFd) -> None:
    """HTTP Basic is not an authentication here."""
    reponse = post(f"{fd.fc}/checktoken", data={"token": "x"}, auth=(fd.client_id, fd.secret))
    assert reponse.status_code == 400


@pytest.mark.parametrize("defaut", [{"use": ""}, {"alg": ""}, {"use": "sig"}], ids=str)
def test_cles_mal_publiees(base: str, defaut: dict[str, str]) -> None:
    """A set whose keys lack `use` or `alg`, or without an encryption key, is the provider's failure: a 500."""
    with publier(jwks(**defaut)) as ici:
        reponse = FauxFd(base, ici).demander("x" * 43)
    assert (reponse.status_code, reponse.json()["error"]) == (500, "server_error")


def test_cles_injoignables(base: str) -> None:
    """A set that cannot be fetched is a 500."""
    reponse = FauxFd(base, "http://127.0.0.1:9/cles").demander("x" * 43)
    assert (reponse.status_code, reponse.json()["error"]) == (500, "server_error")


def test_cles_donnees_avec_la_declaration(base: str, fs: FauxService) -> None:
    """A provider may give its keys with its declaration instead of publishing them."""
    corps = {"jwks": jwks(), "scopes": SCOPES, "checktoken_encrypted_response_alg": "ECDH-ES"}
    fiche = post(f"{base}/_bac/data-providers", json=corps).json()
    donnees = {"token": "x", "client_id": fiche["client_id"], "client_secret": fiche["client_secret"]}
    reponse = post(f"{fs.fc}/checktoken", data=donnees)
    clair = jwe.decrypt_compact(reponse.text, EC, algorithms=["ECDH-ES", "A256GCM"]).plaintext
    assert clair is not None
    assert entete(clair.decode())["alg"] == "ES256"
    assert verifier(fs.fc, clair.decode())["token_introspection"] == {"active": False}
