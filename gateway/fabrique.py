"""What the application root plugs in to make people and their life events (`fixtures.fabrique`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from registry.lots import Lot
from registry.registre import Registre


class Atelier(Protocol):
    """Families by preset or by plan, and life events; refusals are `ModificationRefusee`."""

    @property
    def presets(self) -> Sequence[Any]:
        """Each with `nom`, `phrase` and `enfants`, the number of children by default."""

    @property
    def evenements(self) -> Sequence[Any]:
        """Each with `nom`, `phrase` and `champs`."""

    def creer(self, registre: Registre, jour: date, graine: int, demande: Mapping[str, Any]) -> Lot: ...

    def evenement(
        self, registre: Registre, graine: int, ref: str, nom: str, jour: date, valeurs: Mapping[str, Any]
    ) -> Lot: ...
