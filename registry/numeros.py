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

# A plate of the SIV has no I, O nor U; each of ours has one: 100,000 groups of four letters times 1,000 numbers.
_FACTEUR_PLAQUE = 61_803_399
_LETTRES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_INTERDITES = frozenset("IOU")
_PAIRES = tuple(a + b for a in _LETTRES for b in _LETTRES)
_MARQUEES = tuple(paire for paire in _PAIRES if not _INTERDITES.isdisjoint(paire))
_PROPRES = tuple(paire for paire in _PAIRES if _INTERDITES.isdisjoint(paire))
#: Groups whose first pair bears the mark; those after them have it in the second pair.
_PREMIERS_GROUPES = len(_MARQUEES) * len(_PAIRES)
_FORME_PLAQUE = re.compile(r"([A-Z]{2})-(\d{3})-([A-Z]{2})", re.ASCII)


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


def immatriculation(spi: str) -> str:
    """The plate of the vehicle whose first holder bears this tax number: `AI-123-BC`."""
    groupe, nombre = divmod(_melange(spi, _FACTEUR_PLAQUE), 1000)
    if groupe < _PREMIERS_GROUPES:
        marquee, autre = divmod(groupe, len(_PAIRES))
        return f"{_MARQUEES[marquee]}-{nombre:03d}-{_PAIRES[autre]}"
    propre, marquee = divmod(groupe - _PREMIERS_GROUPES, len(_MARQUEES))
    return f"{_PROPRES[propre]}-{nombre:03d}-{_MARQUEES[marquee]}"


def spi_de_l_immatriculation(plaque: str) -> str | None:
    """The inverse of `immatriculation`, whatever the case; None when the plate is none of ours."""
    forme = _FORME_PLAQUE.fullmatch(plaque.upper())
    if forme is None:
        return None
    debut, nombre, fin = forme[1], int(forme[2]), forme[3]
    if debut in _MARQUEES:
        groupe = _MARQUEES.index(debut) * len(_PAIRES) + _PAIRES.index(fin)
    elif fin in _MARQUEES:
        groupe = _PREMIERS_GROUPES + _PROPRES.index(debut) * len(_MARQUEES) + _MARQUEES.index(fin)
    else:
        return None
    rang = groupe * 1000 + nombre
    return _spi(rang, _FACTEUR_PLAQUE) if rang < CORPS else None
