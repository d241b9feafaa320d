"""How the nation is housed and who is paid what: shares near the public ones, dwellings that never change."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from fixtures.nation import Nation, nation
from fixtures.nation.menages import Menage
from law.dossier_allocataire import foyer_prestations
from law.prestations import prestations_du_mois
from registry.vues import vue_caf

JOUR = date(2026, 11, 1)
PAS = 79  # one household in so many: some six thousand
#: Households paid the allowance, per thousand inhabitants (AAH: paid at all), and how far the sample may be.
PAYES = {
    "aide_logement": (84.5, 0.12),  # CNAF, 5.8 million
    "prime_activite": (65.6, 0.12),  # CNAF, 4.5 million
    "soutien_familial": (11.7, 0.25),  # CNAF, 0.8 million
    "adulte_handicape": (19.0, 0.2),  # CNAF, 1.3 million
}


@pytest.fixture(scope="module")
def pays() -> Nation:
    return nation(42, 1_000_000, JOUR.year)


@pytest.fixture(scope="module")
def menages(pays: Nation) -> list[Menage]:
    return [Menage(pays, pays.foyer_numero(n)) for n in range(0, pays.nombre_foyers, PAS)]


def test_tenures_are_those_of_the_country(menages: list[Menage]) -> None:
    """57.5 % of owners, 16 to 17 % of social tenants (INSEE 2022), within two points on six thousand households."""
    logements = (m.logement(f"m-{m.foyer.numero}") for m in menages)
    tenus = Counter(tenu.statut for tenu in logements if tenu is not None)
    part = {statut: 100 * nombre / len(menages) for statut, nombre in tenus.items()}
    assert part["proprietaire"] + part["accedant"] == pytest.approx(57.5, abs=2)
    assert part["locataire_social"] == pytest.approx(16.5, abs=2)


def test_a_dwelling_is_held_for_its_whole_epoch(pays: Nation, menages: list[Menage]) -> None:
    """Asked again, or by another nation of the same seed, the same dwelling; a stranger's dwelling is unknown."""
    autre = Nation(42, 1_000_000, JOUR.year)
    for m in menages[:50]:
        ou = f"m-{m.foyer.numero}"
        famille = m.famille()
        assert famille.logement(ou) == famille.logement(ou) == Menage(autre, m.foyer).famille().logement(ou)
        assert famille.logement("m-0") is None or ou == "m-0"


def test_recipients_are_as_many_as_in_the_country(menages: list[Menage]) -> None:
    """Those who asked and whom the law pays this month, near the public numbers."""
    habitants, payes = 0, Counter[str]()
    for m in menages:
        famille = m.famille()
        habitants += len(m.slots)
        if famille.dossiers:
            vue = vue_caf(famille, famille.dossiers[0].allocataire, JOUR)
            recues = prestations_du_mois(JOUR, foyer_prestations(vue, JOUR))
            payes.update(nom for nom in PAYES if getattr(recues, nom) > 0)
    for nom, (cible, tolerance) in PAYES.items():
        assert 1000 * payes[nom] / habitants == pytest.approx(cible, rel=tolerance), nom
