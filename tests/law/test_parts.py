"""The number of shares, against the table of CGI article 194 and the notice of the return."""

from __future__ import annotations

from typing import Any

import pytest

from law.foyer import SituationFamille
from law.parts import nombre_de_parts
from registry.facts import Revenus
from tests.law.commun import foyer

UN = (Revenus(),)
DEUX = (Revenus(), Revenus())


@pytest.mark.parametrize(
    ("situation", "charges", "parts"),
    [
        ("C", {}, 1),
        ("M", {}, 2),
        ("O", {}, 2),
        ("V", {}, 1),
        ("M", {"mineurs": 1}, 2.5),
        ("M", {"mineurs": 2}, 3),
        ("M", {"mineurs": 3}, 4),
        ("M", {"mineurs": 1, "majeurs_rattaches": 2}, 4),
        ("C", {"mineurs": 3}, 3),
        ("V", {"mineurs": 1}, 2.5),
        ("V", {"majeurs_rattaches": 2}, 3),
        ("D", {"mineurs": 1, "parent_isole": True}, 2),
        ("D", {"mineurs": 2, "parent_isole": True}, 2.5),
        ("D", {"parent_isole": True}, 1),
        ("M", {"mineurs_alternee": 1}, 2.25),
        ("M", {"mineurs_alternee": 3}, 3),
        ("M", {"mineurs": 1, "mineurs_alternee": 1}, 2.75),
        ("M", {"mineurs": 2, "mineurs_alternee": 1}, 3.5),
        ("D", {"mineurs_alternee": 1, "parent_isole": True}, 1.5),
        ("D", {"mineurs_alternee": 2, "parent_isole": True}, 2),
        ("D", {"mineurs": 1, "mineurs_alternee": 1, "parent_isole": True}, 2.25),
        ("M", {"invalides_declarants": 2}, 3),
        ("C", {"invalides_declarants": 1}, 1.5),
        ("M", {"mineurs": 1, "invalides_charge": 1}, 3),
    ],
)
def test_parts_suivent_le_tableau(situation: SituationFamille, charges: dict[str, Any], parts: float) -> None:
    """Each family has the shares that articles 194 and 195 give it."""
    revenus = DEUX if situation in "MO" else UN
    assert nombre_de_parts(foyer(situation, *revenus, **charges)) == parts


def test_veuf_en_residence_alternee_est_traite_en_celibataire() -> None:
    """A widow whose only child is shared with a living parent has no widow's share, but may be a lone parent."""
    assert nombre_de_parts(foyer("V", Revenus(), mineurs_alternee=1, parent_isole=True)) == 1.5
