"""Civic service: the contracts of a volunteer, and what the GIP-MDS says of them on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from registry.erreurs import SansDossier

#: Nobody has a contract, nor a file, before this age (code du service national, art. L. 120-4).
AGE_MINIMUM = 16
#: Occupations that leave a volunteer twenty-four hours a week; None: none known.
COMPATIBLES = frozenset({None, "scolarite", "etudes", "sans", "chomage"})


@dataclass(frozen=True, slots=True)
class Contrat:
    """A contract with the organisation that takes a volunteer in; `fin` is its last day."""

    raison_sociale: str
    siret: str
    debut: date
    fin: date


@dataclass(frozen=True, slots=True, eq=False)
class VueServiceCivique:
    """The contract under way on `jour`, and the last one that is over."""

    jour: date
    actuel: Contrat | None
    passe: Contrat | None


#: The contracts of a person, announced ones included.
Contrats = Callable[[str], tuple[Contrat, ...]]


def sans_contrat(ref: str) -> tuple[Contrat, ...]:
    return ()


def vue_service_civique(contrats: tuple[Contrat, ...], age: int, jour: date) -> VueServiceCivique:
    """Whoever is old enough is known, with a contract or without; a contract to come is not."""
    if age < AGE_MINIMUM:
        raise SansDossier("trop jeune pour un service civique")
    connus = sorted((c for c in contrats if c.debut <= jour), key=lambda c: c.debut)
    return VueServiceCivique(
        jour,
        next((c for c in connus if jour <= c.fin), None),
        next((c for c in reversed(connus) if c.fin < jour), None),
    )
