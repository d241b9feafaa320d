"""Which registry a space gets: shared while nobody edits, its own from the first edit on."""

from __future__ import annotations

from datetime import date
from typing import cast

from registry.espaces import Populations
from registry.modifications import Modification
from registry.mondes import Monde

NATION = (42, 1000, 2026, 1)
EDITION = Modification("test", "email", {"email": "a@example.org"}, date(2026, 1, 1))


def populations() -> tuple[Populations, list[tuple[int, int, int, int]]]:
    """Populations that say which nations were asked for; their worlds are never looked into."""
    demandes: list[tuple[int, int, int, int]] = []

    def peupler(graine: int, taille: int, epoque: int, horizon: int) -> tuple[Monde]:
        demandes.append((graine, taille, epoque, horizon))
        return (cast(Monde, object()),)

    return Populations(peupler), demandes


def test_spaces_of_one_nation_share_its_registry() -> None:
    """Without edits two spaces have the same object, built once; another epoch is another nation."""
    p, demandes = populations()
    assert p.registre("a", NATION, ()) is p.registre("b", NATION, ())
    assert p.registre("a", (42, 1000, 2027, 1), ()) is not p.registre("a", NATION, ())
    assert demandes == [NATION, (42, 1000, 2027, 1)]


def test_an_edit_gives_a_space_its_own_registry() -> None:
    """The edited space leaves the shared registry, keeps its own while nothing changes, and returns after a reset."""
    p, demandes = populations()
    commun = p.registre("a", NATION, ())
    propre = p.registre("a", NATION, (EDITION,))
    assert propre is not commun
    assert propre is p.registre("a", NATION, (EDITION,))
    assert propre is not p.registre("a", NATION, (EDITION, EDITION))
    assert p.registre("b", NATION, ()) is commun
    assert p.registre("a", NATION, ()) is commun
    assert demandes == [NATION]


def test_edited_spaces_share_the_worlds() -> None:
    """An own registry has the same worlds as the shared one: nothing is computed twice."""
    p, _ = populations()
    assert p.registre("a", NATION, (EDITION,)).mondes == p.registre("b", NATION, ()).mondes
