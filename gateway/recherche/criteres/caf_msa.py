"""What the CAF or the MSA knows of its allocataires and of their spouses."""

from __future__ import annotations

from gateway.recherche.critere import ADULTES, Cadre, Critere, Groupe, Tamis, positif
from gateway.recherche.sujet import Sujet
from gateway.recherche.voulu import Choix, Nombre, Voulu
from registry.tamis import Condition

AUCUN = "aucun"
ORGANISMES = {"CNAF": "une CAF", "MSA": "la MSA", AUCUN: "aucun dossier à son nom"}
DOSSIER = Condition("dossier_caf")
EUROS_PAR_MOIS = Nombre("€ par mois")
# No benefit for a child of twenty-one or more; the base allowance stops at three.
AGE_MAXIMAL, AGE_ALLOCATION_DE_BASE = 20, 3


def _organisme(s: Sujet) -> str:
    return AUCUN if s.vue_caf is None else s.vue_caf.organisme


def _tamis_organisme(voulu: Voulu, cadre: Cadre) -> tuple[Condition, ...]:
    if AUCUN in (voulu.valeurs or ()):
        return ()
    msa = (Condition("agricole", parmi=frozenset({"oui"})),) if voulu.valeurs == frozenset({"MSA"}) else ()
    return (ADULTES, DOSSIER, *msa)


def _tamis_quotient(voulu: Voulu, cadre: Cadre) -> tuple[Condition, ...]:
    return (ADULTES, DOSSIER, Condition("quotient", voulu.bas, voulu.haut))


def _avec_enfant(age_maximal: int) -> Tamis:
    conditions = (ADULTES, DOSSIER, Condition("age_enfant_du_foyer", 0, age_maximal))
    return positif(lambda voulu, cadre: conditions)


def _prestation(nom: str, libelle: str, age_maximal: int) -> Critere:
    """A benefit of the month, by the name under which the fund explains it."""
    return Critere(nom, libelle, EUROS_PAR_MOIS, lambda s: s.prestations.get(nom), _avec_enfant(age_maximal))


def _demandee(nom: str, libelle: str) -> Critere:
    """A benefit of adults."""
    tamis = positif(lambda voulu, cadre: (ADULTES, DOSSIER))
    return Critere(nom, libelle, EUROS_PAR_MOIS, lambda s: s.prestations.get(nom), tamis)


GROUPE = Groupe(
    "CAF et MSA",
    (
        Critere("organisme", "Dossier", Choix(ORGANISMES), _organisme, _tamis_organisme),
        Critere("qf", "Quotient familial du mois", EUROS_PAR_MOIS, lambda s: s.quotient, _tamis_quotient),
        Critere(
            "enfants_caf",
            "Enfants à charge du dossier",
            Nombre("enfants"),
            lambda s: None if s.vue_caf is None else len(s.vue_caf.enfants),
            lambda voulu, cadre: (ADULTES, DOSSIER),
        ),
        _prestation("allocations_familiales", "Allocations familiales", AGE_MAXIMAL),
        _prestation("complement_familial", "Complément familial", AGE_MAXIMAL),
        _prestation("allocation_base", "Allocation de base de la PAJE", AGE_ALLOCATION_DE_BASE),
        _prestation("soutien_familial", "Allocation de soutien familial", AGE_MAXIMAL),
        _prestation("enfant_handicape", "AEEH", AGE_MAXIMAL),
        _demandee("adulte_handicape", "AAH, montant"),
        _demandee("aide_logement", "Aide au logement"),
        _demandee("prime_activite", "Prime d’activité"),
    ),
)
