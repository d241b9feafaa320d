"""What happened to people, or to their home, in the twelve months before the civil day."""

from __future__ import annotations

from gateway.recherche.critere import Critere, Groupe, valeurs
from gateway.recherche.voulu import Choix

RECENTS = {
    "naissance": "naissance d’un enfant",
    "mariage": "mariage",
    "pacs": "PACS",
    "vie_commune": "début de vie commune",
    "separation": "divorce, dissolution ou séparation",
    "veuvage": "décès du conjoint",
    "demenagement": "déménagement",
    "perte_emploi": "emploi perdu",
    "reprise_emploi": "emploi retrouvé",
    "retraite": "départ à la retraite",
}

GROUPE = Groupe(
    "Événements",
    (
        Critere(
            "evenement",
            "Arrivé depuis douze mois",
            Choix(RECENTS),
            lambda s: s.recents,
            valeurs("evenement"),
        ),
    ),
)
