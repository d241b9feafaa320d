"""Schooling, grants and the services of the young: what MEN, MESRI, CNOUS, ASC and DSNJ would tell.

The school year is the one under way, from July on the one to come.
"""

from __future__ import annotations

from gateway.recherche.critere import Cadre, Critere, Groupe, Tamis, si_oui, valeurs
from gateway.recherche.sujet import Sujet
from gateway.recherche.voulu import Choix, OuiNon, Voulu
from registry.scolarite import AGE_DU_COLLEGE, AGE_DU_LYCEE
from registry.tamis import Condition
from registry.vues_service_national import AGE_DU_RECENSEMENT, AGE_MAXIMAL

AUCUNE, AUCUN = "aucune", "aucun"
ETUDES = {
    "ecole": "école",
    "college": "collège",
    "lycee": "lycée",
    "superieur": "enseignement supérieur",
    AUCUNE: "ni élève ni étudiant",
}
ECHELONS = {
    "0bis": "0 bis, au supérieur",
    **{str(n): f"{n}, au collège, au lycée ou au supérieur" for n in range(1, 4)},
    **{str(n): f"{n}, au supérieur" for n in range(4, 8)},
}
ECHELONS_DU_SECONDAIRE = frozenset({"1", "2", "3"})
SERVICES_CIVIQUES = {"en_cours": "en cours", "passe": "terminé", AUCUN: "aucun"}
SITUATIONS = {
    "en_regle": "en règle",
    "pas_en_regle": "pas en règle",
    "indetermine": "dossier à l’examen",
    "non_concerne": "non concerné",
}
APPRENTISSAGE = "RF4"
SECONDAIRE, SUPERIEUR = frozenset({"college", "lycee"}), frozenset({"superieur"})
_ETUDIANTS = Condition("etudes", parmi=SUPERIEUR)


def etudes(s: Sujet) -> str:
    """One of `ETUDES`."""
    if s.scolarite is not None:
        age = s.scolarite.age
        return "ecole" if age < AGE_DU_COLLEGE else "college" if age < AGE_DU_LYCEE else "lycee"
    return AUCUNE if s.inscription is None else "superieur"


def service_civique(s: Sujet) -> frozenset[str]:
    """A contract under way, one that is over, or both."""
    connus = {"en_cours": s.service_civique.actuel, "passe": s.service_civique.passe} if s.service_civique else {}
    return frozenset(nom for nom, contrat in connus.items() if contrat is not None) or frozenset({AUCUN})


def _sauf(aucun: str, grandeur: str) -> Tamis:
    """The sieve only helps to find who has one of the others."""
    return lambda voulu, cadre: () if aucun in (voulu.valeurs or ()) else (Condition(grandeur, parmi=voulu.valeurs),)


def _tamis_echelon(voulu: Voulu, cadre: Cadre) -> tuple[Condition, ...]:
    secondaire = SECONDAIRE if (voulu.valeurs or frozenset()) & ECHELONS_DU_SECONDAIRE else frozenset()
    return (Condition("etudes", parmi=SUPERIEUR | secondaire), *valeurs("echelon_bourse")(voulu, cadre))


def _tamis_service_national(voulu: Voulu, cadre: Cadre) -> tuple[Condition, ...]:
    ages = Condition("age", AGE_DU_RECENSEMENT, AGE_MAXIMAL)
    return (ages, *valeurs("service_national")(voulu, cadre))


GROUPE = Groupe(
    "Études et service",
    (
        Critere("etudes", "Études de l’année scolaire", Choix(ETUDES), etudes, _sauf(AUCUNE, "etudes")),
        Critere(
            "apprenti",
            "Apprenti du supérieur",
            OuiNon(),
            lambda s: s.inscription is not None and s.inscription.regime == APPRENTISSAGE,
            si_oui(_ETUDIANTS),
        ),
        Critere(
            "service_civique",
            "Service civique",
            Choix(SERVICES_CIVIQUES),
            service_civique,
            _sauf(AUCUN, "service_civique"),
        ),
        Critere(
            "service_national",
            "Service national (16 à 25 ans)",
            Choix(SITUATIONS),
            lambda s: s.service_national,
            _tamis_service_national,
        ),
        Critere(
            "boursier",
            "Boursier",
            OuiNon(),
            lambda s: s.echelon is not None,
            si_oui(
                Condition("etudes", parmi=SUPERIEUR | SECONDAIRE),
                Condition("echelon_bourse", parmi=frozenset(ECHELONS)),
            ),
        ),
        Critere("echelon_bourse", "Échelon de la bourse", Choix(ECHELONS), lambda s: s.echelon, _tamis_echelon),
    ),
)
