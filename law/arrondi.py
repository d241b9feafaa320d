"""The roundings of the law: the euro of the tax code, the cent of the benefits."""

from __future__ import annotations

from math import floor


def a_l_euro(montant: float) -> int:
    """Nearest euro, fifty cents up (CGI art. 1649 undecies and 1657, 1)."""
    return floor(montant + 0.5)


def au_centime(montant: float) -> float:
    """Nearest cent, half a cent up."""
    return floor(montant * 100 + 0.5) / 100


def net_de_crds(brut: float, taux: float) -> float:
    """Rounded to the cent, less the CRDS truncated to the cent (ordonnance 96-50 art. 19)."""
    centimes = floor(brut * 100 + 0.5)
    return (centimes - floor(centimes * taux)) / 100
