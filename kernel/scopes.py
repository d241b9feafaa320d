"""Scopes as data: each declares the fields it opens, and the filter of an answer is compiled from that.

A field is a dotted path from the root of the answer (`quotient_familial`, `pac.nbPac`, `acte.parents`); opening a field
opens everything below it. A path goes through lists: `beneficiaires.nir` is the `nir` of every element.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

#: What is kept at one level: member → what is kept below it (None: all of it).
Plan = Mapping[str, "Plan | None"]
COMBINAISONS_GARDEES = 1024


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope as the citizen reads it on the consent page (`libelle`) and the fields it opens.

    A scope without field is declared by the administration but opens nothing here: it gates a year, or a resource that
    is not simulated. `groupe` is the provider under whom FranceConnect lists it, when it is not the one who serves it.
    """

    nom: str
    libelle: str
    champs: tuple[str, ...] = ()
    groupe: str = ""


@dataclass(frozen=True, slots=True)
class Ouverture:
    """What a set of scopes opens: the field names (for the trace) and the compiled filter."""

    champs: tuple[str, ...]
    plan: Plan

    def appliquer(self, reponse: Mapping[str, Any]) -> dict[str, Any]:
        """The answer without the members that are not opened: they are absent, not null."""
        return _garder(self.plan, reponse)

    def champs_de(self, objet: str) -> tuple[str, ...]:
        """The opened fields of the root member `objet`."""
        return tuple(c for c in self.champs if c == objet or c.startswith(f"{objet}."))

    def ouvre(self, objet: str) -> bool:
        """Whether something of the root member `objet` is opened."""
        return objet in self.plan


class Filtre:
    """The scopes of one provider, ready to be asked what any granted subset opens.

    `toujours` names the fields sent as soon as the answer is: they say nothing of the person. `portes` names, for a
    root member, the scope without which nothing of it is opened, whatever the others say.
    """

    def __init__(
        self, scopes: Iterable[Scope], toujours: tuple[str, ...] = (), portes: Mapping[str, str] | None = None
    ) -> None:
        self.scopes: Mapping[str, Scope] = {s.nom: s for s in scopes}
        self.noms = frozenset(self.scopes)
        self.toujours = toujours
        self.portes: Mapping[str, str] = portes or {}
        self.ouverture = lru_cache(COMBINAISONS_GARDEES)(self._ouverture)

    def _ouverture(self, accordes: frozenset[str]) -> Ouverture:
        champs = set(self.toujours)
        for nom in accordes & self.noms:
            champs.update(self.scopes[nom].champs)
        champs = {c for c in champs if self.portes.get(c.split(".")[0]) in (None, *accordes)}
        return Ouverture(tuple(sorted(champs)), compiler(champs))


def compiler(champs: Iterable[str]) -> Plan:
    """Dotted paths as nested members; a path opened whole wins over its parts."""
    plan: dict[str, Any] = {}
    for champ in sorted(champs):
        *dessus, dernier = champ.split(".")
        niveau: dict[str, Any] | None = plan
        for membre in dessus:
            niveau = niveau.setdefault(membre, {}) if niveau is not None else None
        if niveau is not None:
            niveau[dernier] = None
    return plan


def _garder(plan: Plan, valeur: Mapping[str, Any]) -> dict[str, Any]:
    return {cle: v if plan[cle] is None else _sous(plan[cle], v) for cle, v in valeur.items() if cle in plan}


def _sous(plan: Plan | None, valeur: Any) -> Any:
    if plan is None or valeur is None:
        return valeur
    if isinstance(valeur, list):
        return [_garder(plan, element) for element in valeur]
    return _garder(plan, valeur)
