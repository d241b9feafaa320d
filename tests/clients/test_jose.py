"""A data provider written with Node's `jose`: its own keys and `jwks_uri`, its own verification of `checktoken`."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.franceconnect.navigation import FauxService
from tests.support.serveur import Sandbox

CHIFFREMENTS = ("RSA-OAEP", "RSA-OAEP-256", "ECDH-ES")
SIGNATURES = ("ES256", "RS256")
SCOPES = ["cnaf_quotient_familial", "cnaf_enfants"]


@dataclass
class FdNode:
    """The running Node program; `jwks_uri` is where it publishes its keys."""

    processus: subprocess.Popen[str]
    jwks_uri: str

    def demander(self, **question: str) -> dict[str, Any]:
        assert self.processus.stdin is not None
        assert self.processus.stdout is not None
        self.processus.stdin.write(json.dumps(question) + "\n")
        self.processus.stdin.flush()
        lu: dict[str, Any] = json.loads(self.processus.stdout.readline())
        return lu


@pytest.fixture(scope="module")
def fd_node(projet_node: Path) -> Iterator[FdNode]:
    with subprocess.Popen(
        ["node", "data-provider.mjs"],
        cwd=projet_node,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as processus:
        assert processus.stdout is not None
        yield FdNode(processus, processus.stdout.readline().strip())
        processus.kill()


def declarer(base: str, fd: FdNode, chiffrement: str, signature: str) -> dict[str, str]:
    """The declaration, as the questions that the Node program asks with it."""
    corps = {
        "scopes": SCOPES,
        "jwks_uri": fd.jwks_uri,
        "checktoken_encrypted_response_alg": chiffrement,
        "checktoken_signed_response_alg": signature,
    }
    reponse = httpx.post(f"{base}/_bac/data-providers", json=corps, trust_env=False)
    assert reponse.status_code == 201, reponse.text
    fiche = reponse.json()
    return {
        "issuer": f"{base}/api/v2",
        "client_id": fiche["client_id"],
        "client_secret": fiche["client_secret"],
        "encryption": chiffrement,
        "signature": signature,
    }


@pytest.mark.parametrize("signature", SIGNATURES)
@pytest.mark.parametrize("chiffrement", CHIFFREMENTS)
def test_jose_verifie_checktoken(sandbox: Sandbox, fd_node: FdNode, chiffrement: str, signature: str) -> None:
    """jose decrypts with its own key and verifies signature, issuer, audience and age, for a live and a dead token."""
    service = FauxService(sandbox.url)
    jeton = service.jeton_direct("claire-moreau", f"openid dgfip_rfr {SCOPES[0]}")["access_token"]
    question = declarer(sandbox.url, fd_node, chiffrement, signature)
    lu = fd_node.demander(**question, token=jeton)
    assert (lu["active"], lu["aud"], lu["jti"], lu["scope"]) == (True, service.client_id, jeton, SCOPES[0])
    assert (lu["family_name"], lu["given_name_array"][0]) == ("MOREAU", "Claire")
    service.revoquer(jeton)
    assert fd_node.demander(**question, token=jeton) == {"active": False}


def test_jose_refuse_ce_qui_n_est_pas_pour_lui(sandbox: Sandbox, fd_node: FdNode) -> None:
    """The answer declared for one algorithm cannot be read with another, and a wrong secret gives no answer at all."""
    jeton = FauxService(sandbox.url).jeton_direct()["access_token"]
    question = declarer(sandbox.url, fd_node, "RSA-OAEP", "ES256")
    assert fd_node.demander(**{**question, "encryption": "ECDH-ES"}, token=jeton)["refused"]
    assert fd_node.demander(**{**question, "signature": "RS256"}, token=jeton)["refused"]
    refus = fd_node.demander(**{**question, "client_secret": "s" * 64}, token=jeton)
    assert (refus["status"], refus["error"]) == (401, "invalid_client")
