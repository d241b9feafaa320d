"""Where people live on the day."""

from __future__ import annotations

from gateway.recherche.critere import Critere, Groupe, valeurs
from gateway.recherche.sujet import Sujet
from gateway.recherche.voulu import Texte
from registry.facts import Lieu
from registry.tamis import noms_du_lieu


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
    ),
)
