"""A client of the control API, on the shared sandbox and in a space of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import httpx
import pytest

from tests.support.serveur import Sandbox

NUMEROS = count()
SERVICE = {"redirect_uris": ["http://localhost:3000/retour"]}


def client(url: str) -> httpx.Client:
    """Asks `url`, and nothing else."""
    return httpx.Client(base_url=url, trust_env=False, timeout=30)


@pytest.fixture(scope="session")
def racine(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """The shared sandbox's default space."""
    with client(sandbox.url) as ouvert:
        yield ouvert


@pytest.fixture
def espace(racine: httpx.Client, sandbox: Sandbox) -> Iterator[httpx.Client]:
    """A new space, deleted after the test."""
    yield from _espace(racine, sandbox)


@pytest.fixture
def voisin(racine: httpx.Client, sandbox: Sandbox) -> Iterator[httpx.Client]:
    """Another new space."""
    yield from _espace(racine, sandbox)


def _espace(racine: httpx.Client, sandbox: Sandbox) -> Iterator[httpx.Client]:
    slug = f"essai-{next(NUMEROS)}"
    assert racine.post("/_bac/spaces", json={"slug": slug}).status_code == 201
    with client(f"{sandbox.url}/e/{slug}") as ouvert:
        yield ouvert
    racine.delete(f"/_bac/spaces/{slug}")
