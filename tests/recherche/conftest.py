"""A small nation, and some of its citizens of whom every criterion has read everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from fixtures.nation import Nation
from fixtures.personas import personas
from gateway.recherche.criteres import CRITERES
from gateway.recherche.demande import Demande
from gateway.recherche.sujet import Sujet
from registry.registre import Registre

EPOQUE = 2026
JOUR = date(2026, 11, 23)
ANNEE = 2025
#: One citizen in so many is looked at closely: all ages, both blocks.
PAS = 41


@dataclass(frozen=True, slots=True)
class Vu:
    """`valeurs` by the name of the criterion."""

    ref: str
    valeurs: dict[str, Any]

    def convient(self, demande: Demande) -> bool:
        return all(voulu.convient(self.valeurs[critere.nom]) for critere, voulu in demande.voulus)


@pytest.fixture(scope="session")
def pays() -> Nation:
    return Nation(42, 40_000, EPOQUE)


@pytest.fixture(scope="session")
def registre(pays: Nation) -> Registre:
    return Registre([personas(EPOQUE), pays])


@pytest.fixture(scope="session")
def vus(pays: Nation, registre: Registre) -> list[Vu]:
    sujets = [Sujet(registre, f"n-{i}", JOUR, ANNEE) for i in range(0, pays.taille, PAS)]
    return [Vu(s.ref, {nom: c.lire(s) for nom, c in CRITERES.items()}) for s in sujets]
