"""The tax notice that the DGFiP serves to each declarant, and what people declare; for the year of incomes asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gateway.recherche.critere import Cadre, Critere, Groupe, intervalle, positif
from gateway.recherche.sujet import Sujet
from gateway.recherche.voulu import OUI, Choix, Nombre, OuiNon, Voulu
from registry.tamis import Condition

SITUATIONS = {"M": "marié", "O": "pacsé", "C": "célibataire", "D": "divorcé ou séparé", "V": "veuf"}
EUROS = Nombre("€ par an")
# Nobody pays under this reference income: the first bracket begins above it.
RFR_DES_IMPOSABLES = 9_000


def _champ(nom: str) -> Callable[[Sujet], Any]:
    return lambda s: s.avis(nom)


def _imposable(s: Sujet) -> bool | None:
    montant = s.avis("montTotIr")
    return None if montant is None else montant > 0


def _tamis_imposable(voulu: Voulu, cadre: Cadre) -> tuple[Condition, ...]:
    paye = voulu.valeurs == frozenset({OUI}) or voulu.bas > 0
    return (Condition("rfr", RFR_DES_IMPOSABLES, annee=cadre.annee),) if paye else ()


def _declare(champ: str, libelle: str) -> Critere:
    tamis = positif(intervalle(f"revenus:{champ}"))
    return Critere(champ, libelle, EUROS, lambda s: getattr(s.revenus, champ), tamis)


GROUPE = Groupe(
    "Impôts (DGFiP)",
    (
        Critere("rfr", "Revenu fiscal de référence", EUROS, _champ("rfr"), intervalle("rfr")),
        Critere("parts", "Nombre de parts", Nombre("parts"), _champ("nbPart"), intervalle("parts")),
        Critere("imposable", "Imposable", OuiNon(), _imposable, _tamis_imposable),
        Critere("impot", "Impôt sur le revenu", EUROS, _champ("montTotIr"), _tamis_imposable),
        Critere("situation_fiscale", "Situation sur l’avis", Choix(SITUATIONS), _champ("sitFam")),
        Critere(
            "personnes_a_charge",
            "Personnes à charge",
            Nombre("personnes"),
            lambda s: None if s.vue_dgfip is None else s.avis("pac")["nbPac"],
            intervalle("charges"),
        ),
    ),
)
REVENUS = Groupe(
    "Revenus déclarés",
    (
        _declare("salaires", "Salaires"),
        _declare("allocations_chomage", "Allocations de chômage"),
        _declare("pensions_retraite", "Retraites"),
        _declare("pensions_alimentaires_recues", "Pensions alimentaires reçues"),
        _declare("pensions_alimentaires_versees", "Pensions alimentaires versées"),
        _declare("benefices_agricoles", "Bénéfices agricoles"),
        _declare("benefices_non_commerciaux", "Bénéfices non commerciaux"),
        _declare("revenus_fonciers", "Revenus fonciers"),
    ),
)
