"""The grant of the school year, step by step."""

from __future__ import annotations

from datetime import date

from kernel.montants import Montant
from law.bourses import bourse_superieur, points_de_charge
from law.explication import expliquer
from law.parametres import ParametreAbsent
from providers.cnous.projection import ressources
from registry.erreurs import SansDossier
from registry.etudes import annee_scolaire
from registry.registre import Registre


def montants(registre: Registre, ref: str, jour: date) -> tuple[Montant, ...]:
    """The yearly amount, refused grants included; nothing for who did not ask."""
    annee = annee_scolaire(jour)
    try:
        vue = registre.vue_bourse(ref, annee, jour)
        points = expliquer(points_de_charge, annee, vue.autres_enfants, vue.autres_etudiants, vue.distance_km)
        calcul = expliquer(bourse_superieur, annee, ressources(vue), points.resultat)
    except (SansDossier, ParametreAbsent):
        return ()
    etapes = (*points.etapes, *calcul.etapes)
    libelle = "Bourse sur critères sociaux"
    return (Montant("bourse_superieur", libelle, str(annee), calcul.resultat.montant, "euros par an", etapes),)
