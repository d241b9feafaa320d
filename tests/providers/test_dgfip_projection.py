"""The income-tax situation of one household, with amounts computed by hand from the law of 2024 incomes."""

from __future__ import annotations

from dataclasses import replace

from providers.dgfip import projection
from providers.dgfip.scopes import FILTRE
from registry.facts import Decision, GardeAlternee, Revenus
from tests.providers import foyers

TOUS = FILTRE.noms


def test_montants_de_l_avis() -> None:
    """40 000 + 30 000 less 10 % = 63 000; 3 shares.

    21 000 a share: (21 000 - 11 497) × 11 % × 3 = 3 135.99 → 3 136 (the cap would allow 1 649);
    décote of a couple: 1 470 - 45.25 % × 3 136 = 50.96 → 51; tax 3 085.
    """
    avis = projection.situation(foyers.avis(), TOUS)
    assert (avis["sitFam"], avis["nbPart"], avis["rfr"]) == ("M", 3, 63_000)
    assert (avis["revenuBrutGlobal"], avis["revImposable"]) == (63_000, 63_000)
    assert (avis["mntRevbareme"], avis["impAvImput"], avis["montTotIr"]) == (3_136, 3_085, 3_085)


def test_deux_declarants() -> None:
    """Each declarant has names, a split birth date with zeros for what is unknown, and a birth place."""
    avis = projection.situation(foyers.avis(), TOUS)
    assert (avis["nmNaiDec1"], avis["nmUsaDec1"], avis["prnmDec1"]) == ("DURAND", "MARTIN", "Léa Anne")
    assert (avis["dptNaissDec1"], avis["lieuNaissDec1"]) == ("44", "Nantes")
    assert avis["dateNaisDec2"] == {"jour": "00", "mois": "00", "annee": "1985"}
    assert (avis["nmUsaDec2"], avis["dptNaissDec2"], avis["lieuNaissDec2"]) == ("MARTIN", "99", "Alger")


def test_cases_de_la_declaration() -> None:
    """Boxes follow form 2042: A/B by declarant, 1C for the first dependant, 4BA and 6GU for the household."""
    declares = {
        "lea": Revenus(salaires=10, allocations_chomage=20, pensions_alimentaires_versees=5, revenus_fonciers=7),
        "marc": Revenus(pensions_retraite=30, benefices_agricoles=40, benefices_non_commerciaux=50),
        "tom": Revenus(salaires=60),
    }
    famille = foyers.avec_revenus(lambda ref, annee: declares.get(ref, Revenus()))
    rev = projection.situation(foyers.avis(famille), TOUS)["rev"]
    boites = {nature: {c["code"]: c["valeur"] for c in cases} for nature, cases in rev.items()}
    assert boites["tspr"] == {"1AJ": "10", "1CJ": "60", "1AP": "20", "1BS": "30"}
    assert boites["pro"] == {"5IC": "40", "5RC": "50"}
    assert (boites["fonc"], boites["chges"]) == ({"4BA": "7"}, {"6GU": "5"})


def test_personnes_a_charge() -> None:
    """F counts minors in sole charge, H those in shared custody, G and I their disability cards."""
    garde = GardeAlternee("tom", ("lea", "marc"), foyers.TOM.naissance.reelle)
    invalidite = Decision("zoe", "invalidite", foyers.ZOE.naissance.reelle)
    famille = replace(foyers.MARTIN, gardes=(garde,), decisions=(invalidite,))
    pac = projection.situation(foyers.avis(famille), TOUS)["pac"]
    assert {k: v for k, v in pac.items() if v} == {"nbPac": 2, "nbPacF": 1, "nbPacH": 1, "nbPacG": 1}


def test_multiple_donne_la_periode_et_les_numeros() -> None:
    """One situation for the whole year, with both tax numbers."""
    (une,) = projection.situations_multiples(foyers.avis(), TOUS)["situationsIR"]
    assert (une["dateDebutPeriode"], une["dateFinPeriode"]) == ("2024-01-01", "2024-12-31")
    assert (une["spiDec1"], une["spiDec2"]) == (foyers.LEA.spi, foyers.MARC.spi)


def test_les_lignes_de_l_avis_suivent_les_scopes() -> None:
    """A line of the notice is served only with the scope of the figure it repeats."""
    lignes = projection.factures(foyers.avis(), frozenset({"dgfip_rfr"}))["facture"]
    assert [(ligne["codeLigne"], ligne["colonne4"]) for ligne in lignes] == [("RFR", "63000")]
    salaires = projection.factures(foyers.avis(), frozenset({"dgfip_RevDecl_Cat1_Tspr"}))["facture"]
    assert [(s["colonne1"], s["colonne2"], s["colonne3"], s["colonne4"]) for s in salaires] == [
        ("40000", "30000", "", "70000")
    ]


def test_adresse_sur_une_ligne() -> None:
    """The address of 1 January in one line, and split with the contract's literal getter names."""
    avis = projection.situation(foyers.avis(), frozenset({"dgfip_aft"}))
    assert avis["aft"] == "BATIMENT B 12 BIS RUE DES LILAS 44000 NANTES"
    assert (avis["aftDetail"]["getcommune"], avis["aftDetail"]["codePostal"]) == ("NANTES", "44000 NANTES")
