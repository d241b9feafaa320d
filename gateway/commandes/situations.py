"""Choosing citizens by a simple situation: children of the foyer allocataire, lone parent, quotient familial."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gateway.montants import montants
from registry.erreurs import SansDossier
from registry.registre import Registre

QUOTIENT = "quotient_familial"


@dataclass(frozen=True, slots=True)
class Criteres:
    """What is asked; None: whatever. `qf_max` is in euros."""

    enfants: int | None = None
    parent_isole: bool = False
    qf_max: int | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    ref: str
    enfants: int
    seul: bool
    quotient: int


def situation(registre: Registre, ref: str, jour: date) -> Situation | None:
    """What the CAF or the MSA knows of `ref`; None without a file, or when someone else is the allocataire."""
    try:
        vue = registre.vue_caf(ref, jour)
    except SansDossier:
        return None
    if vue.allocataire.ref != ref:
        return None
    return Situation(ref, len(vue.enfants), vue.conjoint is None, quotient_du_mois(registre, ref, jour))


def quotient_du_mois(registre: Registre, ref: str, jour: date) -> int:
    """The quotient familial of the month of `jour`, euros, as the CAF or the MSA explains it."""
    (quotient,) = [m.valeur for _, m in montants(registre, ref, jour) if m.nom == QUOTIENT]
    assert isinstance(quotient, int)
    return quotient


def convient(s: Situation, criteres: Criteres) -> bool:
    return (
        (criteres.enfants is None or s.enfants == criteres.enfants)
        and (not criteres.parent_isole or (s.seul and s.enfants > 0))
        and (criteres.qf_max is None or s.quotient <= criteres.qf_max)
    )
