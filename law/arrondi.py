"""The euro rounding of the tax code."""

from __future__ import annotations

from math import floor


def a_l_euro(montant: float) -> int:
    """Nearest euro, fifty cents up (CGI art. 1649 undecies and 1657, 1)."""
    return floor(montant + 0.5)
