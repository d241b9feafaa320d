"""What happens to people, as a feed: events in the order of their days, numbered so that the numbers only grow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, get_args, runtime_checkable

NatureEvenement = Literal[
    "naissance", "mariage", "pacs", "separation", "demenagement", "perte_emploi", "reprise_emploi", "retraite", "deces"
]
NATURES: tuple[NatureEvenement, ...] = get_args(NatureEvenement)
#: Years of an epoch in which people live; beyond them nothing happens any more.
ANNEES_D_AVENIR = 10


@dataclass(frozen=True, slots=True)
class Evenement:
    """Something true since `jour` of `refs` (whom it happens to first, then the others concerned).

    `precision` says what the nature does not: how a union ended. `known_by` is when each administration learns of it.
    """

    sequence: int
    jour: date
    nature: NatureEvenement
    refs: tuple[str, ...]
    precision: str
    known_by: Mapping[str, date]


@runtime_checkable
class Vivant(Protocol):
    """A world where things happen."""

    def evenements(self, du: date, au: date, apres: int, natures: Collection[NatureEvenement]) -> Iterator[Evenement]:
        """What happened from `du` to `au` included, beyond the number `apres`, computed as it is read."""
