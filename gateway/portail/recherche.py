"""Finding a citizen from whatever one has at hand."""

from __future__ import annotations

from registry.erreurs import PersonneInconnue
from registry.registre import Registre

LONGUEUR_NIR = 15
LONGUEUR_SPI = 13


def chercher(registre: Registre, saisie: str) -> str | None:
    """The ref that `saisie` names: a ref or login, a NIR with its key, a tax number; spaces are ignored."""
    compact = "".join(saisie.split())
    if not compact:
        return None
    if len(compact) == LONGUEUR_NIR:
        trouves = registre.par_nir(compact.upper())
    else:
        trouves = registre.par_spi(compact) if len(compact) == LONGUEUR_SPI and compact.isdigit() else ()
    if trouves:
        return trouves[0]
    try:
        return registre.par_login(compact).ref
    except PersonneInconnue:
        return _par_ref(registre, compact)


def _par_ref(registre: Registre, ref: str) -> str | None:
    try:
        return registre.personne(ref).ref
    except PersonneInconnue:
        return None
