"""What the complémentaire santé solidaire costs who has it, step by step; the CAF explains what it pays."""

from __future__ import annotations

from datetime import date

from kernel.montants import Montant
from law.explication import expliquer
from law.parametres import ParametreAbsent
from law.sante_solidaire import sante_solidaire
from providers.dss.projection import derniere_demande, foyer_sante
from registry.erreurs import SansDossier
from registry.registre import Registre


def montants(registre: Registre, ref: str, jour: date) -> tuple[Montant, ...]:
    """The household's participation, for a beneficiary."""
    try:
        vue = registre.vue_complementaire(ref, jour)
    except SansDossier:
        return ()
    if vue.decision is None:
        return ()
    demande = derniere_demande(vue.decision.debut, jour)
    try:
        decision = expliquer(sante_solidaire, demande, foyer_sante(vue, demande))
    except ParametreAbsent:
        return ()
    nom, libelle = "complementaire_sante_solidaire", "Participation à la complémentaire santé solidaire"
    participation = decision.resultat.participation
    return (Montant(nom, libelle, demande.strftime("%Y-%m"), participation, "euros par mois", decision.etapes),)
