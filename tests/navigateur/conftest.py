"""The services whose button the browser presses, and where they receive their citizens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.franceconnect.navigation import FauxService
from tests.franceconnect.partenaire import publier
from tests.navigateur.services import service
from tests.support.serveur import Sandbox


@pytest.fixture(scope="module")
def adresse() -> Iterator[str]:
    """Where the services receive their citizens: a page that a browser can open."""
    with publier({"bienvenue": True}) as ici:
        yield ici


@pytest.fixture(scope="module")
def mairie(sandbox: Sandbox, adresse: str) -> FauxService:
    """A public service: an information page, without a box."""
    return service(sandbox.url, adresse, "mairie")


@pytest.fixture(scope="module")
def mutuelle(sandbox: Sandbox, adresse: str) -> FauxService:
    """A private service, which must obtain a consent."""
    return service(sandbox.url, adresse, "mutuelle", type="private", identityConsent=True)
