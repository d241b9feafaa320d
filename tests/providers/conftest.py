"""One service, registered once in the shared sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.providers.appels import Service, enregistrer
from tests.support.serveur import Sandbox


@pytest.fixture(scope="session")
def service(sandbox: Sandbox) -> Iterator[Service]:
    """A service habilitated for every scope."""
    enregistre = enregistrer(sandbox.url)
    with closing(enregistre.client):
        yield enregistre
