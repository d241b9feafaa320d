"""The settings and the page that documents them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from gateway.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "reglages.md"


def ligne(nom: str, champ: FieldInfo) -> str:
    """The row of the table that this setting must have."""
    plus: Any = champ.json_schema_extra or {}
    defaut = "" if champ.default == "" else f"`{champ.default}`"
    return f"| `BACASABLE_{nom.upper()}` | {defaut} | {plus.get('unite', '')} | {champ.description} |"


def test_the_page_documents_every_setting_and_no_other() -> None:
    """Name, default, unit and effect of each setting are those of the typed class, in its order."""
    tableau = [texte for texte in PAGE.read_text(encoding="utf-8").splitlines() if texte.startswith("| `")]
    assert tableau == [ligne(nom, champ) for nom, champ in Settings.model_fields.items()]


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """BACASABLE_NATION_SIZE sets the size; a public address loses its final slash."""
    monkeypatch.setenv("BACASABLE_NATION_SIZE", "5000")
    monkeypatch.setenv("BACASABLE_PUBLIC_URL", "https://bac.exemple.fr/")
    reglages = Settings()
    assert reglages.nation_size == 5000
    assert reglages.public_url == "https://bac.exemple.fr"


def test_a_nation_larger_than_france_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """67 million is the largest nation."""
    monkeypatch.setenv("BACASABLE_NATION_SIZE", "67000001")
    with pytest.raises(ValidationError):
        Settings()
