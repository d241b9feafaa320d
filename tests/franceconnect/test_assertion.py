"""`private_key_jwt`: a service that signs instead of sending a secret."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from tests.franceconnect.navigation import FauxService
from tests.franceconnect.partenaire import publier

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
CLE = ECKey.generate_key("P-256", {"kid": "cle-du-service", "use": "sig", "alg": "ES256"})


@pytest.fixture(scope="module")
def signataire(base: str) -> Iterator[FauxService]:
    """A service that publishes its key."""
    with publier({"keys": [CLE.as_dict(private=False)]}) as adresse:
        yield FauxService(base, jwks_uri=adresse)


def echanger(fs: FauxService, cle: ECKey = CLE, **changements: Any) -> httpx.Response:
    claims = {
        "iss": fs.client_id,
        "sub": fs.client_id,
        "aud": f"{fs.fc}/token",
        "exp": int(time.time()) + 60,
        "jti": f"jti-{time.time_ns()}",
        **changements,
    }
    assertion = jwt.encode({"alg": "ES256", "kid": "cle-du-service"}, claims, cle)
    autres = {"client_assertion": assertion, "client_assertion_type": TYPE}
    return fs.echanger(fs.entrer(), client_secret=None, **autres)


def test_assertion_acceptee(signataire: FauxService) -> None:
    """A good assertion stands for the secret, addressed to the endpoint or to the issuer."""
    assert echanger(signataire).status_code == 200
    assert echanger(signataire, aud=signataire.fc).status_code == 200


@pytest.mark.parametrize("change", [{"exp": 1}, {"aud": "https://ailleurs.exemple.fr"}, {"iss": "autre"}, {"jti": ""}])
def test_assertion_refusee(signataire: FauxService, change: dict[str, Any]) -> None:
    """An expired, misaddressed, foreign or unnumbered assertion is refused."""
    reponse = echanger(signataire, **change)
    assert (reponse.status_code, reponse.json()["error"]) == (401, "invalid_client")


def test_assertion_d_une_autre_cle(signataire: FauxService) -> None:
    """A signature by a key that the service does not publish is refused."""
    autre = ECKey.generate_key("P-256", {"kid": "cle-du-service"})
    assert echanger(signataire, autre).status_code == 401


def test_assertion_rejouee(signataire: FauxService) -> None:
    """An assertion serves once."""
    assert echanger(signataire, jti="une-seule-fois").status_code == 200
    assert echanger(signataire, jti="une-seule-fois").status_code == 401


def test_service_sans_cle(fs: FauxService) -> None:
    """A service that publishes no key cannot sign."""
    assert echanger(fs).status_code == 401
