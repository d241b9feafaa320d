"""What a source of citizens must answer: the computed nation and the hand-written personas are two such worlds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from registry.facts import Famille, Personne, Pivot
from registry.tamis import Condition, Tranche


class Monde(Protocol):
    """A set of people addressable by ref, by number and by identity. Unknown refs raise `PersonneInconnue`."""

    @property
    def identifiant(self) -> str:
        """The population id: country pack version, seed, size and epoch. Same id, same people."""

    def contient(self, ref: str) -> bool: ...

    def famille(self, ref: str) -> Famille:
        """The facts of everyone linked to `ref` (see `Famille`)."""

    def parents(self, ref: str) -> tuple[Personne, ...]:
        """The parents named on the birth act, living or not, even when they belong to no family here."""

    def enfants(self, ref: str) -> tuple[Personne, ...]:
        """All the children, grown up or not, by birth."""

    def freres_et_soeurs(self, ref: str) -> tuple[Personne, ...]:
        """Who has the same parents on their birth act, by birth."""

    def par_nir(self, nir: str) -> tuple[str, ...]:
        """Refs whose NIR starts with these 13 characters (15 with the key)."""

    def par_spi(self, spi: str) -> tuple[str, ...]: ...

    def par_ine(self, ine: str) -> tuple[str, ...]:
        """Whoever has this national student number, studying or not."""

    def par_allocataire(self, code_organisme: str, numero: str) -> tuple[str, ...]:
        """The ref of the allocataire of this file."""

    def candidats(self, pivot: Pivot) -> Iterable[Personne]:
        """People who may fit `pivot`: a superset of those who do, as small as the given parts allow."""

    def echantillon(self, nombre: int, graine: int) -> list[str]:
        """`nombre` refs drawn at random, the same for the same `graine`."""

    def tamiser(self, conditions: Sequence[Condition], jour: date, depuis: int) -> Iterator[Tranche]:
        """People who may satisfy every condition on `jour`, from the position `depuis` on: always in the same order,
        each with their position; too many perhaps, never too few."""
