"""An amount that an administration serves, and how it comes about: what its providers tell whoever asks why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from registry.registre import Registre

Valeur = float | int | str | bool


class Etape(Protocol):
    """One step of the law: what it gives, from what, by which article."""

    @property
    def libelle(self) -> str: ...
    @property
    def valeur(self) -> Valeur: ...
    @property
    def article(self) -> str: ...
    @property
    def entrees(self) -> Sequence[tuple[str, Valeur]]: ...


@dataclass(frozen=True, slots=True)
class Montant:
    """`periode` is the month (AAAA-MM) or the civil year of income it is due for; `valeur` in `unite`."""

    nom: str
    libelle: str
    periode: str
    valeur: Valeur
    unite: str
    etapes: Sequence[Etape]


#: The amounts of a person on a civil day; none when the administration has no file.
Explication = Callable[[Registre, str, date], tuple[Montant, ...]]


def sans_montant(registre: Registre, ref: str, jour: date) -> tuple[Montant, ...]:
    """An administration that serves no amount."""
    return ()
