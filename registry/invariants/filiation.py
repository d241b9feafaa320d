"""Parents, children, brothers and sisters: who may be whose child, and when."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from registry.facts import Personne, Sexe
from registry.identification import normaliser
from registry.invariants.cas import Cas, Invariant

THEME = "Filiation"
AGE_MINIMAL_DES_PARENTS = 13
AGE_MAXIMAL: dict[Sexe, int] = {"F": 58, "M": 80}
#: A child is presumed conceived at most 300 days before its birth (code civil, art. 311).
GROSSESSE = timedelta(300)
#: Two births of one mother: the same delivery, or six months apart.
JUMEAUX, ENTRE_DEUX_NAISSANCES = timedelta(2), timedelta(180)


def _ages(cas: Cas, parents: tuple[Personne, ...], sexe: Sexe | None = None) -> list[int]:
    """The ages of the parents at the birth of the person."""
    jour = cas.personne.naissance.reelle
    return [p.age(jour) for p in parents if sexe is None or p.sexe == sexe]


def _mere_vivante(cas: Cas) -> bool:
    ne = cas.personne.naissance.reelle
    return all(p.deces is None or p.deces.jour >= ne for p in cas.parents if p.sexe == "F")


def _pere_vivant(cas: Cas) -> bool:
    ne = cas.personne.naissance.reelle
    return all(p.deces is None or p.deces.jour + GROSSESSE >= ne for p in cas.parents if p.sexe == "M")


def _naissances_espacees(cas: Cas) -> bool:
    if cas.personne.sexe != "F":
        return True
    dates = sorted(e.naissance.reelle for e in cas.enfants if e.naissance.complete)
    ecarts = [b - a for a, b in pairwise(dates)]
    return all(e <= JUMEAUX or e >= ENTRE_DEUX_NAISSANCES for e in ecarts)


def _nom_transmis(cas: Cas) -> bool:
    """A child bears the name of one of its parents, or both joined (code civil, art. 311-21)."""
    if not cas.parents:
        return True
    nom = set(normaliser(cas.personne.nom_naissance).split())
    return any(set(normaliser(p.nom_naissance).split()) & nom for p in cas.parents)


def _famille_proche(cas: Cas) -> set[str]:
    freres = {r for r, p in cas.gens.items() if r != cas.ref and set(p.parents) & set(cas.personne.parents)}
    return {*cas.personne.parents, *(e.ref for e in cas.enfants), *freres}


INVARIANTS = (
    Invariant("deux-parents-au-plus", "Un acte nomme deux parents au plus.", lambda c: len(c.personne.parents) <= 2),
    Invariant(
        "parents-distincts",
        "Les deux parents sont deux personnes, et personne n'est son propre parent.",
        lambda c: len({*c.personne.parents, c.ref}) == len(c.personne.parents) + 1,
    ),
    Invariant(
        "parents-de-l-acte",
        "Les parents que rend le registre sont ceux que nomme l'acte.",
        lambda c: {p.ref for p in c.parents} == set(c.personne.parents),
    ),
    Invariant(
        "parents-plus-ages",
        "Un parent a au moins 13 ans à la naissance de son enfant.",
        lambda c: all(age >= AGE_MINIMAL_DES_PARENTS for age in _ages(c, c.parents)),
    ),
    Invariant(
        "age-de-la-mere",
        "Une mère a 58 ans au plus à la naissance de son enfant.",
        lambda c: all(age <= AGE_MAXIMAL["F"] for age in _ages(c, c.parents, "F")),
    ),
    Invariant(
        "age-du-pere",
        "Un père a 80 ans au plus à la naissance de son enfant.",
        lambda c: all(age <= AGE_MAXIMAL["M"] for age in _ages(c, c.parents, "M")),
    ),
    Invariant("mere-vivante", "Une mère est vivante à la naissance de son enfant.", _mere_vivante),
    Invariant("pere-vivant", "Un père est mort au plus 300 jours avant la naissance de son enfant.", _pere_vivant),
    Invariant(
        "enfants-reciproques",
        "Chaque enfant rendu par le registre nomme son parent sur son acte.",
        lambda c: all(c.ref in e.parents for e in c.enfants),
    ),
    Invariant(
        "naissances-espacees",
        "Deux enfants d'une même mère sont jumeaux ou naissent à six mois d'écart au moins.",
        _naissances_espacees,
    ),
    Invariant("nom-transmis", "Un enfant porte le nom de l'un de ses parents, ou des deux.", _nom_transmis),
    Invariant(
        "pas-d-union-en-famille",
        "Personne ne s'unit à son parent, à son enfant, à son frère ni à sa sœur.",
        lambda c: not any(u.autre(c.ref) in _famille_proche(c) for u in c.unions),
    ),
)
