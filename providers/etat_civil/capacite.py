"""Who may have an extract with filiation (décret 2017-890, art. 26 to 38); the extract without it is for anyone."""

from __future__ import annotations

from datetime import date

from providers.etat_civil import errors
from providers.etat_civil.demande import Demande
from registry.erreurs import PersonneInconnue
from registry.facts import Famille, Personne
from registry.identification import correspond
from registry.registre import Registre
from registry.vues import VueNaissance

# A birth act is a public archive after this many years (code du patrimoine, art. L. 213-2).
ANNEES_ARCHIVES_PUBLIQUES = 75
MAJORITE = 18
# Sources disagree on the PACS partner: the strict reading keeps the spouse only.
UNIONS_DU_CONJOINT = ("mariage",)
# How far up a line of ascent is followed: parents and grandparents.
GENERATIONS = 2


def verifier_demandeur(demande: Demande, vue: VueNaissance, registre: Registre) -> None:
    """Raises `DemandeurNonAutorise` unless the applicant may have the act of `vue` with its filiation."""
    titulaire = vue.titulaire
    if vue.jour.year - titulaire.naissance.annee > ANNEES_ARCHIVES_PUBLIQUES:
        return
    if demande.demandeur is None or not _parents_nommes(demande, vue):
        raise errors.DemandeurNonAutorise
    demandeurs = demande.demandeur.personnes(registre)
    if len(demandeurs) != 1 or not _lien(demande.qualite or "", demandeurs[0], titulaire, registre, vue.jour):
        raise errors.DemandeurNonAutorise


def _parents_nommes(demande: Demande, vue: VueNaissance) -> bool:
    """Whether the order names every parent of the act (art. 29)."""
    return all(any(p.prenoms and correspond(parent, p) for p in demande.interesse.parents) for parent in vue.parents)


def _lien(qualite: str, demandeur: Personne, titulaire: Personne, registre: Registre, jour: date) -> bool:
    match qualite:
        case "INTERESSE":
            return demandeur.ref == titulaire.ref and titulaire.age(jour) >= MAJORITE
        case "ASCENDANT":
            return demandeur.ref in ascendants(registre, titulaire.ref)
        case "DESCENDANT":
            return titulaire.ref in ascendants(registre, demandeur.ref)
        case _:
            return _maries(registre.famille(titulaire.ref), demandeur.ref, titulaire.ref, jour)


def ascendants(registre: Registre, ref: str) -> set[str]:
    """Refs of the parents and grandparents; a parent whose own act is not held has no known ascendant."""
    trouves: set[str] = set()
    generation = {ref}
    for _ in range(GENERATIONS):
        generation = {p.ref for enfant in generation for p in _parents(registre, enfant)}
        trouves |= generation
    return trouves


def _parents(registre: Registre, ref: str) -> tuple[Personne, ...]:
    try:
        return registre.parents(ref)
    except PersonneInconnue:
        return ()


def _maries(famille: Famille, un: str, autre: str, jour: date) -> bool:
    return any(
        u.nature in UNIONS_DU_CONJOINT and set(u.membres) == {un, autre} and u.en_cours(jour, "etat_civil")
        for u in famille.unions
    )
