"""The steps of a computation, written down by the computation itself when a reader asks for them."""

from __future__ import annotations

from dataclasses import dataclass

Valeur = float | int | str | bool


@dataclass(frozen=True, slots=True)
class Etape:
    """One step: what it is, what it gives, from what, by which article. Amounts in euros unless the label says else."""

    libelle: str
    valeur: Valeur
    article: str
    entrees: tuple[tuple[str, Valeur], ...] = ()


class Trace:
    """A list of steps in the order of the computation. A function called with `None` instead writes nothing."""

    __slots__ = ("etapes",)

    def __init__(self) -> None:
        self.etapes: list[Etape] = []

    def note(self, libelle: str, valeur: Valeur, article: str, **entrees: Valeur) -> None:
        """Add a step; `entrees` are the figures it starts from, by name."""
        self.etapes.append(Etape(libelle, valeur, article, tuple(entrees.items())))
