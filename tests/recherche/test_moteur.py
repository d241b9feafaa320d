"""Pages and the time they may take: nobody is missed nor found twice, however often the search is cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gateway.recherche.demande import Demande, DemandeRefusee, lire
from gateway.recherche.moteur import chercher
from registry.registre import Registre
from tests.recherche.conftest import JOUR


@pytest.fixture(scope="module")
def demande() -> Demande:
    """Rare enough to be gone through to the end."""
    criteres = {"situation": "parent_isole", "age_enfant": "2", "enfants_min": "2", "lieu": "75,69,59,13"}
    return lire(criteres.items(), JOUR)


def parcourir(registre: Registre, demande: Demande, limite: int, depasse: Callable[[], bool]) -> tuple[list[str], int]:
    """Everyone, page after page, and how many pages were cut by the time."""
    refs: list[str] = []
    coupees, curseur = 0, ""
    while True:
        trouves = chercher(registre, demande, limite, curseur, depasse)
        refs += [s.ref for s in trouves.sujets]
        coupees += not trouves.complet
        if trouves.curseur is None:
            return refs, coupees
        curseur = trouves.curseur


def test_a_search_cut_at_every_step_finds_the_same(registre: Registre, demande: Demande) -> None:
    """With no time at all, each call still looks at somebody, says that it is not complete, and the end is the same."""
    entiers, coupees = parcourir(registre, demande, 1000, lambda: False)
    assert coupees == 0
    assert len(entiers) == len(set(entiers)) > 3
    tranches, coupees = parcourir(registre, demande, 1000, lambda: True)
    assert tranches == entiers
    assert coupees > 3
    assert parcourir(registre, demande, 2, lambda: False)[0] == entiers


def test_the_cheapest_is_read_first(registre: Registre) -> None:
    """Whatever the order in which criteria are given, the tax notice is asked last; the search is the same one."""
    un, autre = (lire(criteres, JOUR) for criteres in ([("rfr", "0"), ("sexe", "F")], [("sexe", "F"), ("rfr", "0")]))
    assert [c.nom for c, _ in un.voulus] == ["sexe", "rfr"]
    assert un.empreinte("p") == autre.empreinte("p")


@pytest.mark.parametrize("curseur", ["x", "1.2", "1.2.zz", "-1.2.x", "1.²." + "0" * 8, "9" * 13 + ".1.x"])
def test_a_cursor_that_is_none(registre: Registre, demande: Demande, curseur: str) -> None:
    """Refused in words."""
    with pytest.raises(DemandeRefusee, match="cursor"):
        chercher(registre, demande, 5, curseur, lambda: False)
