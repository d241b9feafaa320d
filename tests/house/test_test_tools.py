"""`make test` uses the machine's browser and database, and names what is missing when it may not install it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def ensure(*programs: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run tools/ensure_test_tools.sh on a machine that has only these programs, and no way to install others."""
    for name in ("bash", "id", *programs):
        (folder / name).symlink_to(shutil.which(name) or "/bin/true")
    command = [str(folder / "bash"), str(ROOT / "tools" / "ensure_test_tools.sh")]
    return subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, text=True, check=False)


def test_nothing_to_do(tmp_path: Path) -> None:
    """With a browser, a database server, curl and Node.js on the machine, nothing is installed and nothing said."""
    outcome = ensure("chromium", "initdb", "curl", "node", "npm", folder=tmp_path)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    """Without a browser, and without the right to install one, the run stops with the command to type."""
    outcome = ensure("initdb", "curl", "node", "npm", folder=tmp_path)
    assert outcome.returncode == 1
    assert "not on this machine: chromium." in outcome.stderr
    assert "sudo apt-get install --no-install-recommends chromium\n" in outcome.stderr


@pytest.mark.parametrize("present", [("node",), ()])
def test_node_is_optional(tmp_path: Path, present: tuple[str, ...]) -> None:
    """Without Node.js or npm the run goes on and says so."""
    outcome = ensure("chromium", "initdb", "curl", *present, folder=tmp_path)
    assert outcome.returncode == 0
    assert "Node.js" in outcome.stderr
