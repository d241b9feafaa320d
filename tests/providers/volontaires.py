"""A volunteer by hand: one contract over, one under way on the civil day of the hand-built family."""

from __future__ import annotations

from datetime import date

from registry.service_civique import Contrat, VueServiceCivique, vue_service_civique
from tests.providers import foyers

PASSE = Contrat("ASSOCIATION LE FIL VERT", "00000000000018", date(2023, 10, 1), date(2024, 5, 31))
ACTUEL = Contrat("MAISON LA PASSERELLE BLEUE", "00000007500015", date(2025, 9, 15), date(2026, 5, 14))


def vue(jour: date = foyers.JOUR, age: int = 20) -> VueServiceCivique:
    return vue_service_civique((ACTUEL, PASSE), age, jour)
