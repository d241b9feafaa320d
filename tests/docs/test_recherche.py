"""docs/recherche.md lists every criterion, in the order of the form, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from gateway.recherche.criteres import CRITERES

PAGE = Path(__file__).parents[2] / "docs" / "recherche.md"


def test_every_criterion_is_documented() -> None:
    """The table of the page names the criteria with their labels."""
    lignes = re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE.read_text(), re.MULTILINE)
    assert lignes == [(c.nom, c.libelle) for c in CRITERES.values()]
