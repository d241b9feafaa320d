"""From a file to the benefits of its month: reference quarter, dwelling, resources that count, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from law.allocations_familiales import EnfantAF
from law.dossier_allocataire import enfants_handicapes, foyer_prestations, locataire
from law.prestations import Demandes, FoyerPrestations, PrestationsDuMois, prestations_du_mois, prestations_retenues
from law.soutien_familial import EnfantASF
from law.zones_logement import zone_logement
from registry.facts import Decision, Famille, Logement, NatureDecision, Revenus
from registry.vues import vue_caf
from tests.providers import foyers

OCTOBRE = date(2025, 10, 1)
HLM = Logement("locataire_social", 400)


def famille(*decisions: Decision, logement: Logement | None = HLM, salaire: int = 12_000) -> Famille:
    """The Martins, Léa earning `salaire` every year and Marc nothing."""
    return replace(
        foyers.MARTIN,
        decisions=decisions,
        logement=lambda ou: logement,
        revenus=lambda ref, annee: Revenus(salaires=salaire if ref == "lea" else 0),
    )


def accordee(nature: NatureDecision, ref: str = "lea") -> Decision:
    return Decision(ref, nature, date(2025, 1, 1))


def du_mois(f: Famille, premier: date = OCTOBRE) -> PrestationsDuMois:
    return prestations_du_mois(premier, foyer_prestations(vue_caf(f, "lea", premier), premier))


def test_sans_demande_rien_de_plus() -> None:
    """Who asked for nothing is paid what family and incomes open: 151.05 € for two children, and nothing else."""
    assert du_mois(famille()) == PrestationsDuMois(151.05, 0.0, 0.0)
    assert foyer_prestations(vue_caf(famille(), "lea", OCTOBRE), OCTOBRE).demandes is None


@pytest.mark.parametrize(
    ("premier", "mois"),
    [
        (date(2025, 2, 1), (2024, 2024, 2025)),
        (date(2025, 3, 1), (2024, 2024, 2025)),
        (date(2025, 4, 1), (2024, 2025, 2025)),
    ],
)
def test_le_trimestre_de_reference(premier: date, mois: tuple[int, ...]) -> None:
    """February 2025 looks at November to January; since March 2025 a month is left out: March at November to January
    too, April at December to February. A month is a twelfth of its year."""
    f = replace(
        famille(accordee("rsa")), revenus=lambda ref, annee: Revenus(salaires=annee * 12 if ref == "lea" else 0)
    )
    demandes = foyer_prestations(vue_caf(f, "lea", premier), premier).demandes
    assert demandes is not None
    assert demandes.adultes[0].revenus_activite == mois


def test_le_rsa_d_un_couple_locataire() -> None:
    """October 2025, 400 € earned a month: RSA 646.52 × 2.1, less the flat amount for housing (646.52 × 1.8 × 16.5 %),
    less 400, less the family allowances of 151.05 €."""
    f = famille(accordee("rsa"), accordee("aide_logement"), salaire=4_800)
    attendu = round(646.52 * 2.1 - 646.52 * 1.8 * 0.165 - 400 - 151.05, 2)
    assert du_mois(f).rsa == pytest.approx(attendu, abs=0.011)


def test_le_proprietaire_n_a_pas_d_aide_mais_un_forfait() -> None:
    """An owner without a loan is paid no housing aid, and the flat amount is deducted from his RSA all the same; a
    buyer has neither."""
    demandes = (accordee("rsa"), accordee("aide_logement"))
    proprietaire = du_mois(famille(*demandes, logement=Logement("proprietaire"), salaire=4_800))
    accedant = du_mois(famille(*demandes, logement=Logement("accedant", 700), salaire=4_800))
    assert (proprietaire.aide_logement, accedant.aide_logement) == (0.0, 0.0)
    assert accedant.rsa - proprietaire.rsa == pytest.approx(646.52 * 1.8 * 0.165, abs=0.011)


def test_un_droit_s_ouvre_au_premier_du_mois_de_la_demande() -> None:
    """Asked for on 15 October, paid for October, known from the 15th on."""
    f = famille(Decision("lea", "rsa", date(2025, 10, 15)), salaire=0)
    assert prestations_du_mois(OCTOBRE, foyer_prestations(vue_caf(f, "lea", date(2025, 10, 14)), OCTOBRE)).rsa == 0
    assert prestations_du_mois(OCTOBRE, foyer_prestations(vue_caf(f, "lea", date(2025, 10, 15)), OCTOBRE)).rsa > 0


def test_l_aah_diminue_le_rsa_d_autant() -> None:
    """The AAH of one spouse (1,033.32 €, no income) is taken from the couple's RSA: 1,357.69 − 151.05 − 1,033.32 €."""
    f = famille(accordee("rsa"), accordee("aah", "marc"), salaire=0)
    assert (du_mois(f).adulte_handicape, du_mois(f).rsa) == (1033.32, 173.32)


def test_l_enfant_handicape_compte_une_fois() -> None:
    """Zoé has the AEEH without complement: 32 % of the BMAF of 474.37 €, and she is the one disabled child."""
    f = famille(accordee("aeeh", "zoe"))
    assert du_mois(f).enfant_handicape == 151.80
    assert enfants_handicapes(vue_caf(f, "lea", OCTOBRE), OCTOBRE) == {"zoe"}


def test_ce_que_comptent_les_minima() -> None:
    """Two children of seventeen and fifteen, 398.36 € of ASF: RSA counts the allowances without majoration for age, and
    22.5 % of the BMAF of 474.37 € a child: 151.05 + 213.47 €."""
    asf = Demandes(frozenset({"asf"}), (), soutien=(EnfantASF(17 * 12), EnfantASF(15 * 12)))
    enfants = (EnfantAF(17 * 12), EnfantAF(15 * 12))
    f = FoyerPrestations(enfants, (Revenus(salaires=10_000),), 2023, "44", asf)
    recues = prestations_du_mois(OCTOBRE, f)
    assert (recues.soutien_familial, recues.allocations_familiales > 151.05) == (398.36, True)
    retenues = prestations_retenues(OCTOBRE, f, 0.0, 0.0, recues.soutien_familial)
    assert retenues == pytest.approx(151.05 + 213.47, abs=0.01)


ZONES = {"75107": 1, "93066": 1, "78646": 2, "2A004": 2, "44109": 2, "69383": 2, "44036": 3}


@pytest.mark.parametrize(("commune", "zone"), ZONES.items())
def test_zones(commune: str, zone: int) -> None:
    """Paris and Saint-Denis 1; Versailles, Ajaccio, Nantes and an arrondissement of Lyon 2; Châteaubriant 3."""
    assert zone_logement(OCTOBRE, commune) == zone


def test_qui_est_locataire() -> None:
    """Only tenants of metropolitan France; a social tenant has the APL; resources are those of the year before."""
    payes = (Revenus(salaires=20_000),)
    assert locataire(OCTOBRE, Logement("accedant", 700), "44109", payes, False, 0) is None
    assert locataire(OCTOBRE, None, "44109", payes, False, 0) is None
    assert locataire(OCTOBRE, HLM, "97411", payes, False, 0) is None
    f = locataire(OCTOBRE, HLM, "44109", payes, True, 2)
    assert f is not None
    assert (f.loyer, f.ressources, f.zone, f.conventionne, f.personnes_a_charge) == (400, 18_000, 2, True, 2)


def test_plus_de_salaire_jamais_moins_de_ressources() -> None:
    """From no wage to two SMIC, wages and benefits together never fall when the wage of every month rises."""
    demandes = (accordee("rsa"), accordee("ppa"), accordee("aide_logement"))
    mensuels = [s + du_mois(famille(*demandes, salaire=s * 12)).total for s in range(0, 3_000, 100)]
    assert all(apres >= avant for avant, apres in pairwise(mensuels))
