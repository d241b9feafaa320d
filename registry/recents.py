"""What has just happened to someone, read from the dated facts of their family: the year before a civil day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Literal

from registry.facts import Famille, NatureUnion, Union

#: Named as in the feed (`registry.evenements`), but for a death: here it is told of who is left.
NatureRecente = Literal[
    "naissance", "mariage", "pacs", "vie_commune", "separation", "veuvage", "demenagement", "perte_emploi",
    "reprise_emploi", "retraite",
]  # fmt: skip
EMPLOIS = frozenset({"salarie", "independant", "agriculteur"})
_UNIONS: dict[NatureUnion, NatureRecente] = {"mariage": "mariage", "pacs": "pacs", "concubinage": "vie_commune"}


def un_an_avant(jour: date) -> date:
    """The same day of the year before; 28 February for a 29 February."""
    try:
        return jour.replace(year=jour.year - 1)
    except ValueError:
        return jour.replace(year=jour.year - 1, day=28)


def recents(famille: Famille, ref: str, jour: date) -> frozenset[NatureRecente]:
    """What happened to `ref` in the twelve months that end on `jour`, this day included."""
    depuis = un_an_avant(jour)
    return frozenset(nature for nature, le in _dates(famille, ref) if depuis < le <= jour)


def _dates(famille: Famille, ref: str) -> Iterator[tuple[NatureRecente, date]]:
    for personne in famille.personnes.values():
        if ref in personne.parents:
            yield "naissance", personne.naissance.reelle
    for union in famille.unions:
        if ref in union.membres:
            yield from _de_l_union(famille, ref, union)
    chez = sorted((r for r in famille.residences if r.occupant == ref), key=lambda r: r.debut)
    for avant, apres in pairwise(chez):
        if apres.logement != avant.logement:
            yield "demenagement", apres.debut
    yield from _du_travail(famille, ref)


def _de_l_union(famille: Famille, ref: str, union: Union) -> Iterator[tuple[NatureRecente, date]]:
    """A union without a reason for its end has become another one; a space may only have told the death."""
    yield _UNIONS[union.nature], union.debut
    autre = famille.personnes.get(union.autre(ref))
    if union.fin is not None and union.motif_fin is not None:
        yield "veuvage" if union.motif_fin == "deces" else "separation", union.fin
    elif union.fin is None and autre is not None and autre.deces is not None:
        yield "veuvage", autre.deces.jour


def _du_travail(famille: Famille, ref: str) -> Iterator[tuple[NatureRecente, date]]:
    """From one known occupation to the next."""
    siennes = sorted((a for a in famille.activites if a.occupant == ref), key=lambda a: a.debut)
    for avant, apres in pairwise(siennes):
        if apres.nature == "chomage" and avant.nature in EMPLOIS:
            yield "perte_emploi", apres.debut
        elif apres.nature in EMPLOIS and avant.nature == "chomage":
            yield "reprise_emploi", apres.debut
        elif apres.nature == "retraite" and avant.nature != "retraite":
            yield "retraite", apres.debut
