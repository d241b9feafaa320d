"""The readable files beside the code, read once when a process starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# The same safe loader, in C where libyaml is there: several times faster.
_LECTEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def lire_yaml(chemin: Path) -> Any:
    """What the file holds; raises `yaml.YAMLError`, which names the line."""
    with chemin.open(encoding="utf-8") as fichier:
        return yaml.load(fichier, Loader=_LECTEUR)
