"""Every answer each provider can project for the hand-built family, as `(name, granted scopes → rooted answer)`.

A rooted answer has the members that the scopes' paths name: `{"caisse": {…}}` for `caisse.libelle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kernel.scopes import Filtre
from providers.ants import projection as ants
from providers.ants.scopes import FILTRE as ANTS
from providers.asc import projection as asc
from providers.asc.scopes import FILTRE as ASC
from providers.cnaf_msa.projection import donnees
from providers.cnaf_msa.scopes import FILTRE as CNAF
from providers.cnam import projection as cnam
from providers.cnam.scopes import FILTRE as CNAM
from providers.cnous import projection as cnous
from providers.cnous.scopes import FILTRE as CNOUS
from providers.dgfip import projection as dgfip
from providers.dgfip.scopes import FILTRE as DGFIP
from providers.dsnj import projection as dsnj
from providers.dsnj.scopes import FILTRE as DSNJ
from providers.dss import projection as dss
from providers.dss.scopes import FILTRE as DSS
from providers.etat_civil import projection as etat_civil
from providers.etat_civil.scopes import FILTRE as ETAT_CIVIL
from providers.ft import projection as ft
from providers.ft.scopes import FILTRE as FT
from providers.men import projection as men
from providers.men.scopes import FILTRE as MEN
from providers.mesri import projection as mesri
from providers.mesri.scopes import FILTRE as MESRI
from providers.mi import projection as mi
from providers.mi.scopes import FILTRE as MI
from registry.facts import Famille, Revenus
from tests.providers import eleves, etudiants, foyers, volontaires

Projeter = Callable[[frozenset[str]], dict[str, Any]]


def _riche(ref: str, annee: int) -> Revenus:
    """Something in every box, so that no opened field is empty."""
    return Revenus(*range(1_000, 9_000, 1_000))


RICHES = foyers.avec_revenus(_riche)


def _cnam(objet: str) -> Projeter:
    vue = foyers.droits()
    corps: dict[str, Projeter] = {
        "beneficiaire": lambda a: cnam.beneficiaire(vue, vue.assure, a),
        "caisse": lambda a: cnam.caisse(vue, a),
        "contrats": lambda a: cnam.contrats(vue, vue.assure, foyers.JOUR, foyers.JOUR, a),  # type: ignore[dict-item,return-value]  # a list
    }
    return lambda a: {objet: corps[objet](a)} if CNAM.ouverture(a).ouvre(objet) else {}


def _acte(accordes: frozenset[str]) -> dict[str, Any]:
    ouvert = ETAT_CIVIL.ouverture(accordes).ouvre("acte")
    return {"acte": etat_civil.acte(foyers.naissance("lea"), accordes)} if ouvert else {}


def _enfants(accordes: frozenset[str]) -> dict[str, Any]:
    ouvert = ETAT_CIVIL.ouverture(accordes).ouvre("enfants")
    return etat_civil.actes_enfants([foyers.naissance("tom")], accordes) if ouvert else {}


def _objet(filtre: Filtre, objet: str, projeter: Callable[[frozenset[str]], dict[str, Any]]) -> Projeter:
    """An answer rooted at `objet` when something of it is opened."""
    return lambda a: {objet: projeter(a)} if filtre.ouverture(a).ouvre(objet) else {}


_FT: dict[str, Projeter] = {
    "statut": lambda a: ft.statut(foyers.emploi(), a),
    "indemnites": lambda a: ft.indemnites(foyers.emploi(), a),
    "statut_augmente": lambda a: ft.statut_augmente(foyers.emploi(), a),
    "liste_paiements": lambda a: ft.liste_paiements(foyers.emploi(), a),
}


def _dss(ressource: str, complet: Any) -> Projeter:
    return lambda a: {ressource: dss.ouvrir(ressource, complet, a)} if DSS.ouverture(a).ouvre(ressource) else {}


def prestations(famille: Famille = foyers.TOUT_ACCORDE) -> dict[str, Any]:
    """Every benefit of the hand-built household, before any scope."""
    vue = foyers.caf(famille)
    return {
        "allocation_adulte_handicape": dss.adulte_handicape(vue, "lea"),
        "allocation_enfant_handicape": dss.enfant_handicape(vue, "lea"),
        "allocation_soutien_familial": dss.soutien_familial(vue, "lea"),
        "complementaire_sante_solidaire": dss.complementaire(foyers.complementaire(famille), "lea"),
        "participation_familiale_eaje": dss.participation_familiale(vue, "lea"),
        "prime_activite": dss.prime_activite(vue, "lea"),
        "revenu_solidarite_active": dss.solidarite_active(vue, "lea"),
    }


PROJECTIONS: dict[str, tuple[Filtre, dict[str, Projeter]]] = {
    "cnaf_msa": (CNAF, {"quotient_familial": lambda a: donnees(foyers.caf(), 2025, 10, a)}),
    "dgfip": (
        DGFIP,
        {
            "situations": lambda a: dgfip.situation(foyers.avis(RICHES), a),
            "dernieresituation": lambda a: dgfip.derniere_situation(foyers.avis(RICHES), a),
            "multiple": lambda a: dgfip.situations_multiples(foyers.avis(RICHES), a)["situationsIR"][0],
        },
    ),
    "cnam": (CNAM, {objet: _cnam(objet) for objet in ("beneficiaire", "caisse", "contrats")}),
    "etat_civil": (ETAT_CIVIL, {"acte": _acte, "enfants": _enfants}),
    "mesri": (MESRI, {"statut_etudiant": lambda a: mesri.donnees(etudiants.etudiant(), a)}),
    "asc": (ASC, {"service_civique": lambda a: asc.donnees(volontaires.vue(), a)}),
    "men": (
        MEN,
        {
            "v3": lambda a: men.donnees(eleves.vue(), 3, a),
            "v4": lambda a: men.donnees(eleves.vue(), 4, a),
            "v5": lambda a: men.donnees(eleves.vue(), 5, a),
        },
    ),
    "cnous": (
        CNOUS,
        {
            "v3": lambda a: cnous.donnees(etudiants.bourse(), 3, a),
            "v4": lambda a: cnous.donnees(etudiants.bourse(), 4, a),
        },
    ),
    "ants": (ANTS, {"extrait": lambda a: ants.donnees(foyers.voiture(), foyers.voiture().inscrits[0], a)}),
    "mi": (MI, {"carte_grise": lambda a: mi.carte_grise(foyers.voiture(), foyers.voiture().inscrits[0], a)}),
    "dsnj": (DSNJ, {"service_national": lambda a: dsnj.donnees(foyers.jeune(), a)}),
    "ft": (FT, {objet: _objet(FT, objet, projeter) for objet, projeter in _FT.items()}),
    "dss": (DSS, {nom: _dss(nom, complet) for nom, complet in prestations().items()}),
}


def chemins(valeur: Any, ici: str = "") -> Iterator[str]:
    """Dotted paths of the leaves; lists are walked through, empty ones are leaves."""
    if isinstance(valeur, dict) and valeur:
        for cle, v in valeur.items():
            yield from chemins(v, f"{ici}.{cle}" if ici else cle)
    elif isinstance(valeur, list) and valeur:
        for v in valeur:
            yield from chemins(v, ici)
    elif ici:
        yield ici


def champs_ouverts(filtre: Filtre, accordes: frozenset[str]) -> set[str]:
    """The fields that these scopes declare, without those behind a door whose own scope is missing."""
    champs = {c for nom in accordes for c in filtre.scopes[nom].champs} | set(filtre.toujours)
    return {c for c in champs if filtre.portes.get(c.split(".")[0]) in (None, *accordes)}


def ouvert(chemin: str, champs: set[str]) -> bool:
    """Whether a leaf is at or below one of the opened paths."""
    return any(chemin == c or chemin.startswith(f"{c}.") for c in champs)
