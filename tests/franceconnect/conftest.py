"""A service of each kind, registered once in the shared sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.franceconnect.exterieur import installer
from tests.franceconnect.navigation import FauxService, Navigateur, lire
from tests.support.serveur import Sandbox


@pytest.fixture(scope="session")
def base(sandbox: Sandbox) -> str:
    return sandbox.url


@pytest.fixture(scope="session")
def fs(base: str) -> FauxService:
    """A public service entitled to everything, ES256."""
    return FauxService(base, title="Ma commune")


@pytest.fixture
def navigateur(base: str) -> Navigateur:
    """A browser without cookies."""
    return Navigateur(base)


@pytest.fixture(scope="session")
def uid_fi(fs: FauxService) -> str:
    """The uid of the demonstration identity provider, as its tile gives it."""
    return lire(fs.autoriser()).formulaires[0].champs["providerUid"]


@pytest.fixture(scope="session")
def projet_op(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where oidc-provider is installed."""
    return installer(tmp_path_factory.mktemp("op"))
