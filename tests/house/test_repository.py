"""What is in the repository makes sense on every machine: no registry's host, no folder of one computer."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOSTS = "|".join(
    re.escape(f"{name}.{domain}")
    for name, domain in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("maven", "org"),
        ("crates", "io"),
        ("golang", "org"),
        ("debian", "org"),
    )
)
FOLDERS = r"(?<![\w./~-])/(?:work|tmp|root|home/\w+|opt/wheels)/"


def tracked_files() -> list[Path]:
    """The files that git follows or would follow."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if (ROOT / name).is_file()]


@pytest.mark.parametrize(("unwanted", "why"), [(HOSTS, "a package registry's host"), (FOLDERS, "a machine's folder")])
def test_nothing_ties_the_repository_to_a_place(unwanted: str, why: str) -> None:
    """No file names a package registry or a folder of one machine: mirrors and clones work everywhere."""
    pattern = re.compile(unwanted.encode(), re.IGNORECASE)
    found = [str(path.relative_to(ROOT)) for path in tracked_files() if pattern.search(path.read_bytes())]
    assert found == [], f"{why} in these files"


def test_scripts_can_be_run() -> None:
    """A file that names its interpreter in its first line is executable."""
    scripts = [path for path in tracked_files() if path.suffix != ".py" and path.read_bytes().startswith(b"#!")]
    assert scripts
    assert [path.name for path in scripts if not path.stat().st_mode & 0o100] == []
