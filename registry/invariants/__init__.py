"""What nothing true can break: named rules over a citizen, their family and groups, listed in docs/invariants.md."""

from __future__ import annotations

from registry.invariants import (
    activites,
    demarches,
    dossiers,
    etat_civil,
    filiation,
    foyers,
    references,
    residences,
    unions,
)
from registry.invariants.cas import Cas, Invariant, cas_du_registre

#: By theme; the first theme is what the others take for granted.
THEMES: dict[str, tuple[Invariant, ...]] = {
    m.THEME: m.INVARIANTS
    for m in (references, etat_civil, filiation, unions, residences, activites, foyers, dossiers, demarches)
}
INVARIANTS: tuple[Invariant, ...] = tuple(i for theme in THEMES.values() for i in theme)


def violations(cas: Cas) -> tuple[Invariant, ...]:
    """The invariants that the case breaks; those of the references alone when one of them is broken."""
    structure = tuple(i for i in references.INVARIANTS if not i.tient(cas))
    if structure:
        return structure
    return tuple(i for theme, regles in THEMES.items() if theme != references.THEME for i in regles if not i.tient(cas))


__all__ = ["INVARIANTS", "THEMES", "Cas", "Invariant", "cas_du_registre", "violations"]
