#!/usr/bin/env python3
"""Makes the project's environment `.venv` with the standard library alone, so that Python and make are enough.

    python3 tools/bootstrap.py requirements.lock

Nothing happens, and no network is asked, while Python, the folder and the lock are those of the last time. The project
itself is not installed as a package: a `.pth` file names its folder, and `.venv/bin/bacasable` is its command.
This file keeps to a syntax that old Pythons read, so that they can say that they are too old.
"""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Dict

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
#: Its pins are those of requirements.lock with more around them: who has it has both.
DEVELOPMENT_LOCK = "requirements-dev.lock"
COMMAND = """#!/bin/sh
exec "$(dirname "$0")/python" -P -c 'from gateway.cli import app; app(prog_name="bacasable")' "$@"
"""


class CannotPrepare(Exception):
    """The environment cannot be made; the text says why and what to do."""


def check_python(major: int, minor: int, can_make_environments: bool) -> None:
    """Raise CannotPrepare unless this Python is recent enough and can make virtual environments."""
    if (major, minor) < OLDEST_PYTHON:
        oldest = "{}.{}".format(*OLDEST_PYTHON)
        raise CannotPrepare(
            f"Python {oldest} or later is needed; this one is {major}.{minor}. "
            f"If a later one is here under another name, give it: make run PYTHON=python{oldest}"
        )
    if not can_make_environments:
        raise CannotPrepare(
            "This Python comes without its 'venv' module. On Debian or Ubuntu: sudo apt-get install python3-venv"
        )


def has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def stamp(root: Path, lock: Path) -> Dict[str, str]:
    """What an environment made from `lock` remembers: its folder, its Python, the lock's SHA-256."""
    return {"root": str(root), "python": sys.version, "lock": hashlib.sha256(lock.read_bytes()).hexdigest()}


def is_ready(root: Path, lock: Path) -> bool:
    """Whether `.venv` was made from `lock`, or from the development lock, which contains it."""
    remembered = root / ".venv" / "stamp.json"
    if not remembered.exists():
        return False
    locks = [path for path in (lock, root / DEVELOPMENT_LOCK) if path.exists()]
    return json.loads(remembered.read_text()) in [stamp(root, path) for path in locks]


def is_usable(root: Path, python: Path) -> bool:
    """Whether `.venv` was made here, by this Python, with its own pip."""
    if not python.exists():
        return False
    probe = "import pip, sys; print(sys.version, sys.prefix)"
    answer = subprocess.run([str(python), "-c", probe], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return answer.stdout.decode().strip() == f"{sys.version} {root / '.venv'}"


def create(root: Path, python: Path) -> None:
    """Make `.venv` anew, without any network."""
    command = [sys.executable, "-m", "venv", "--clear", str(root / ".venv")]
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if answer.returncode != 0 or not python.exists():
        sys.stderr.write(answer.stdout.decode(errors="replace"))
        raise CannotPrepare("Python could not make the environment .venv; its own words are above.")


def install(python: Path, lock: Path) -> None:
    """Let pip install what the lock says, checked by its hashes: ready-made wheels, but for those the lock names."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "--retries", "2"]
    command += ["--only-binary", ":all:", "--require-hashes", "--requirement", str(lock)]
    answer = subprocess.run(command, env=dict(os.environ, PIP_USER="0"), stdin=subprocess.DEVNULL)
    if answer.returncode != 0:
        raise CannotPrepare(
            f"pip could not install {lock.name}; its own words are above. "
            "The first start needs the network, the next ones do not."
        )


def plug_project(root: Path, python: Path) -> None:
    """Put the project's folder on the environment's path, and its command in `.venv/bin`."""
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.check_output([str(python), "-c", where]).decode().strip()
    Path(packages, "bacasable.pth").write_text(f"{root}\n", encoding="utf-8")
    command = python.with_name("bacasable")
    command.write_text(COMMAND, encoding="utf-8")
    command.chmod(0o755)


def prepare(root: Path, lock: Path) -> None:
    """Bring `.venv` to the state that `lock` describes; do nothing when it is there already."""
    check_python(sys.version_info[0], sys.version_info[1], has_module("venv") and has_module("ensurepip"))
    if is_ready(root, lock):
        return
    started = time.monotonic()
    print(f"Preparing .venv from {lock.name}: about a minute, and only when it changes.", flush=True)
    python = root / ".venv" / "bin" / "python"
    if not is_usable(root, python):
        create(root, python)
    remembered = root / ".venv" / "stamp.json"
    if remembered.exists():
        remembered.unlink()
    install(python, lock)
    plug_project(root, python)
    remembered.write_text(json.dumps(stamp(root, lock)))
    print(f"Ready in {time.monotonic() - started:.0f} s.", flush=True)


if __name__ == "__main__":
    try:
        prepare(ROOT, ROOT / sys.argv[1])
    except CannotPrepare as reason:
        sys.exit(str(reason))
