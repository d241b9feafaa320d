"""docs/exports.md describes the tables that an export writes."""

from __future__ import annotations

import re
from pathlib import Path

from fixtures.export.schema import INJECTEUR, TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"


def test_chaque_table_et_chaque_colonne() -> None:
    """The page has one section for each table, and in it each column with its kind and its words, in order."""
    sections = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^### |\Z)", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.M))
    assert list(sections) == [t.nom for t in (*TABLES, INJECTEUR)]
    for table in (*TABLES, INJECTEUR):
        lignes = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", sections[table.nom], re.MULTILINE)
        assert lignes == [(c.nom, c.genre, c.description) for c in table.colonnes]
        assert table.description in sections[table.nom]
