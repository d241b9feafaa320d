"""The rights of an insured person and of the children on the card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from providers.cnam import projection
from providers.cnam.scopes import FILTRE
from tests.providers import foyers

TOUS = FILTRE.noms
DEMAIN, DANS_UN_AN = date(2025, 10, 16), date(2026, 10, 15)


def test_l_assuree_et_ses_enfants() -> None:
    """The caller is `assure`; the children are listed without her, by birth, as `enfant`."""
    vue = foyers.droits()
    moi = projection.beneficiaire(vue, vue.assure, TOUS)
    assert (moi["nir"], moi["qualite"], moi["nom_famille"], moi["nom_usage"]) == (
        foyers.LEA.nir,
        "assure",
        "DURAND",
        "MARTIN",
    )
    enfants = projection.beneficiaires(vue, TOUS)
    assert [(e["prenom"], e["qualite"]) for e in enfants] == [("Tom", "enfant"), ("Zoé", "enfant")]


def test_la_date_partielle_devient_un_premier() -> None:
    """The contract wants a calendar date: unknown parts read 01."""
    vue = foyers.droits(ref="marc")
    assert projection.beneficiaire(vue, vue.assure, TOUS)["date_naissance"] == "1985-01-01"


def test_contrat_de_base_et_c2s() -> None:
    """The basic cover opens at 16 and is seen over the window asked; the C2S granted adds a complementary one."""
    vue = foyers.droits()
    base, c2s = projection.contrats(vue, vue.assure, DEMAIN, DANS_UN_AN, TOUS)
    assert (base["nature_assurance"], base["date_debut"], base["date_fin"]) == ("AMO", "2004-05-01", "2026-10-15")
    assert base["periodes_droits"] == [{"date_debut": "2025-10-16", "date_fin": "2026-10-15"}]
    assert (c2s["nature_assurance"], c2s["details"]["code_type_contrat"]) == ("AMC", "C2S")
    assert "date_debut" not in c2s


@pytest.mark.parametrize(
    ("commune", "identifiant"), [("44109", "01441"), ("97411", "01974"), ("2A004", "01201"), ("2B033", "01202")]
)
def test_numero_de_caisse(commune: str, identifiant: str) -> None:
    """Grand régime 01, then the department's code and 1; three-digit departments alone; 201 and 202 in Corsica."""
    vue = replace(foyers.droits(), adresse=replace(foyers.CHEZ_EUX, code_commune=commune))
    caisse = projection.caisse(vue, TOUS)
    assert (caisse["id"], caisse["grandRegime"], caisse["organisme"]) == (identifiant, "01", identifiant[2:])
    assert "fictive" in caisse["libelle"]
