"""Every fact is about people of the family: the other invariants take it for granted."""

from __future__ import annotations

from collections.abc import Iterable

from registry.facts import Famille
from registry.invariants.cas import Cas, Invariant

THEME = "Références"


def _connus(cas: Cas, refs: Iterable[str]) -> bool:
    return all(ref in cas.gens for ref in refs)


def _sujets(f: Famille) -> Iterable[str]:
    yield from (r.occupant for r in f.residences)
    yield from (a.occupant for a in f.activites)
    yield from (d.allocataire for d in f.dossiers)
    yield from (d.beneficiaire for d in f.decisions)


INVARIANTS = (
    Invariant(
        "reference-propre",
        "Chacun est rangé sous sa propre référence.",
        lambda c: all(ref == p.ref for ref, p in c.gens.items()),
    ),
    Invariant(
        "membres-connus",
        "Les deux membres d'une union sont connus.",
        lambda c: _connus(c, (m for u in c.unions for m in u.membres)),
    ),
    Invariant(
        "sujets-connus",
        "Résidences, activités, dossiers et décisions sont ceux de personnes connues.",
        lambda c: _connus(c, _sujets(c.famille)),
    ),
    Invariant(
        "gardes-connues",
        "L'enfant et les parents d'une garde ou d'un rattachement sont connus.",
        lambda c: _connus(
            c,
            (
                *(r for g in c.famille.gardes for r in (g.enfant, *g.parents)),
                *(r for x in c.famille.rattachements for r in (x.enfant, x.parent)),
            ),
        ),
    ),
)
