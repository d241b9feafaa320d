"""Where people live: always somewhere, in one place, never a child alone."""

from __future__ import annotations

import re

from registry.groupes import AGE_MAJORITE, residence
from registry.invariants.cas import Cas, Invariant

THEME = "Résidences et ménages"


def _adresses(cas: Cas) -> bool:
    formes = (r"\d{5}", r"(\d\d|2[AB])\d{3}")
    return all(
        re.fullmatch(formes[0], r.adresse.code_postal, re.ASCII)
        and re.fullmatch(formes[1], r.adresse.code_commune, re.ASCII)
        and r.adresse.commune.strip()
        for r in cas.residences
    )


def _avant_le_deces(cas: Cas) -> bool:
    deces = cas.personne.deces
    return deces is None or all(r.debut <= deces.jour for r in cas.residences)


def _meme_adresse(cas: Cas) -> bool:
    if cas.residence is None:
        return True
    chez = [residence(cas.famille, autre, cas.jour) for autre in cas.menage]
    return all(r is None or r.adresse.code_commune == cas.residence.adresse.code_commune for r in chez)


def _mineur_accompagne(cas: Cas) -> bool:
    if not cas.vivant or cas.personne.age(cas.jour) >= AGE_MAJORITE:
        return True
    return any(cas.gens[m].age(cas.jour) >= AGE_MAJORITE for m in cas.menage)


INVARIANTS = (
    Invariant(
        "residence-connue",
        "Une personne vivante a une adresse.",
        lambda c: not c.vivant or c.residence is not None,
    ),
    Invariant(
        "residence-depuis-la-naissance",
        "Personne n'habite quelque part avant d'être né.",
        lambda c: all(r.debut >= c.personne.naissance.reelle for r in c.residences),
    ),
    Invariant("residence-avant-le-deces", "Personne n'emménage après sa mort.", _avant_le_deces),
    Invariant("adresse-complete", "Une adresse a un code postal, une commune et son code.", _adresses),
    Invariant(
        "dans-son-menage", "Une personne vivante est de son propre ménage.", lambda c: not c.vivant or c.ref in c.menage
    ),
    Invariant("menage-meme-commune", "Ceux d'un même logement vivent dans la même commune.", _meme_adresse),
    Invariant("mineur-accompagne", "Un mineur vit avec un adulte.", _mineur_accompagne),
)
