"""What people do on the day."""

from __future__ import annotations

from gateway.recherche.critere import Critere, Groupe, valeurs
from gateway.recherche.voulu import Choix, Texte, en_texte

ACTIVITES = {
    "salarie": "salarié",
    "independant": "indépendant",
    "agriculteur": "agriculteur",
    "chomage": "au chômage",
    "retraite": "retraité",
    "etudes": "étudiant",
    "scolarite": "élève",
    "sans": "sans activité",
}

GROUPE = Groupe(
    "Travail et études",
    (
        Critere(
            "activite",
            "Activité",
            Choix(ACTIVITES),
            lambda s: s.activite.nature if s.activite else None,
            valeurs("activite"),
        ),
        Critere(
            "employeur",
            "Employeur",
            Texte("le nom d’un employeur"),
            lambda s: en_texte((s.activite.employeur,)) if s.activite and s.activite.employeur else None,
            valeurs("employeur"),
        ),
    ),
)
