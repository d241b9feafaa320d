"""Node's openid-client, which knows nothing of us, in front of the failure catalogue."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.clients.communs import APRES, RETOUR, enregistrer
from tests.support.parcours import Navigateur
from tests.support.serveur import Sandbox

#: What openid-client says when it refuses.
REFUS = {
    "retour-state-etranger": 'unexpected "state" response parameter value',
    "retour-iss-absent": 'response parameter "iss" (issuer) missing',
    "retour-iss-etranger": 'unexpected "iss" (issuer) response parameter value',
    "refus-abandon": "authorization response from the server is an error",
    "id-token-signature": "JWT signature verification failed",
    "id-token-kid-inconnu": "no applicable keys found",
    "id-token-alg-none": 'unexpected JWT "alg" header parameter',
    "id-token-hs256-cle-publique": 'unexpected JWT "alg" header parameter',
    "id-token-iss": 'unexpected JWT "iss" (issuer) claim value',
    "id-token-aud": 'unexpected JWT "aud" (audience) claim value',
    "id-token-nonce": 'unexpected ID Token "nonce" claim value',
    "id-token-expire": "expiration is past current timestamp",
    "userinfo-sub": 'unexpected "response" body "sub" property value',
    "userinfo-json": "JWT UserInfo Response expected",
    "jwks-500": "unexpected HTTP response status code",
}


@pytest.fixture
def espace(sandbox: Sandbox) -> Iterator[str]:
    """A space of the test's own."""
    httpx.post(f"{sandbox.url}/_bac/spaces", json={"slug": "openid-client"}, trust_env=False).raise_for_status()
    yield f"{sandbox.url}/e/openid-client"
    httpx.delete(f"{sandbox.url}/_bac/spaces/openid-client", trust_env=False).raise_for_status()


@pytest.mark.parametrize("panne", REFUS)
def test_openid_client_refuses_the_fault(espace: str, projet_node: Path, panne: str) -> None:
    """A library that knows nothing of us stops at the fault, for the reason that its name gives."""
    httpx.post(f"{espace}/_bac/faults", json={"name": panne}, trust_env=False).raise_for_status()
    service = enregistrer(espace)
    arguments = [f"{espace}/api/v2", service.client_id, service.client_secret, RETOUR, APRES]
    with (
        subprocess.Popen(
            ["node", "journey.mjs", *arguments],
            cwd=projet_node,
            env={**os.environ, "SCOPE": "openid identite_pivot", "NO_PROXY": "127.0.0.1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as node,
        Navigateur() as navigateur,
    ):
        assert node.stdout is not None
        retour = navigateur.connecter(node.stdout.readline().strip(), RETOUR)
        _, erreurs = node.communicate(retour + "\n", timeout=30)
    assert node.returncode != 0
    assert REFUS[panne] in erreurs
