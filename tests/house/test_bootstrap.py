"""`make` prepares the environment with Python's standard library alone, once, and says clearly when it cannot."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: No index answers there: a call of pip for a package fails at once.
UNREACHABLE = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_INDEX_URL": "http://127.0.0.1:1/simple",
    "PIP_NO_CACHE_DIR": "1",
    "PIP_RETRIES": "0",
}


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    """tools/bootstrap.py, as a module."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "tools" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone in a folder with a space, whose locks are empty and whose command only says where it runs."""
    folder = tmp_path / "my clone"
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.lock").touch()
    (folder / "requirements-dev.lock").write_text("# for developing\n")
    (folder / "gateway").mkdir()
    (folder / "gateway" / "__init__.py").touch()
    says = "import sys\ndef app(prog_name): print(prog_name, *sys.argv[1:], sys.prefix)\n"
    (folder / "gateway" / "cli.py").write_text(says)
    return folder


def make(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Type `make` in a folder, without network."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "MAKE"))}
    command = ["make", "--silent", f"PYTHON={sys.executable}", *arguments]
    environment |= UNREACHABLE | variables
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_make_run_prepares_once_and_starts_the_command(clone: Path) -> None:
    """The first `make run` makes the environment and starts `bacasable`; the second only starts it."""
    first, second = make(clone, "run"), make(clone, "run", "PORT=8123", "HOST=127.0.0.2")
    assert first.stdout.splitlines()[0].startswith("Preparing .venv from requirements.lock")
    assert first.stdout.splitlines()[-1] == f"bacasable up --port 8000 {clone}/.venv", first.stderr
    assert second.stdout == f"bacasable up --host 127.0.0.2 --port 8123 {clone}/.venv\n"


def test_a_new_lock_is_installed_and_the_network_asked_for_in_words(clone: Path) -> None:
    """A changed lock calls pip again; without network the last sentence says what is needed, and the next try too."""
    assert make(clone, "env").returncode == 0
    (clone / "requirements.lock").write_text(f"nothing==1 --hash=sha256:{'0' * 64}\n")
    for _ in range(2):
        outcome = make(clone, "env")
        assert outcome.returncode != 0
        assert "could not install requirements.lock" in outcome.stderr
        assert "needs the network" in outcome.stderr


def test_developers_need_no_second_environment(clone: Path) -> None:
    """After the development lock, which contains the other, `make run` has nothing to prepare."""
    assert "requirements-dev.lock" in make(clone, "env-dev").stdout
    assert make(clone, "env").stdout == ""
    assert make(clone, "env-dev").stdout == ""


def test_a_moved_clone_is_prepared_again(clone: Path) -> None:
    """An environment knows its folder: moved with the clone, it is made anew instead of failing strangely."""
    make(clone, "env")
    moved = clone.rename(clone.with_name("elsewhere"))
    assert make(moved, "run").stdout.splitlines()[-1] == f"bacasable up --port 8000 {moved}/.venv"


def test_no_python(clone: Path) -> None:
    """Without Python the message names what to install."""
    outcome = make(clone, "run", "PYTHON=python3-absent")
    assert outcome.returncode != 0
    assert "python3-absent is not on this machine: install Python 3.11 or later." in outcome.stderr


def test_old_python(bootstrap: ModuleType) -> None:
    """A Python that is too old is told which one is needed and how to give another."""
    with pytest.raises(bootstrap.CannotPrepare, match=r"Python 3\.11 or later is needed; this one is 3\.10.*PYTHON="):
        bootstrap.check_python(3, 10, True)


def test_python_without_venv(bootstrap: ModuleType) -> None:
    """Debian's Python without python3-venv is told the package to install."""
    with pytest.raises(bootstrap.CannotPrepare, match="apt-get install python3-venv"):
        bootstrap.check_python(3, 11, False)


def test_make_alone_lists_the_commands() -> None:
    """`make` shows each command that the README names, with what it does, and does nothing."""
    lines = make(ROOT).stdout.splitlines()
    listed = {line.split()[1] for line in lines if len(line.split()) > 2}
    assert {"run", "test", "lint", "types", "check", "load", "bench", "lock", "clean"} <= listed
