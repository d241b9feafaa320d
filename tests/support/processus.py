"""A program that a test starts: the port it may take, the wait until it answers, its clean end."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

#: Seconds; only a broken program ever reaches them.
START_LIMIT = 60.0
STOP_LIMIT = 20.0


def free_port() -> int:
    """A loopback TCP port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_ready(process: subprocess.Popen[bytes], log: Path, is_ready: Callable[[], bool]) -> None:
    """Return once `is_ready()`; raise RuntimeError with the program's log if it ends or lets START_LIMIT pass first."""
    deadline = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < deadline:
        if is_ready():
            return
        time.sleep(0.05)
    state = "does not answer" if process.poll() is None else f"ended with code {process.returncode}"
    process.kill()
    process.wait()
    raise RuntimeError(f"{process.args!r} {state}. Its log:\n{log.read_text(errors='replace')}")


def wait_until(is_true: Callable[[], bool]) -> None:
    """Return once `is_true()`; raise AssertionError when it is not within START_LIMIT."""
    deadline = time.monotonic() + START_LIMIT
    while not is_true():
        assert time.monotonic() < deadline, "what was waited for did not happen"
        time.sleep(0.05)


def stop(process: subprocess.Popen[bytes], how: signal.Signals) -> int:
    """Ask the program to end and give its exit code; kill it and raise subprocess.TimeoutExpired if it does not."""
    process.send_signal(how)
    try:
        return process.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise
