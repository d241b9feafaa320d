"""The tax of the last notice, step by step."""

from __future__ import annotations

from datetime import date

from kernel.montants import Montant
from law.avis import situation_fiscale
from law.explication import expliquer
from law.impot_revenu import impot_revenu
from registry.erreurs import SansDossier
from registry.registre import Registre
from registry.vues import derniere_annee_imposee


def montants(registre: Registre, ref: str, jour: date) -> tuple[Montant, ...]:
    """The income tax of the last year assessed on `jour`; nothing for who declares nothing."""
    annee = derniere_annee_imposee(jour)
    try:
        vue = registre.vue_dgfip(ref, annee, jour)
    except SansDossier:
        return ()
    calcul = expliquer(impot_revenu, situation_fiscale(vue))
    return (
        Montant(
            "impot_revenu", "Impôt sur le revenu", str(annee), calcul.resultat.montant_total, "euros", calcul.etapes
        ),
    )
