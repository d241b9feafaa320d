"""The client refuses what OpenID Connect tells it to refuse, and says so clearly when nobody answers."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from starlette.testclient import TestClient

from demo.creche import creer
from demo.creche.echanges import Journal
from demo.creche.franceconnect import ConnexionRefusee, FranceConnect, ouvrir_client
from tests.support.processus import free_port

EMETTEUR = "http://localhost/api/v2"
CLE = ECKey.generate_key("P-256", {"kid": "a"})
CLES = KeySet([CLE])


def _id_token(cle: ECKey = CLE, **autres: Any) -> str:
    instant = int(time.time())
    claims = {
        "iss": EMETTEUR,
        "aud": "creche",
        "sub": "abc",
        "iat": instant,
        "exp": instant + 60,
        "nonce": "n" * 22,
        "acr": "eidas1",
    }
    return jwt.encode({"alg": "ES256", "kid": "a"}, claims | autres, cle, algorithms=["ES256"])


def _verifier(brut: str) -> str:
    client = ouvrir_client("creche", "secret", httpx.AsyncHTTPTransport())
    fc = FranceConnect(client, Journal(), {"issuer": EMETTEUR})
    return fc._verifier_id_token(brut, CLES, "n" * 22)


def test_un_bon_jeton_donne_son_sub() -> None:
    """A token signed by the platform for this client and this login is accepted."""
    assert _verifier(_id_token()) == "abc"


@pytest.mark.parametrize(
    "faux",
    [
        {"iss": "http://ailleurs/api/v2"},
        {"aud": "autre-service"},
        {"nonce": "m" * 22},
        {"acr": "eidas0"},
        {"exp": int(time.time()) - 3600},
        {"cle": ECKey.generate_key("P-256", {"kid": "a"})},
    ],
    ids=["iss", "aud", "nonce", "acr", "exp", "signature"],
)
def test_un_jeton_qui_ne_convient_pas_est_refuse(faux: dict[str, Any]) -> None:
    """Another issuer, audience, nonce, level, a past expiry or a foreign key: each alone stops the login."""
    with pytest.raises(ConnexionRefusee):
        _verifier(_id_token(**faux))


def test_un_jeton_sans_signature_est_refuse() -> None:
    """`alg: none` opens nothing."""
    contenu = _id_token().split(".")[1]
    with pytest.raises(ConnexionRefusee):
        _verifier(f"eyJhbGciOiJub25lIn0.{contenu}.")


def test_la_reponse_d_une_autre_plateforme_est_refusee() -> None:
    """The `iss` of the redirect must be the platform that was asked (RFC 9207)."""
    fc = FranceConnect(ouvrir_client("creche", "secret", httpx.AsyncHTTPTransport()), Journal(), {"issuer": EMETTEUR})
    for iss in ("", "http://ailleurs/api/v2"):
        with pytest.raises(ConnexionRefusee):
            fc.verifier_emetteur(iss)


def test_une_plateforme_muette_donne_une_page_claire() -> None:
    """When nobody answers at the platform's address, the parent reads it; nothing breaks."""
    with TestClient(creer(f"http://127.0.0.1:{free_port()}", "creche", "secret")) as navigateur:
        reponse = navigateur.get("/connexion")
    assert reponse.status_code == 502
    assert "ne répond pas" in reponse.text
