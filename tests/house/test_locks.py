"""The locks hold every dependency by hash, the same pins for running and for developing, and no registry's address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUN, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"


def normalised(name: str) -> str:
    """A package name as the packaging standards compare them (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    """The packages of a list of requirements, ours left out."""
    found = {normalised(match.group()) for match in (re.match(r"[\w.-]+", line) for line in requirements) if match}
    return found - {"bacasable"}


def pins(lock: str) -> dict[str, tuple[str, ...]]:
    """Package, then its version and hashes, without the marker that says which systems need it."""
    entries = [line for line in (ROOT / lock).read_text().replace("\\\n", " ").splitlines() if re.match(r"\w", line)]
    words = [(entry.split()[0], *re.findall(r"--hash=sha256:[0-9a-f]{64}", entry)) for entry in entries]
    return {normalised(re.split(r"[=\[]", pin)[0]): (pin, *hashes) for pin, *hashes in words}


@pytest.mark.parametrize("lock", [RUN, DEVELOPMENT])
def test_no_address(lock: str) -> None:
    """A lock works with any mirror: it names no host, no index, no file."""
    assert re.search(r"https?:|file:|@ |--index|--find-links|\.(org|com|io|dev)\b", (ROOT / lock).read_text()) is None


@pytest.mark.parametrize("lock", [RUN, DEVELOPMENT])
def test_every_pin_has_hashes(lock: str) -> None:
    """Each entry is one exact version with the hashes that pip will demand."""
    loose = [pin for pin, *hashes in pins(lock).values() if "==" not in pin or not hashes]
    assert loose == []


@pytest.mark.parametrize(("lock", "allowed"), [(RUN, []), (DEVELOPMENT, ["--no-binary france-connect-py"])])
def test_wheels_only(lock: str, allowed: list[str]) -> None:
    """Nothing is built on the machine that installs, but one test client that is published as a source archive only."""
    assert re.findall(r"^-.*$", (ROOT / lock).read_text(), re.MULTILINE) == allowed


def test_every_dependency_is_locked() -> None:
    """What pyproject.toml asks for running is in the first lock, what it adds for developing in the second."""
    optional = PROJECT["optional-dependencies"]
    assert names(PROJECT["dependencies"]) <= pins(RUN).keys()
    assert names(optional["load"] + optional["dev"]) <= pins(DEVELOPMENT).keys()


def test_developers_run_what_users_run() -> None:
    """The development lock contains the other one, with the same versions and hashes."""
    assert pins(RUN).items() <= pins(DEVELOPMENT).items()
