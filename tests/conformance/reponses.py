"""Every answer each provider can project for the hand-built family, as `(name, granted scopes → rooted answer)`.

A rooted answer has the members that the scopes' paths name: `{"caisse": {…}}` for `caisse.libelle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kernel.scopes import Filtre
from providers.cnaf_msa.projection import donnees
from providers.cnaf_msa.scopes import FILTRE as CNAF
from providers.cnam import projection as cnam
from providers.cnam.scopes import FILTRE as CNAM
from providers.dgfip import projection as dgfip
from providers.dgfip.scopes import FILTRE as DGFIP
from providers.dss import projection as dss
from providers.dss.scopes import FILTRE as DSS
from providers.etat_civil import projection as etat_civil
from providers.etat_civil.scopes import FILTRE as ETAT_CIVIL
from registry.facts import Famille, Revenus
from tests.providers import foyers

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


def ouvert(chemin: str, champs: set[str]) -> bool:
    """Whether a leaf is at or below one of the opened paths."""
    return any(chemin == c or chemin.startswith(f"{c}.") for c in champs)
