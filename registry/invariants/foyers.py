"""The tax household and custody: who declares whom, once."""

from __future__ import annotations

from datetime import date

from registry import groupes
from registry.groupes import AGE_MAJORITE, AGE_RATTACHEMENT_ETUDES, FoyerFiscal
from registry.invariants.cas import Cas, Invariant

THEME = "Foyers fiscaux, gardes et rattachements"


def _tous(foyer: FoyerFiscal) -> list[str]:
    return [*foyer.declarants, *(m.ref for m in foyer.mineurs), *foyer.majeurs]


def _vivants(cas: Cas) -> bool:
    for foyer in cas.foyers:
        for ref in _tous(foyer):
            p = cas.gens[ref]
            if not p.ne_le(date(foyer.annee, 12, 31)) or p.decede_le(date(foyer.annee, 1, 1)):
                return False
    return True


def _reciproque(cas: Cas) -> bool:
    """Both declarants have the same household, hence the same shares, income and RFR."""
    for foyer in cas.foyers:
        for ref in foyer.declarants:
            lu = groupes.foyer_fiscal(cas.famille, ref, foyer.annee, cas.jour)
            if lu is None or set(lu.declarants) != set(foyer.declarants) or _charges(lu) != _charges(foyer):
                return False
    return True


def _charges(foyer: FoyerFiscal) -> tuple[frozenset[groupes.EnfantACharge], frozenset[str]]:
    return frozenset(foyer.mineurs), frozenset(foyer.majeurs)


def _ages_des_charges(cas: Cas) -> bool:
    for foyer in cas.foyers:
        ages = [cas.gens[m.ref].age(date(foyer.annee, 1, 1)) for m in foyer.mineurs]
        if any(age >= AGE_MAJORITE for age in ages):
            return False
    return True


def _ages_des_majeurs(cas: Cas) -> bool:
    for foyer in cas.foyers:
        ages = [cas.gens[m].age(date(foyer.annee, 1, 1)) for m in foyer.majeurs]
        if any(not AGE_MAJORITE <= age < AGE_RATTACHEMENT_ETUDES for age in ages):
            return False
    return True


def _un_seul_foyer(cas: Cas) -> bool:
    """In full, a dependant is in one household; in shared custody, in two at most."""
    for foyer in cas.foyers:
        compte = 0
        for ref, p in cas.gens.items():
            if p.age(date(foyer.annee, 12, 31)) < AGE_MAJORITE:
                continue
            lu = groupes.foyer_fiscal(cas.famille, ref, foyer.annee, cas.jour)
            if lu is not None and lu.declarants[0] == ref:
                compte += sum(1 if m.alternee else 2 for m in lu.mineurs if m.ref == cas.ref)
                compte += 2 * (cas.ref in lu.majeurs)
        if compte > 2:
            return False
    return True


def _declare(cas: Cas) -> bool:
    """The household found for a person counts that person, or their shared custody does elsewhere."""
    alternes = {g.enfant for g in cas.famille.gardes}
    return all(cas.ref in _tous(foyer) or cas.ref in alternes for foyer in cas.foyers)


def _couple(cas: Cas) -> bool:
    return all((len(f.declarants) == 2) == (f.situation in ("M", "O")) for f in cas.foyers)


def _gardes_du_parent(cas: Cas) -> bool:
    return all(set(g.parents) <= set(cas.personne.parents) for g in cas.famille.gardes if g.enfant == cas.ref)


def _garde_mineur(cas: Cas) -> bool:
    return all(0 <= cas.personne.age(g.debut) < AGE_MAJORITE for g in cas.famille.gardes if g.enfant == cas.ref)


def _garde_separes(cas: Cas) -> bool:
    gardes = [g for g in cas.famille.gardes if cas.ref in g.parents and g.debut <= cas.jour]
    mineurs = [g for g in gardes if cas.gens[g.enfant].age(cas.jour) < AGE_MAJORITE]
    return not any(cas.conjoint in g.parents for g in mineurs)


def _rattachement_au_parent(cas: Cas) -> bool:
    """A dependant's declarant is a parent, or a parent's partner."""
    admis = set(cas.personne.parents)
    admis |= {u.autre(p) for u in cas.famille.unions for p in cas.personne.parents if p in u.membres}
    return all(r.parent in admis for r in cas.famille.rattachements if r.enfant == cas.ref)


def _un_rattachement(cas: Cas) -> bool:
    siens = [r for r in cas.famille.rattachements if r.enfant == cas.ref]
    return all(sum(r.vaut_pour(annee) for r in siens) <= 1 for annee in cas.annees)


INVARIANTS = (
    Invariant(
        "un-ou-deux-declarants",
        "Un foyer fiscal a un ou deux déclarants.",
        lambda c: all(len(set(f.declarants)) in (1, 2) for f in c.foyers),
    ),
    Invariant("couple-fiscal", "Deux déclarants sont mariés ou pacsés, un seul ne l'est pas.", _couple),
    Invariant(
        "foyer-sans-doublon",
        "Personne n'est compté deux fois dans un foyer fiscal.",
        lambda c: all(len(set(_tous(f))) == len(_tous(f)) for f in c.foyers),
    ),
    Invariant("declare-par-son-foyer", "Le foyer fiscal d'une personne la compte.", _declare),
    Invariant("foyer-de-vivants", "Un foyer fiscal compte des personnes nées et vivantes dans l'année.", _vivants),
    Invariant("foyer-commun", "Les deux déclarants ont le même foyer : mêmes parts, même RFR.", _reciproque),
    Invariant("mineurs-a-charge", "Un mineur à charge a moins de 18 ans au 1er janvier.", _ages_des_charges),
    Invariant("majeurs-rattaches", "Un majeur rattaché a de 18 à 24 ans au 1er janvier.", _ages_des_majeurs),
    Invariant(
        "un-seul-foyer-fiscal", "Une charge n'est comptée qu'une fois, ou deux fois pour moitié.", _un_seul_foyer
    ),
    Invariant(
        "parent-isole-seul",
        "Un parent isolé (case T) est seul déclarant et a quelqu'un à charge.",
        lambda c: all(len(f.declarants) == 1 and bool(f.mineurs or f.majeurs) for f in c.foyers if f.parent_isole),
    ),
    Invariant("garde-des-parents", "La garde alternée est celle des deux parents de l'acte.", _gardes_du_parent),
    Invariant("garde-d-un-mineur", "La garde alternée commence quand l'enfant est né et mineur.", _garde_mineur),
    Invariant("garde-de-separes", "Les parents d'une garde alternée ne vivent pas en couple.", _garde_separes),
    Invariant(
        "rattachement-au-parent",
        "On est rattaché à l'un de ses parents, ou à qui vit avec lui.",
        _rattachement_au_parent,
    ),
    Invariant("un-rattachement-par-an", "On n'est rattaché qu'à un foyer par année.", _un_rattachement),
    Invariant(
        "rattachement-annees",
        "Un rattachement finit après avoir commencé.",
        lambda c: all(
            r.derniere_annee is None or r.derniere_annee >= r.premiere_annee
            for r in c.famille.rattachements
            if r.enfant == c.ref
        ),
    ),
)
