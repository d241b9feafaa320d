"""What people do on the day, what France Travail knows of it, and the vehicle they hold."""

from __future__ import annotations

from gateway.recherche.critere import Critere, Groupe, si_oui, toutes, valeurs
from gateway.recherche.sujet import AGE_MAJORITE, Sujet
from gateway.recherche.voulu import Choix, OuiNon, Texte, en_texte
from registry.tamis import Condition

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

CATEGORIES = {
    "1": "cherche un temps plein, durable",
    "2": "cherche un temps partiel, durable",
    "3": "cherche un emploi temporaire ou saisonnier",
    "4": "sans emploi, pas disponible tout de suite",
    "5": "en emploi, en cherche un autre",
}
#: A month is paid between the second and the fourth of the next one.
JOURS_ENTRE_PAIEMENTS = 35
CHOMAGE = Condition("activite", parmi=frozenset({"chomage"}))


def _indemnise(s: Sujet) -> bool:
    """Paid by France Travail for the last month."""
    paiements = () if s.dernier_chomage is None else s.dernier_chomage.paiements
    return any((s.jour - p.jour).days < JOURS_ENTRE_PAIEMENTS and p.centimes > 0 for p in paiements)


GROUPE = Groupe(
    "Travail",
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
        Critere(
            "demandeur_emploi",
            "Inscrit à France Travail",
            OuiNon(),
            lambda s: s.inscrit is not None,
            si_oui(CHOMAGE),
        ),
        Critere(
            "categorie_emploi",
            "Catégorie à France Travail",
            Choix(CATEGORIES),
            lambda s: None if s.inscrit is None else str(s.inscrit.emploi.categorie),
            toutes(lambda voulu, cadre: (CHOMAGE,), valeurs("categorie_emploi")),
        ),
        Critere("are", "ARE versée pour le dernier mois", OuiNon(), _indemnise, si_oui(CHOMAGE)),
        Critere(
            "vehicule",
            "Titulaire d’une carte grise",
            OuiNon(),
            lambda s: s.vehicule,
            si_oui(Condition("age", AGE_MAJORITE)),
        ),
    ),
)
