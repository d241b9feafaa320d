"""Couples: who, when, one at a time, and how it ends."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from registry import groupes
from registry.facts import Union
from registry.groupes import AGE_MAJORITE
from registry.invariants.cas import Cas, Invariant

THEME = "Unions"
AGE_MINIMAL_DU_CONCUBINAGE = 15
MOTIFS = {
    "mariage": ("divorce", "deces"),
    "pacs": ("dissolution", "deces", None),
    "concubinage": ("separation", "deces", None),
}


def _ages(cas: Cas, officielle: bool) -> list[int]:
    unions = [u for u in cas.unions if (u.nature != "concubinage") == officielle]
    return [cas.personne.age(u.debut) for u in unions]


def _fin(union: Union) -> date:
    return union.fin or date.max


def _une_a_la_fois(cas: Cas) -> bool:
    return all(_fin(a) <= b.debut or _fin(b) <= a.debut for a, b in combinations(cas.unions, 2))


def _fin_par_deces(cas: Cas) -> bool:
    for u in cas.unions:
        morts = [cas.gens[m].deces for m in u.membres]
        if u.motif_fin == "deces" and not any(d is not None and d.jour == u.fin for d in morts):
            return False
    return True


def _finie_au_deces(cas: Cas) -> bool:
    deces = cas.personne.deces
    return deces is None or all(u.fin is not None and u.fin <= deces.jour for u in cas.unions)


def _vivants(cas: Cas) -> bool:
    gens = [(cas.gens[m], u.debut) for u in cas.unions for m in u.membres]
    return all(p.ne_le(debut) and not p.decede_le(debut) for p, debut in gens)


def _sous_le_meme_toit(cas: Cas) -> bool:
    """Cohabitation is a life in common (code civil, art. 515-8); spouses may have two homes (art. 108)."""
    union = groupes.union_en_cours(cas.famille, cas.ref, cas.jour)
    if not cas.vivant or cas.conjoint is None or union is None or union.nature != "concubinage":
        return True
    return cas.conjoint in cas.menage


INVARIANTS = (
    Invariant(
        "union-de-deux-personnes",
        "Une union lie deux personnes.",
        lambda c: all(len(set(u.membres)) == 2 for u in c.unions),
    ),
    Invariant(
        "union-majeurs",
        "On se marie ou se pacse à 18 ans au moins.",
        lambda c: all(age >= AGE_MAJORITE for age in _ages(c, officielle=True)),
    ),
    Invariant(
        "concubinage-age",
        "On vit en couple à 15 ans au moins.",
        lambda c: all(age >= AGE_MINIMAL_DU_CONCUBINAGE for age in _ages(c, officielle=False)),
    ),
    Invariant(
        "union-debut-avant-fin",
        "Une union finit après avoir commencé.",
        lambda c: all(u.fin is None or u.fin >= u.debut for u in c.unions),
    ),
    Invariant("une-union-a-la-fois", "Deux unions d'une même personne ne se chevauchent pas.", _une_a_la_fois),
    Invariant(
        "motif-de-fin",
        "Le motif de fin convient : divorce d'un mariage, dissolution d'un PACS, fin d'un concubinage, ou décès.",
        lambda c: all(u.motif_fin in MOTIFS[u.nature] if u.fin else u.motif_fin is None for u in c.unions),
    ),
    Invariant("veuvage", "Une union finie par un décès finit le jour où l'un des deux meurt.", _fin_par_deces),
    Invariant("union-finie-au-deces", "Le décès met fin à l'union.", _finie_au_deces),
    Invariant("union-de-vivants", "Une union commence entre deux personnes nées et vivantes.", _vivants),
    Invariant(
        "lieu-du-mariage",
        "Un mariage a un lieu.",
        lambda c: all(u.lieu is not None for u in c.unions if u.nature == "mariage"),
    ),
    Invariant("concubins-sous-le-meme-toit", "Deux concubins vivent dans le même logement.", _sous_le_meme_toit),
)
