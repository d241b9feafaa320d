"""A real sandbox in its own process, as `bacasable up` starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.support.processus import free_port, stop, wait_until_ready

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A running sandbox; `url` has no slash at its end."""

    url: str
    database_url: str
    pid: int
    log_file: Path

    def log(self) -> str:
        """All that the server has printed so far."""
        return self.log_file.read_text(errors="replace")


@contextmanager
def running_sandbox(folder: Path, database_url: str, **settings: str | int) -> Iterator[Sandbox]:
    """A sandbox from its first answer until a clean stop.

    `settings` are fields of `gateway.settings.Settings` (`nation_size=1000`); those of the caller's environment are
    left out. Raises RuntimeError when it does not start, AssertionError when it does not stop by itself.
    """
    port = free_port()
    log_file = folder / f"sandbox-{port}.log"
    command = [sys.executable, "-m", "gateway.cli", "up", "--host", "127.0.0.1", "--port", str(port)]
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(database_url=database_url, **settings),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    sandbox = Sandbox(f"http://127.0.0.1:{port}", database_url, process.pid, log_file)
    wait_until_ready(process, log_file, lambda: is_healthy(sandbox.url))
    try:
        yield sandbox
    finally:
        code = stop(process, signal.SIGTERM)
    assert code in (0, -signal.SIGTERM), f"the sandbox ended with code {code}:\n{sandbox.log()}"


def environment(**settings: str | int) -> dict[str, str]:
    """The environment of a server that takes exactly these settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BACASABLE_")}
    ours = {f"BACASABLE_{name.upper()}": str(value) for name, value in settings.items()}
    return {**inherited, **ours, "PYTHONUNBUFFERED": "1"}


def is_healthy(url: str) -> bool:
    """Whether the sandbox at `url` says that it can answer."""
    try:
        return httpx.get(f"{url}/_bac/health", trust_env=False).json().get("status") == "ok"
    except (httpx.TransportError, ValueError):
        return False
