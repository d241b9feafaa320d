"""Our law against OpenFisca-France, on households drawn at random (golden files; see `oracle/genere_golden.py`).

The `exceptions` of a golden file give, for each reason we hold the oracle wrong or merely rounder, the cases it
explains. A difference without a reason fails, and so does a reason without a difference.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from law.allocations_familiales import EnfantAF, allocations_familiales
from law.foyer import SituationFiscale
from law.impot_revenu import ResultatImpot, impot_revenu
from registry.facts import Revenus

Cas = dict[str, Any]
TOLERANCE = 1.0
LIGNES = ("parts", "revenu_brut_global", "revenu_net_global", "abattement_special", "rfr", "impot_bareme", "cehr")
AVANT_ABATTEMENT = LIGNES[:3]
SEUIL_RECOUVREMENT = 61


@cache
def golden(nom: str) -> Cas:
    contenu: Cas = json.loads((Path(__file__).parent / "golden" / f"{nom}.json").read_text("utf-8"))
    return contenu


def _expliques(nom: str) -> set[int]:
    return {numero for numeros in golden(nom)["exceptions"].values() for numero in numeros}


def _situation(cas: Cas) -> SituationFiscale:
    champs = {cle: valeur for cle, valeur in cas.items() if cle != "attendu"}
    for cle in ("revenus_declarants", "revenus_charge"):
        champs[cle] = tuple(Revenus(**revenus) for revenus in champs.get(cle, ()))
    champs["ages_declarants"] = tuple(champs["ages_declarants"])
    return SituationFiscale(**champs)


def _ecarts(avis: ResultatImpot, attendu: Cas) -> set[str]:
    """Lines that differ by more than the tolerance; ours is 0 where the oracle's net tax is not collected."""
    ecarts = {ligne for ligne in LIGNES if abs(getattr(avis, ligne) - attendu[ligne]) > TOLERANCE}
    net = attendu["impot_apres_decote"]
    if abs(avis.impot_net - (net if net >= SEUIL_RECOUVREMENT else 0)) > TOLERANCE:
        ecarts.add("impot_net")
    return ecarts


def test_impot_egal_a_l_euro_pres() -> None:
    """Shares, incomes, tax and CEHR agree within one euro on every household but the explained ones."""
    cas = golden("impot")["cas"]
    assert len(cas) >= 300
    ecarts = {i: e for i, c in enumerate(cas) if (e := _ecarts(impot_revenu(_situation(c)), c["attendu"]))}
    assert {i: e for i, e in ecarts.items() if i not in _expliques("impot")} == {}
    assert _expliques("impot") == set(ecarts)


def test_exceptions_de_l_impot_ne_cachent_rien_avant_l_abattement() -> None:
    """In the explained cases too, shares, gross and net total income agree: only the known defects differ."""
    cas = golden("impot")["cas"]
    for numero in _expliques("impot"):
        avis, attendu = impot_revenu(_situation(cas[numero])), cas[numero]["attendu"]
        for ligne in AVANT_ABATTEMENT:
            assert getattr(avis, ligne) == pytest.approx(attendu[ligne], abs=TOLERANCE), (numero, ligne)


def test_allocations_egales_a_l_euro_pres() -> None:
    """Allowances net of CRDS agree within one euro on every family but the explained ones."""
    cas = golden("af")["cas"]
    assert len(cas) >= 300
    ecarts = {}
    for numero, c in enumerate(cas):
        enfants = [EnfantAF(age, alterne) for age, alterne in zip(c["ages_mois"], c["alternes"], strict=True)]
        jour = date.fromisoformat(f"{c['mois']}-01")
        montant = allocations_familiales(jour, enfants, c["ressources_n_moins_2"], c["departement"])
        if abs(montant - c["attendu"]["allocations_familiales"]) > TOLERANCE:
            ecarts[numero] = montant
    assert {n: m for n, m in ecarts.items() if n not in _expliques("af")} == {}
    assert _expliques("af") == set(ecarts)
