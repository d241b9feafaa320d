"""Choosing citizens by a simple situation: children of the foyer allocataire, lone parent, quotient familial."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from law.allocations_familiales import EnfantAF, age_en_mois_civils
from law.prestations import prestations_du_mois
from law.quotient_familial import parts_caf, quotient_familial, ressources_caf
from registry.erreurs import SansDossier
from registry.registre import Registre
from registry.vues import VueCaf


@dataclass(frozen=True, slots=True)
class Criteres:
    """What is asked; None: whatever. `qf_max` is in euros."""

    enfants: int | None = None
    parent_isole: bool = False
    qf_max: int | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    ref: str
    enfants: int
    seul: bool
    quotient: int


def situation(registre: Registre, ref: str, jour: date) -> Situation | None:
    """What the CAF or the MSA knows of `ref`; None without a file, or when someone else is the allocataire."""
    try:
        vue = registre.vue_caf(ref, jour)
    except SansDossier:
        return None
    if vue.allocataire.ref != ref:
        return None
    return Situation(ref, len(vue.enfants), vue.conjoint is None, quotient_du_mois(vue))


def quotient_du_mois(vue: VueCaf) -> int:
    """The quotient familial of the month of the view, euros, from the law alone."""
    premier = vue.jour.replace(day=1)
    enfants = [EnfantAF(age_en_mois_civils(e.personne.naissance.reelle, premier), e.alternee) for e in vue.enfants]
    code = vue.adresse.code_commune
    departement = code[:3] if code.startswith("97") else code[:2]
    prestations = prestations_du_mois(premier, enfants, vue.revenus, vue.annee_ressources, departement)
    alternes = sum(e.alternee for e in vue.enfants)
    return quotient_familial(
        ressources_caf(vue.revenus), prestations.total, parts_caf(premier, len(enfants) - alternes, alternes)
    )


def convient(s: Situation, criteres: Criteres) -> bool:
    return (
        (criteres.enfants is None or s.enfants == criteres.enfants)
        and (not criteres.parent_isole or (s.seul and s.enfants > 0))
        and (criteres.qf_max is None or s.quotient <= criteres.qf_max)
    )
