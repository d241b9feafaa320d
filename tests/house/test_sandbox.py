"""The sandbox that the tests talk to is `bacasable up` in its own process: it answers, and it stops when asked."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.conftest import StartSandbox
from tests.support.processus import wait_until
from tests.support.serveur import Sandbox, running_sandbox


def test_the_sandbox_of_the_suite_answers(sandbox: Sandbox) -> None:
    """The shared sandbox says that it can answer."""
    assert httpx.get(f"{sandbox.url}/_bac/health").json()["status"] == "ok"


def test_the_sandbox_stops_cleanly(tmp_path: Path, database_url: str) -> None:
    """The server prints its address once it answers; asked to end, it ends by itself and leaves its port."""
    with running_sandbox(tmp_path, database_url) as sandbox:
        wait_until(lambda: sandbox.url in sandbox.log())
    with pytest.raises(httpx.ConnectError):
        httpx.get(sandbox.url)


def test_what_is_stored_outlives_the_process(start_sandbox: StartSandbox, database_url: str) -> None:
    """A second server on the same database knows the space that the first one created."""
    first = start_sandbox(database_url)
    assert httpx.post(f"{first.url}/_bac/spaces", json={"slug": "lasting"}).is_success
    second = start_sandbox(database_url)
    assert httpx.get(f"{second.url}/e/lasting/_bac/clock").is_success


def test_a_setting_that_is_refused_is_told(start_sandbox: StartSandbox) -> None:
    """A sandbox that cannot start fails its test at once, with the server's own words."""
    with pytest.raises(RuntimeError, match=r"(?s)ended with code.*NATION_SIZE"):
        start_sandbox(nation_size=0)
