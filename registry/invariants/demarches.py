"""What one administration asks about, kept true of the person and of their family."""

from __future__ import annotations

from registry.groupes import AGE_MAJORITE
from registry.invariants.cas import Cas, Invariant

THEME = "Véhicules et service national"


def _titulaire_majeur(cas: Cas) -> bool:
    vehicule = cas.famille.vehicule(cas.ref)
    return vehicule is None or cas.personne.age(vehicule.premiere_immatriculation) >= AGE_MAJORITE


def _cotitulaire_connu(cas: Cas) -> bool:
    vehicule = cas.famille.vehicule(cas.ref)
    if vehicule is None or vehicule.cotitulaire is None:
        return True
    return vehicule.cotitulaire != cas.ref and vehicule.cotitulaire in cas.gens


def _titulaire_de_son_vehicule(cas: Cas) -> bool:
    vehicule = cas.famille.vehicule(cas.ref)
    return vehicule is None or vehicule.titulaire == cas.ref


def _jdc_apres_recensement(cas: Cas) -> bool:
    fait = cas.famille.service_national(cas.ref)
    return fait.jdc is None or (fait.recense is not None and fait.recense <= fait.jdc)


INVARIANTS = (
    Invariant(
        "titulaire-de-son-vehicule",
        "La plaque d'un véhicule vient du numéro de son premier titulaire.",
        _titulaire_de_son_vehicule,
    ),
    Invariant("titulaire-majeur", "On a 18 ans à la première immatriculation de son véhicule.", _titulaire_majeur),
    Invariant("cotitulaire-connu", "Un cotitulaire est une autre personne de la famille.", _cotitulaire_connu),
    Invariant(
        "jdc-apres-recensement", "La Journée défense et citoyenneté suit le recensement.", _jdc_apres_recensement
    ),
)
