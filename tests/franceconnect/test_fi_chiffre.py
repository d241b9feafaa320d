"""An outside provider that encrypts for FranceConnect, and to which FranceConnect proves who it is by a key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwe, jwt
from joserfc.jwe import JWERegistry
from joserfc.jwk import ECKey, KeySet, RSAKey

from tests.franceconnect import faux_fi
from tests.franceconnect.exterieur import Branche, brancher, declarer, nouvel_espace
from tests.franceconnect.faux_fi import CLIENT, FauxFi
from tests.franceconnect.navigation import ADIEU, FauxService, code_erreur, get
from tests.franceconnect.test_fi_menteur import rappeler

ENC = "A256GCM"
#: Of the id_token then of userinfo; what each is encrypted with; how FranceConnect proves who it is.
ACCORDS: dict[str, dict[str, str]] = {
    "ecdh": {
        "id_token_signed_response_alg": "ES256",
        "id_token_encrypted_response_alg": "ECDH-ES",
        "id_token_encrypted_response_enc": ENC,
        "userinfo_signed_response_alg": "RS256",
        "userinfo_encrypted_response_alg": "RSA-OAEP-256",
        "userinfo_encrypted_response_enc": ENC,
        "token_endpoint_auth_method": "private_key_jwt",
    },
    "rsa": {
        "id_token_signed_response_alg": "RS256",
        "id_token_encrypted_response_alg": "RSA-OAEP",
        "id_token_encrypted_response_enc": "A128CBC-HS256",
        "userinfo_signed_response_alg": "ES256",
        "userinfo_encrypted_response_alg": "ECDH-ES",
        "userinfo_encrypted_response_enc": ENC,
        "token_endpoint_auth_method": "private_key_jwt",
    },
}


@pytest.fixture(scope="module", params=ACCORDS)
def branche(
    request: pytest.FixtureRequest, projet_op: Path, base: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Branche]:
    """oidc-provider, which knows no secret: it was given the keys that FranceConnect publishes."""
    accord = ACCORDS[request.param]
    espace = nouvel_espace(base, f"fi-chiffre-{request.param}")
    cles = get(f"{espace}/api/v2/client/.well-known/keys").json()
    chez_lui = {**accord, "jwks": cles, "token_endpoint_auth_signing_alg": "ES256"}
    journal = tmp_path_factory.mktemp("journal") / "op.log"
    with brancher(projet_op, espace, journal, chez_lui, {**accord, "client_secret": ""}) as branche:
        yield branche


def test_parcours_chiffre(branche: Branche) -> None:
    """A citizen is authenticated by encrypted tokens only, and FranceConnect sends no secret."""
    navigateur, fs = branche.navigateur(), branche.fs
    jetons = fs.echanger(navigateur.soumettre(branche.entrer(navigateur))).json()
    lu = fs.verifier(fs.userinfo(jetons["access_token"]).text)
    assert (lu["idp_id"], lu["family_name"], lu["sub"]) == (branche.uid, "DUBOIS", fs.identite("test")["sub"])


def test_deconnexion_apres_chiffrement(branche: Branche) -> None:
    """The hint of the logout is the signed id_token, decrypted: the provider recognises its own (OIDC RP logout, 2)."""
    navigateur, fs = branche.navigateur(), branche.fs
    jetons = fs.echanger(navigateur.soumettre(branche.entrer(navigateur))).json()
    demande = {"id_token_hint": jetons["id_token"], "post_logout_redirect_uri": ADIEU, "state": "au-revoir"}
    chez_lui = navigateur.soumettre(navigateur.aller(f"{fs.fc}/session/end", params=demande))
    assert str(chez_lui.url).startswith(f"{branche.op}/session/end")
    retour = navigateur.soumettre(navigateur.soumettre(chez_lui, logout="yes"))
    assert retour.headers["location"] == f"{ADIEU}?state=au-revoir"


# With a provider that lies


@pytest.fixture(scope="module")
def espace(base: str) -> str:
    return nouvel_espace(base, "fi-chiffre-faux")


@pytest.fixture(scope="module")
def fs_faux(espace: str) -> FauxService:
    return FauxService(espace, title="Ma commune")


@pytest.fixture(scope="module")
def publiees(espace: str) -> dict[str, dict[str, Any]]:
    """FranceConnect's public keys as a client, by type and use."""
    cles = get(f"{espace}/api/v2/client/.well-known/keys").json()["keys"]
    return {f"{cle['kty']} {cle['use']}": cle for cle in cles}


@pytest.fixture
def exigeant(espace: str) -> Iterator[tuple[FauxFi, str]]:
    """A provider whose record says ECDH-ES for the id_token, RSA-OAEP for a userinfo that is not signed."""
    with faux_fi.ouvrir() as fi:
        accord = {
            "id_token_encrypted_response_alg": "ECDH-ES",
            "userinfo_encrypted_response_alg": "RSA-OAEP",
            "token_endpoint_auth_method": "private_key_jwt",
        }
        yield fi, declarer(espace, fi.fiche(**accord, name=f"exigeant-{fi.url.rpartition(':')[2]}", client_secret=""))


def chiffrer(clair: str, jwk: dict[str, Any], alg: str) -> str:
    cle = (ECKey if jwk["kty"] == "EC" else RSAKey).import_key({n: v for n, v in jwk.items() if n != "use"})
    registre = JWERegistry(algorithms=[alg, ENC])
    return jwe.encrypt_compact({"alg": alg, "enc": ENC, "kid": jwk["kid"]}, clair, cle, registry=registre)


def test_cles_publiees(espace: str, publiees: dict[str, dict[str, Any]]) -> None:
    """Two keys to encrypt and one to verify, without private part, the same at every call."""
    assert set(publiees) == {"EC enc", "RSA enc", "EC sig"}
    assert not any("d" in cle for cle in publiees.values())
    assert get(f"{espace}/api/v2/client/.well-known/keys").json()["keys"] == list(publiees.values())


def test_assertion(fs_faux: FauxService, exigeant: tuple[FauxFi, str], publiees: dict[str, dict[str, Any]]) -> None:
    """The assertion names FranceConnect and the provider, lives a minute, and no secret goes with it."""
    fi, uid = exigeant
    rappeler(fs_faux, fi, uid)
    recu = fi.recus[-1]
    cles = KeySet.import_key_set({"keys": [publiees["EC sig"]]})
    lu = jwt.decode(recu["client_assertion"], cles, algorithms=["ES256"]).claims
    assert (lu["iss"], lu["sub"], lu["aud"]) == (CLIENT, CLIENT, fi.url)
    assert 0 < lu["exp"] - lu["iat"] <= 60
    assert lu["jti"]
    assert "client_secret" not in recu


def test_id_token_en_clair(fs_faux: FauxService, exigeant: tuple[FauxFi, str]) -> None:
    """A provider that must encrypt and does not is refused."""
    fi, uid = exigeant
    assert code_erreur(rappeler(fs_faux, fi, uid)) == "Y020026"


def test_id_token_chiffre_autrement(
    fs_faux: FauxService, exigeant: tuple[FauxFi, str], publiees: dict[str, dict[str, Any]]
) -> None:
    """Another algorithm than the record's is refused, even with our key."""
    fi, uid = exigeant
    fi.enveloppe = lambda jeton: chiffrer(jeton, publiees["RSA enc"], "RSA-OAEP")
    assert code_erreur(rappeler(fs_faux, fi, uid)) == "Y020026"


@pytest.mark.parametrize(("claims", "code"), [('{"sub":"compte-1"}', "Y600006"), ("[]", "Y020027"), ("x", "Y020027")])
def test_userinfo_chiffre(
    fs_faux: FauxService,
    exigeant: tuple[FauxFi, str],
    publiees: dict[str, dict[str, Any]],
    claims: str,
    code: str,
) -> None:
    """An encrypted userinfo is read like any other: an identity without names is refused, what is no object too."""
    fi, uid = exigeant
    fi.enveloppe = lambda jeton: chiffrer(jeton, publiees["EC enc"], "ECDH-ES")
    fi.userinfo_brut = chiffrer(claims, publiees["RSA enc"], "RSA-OAEP")
    assert code_erreur(rappeler(fs_faux, fi, uid)) == code
