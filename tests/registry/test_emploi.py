"""Registrations and payments of job seekers: derived from occupations and incomes, to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from fixtures.nation import nation
from registry.erreurs import SansDossier
from registry.facts import Activite, Famille, NatureActivite, Revenus
from registry.lots import reunir
from registry.numeros import identifiant_demandeur, spi_du_demandeur
from registry.vues_emploi import paiements_de_l_annee, vue_emploi
from tests.providers.foyers import MARTIN

EPOQUE = 2026
JOUR = date(EPOQUE, 11, 23)


def lea(*activites: tuple[NatureActivite, str], allocations: Mapping[int, int]) -> Famille:
    """The Martins, with these occupations and these unemployment benefits of Léa."""
    faits = tuple(Activite("lea", nature, date.fromisoformat(debut)) for nature, debut in activites)
    return replace(
        MARTIN,
        activites=faits,
        revenus=lambda ref, annee: Revenus(allocations_chomage=allocations.get(annee, 0) if ref == "lea" else 0),
    )


def test_une_annee_entiere_a_douze_paiements() -> None:
    """Each month is paid on the second of the next one, or on the Monday after; the sum is the income of the year."""
    famille = lea(("salarie", "2015-01-01"), ("chomage", "2024-05-01"), allocations={2024: 7_000, 2025: 12_345})
    payes = paiements_de_l_annee(famille, "lea", 2025)
    assert sum(p.centimes for p in payes) == 1_234_500
    assert [p.jour.month for p in payes] == list(range(1, 13))
    # 2 February, 2 March and 2 August 2025 are on a week-end.
    assert [p.jour.day for p in payes] == [2, 3, 3, 2, 2, 2, 2, 4, 2, 2, 3, 2]


def test_rien_n_est_paye_pour_les_mois_travailles() -> None:
    """Unemployed from May: paid from June; back to work in mid-September: the last payment is in October."""
    famille = lea(
        ("salarie", "2015-01-01"), ("chomage", "2025-05-01"), ("salarie", "2025-09-15"), allocations={2025: 5_000}
    )
    payes = paiements_de_l_annee(famille, "lea", 2025)
    assert [p.jour.month for p in payes] == [6, 7, 8, 9, 10]
    assert sum(p.centimes for p in payes) == 500_000


def test_perdre_son_emploi_en_decembre() -> None:
    """No month is paid before January: the benefits of the year come as an advance on its last day."""
    famille = lea(("salarie", "2015-01-01"), ("chomage", "2025-12-05"), allocations={2025: 800})
    (avance,) = paiements_de_l_annee(famille, "lea", 2025)
    assert (avance.jour, avance.centimes) == (date(2025, 12, 31), 80_000)


def test_la_derniere_inscription_seulement() -> None:
    """Two spells: the last one is told, ended or not, with its own payments."""
    activites: tuple[tuple[NatureActivite, str], ...] = (
        ("chomage", "2024-01-01"),
        ("salarie", "2024-07-01"),
        ("chomage", "2025-04-01"),
        ("salarie", "2025-08-01"),
    )
    famille = lea(*activites, allocations={2024: 6_000, 2025: 4_000})
    vue = vue_emploi(famille, "lea", date(2025, 10, 15))
    assert (vue.debut, vue.fin) == (date(2025, 4, 1), date(2025, 8, 1))
    assert [p.jour.month for p in vue.paiements] == [5, 6, 7, 8]
    assert vue_emploi(famille, "lea", date(2025, 7, 31)).fin is None


def test_vingt_quatre_mois_de_paiements() -> None:
    """Older payments of a long registration are no longer told, those to come not yet."""
    famille = lea(("chomage", "2020-01-01"), allocations=dict.fromkeys(range(2020, 2027), 9_600))
    payes = vue_emploi(famille, "lea", date(2025, 10, 15)).paiements
    assert (payes[0].jour, payes[-1].jour, len(payes)) == (date(2023, 11, 2), date(2025, 10, 2), 24)


def test_qui_n_a_jamais_cherche_d_emploi() -> None:
    """An employee is unknown to France Travail, and so is a job seeker before the first day."""
    with pytest.raises(SansDossier):
        vue_emploi(lea(("salarie", "2015-01-01"), allocations={}), "lea", JOUR)
    with pytest.raises(SansDossier):
        vue_emploi(lea(("chomage", "2027-01-01"), allocations={}), "lea", JOUR)


def test_l_identifiant_se_lit_dans_les_deux_sens() -> None:
    """2,000 citizens out of 2,000, in a nation of a million, are found again by their identifier, one each."""
    pays = nation(42, 1_000_000, EPOQUE)
    refs = pays.echantillon(2_000, 11)
    identifiants = [identifiant_demandeur(pays.famille(ref).personnes[ref].spi) for ref in refs]
    assert [pays.par_spi(spi_du_demandeur(i) or "") for i in identifiants] == [(ref,) for ref in refs]
    assert len(set(identifiants)) == len(refs)
    assert all(spi_du_demandeur(i) is None for i in ("", "1234567A", "123456789", "123456789Z", "A2345678Z"))


def test_la_nation_paie_ce_qu_elle_declare() -> None:
    """Every job seeker of a sample: the payments of each whole year of registration add up to the declared income."""
    pays, vus = nation(42, 200_000, EPOQUE), 0
    for ref in pays.echantillon(4_000, 12):
        famille = pays.famille(ref)
        if not any(a.occupant == ref and a.nature == "chomage" for a in famille.activites):
            continue
        vue = vue_emploi(famille, ref, JOUR)
        declare = {annee: 100 * famille.revenus(ref, annee).allocations_chomage for annee in (2024, 2025)}
        assert all(
            sum(p.centimes for p in paiements_de_l_annee(famille, ref, a)) == somme for a, somme in declare.items()
        )
        if vue.debut < date(2025, 1, 1):
            payes = [p.centimes for p in vue.paiements if p.jour.year == 2025]
            assert (len(payes), sum(payes)) == (12, declare[2025])
        vus += 1
    assert vus > 100


def test_deux_familles_reunies_gardent_chacune_leurs_reponses() -> None:
    """What is asked of a person is asked of the family they come from."""
    pays = nation(42, 200_000, EPOQUE)
    a, b = (pays.famille(ref) for ref in pays.echantillon(2, 13))
    ensemble = reunir(a, b)
    for famille in (a, b):
        for ref in famille.personnes:
            if pays.contient(ref):
                assert ensemble.emploi(ref) == famille.emploi(ref)
                assert ensemble.revenus(ref, 2025) == famille.revenus(ref, 2025)
