"""What happens to people, as a feed: events in the order of their days, numbered so that the numbers only grow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, get_args, runtime_checkable

from registry.facts import Famille

#: What happens in the nation, then what only a space makes happen.
NatureEvenement = Literal[
    "naissance", "mariage", "pacs", "separation", "demenagement", "perte_emploi", "reprise_emploi", "retraite", "deces",
    "vie_commune", "etudes", "decision",
]  # fmt: skip
NATURES: tuple[NatureEvenement, ...] = get_args(NatureEvenement)
NATURES_DE_LA_NATION = NATURES[:9]
#: A number is a day, a household and a rank in that household's day, in bits: under 2 to the 43 for any nation. The
#: households of a nation take less than half of theirs; what a space makes happen has the other half.
BITS_DU_RANG, BITS_DU_FOYER = 5, 26
PREMIER_RANG_D_ESPACE = 1 << (BITS_DU_FOYER - 1)
#: People whose household lives no further from a day on: a space has decided what happens to them.
Arrets = Mapping[str, date]
#: Years of an epoch in which people live; beyond them nothing happens any more.
ANNEES_D_AVENIR = 10


def sequence(jour: int, foyer: int, rang: int) -> int:
    """The number of an event: `jour` since the epoch's 1 January; an exact integer in every language."""
    return ((jour << BITS_DU_FOYER | foyer) << BITS_DU_RANG) | rang


def jour_de(numero: int) -> int:
    """The day of a number."""
    return numero >> (BITS_DU_FOYER + BITS_DU_RANG)


def annees_vecues(epoque: int, jour: date) -> int:
    """The horizon that a civil day needs: the years of the epoch begun by then."""
    return min(max(jour.year - epoque + 1, 0), ANNEES_D_AVENIR)


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

    def evenements(
        self, du: date, au: date, apres: int, natures: Collection[NatureEvenement], arrets: Arrets
    ) -> Iterator[Evenement]:
        """What happened from `du` to `au` included, beyond the number `apres`, computed as it is read."""

    def famille_arretee(self, ref: str, arrets: Arrets) -> Famille:
        """The facts of everyone linked to `ref`, without what the stopped households would have lived."""
