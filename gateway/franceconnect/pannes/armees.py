"""The faults armed in a space, as one process keeps them with the rest of the space's configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.franceconnect.erreurs import INCONNUE
from gateway.franceconnect.pannes.catalogue import CATALOGUE, LIEUX, Panne


@dataclass(slots=True)
class Armee:
    """A fault armed until `fin` (epoch seconds) for `service` (`""`: all of them).

    `coups` is how many times it may strike in all (0: no limit) and `rang` the first of them that this process has not
    seen taken. `secondes` is how long a slow answer takes, `code` the error page that is wanted.
    """

    numero: str
    panne: Panne
    service: str
    fin: int
    coups: int
    secondes: float
    code: str
    rang: int = 0

    def vise(self, client_id: str, maintenant: int) -> bool:
        """Whether it may still strike this service."""
        epuisee = self.coups > 0 and self.rang >= self.coups
        return not epuisee and maintenant < self.fin and self.service in ("", client_id)


#: By hook (the values of `LIEUX`); empty when nothing is armed.
Armees = Mapping[str, tuple[Armee, ...]]


def rassembler(lignes: Mapping[str, Mapping[str, Any]]) -> Armees:
    """The faults of the stored records, in the order of their arming; a name that no longer exists is left out."""
    armees: dict[str, tuple[Armee, ...]] = {}
    for numero, ligne in sorted(lignes.items()):
        panne = CATALOGUE.get(ligne["nom"])
        if panne is not None:
            coups, secondes, code = ligne["coups"], ligne["secondes"], ligne.get("code", INCONNUE)
            armee = Armee(numero, panne, ligne["service"], ligne["fin"], coups, secondes, code)
            armees[LIEUX[panne.lieu]] = (*armees.get(LIEUX[panne.lieu], ()), armee)
    return armees
