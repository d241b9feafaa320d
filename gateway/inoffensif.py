"""What the application root plugs in to recognise identifiers that belong to nobody (`fixtures.inoffensif`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from registry.registre import Registre


class Inoffensif(Protocol):
    """The checks of the reserved ranges."""

    def reperer(self, texte: str) -> str | None:
        """The rule broken by an identifier in `texte` that may be somebody's."""

    def constater(self, registre: Registre, refs: Iterable[str]) -> Sequence[Any]:
        """The check of what these people bear, one `fixtures.inoffensif.Constat` for each kind of identifier."""
