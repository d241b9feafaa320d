"""Finding people by a pivot identity: zero, one or several, tolerant of case, accents and missing parts.

A given part must agree, a missing one says nothing. Names are compared as upper-case letters without accents or
punctuation; the first given name must be the first of the act, the others must be on it; the unknown day or month of a
presumed birth date agrees with 0 and with the 1 that the RNIPP puts in its place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from registry.facts import FRANCE, Personne, Pivot

_LIGATURES = str.maketrans({"Œ": "OE", "œ": "oe", "Æ": "AE", "æ": "ae", "ß": "ss"})


@lru_cache(maxsize=65536)
def normaliser(texte: str) -> str:
    """`Éléonore d'Aubigné-Œuvrard` → `ELEONORE D AUBIGNE OEUVRARD`."""
    plat = unicodedata.normalize("NFKD", texte.translate(_LIGATURES)).upper()
    lettres = [c if c.isalnum() else " " for c in plat if not unicodedata.combining(c)]
    return " ".join("".join(lettres).split())


def correspond(personne: Personne, pivot: Pivot) -> bool:
    """Whether every part of `pivot` agrees with `personne`."""
    return (
        normaliser(personne.nom_naissance) == normaliser(pivot.nom_naissance)
        and (pivot.sexe is None or pivot.sexe == personne.sexe)
        and _date_correspond(personne, pivot)
        and _prenoms_correspondent(personne, pivot)
        and _lieu_correspond(personne, pivot)
        and _usage_correspond(personne, pivot)
    )


def trier(candidats: Iterable[Personne], pivot: Pivot) -> tuple[Personne, ...]:
    """The candidates that fit, in a stable order, each once."""
    retenus = {p.ref: p for p in candidats if correspond(p, pivot)}
    return tuple(retenus[r] for r in sorted(retenus))


def _date_correspond(personne: Personne, pivot: Pivot) -> bool:
    n = personne.naissance
    if pivot.annee is not None and pivot.annee != n.annee:
        return False
    return _partie(n.mois, pivot.mois) and _partie(n.jour, pivot.jour)


def _partie(connue: int, demandee: int | None) -> bool:
    if not demandee:
        return True
    return connue == demandee if connue else demandee == 1


def _prenoms_correspondent(personne: Personne, pivot: Pivot) -> bool:
    demandes = normaliser(" ".join(pivot.prenoms)).split()
    if not demandes:
        return True
    connus = normaliser(" ".join(personne.prenoms)).split()
    return bool(connus) and demandes[0] == connus[0] and all(d in connus for d in demandes[1:])


def _lieu_correspond(personne: Personne, pivot: Pivot) -> bool:
    lieu = personne.lieu_naissance
    if pivot.code_pays and pivot.code_pays != lieu.code_pays:
        return False
    if not pivot.code_lieu:
        return True
    if lieu.en_france:
        return pivot.code_lieu == lieu.code
    return pivot.code_pays not in (None, "", FRANCE) or pivot.code_lieu == lieu.code_pays


def _usage_correspond(personne: Personne, pivot: Pivot) -> bool:
    if not pivot.nom_usage:
        return True
    return normaliser(pivot.nom_usage) in (normaliser(personne.nom_usage or ""), normaliser(personne.nom_naissance))
