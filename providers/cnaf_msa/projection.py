"""From a CAF or MSA file to the official answer: the household of today, the quotient familial of the month asked."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from kernel.api_particulier.foyer import adresse, personne
from law import prestations
from law.dossier_allocataire import enfants_handicapes, foyer_prestations
from law.quotient_familial import parts_caf, quotient_familial, ressources_caf
from providers.cnaf_msa import contract
from providers.cnaf_msa.scopes import FILTRE
from registry.vues import VueCaf

#: Households whose answer is kept as long as their view is: the same question is asked again and again.
REPONSES_GARDEES = 4096


def donnees(vue: VueCaf, annee: int, mois: int, accordes: frozenset[str]) -> dict[str, Any]:
    """The `data` that `accordes` opens.

    `vue.revenus` must be those of `annee - 2`. Raises `law.parametres.ParametreAbsent` when the law of the month is not
    recorded.
    """
    ouverture = FILTRE.ouverture(accordes)
    complet = _foyer(vue)
    if ouverture.ouvre("quotient_familial"):
        complet = {**complet, "quotient_familial": _quotient_familial(vue, annee, mois)}
    return ouverture.appliquer(complet)


@lru_cache(REPONSES_GARDEES)
def _foyer(vue: VueCaf) -> contract.Donnees:
    return {
        "allocataires": [personne(p) for p in (vue.allocataire, vue.conjoint) if p is not None],
        "enfants": [personne(e.personne) for e in vue.enfants],
        "adresse": adresse(vue),
    }


@lru_cache(REPONSES_GARDEES)
def _quotient_familial(vue: VueCaf, annee: int, mois: int) -> contract.QuotientFamilial:
    premier = date(annee, mois, 1)
    valeur = quotient_familial(ressources_caf(vue.revenus), prestations_du_mois(vue, premier), parts(vue, premier))
    annee_calcul, mois_calcul = _calcul(vue, annee, mois)
    return {
        "fournisseur": vue.organisme,
        "valeur": valeur,
        "annee": annee,
        "mois": mois,
        "annee_calcul": annee_calcul,
        "mois_calcul": mois_calcul,
    }


def prestations_du_mois(vue: VueCaf, premier: date) -> float:
    """Benefits paid to the household for the month that starts on `premier`, euros: those of `law.prestations`."""
    return prestations.prestations_du_mois(premier, foyer_prestations(vue, premier)).total


def parts(vue: VueCaf, premier: date) -> float:
    """The shares of the household for the month that starts on `premier`."""
    alternes = sum(e.alternee for e in vue.enfants)
    return parts_caf(premier, len(vue.enfants) - alternes, alternes, len(enfants_handicapes(vue, premier)))


def _calcul(vue: VueCaf, annee: int, mois: int) -> tuple[int, int]:
    """When the figure was computed: the MSA computes at each call, the CAF when something changed.

    What changes a CAF figure: new resources each January, the opening of the file, the birth of a child.
    """
    if vue.organisme == "MSA":
        return vue.jour.year, vue.jour.month
    evenements = [(vue.ouvert_le.year, vue.ouvert_le.month)]
    evenements += [(e.personne.naissance.annee, e.personne.naissance.mois) for e in vue.enfants]
    return max((annee, 1), *[e for e in evenements if e <= (annee, mois)])
