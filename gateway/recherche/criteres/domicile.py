"""Where people live on the day."""

from __future__ import annotations

from typing import get_args

from gateway.recherche.critere import Critere, Groupe, valeurs
from gateway.recherche.sujet import Sujet
from gateway.recherche.voulu import Choix, Nombre, Texte
from registry.facts import Lieu, StatutLogement
from registry.tamis import noms_du_lieu

STATUTS = {statut: statut.replace("_", " ") for statut in get_args(StatutLogement)}


def _commune(s: Sujet) -> frozenset[str] | None:
    if s.residence is None:
        return None
    adresse = s.residence.adresse
    return noms_du_lieu(Lieu(adresse.code_commune, adresse.commune))


GROUPE = Groupe(
    "Domicile",
    (
        Critere(
            "lieu",
            "Commune ou département",
            Texte("un nom (Nantes), un code COG (44109) ou un département (44)"),
            _commune,
            valeurs("commune"),
        ),
        Critere("logement", "Statut d’occupation", Choix(STATUTS), lambda s: s.logement and s.logement.statut),
        Critere(
            "loyer",
            "Loyer ou remboursement",
            Nombre("€ par mois"),
            lambda s: s.logement and s.logement.montant,
        ),
    ),
)
