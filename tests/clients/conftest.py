"""The Node project of the clients, installed once from its lock."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

NODE = Path(__file__).parent / "node"


@pytest.fixture(scope="session")
def projet_node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Node project with its locked dependencies installed."""
    if shutil.which("npm") is None:
        pytest.skip("npm est absent : les clients Node ne s'installent pas sans lui")
    dossier = tmp_path_factory.mktemp("node")
    for fichier in NODE.iterdir():
        if fichier.is_file():
            shutil.copy(fichier, dossier)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=dossier, check=True, timeout=180)
    return dossier
