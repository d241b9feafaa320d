"""Figures on the pages are written as French writes them."""

from __future__ import annotations

import pytest

from gateway.pages import chiffre


@pytest.mark.parametrize(
    ("valeur", "ecrit"),
    [
        (41040, "41\N{NARROW NO-BREAK SPACE}040"),
        (152.25, "152,25"),
        (0.005, "0,005"),
        (0.32, "0,32"),
        (2.5, "2,50"),
        (1.0, "1"),
        (3800.0, "3\N{NARROW NO-BREAK SPACE}800"),
        (1382.5500001, "1\N{NARROW NO-BREAK SPACE}382,55"),
        (-0.5, "-0,50"),
        (True, "oui"),
        ("974", "974"),
    ],
)
def test_chiffre(valeur: float | str | bool, ecrit: str) -> None:
    """A comma, thousands apart, the decimals that a rate needs and no more."""
    assert chiffre(valeur) == ecrit
