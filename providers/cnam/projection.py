"""From the rights of an insured person to the bodies of API droits, cut down to the granted scopes."""

from __future__ import annotations

from datetime import date
from typing import Any

from providers.cnam import contract
from providers.cnam.scopes import FILTRE
from registry.facts import Personne
from registry.vues import VueCnam

GRAND_REGIME_GENERAL = "01"
# From this age one declares a treating doctor oneself; every adult is taken to have done so.
AGE_MEDECIN_TRAITANT = 16
# Corsican departments have letters, fund codes have none.
NUMEROS_CORSES = {"2A": "201", "2B": "202"}


def beneficiaire(vue: VueCnam, personne: Personne, accordes: frozenset[str]) -> dict[str, Any]:
    """`/me`, or one dependant of `vue`."""
    corps: dict[str, Any] = _objet("beneficiaire", _beneficiaire(vue, personne), accordes)
    return corps


def beneficiaires(vue: VueCnam, accordes: frozenset[str]) -> list[dict[str, Any]]:
    """`/me/beneficiaires`: the dependants, the caller left out."""
    return [beneficiaire(vue, enfant, accordes) for enfant in vue.enfants]


def caisse(vue: VueCnam, accordes: frozenset[str]) -> dict[str, Any]:
    """`/caisse`: one made-up fund per department, with a plausible number.

    The number of a department's fund is its code and a 1 (`441`), the department alone overseas (`974`), `201` and
    `202` in Corsica. Known gap: departments with several funds (59, 62, 76, 69, 64…) have one here.
    """
    departement = _departement(vue.adresse.code_commune)
    numero = NUMEROS_CORSES.get(departement) or f"{departement}1"[:3]
    libelle = f"CPAM fictive du département {departement}"
    complet: contract.Caisse = {
        "id": GRAND_REGIME_GENERAL + numero,
        "grandRegime": GRAND_REGIME_GENERAL,
        "organisme": numero,
        "codeCentre": "0000",
        "libelle": libelle,
        "adresse": {"destinataire": libelle},
    }
    corps: dict[str, Any] = _objet("caisse", complet, accordes)
    return corps


def contrats(
    vue: VueCnam, personne: Personne, debut: date, fin: date, accordes: frozenset[str]
) -> list[dict[str, Any]]:
    """`/contrats`: the basic cover, then the complémentaire santé solidaire when granted, from `debut` to `fin`."""
    corps: list[dict[str, Any]] = _objet("contrats", _contrats(vue, personne, debut, fin), accordes)
    return corps


def _objet(nom: str, complet: Any, accordes: frozenset[str]) -> Any:
    return FILTRE.ouverture(accordes).appliquer({nom: complet})[nom]


def _beneficiaire(vue: VueCnam, p: Personne) -> contract.Beneficiaire:
    complet: contract.Beneficiaire = {
        "nir": p.nir,
        "nom_famille": p.nom_naissance,
        "prenom": p.prenoms[0] if p.prenoms else "",
        "date_naissance": p.naissance.reelle.isoformat(),
        "rang_naissance": p.rang_naissance,
        "qualite": "assure" if p.ref == vue.assure.ref else "enfant",
        "medecin_traitant_choisi": p.age(vue.jour) >= AGE_MEDECIN_TRAITANT,
        "presence_CMUC_ACS": vue.c2s,
    }
    if p.nom_usage:
        complet["nom_usage"] = p.nom_usage
    return complet


def _contrats(vue: VueCnam, personne: Personne, debut: date, fin: date) -> list[contract.Contrat]:
    depuis = vue.ouverts_depuis if personne.ref == vue.assure.ref else personne.naissance.reelle
    base: contract.Contrat = {
        "date_debut": depuis.isoformat(),
        "date_fin": fin.isoformat(),
        "nature_assurance": "AMO",
        "details": {
            "code_type_contrat": "BASE",
            "libelle_type_contrat": "Droits de base (contrat sans spécificité)",
        },
        "periodes_droits": [_periode(max(depuis, debut), fin)] if depuis <= fin else [],
    }
    if not vue.c2s:
        return [base]
    complementaire: contract.Contrat = {
        "date_fin": fin.isoformat(),
        "nature_assurance": "AMC",
        "details": {"code_type_contrat": "C2S", "libelle_type_contrat": "Complémentaire santé solidaire"},
        "periodes_droits": [_periode(debut, fin)],
    }
    return [base, complementaire]


def _periode(debut: date, fin: date) -> contract.Periode:
    return {"date_debut": debut.isoformat(), "date_fin": fin.isoformat()}


def _departement(code_commune: str) -> str:
    return code_commune[:3] if code_commune.startswith("97") else code_commune[:2]
