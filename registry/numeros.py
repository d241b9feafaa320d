"""Numbers made from a person's tax number, read both ways by arithmetic: nothing is stored to find who bears one.

The ten digits of a tax number start at `PREMIER_CORPS` and are a person's own in the nation, among the personas and
among the people a space adds. Each number shuffles them by its own factor. Why these forms are nobody's:
`docs/decisions/0003-nir.md`.
"""

from __future__ import annotations

import re

PREMIER_CORPS = 3_900_000_000
CORPS = 10**8
_MODULE_SPI = 511

# Ends with 1, 3, 7 or 9: prime with CORPS, so that the product can be undone.
_FACTEUR_DEMANDEUR = 38_196_601
_LETTRE_DEMANDEUR = "Z"
_FORME_DEMANDEUR = re.compile(r"(\d{8})Z", re.ASCII)


def identifiant_demandeur(spi: str) -> str:
    """The France Travail identifier of the bearer of a tax number: eight digits and a letter."""
    return f"{_melange(spi, _FACTEUR_DEMANDEUR):08d}{_LETTRE_DEMANDEUR}"


def spi_du_demandeur(identifiant: str) -> str | None:
    """The inverse of `identifiant_demandeur`, whatever the case; None when the identifier is none of ours."""
    forme = _FORME_DEMANDEUR.fullmatch(identifiant.upper())
    return None if forme is None else _spi(int(forme[1]), _FACTEUR_DEMANDEUR)


def _melange(spi: str, facteur: int) -> int:
    return (int(spi[:10]) - PREMIER_CORPS) * facteur % CORPS


def _spi(melange: int, facteur: int) -> str:
    corps = PREMIER_CORPS + melange * pow(facteur, -1, CORPS) % CORPS
    return f"{corps:010d}{corps % _MODULE_SPI:03d}"
