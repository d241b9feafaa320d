"""Civic service by hand: which contract is under way on which day."""

from __future__ import annotations

from datetime import date

import pytest

from providers.asc.projection import donnees
from providers.asc.scopes import FILTRE
from registry.erreurs import SansDossier
from tests.providers import volontaires


@pytest.mark.parametrize(
    ("jour", "actuel", "passe"),
    [
        (date(2023, 9, 30), None, None),
        (date(2023, 10, 1), "2023-10-01", None),
        (date(2024, 5, 31), "2023-10-01", None),
        (date(2024, 6, 1), None, "2023-10-01"),
        (date(2025, 9, 15), "2025-09-15", "2023-10-01"),
        (date(2026, 5, 15), None, "2025-09-15"),
    ],
)
def test_les_deux_statuts(jour: date, actuel: str | None, passe: str | None) -> None:
    """A contract is under way from its first day to its last one, then it is over; the last one over is told."""
    lu = donnees(volontaires.vue(jour), FILTRE.noms)
    assert (lu["statut_actuel"]["date_debut_contrat"], lu["statut_passe"]["date_debut_contrat"]) == (actuel, passe)


def test_avant_seize_ans() -> None:
    """Nobody younger is known."""
    with pytest.raises(SansDossier):
        volontaires.vue(age=15)
