"""The victim's service, the attacker's service, and their browsers."""

from __future__ import annotations

import pytest

from tests.franceconnect.navigation import FauxService, Navigateur
from tests.support.serveur import Sandbox


@pytest.fixture(scope="session")
def base(sandbox: Sandbox) -> str:
    return sandbox.url


@pytest.fixture(scope="session")
def fs(base: str) -> FauxService:
    """An honest public service."""
    return FauxService(base, title="Ma commune")


@pytest.fixture(scope="session")
def pirate(base: str) -> FauxService:
    """A service that the attacker declared, with credentials and addresses of its own."""
    adresses = {
        "redirect_uris": ["https://pirate.exemple.fr/vol"],
        "post_logout_redirect_uris": ["https://pirate.exemple.fr/fin"],
    }
    return FauxService(base, title="Pirate", **adresses)


@pytest.fixture
def navigateur(base: str) -> Navigateur:
    """The victim's browser, without cookies."""
    return Navigateur(base)


@pytest.fixture
def navigateur_pirate(base: str) -> Navigateur:
    """The attacker's browser."""
    return Navigateur(base)
