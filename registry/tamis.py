"""Looking for people by their situation: necessary conditions that a world may use to discard who cannot fit.

A sieve may let too many through, never too few: whoever asks checks each person against the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from registry.facts import Lieu
from registry.identification import normaliser

_ARRONDISSEMENT = re.compile(r" \d+ER? ARRONDISSEMENT$")


@dataclass(frozen=True, slots=True)
class Condition:
    """`grandeur` (a name that a world may know) of the person lies in [`bas`, `haut`], or is one of `parmi`.

    A world that does not know the name discards nobody for it. Amounts are euros, `annee` the civil year they are of.
    """

    grandeur: str
    bas: float = -inf
    haut: float = inf
    parmi: frozenset[str] | None = None
    annee: int = 0


class Tranche(NamedTuple):
    """The refs left by the sieve among the people of a world up to the position `suivante`, this one excluded."""

    refs: Sequence[tuple[int, str]]
    suivante: int


def tranche_unique(refs: Iterable[str], depuis: int) -> Iterator[Tranche]:
    """A small world whole, from the position `depuis` on."""
    tous = list(enumerate(refs))
    yield Tranche(tous[depuis:], len(tous))


def noms_du_lieu(lieu: Lieu) -> frozenset[str]:
    """What may name a place: COG code, département (`99` abroad), name with and without the arrondissement."""
    nom = normaliser(lieu.libelle)
    return frozenset((lieu.code, lieu.departement, nom, _ARRONDISSEMENT.sub("", nom)))
