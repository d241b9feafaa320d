"""A citizen's page says what France Travail, the DSNJ and the SIV know."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.personas import personas
from gateway.portail.citoyen import fiche
from registry.registre import Registre

JOUR = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("ref", "administration", "attendu"),
    [
        ("fatoumata-diarra", "France Travail", "depuis le 1er mars 2025"),
        ("claire-moreau", "France Travail", "jamais inscrit"),
        ("enzo-lemaire", "Service national", "pas en règle"),
        ("camille-faure", "Service national", "en règle"),
        ("test", "Service national", "ni recensé"),
        ("julien-lefevre", "Immatriculation des véhicules", "aucun véhicule"),
        ("claire-moreau", "Immatriculation des véhicules", "Julien LEFÈVRE (cotitulaire)"),
        ("romain-chevalier", "Immatriculation des véhicules", "(locataire)"),
    ],
)
def test_la_fiche_lit_chaque_demarche(ref: str, administration: str, attendu: str) -> None:
    """The lines of the page are those of the views, or the reason why there is none."""
    avis = {a.administration: a for a in fiche(Registre([personas(2026)]), ref, JOUR).avis}[administration]
    assert attendu in " ".join([avis.refus, *(valeur for _, valeur in avis.lignes)])
