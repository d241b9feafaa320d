"""What the DSNJ knows of a young person on one civil day: in order, not in order, unknown, or not concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from registry.erreurs import SansDossier
from registry.facts import Famille, Personne
from registry.groupes import AGE_MAJORITE
from registry.service_national import ServiceNational

Situation = Literal["en_regle", "pas_en_regle", "indetermine", "non_concerne"]
#: Age of the census; the situation is told from then up to the second age, included.
AGE_DU_RECENSEMENT, AGE_MAXIMAL = 16, 25


@dataclass(frozen=True, slots=True, eq=False)
class VueServiceNational:
    jour: date
    personne: Personne
    situation: Situation
    exempte: bool


def vue_service_national(famille: Famille, ref: str, jour: date) -> VueServiceNational:
    """The situation of `ref`; `SansDossier` outside the ages above, and for the dead."""
    personne = famille.personnes[ref]
    if personne.decede_le(jour) or not AGE_DU_RECENSEMENT <= personne.age(jour) <= AGE_MAXIMAL:
        raise SansDossier("ni recensé, ni à recenser")
    fait = famille.service_national(ref)
    return VueServiceNational(jour, personne, situation(fait, personne, jour), fait.francais and fait.exempte)


def situation(fait: ServiceNational, personne: Personne, jour: date) -> Situation:
    """A minor is in order once registered, an adult after the day of defence; town halls report every quarter."""
    if not fait.francais:
        return "non_concerne"
    if fait.exempte:
        return "en_regle"
    if fait.en_attente:
        return "indetermine"
    seize_ans = _anniversaire(personne.naissance.reelle, AGE_DU_RECENSEMENT)
    if fait.jdc is not None and seize_ans + timedelta(fait.jdc) <= jour:
        return "en_regle"
    recense = fait.recense is not None and _trimestre_suivant(seize_ans + timedelta(fait.recense)) <= jour
    return "en_regle" if recense and personne.age(jour) < AGE_MAJORITE else "pas_en_regle"


def _anniversaire(naissance: date, age: int) -> date:
    """1 March for those born on 29 February."""
    annee = naissance.year + age
    try:
        return naissance.replace(year=annee)
    except ValueError:
        return date(annee, 3, 1)


def _trimestre_suivant(jour: date) -> date:
    """The first day of the next civil quarter."""
    trimestre = (jour.month - 1) // 3 + 1
    return date(jour.year + trimestre // 4, 3 * (trimestre % 4) + 1, 1)
