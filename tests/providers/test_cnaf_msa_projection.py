"""The quotient familial as the CAF and the MSA compute it from one household."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from providers.cnaf_msa.projection import donnees, prestations_du_mois
from providers.cnaf_msa.scopes import FILTRE
from registry.vues import VueCaf
from tests.providers import foyers

TOUS = FILTRE.noms


def test_valeur_du_quotient_familial() -> None:
    """(36 000 / 12 + 151.05 of allowances for two children) / 3 shares = 1 050.35: 1 050 is served."""
    assert prestations_du_mois(foyers.caf(), date(2025, 10, 1)) == 151.05
    qf = donnees(foyers.caf(), 2025, 10, TOUS)["quotient_familial"]
    assert (qf["fournisseur"], qf["valeur"], qf["annee"], qf["mois"]) == ("CNAF", 1050, 2025, 10)


def test_un_mois_passe_garde_le_foyer_d_aujourd_hui() -> None:
    """Before a birth of this June, January paid no allowance (one child) but the household served, and its shares, are
    today's: 36 000 / 12 / 3 = 1 000."""
    bebe = replace(foyers.ZOE, naissance=replace(foyers.ZOE.naissance, annee=2025))
    vue = foyers.caf(replace(foyers.MARTIN, personnes={**foyers.MARTIN.personnes, "zoe": bebe}))
    assert prestations_du_mois(vue, date(2025, 1, 1)) == 0
    passe = donnees(vue, 2025, 1, TOUS)
    assert [e["prenoms"] for e in passe["enfants"]] == ["Tom", "Zoé"]
    assert passe["quotient_familial"]["valeur"] == 1_000


def test_la_caf_date_le_calcul_du_dernier_changement() -> None:
    """The CAF computes in January and at each event; the MSA computes at each call."""
    qf = donnees(foyers.caf(), 2025, 10, TOUS)["quotient_familial"]
    assert (qf["annee_calcul"], qf["mois_calcul"]) == (2025, 1)
    bebe = replace(foyers.ZOE, naissance=replace(foyers.ZOE.naissance, annee=2025))
    famille = replace(foyers.MARTIN, personnes={**foyers.MARTIN.personnes, "zoe": bebe})
    apres = donnees(foyers.caf(famille), 2025, 10, TOUS)["quotient_familial"]
    assert (apres["annee_calcul"], apres["mois_calcul"]) == (2025, 6)
    msa: VueCaf = replace(foyers.caf(), organisme="MSA")
    ailleurs = donnees(msa, 2025, 3, TOUS)["quotient_familial"]
    assert (ailleurs["fournisseur"], ailleurs["annee_calcul"], ailleurs["mois_calcul"]) == ("MSA", 2025, 10)


def test_dates_partielles_et_noms() -> None:
    """An unknown month and day are zeros; given names are one string; no usage name is null."""
    lea, marc = donnees(foyers.caf(), 2025, 10, TOUS)["allocataires"]
    assert lea == {
        "nom_naissance": "DURAND",
        "nom_usage": "MARTIN",
        "prenoms": "Léa Anne",
        "date_naissance": "1988-05-04",
        "sexe": "F",
    }
    assert (marc["date_naissance"], marc["nom_usage"]) == ("1985-00-00", None)


def test_adresse_en_lignes_de_la_poste() -> None:
    """Line 4 holds the number and its repetition index, line 6 postcode and town."""
    adresse = donnees(foyers.caf(), 2025, 10, TOUS)["adresse"]
    assert adresse["destinataire"] == "Madame MARTIN Léa"
    assert adresse["numero_libelle_voie"] == "12 BIS RUE DES LILAS"
    assert adresse["complement_information_geographique"] == "BATIMENT B"
    assert adresse["code_postal_ville"] == "44000 NANTES"


def test_sans_scope_du_quotient_rien_n_est_calcule() -> None:
    """The household alone never asks the law: a month whose parameters are unknown is served."""
    assert set(donnees(foyers.caf(), 1990, 1, frozenset({"cnaf_enfants"}))) == {"enfants"}
