"""The benefits of the month and the quotient familial, step by step."""

from __future__ import annotations

from datetime import date

from kernel.montants import Montant
from law.dossier_allocataire import foyer_prestations
from law.explication import expliquer
from law.prestations import expliquer_prestations
from law.quotient_familial import quotient_familial, ressources_caf
from providers.cnaf_msa.projection import parts, prestations_du_mois
from registry.erreurs import SansDossier
from registry.registre import Registre

LIBELLES = {
    "allocations_familiales": "Allocations familiales",
    "complement_familial": "Complément familial",
    "allocation_base": "Allocation de base de la PAJE",
    "soutien_familial": "Allocation de soutien familial",
    "enfant_handicape": "Allocation d'éducation de l'enfant handicapé",
    "adulte_handicape": "Allocation aux adultes handicapés",
    "adulte_handicape_conjoint": "Allocation aux adultes handicapés du conjoint",
    "aide_logement": "Aide au logement",
    "rsa": "Revenu de solidarité active",
    "prime_activite": "Prime d'activité",
}


def montants(registre: Registre, ref: str, jour: date) -> tuple[Montant, ...]:
    """What the month of `jour` gives to the household; nothing without a file."""
    try:
        vue = registre.vue_caf(ref, jour)
    except SansDossier:
        return ()
    premier, mois = jour.replace(day=1), jour.strftime("%Y-%m")
    prestations = expliquer_prestations(premier, foyer_prestations(vue, premier))
    quotient = expliquer(
        quotient_familial,
        ressources_caf(vue.revenus),
        prestations_du_mois(vue, premier),
        parts(vue, premier),
    )
    return (
        *(Montant(nom, LIBELLES[nom], mois, e.resultat, "euros par mois", e.etapes) for nom, e in prestations.items()),
        Montant("quotient_familial", "Quotient familial", mois, quotient.resultat, "euros par mois", quotient.etapes),
    )
