"""A criterion: what is read of a person, what kind of value it is, what the sieve may make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gateway.recherche.sujet import Sujet
from gateway.recherche.voulu import OUI, Genre, Voulu
from registry.tamis import Condition


@dataclass(frozen=True, slots=True)
class Cadre:
    """The civil day of the search, and the civil year of the incomes."""

    jour: date
    annee: int


Tamis = Callable[[Voulu, Cadre], tuple[Condition, ...]]

#: Adults of a household, as the sieve says it.
ADULTES = Condition("place", parmi=frozenset({"couple", "seul"}))


def sans_tamis(voulu: Voulu, cadre: Cadre) -> tuple[Condition, ...]:
    """Frequent enough to be looked for one by one."""
    return ()


@dataclass(frozen=True, slots=True)
class Critere:
    """`lire` gives a value of the person, several of which one must do, or None; `tamis` necessary conditions."""

    nom: str
    libelle: str
    genre: Genre
    lire: Callable[[Sujet], Any]
    tamis: Tamis = sans_tamis


@dataclass(frozen=True, slots=True)
class Groupe:
    """The criteria that one administration could tell."""

    titre: str
    criteres: tuple[Critere, ...]


def intervalle(grandeur: str, *autres: Condition) -> Tamis:
    """The sieve knows this magnitude."""

    def tamis(voulu: Voulu, cadre: Cadre) -> tuple[Condition, ...]:
        return (Condition(grandeur, voulu.bas, voulu.haut, annee=cadre.annee), *autres)

    return tamis


def positif(tamis: Tamis) -> Tamis:
    """The sieve only helps to find who has some."""
    return lambda voulu, cadre: tamis(voulu, cadre) if voulu.bas > 0 else ()


def valeurs(grandeur: str) -> Tamis:
    """The sieve knows these values by the same names."""
    return lambda voulu, cadre: (Condition(grandeur, parmi=voulu.valeurs),)


def si_oui(*conditions: Condition) -> Tamis:
    """The sieve only helps to find who is."""
    return lambda voulu, cadre: conditions if voulu.valeurs == frozenset({OUI}) else ()


def toutes(*tamis: Tamis) -> Tamis:
    """The conditions of several."""
    return lambda voulu, cadre: tuple(c for t in tamis for c in t(voulu, cadre))
