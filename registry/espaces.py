"""Which people live in a space: the worlds of its seed, size and epoch, shared, under its own edits.

A space without edits shares one `Registre` with every other space of the same nation, so a workshop of a hundred
spaces costs one set of caches; an edit gives the space its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from registry.modifications import Modification
from registry.mondes import Monde
from registry.registre import Registre

#: Registries kept at once; each may hold a few thousand families in its caches.
REGISTRES_GARDES = 32

#: (graine, taille, epoque, horizon): the horizon is how many years of the epoch people live through.
Nation = tuple[int, int, int, int]
Peupler = Callable[[int, int, int, int], Sequence[Monde]]


class Populations:
    """`peupler(graine, taille, epoque, horizon)` gives the worlds, personas first; it must be cheap or cached."""

    def __init__(self, peupler: Peupler) -> None:
        self._peupler = peupler
        self._commun = lru_cache(REGISTRES_GARDES)(self._sans_modification)
        self._propres: dict[str, tuple[Nation, Registre]] = {}

    def registre(self, slug: str, nation: Nation, modifications: Sequence[Modification]) -> Registre:
        """The registry of a space whose people are `nation` with these edits, the same object while neither changes."""
        connu = self._propres.pop(slug, None)
        if not modifications:
            return self._commun(*nation)
        if connu is None or connu[0] != nation or connu[1].modifications != tuple(modifications):
            connu = (nation, Registre(self._commun(*nation).mondes, modifications))
        if len(self._propres) >= REGISTRES_GARDES:
            del self._propres[next(iter(self._propres))]
        self._propres[slug] = connu
        return connu[1]

    def _sans_modification(self, graine: int, taille: int, epoque: int, horizon: int) -> Registre:
        return Registre(self._peupler(graine, taille, epoque, horizon))
