"""The explain view tells the computation itself: same results, and steps that lead to the total."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from law.adulte_handicape import AdulteHandicape
from law.aide_logement import Locataire
from law.allocation_chomage import AllocationChomage, FinDeContrat
from law.allocations_familiales import EnfantAF, allocations_familiales
from law.bourses import Bourse
from law.enfant_handicape import EnfantHandicape
from law.explication import EXPLICABLES, expliquer
from law.famille import Famille
from law.foyer_solidarite import AdulteSolidarite, FoyerSolidarite
from law.impot_revenu import ResultatImpot, impot_revenu
from law.participation_creche import FamilleCreche
from law.retraite import Carriere, Retraite
from law.sante_solidaire import FoyerSante, SanteSolidaire
from law.soutien_familial import EnfantASF
from registry.facts import Revenus
from tests.law.commun import foyer

JOUR = date(2025, 10, 1)
MONTANTS = (0, 9_000, 21_000, 48_000, 400_000)
AGES = ((), (10,), (60, 90), (60, 90, 120), (10, 60, 245))


def _solidarite(montant: int, enfants: int) -> FoyerSolidarite:
    return FoyerSolidarite((AdulteSolidarite(24, (montant / 12,) * 3),), enfants, aide_logement=100)


#: For each function, arguments from nothing to plenty: some refused, some capped, some paid.
ARGUMENTS: dict[str, list[tuple[Any, ...]]] = {
    "impot_revenu": [(foyer("M", Revenus(salaires=m), Revenus(), mineurs=2),) for m in MONTANTS],
    "quotient_familial": [(m, 151.05, 3) for m in MONTANTS],
    "allocations_familiales": [
        (JOUR, [EnfantAF(a) for a in ages], m, departement)
        for ages, m, departement in product(AGES, MONTANTS, ("44", "974"))
    ],
    "complement_familial": [(JOUR, Famille(ages, m)) for ages, m in product(AGES, MONTANTS)],
    "allocation_base": [(JOUR, Famille(ages, m)) for ages, m in product(AGES, MONTANTS)],
    "soutien_familial": [(JOUR, [EnfantASF(a) for a in ages], True) for ages in AGES],
    "rentree_scolaire": [(2025, (date(2012, 5, 1), date(2016, 5, 1)), 2, m) for m in (*MONTANTS, 35_500)],
    "rsa": [(JOUR, _solidarite(m, n)) for m, n in product(MONTANTS, (0, 1, 3))],
    "prime_activite": [(JOUR, _solidarite(m, n)) for m, n in product(MONTANTS, (0, 1, 3))],
    "aide_logement": [(JOUR, Locataire(450, m, 2, 1)) for m in MONTANTS],
    "adulte_handicape": [(JOUR, AdulteHandicape(30, t, revenus_activite=m)) for t, m in product((0.5, 0.8), MONTANTS)],
    "enfant_handicape": [(JOUR, [EnfantHandicape(90, c)], True) for c in range(7)] + [(JOUR, [])],
    "sante_solidaire": [(JOUR, FoyerSante((40, 38, 5), 2, m)) for m in MONTANTS],
    "participation_creche": [(JOUR, FamilleCreche(m, 2)) for m in MONTANTS],
    "bourse_college": [(2025, m, 2) for m in MONTANTS],
    "bourse_lycee": [(2025, m, 2) for m in MONTANTS],
    "bourse_superieur": [(2025, m, 4) for m in MONTANTS],
    "allocation_chomage": [
        (date(2025, mois, 1), FinDeContrat(date(2025, 5, 15), age, m, 730, jours))
        for mois, age, m, jours in product((5, 7, 12), (30, 60), MONTANTS, (90, 700))
    ],
    "retraite": [
        (Carriere(date(1962, 3, 10), date(annee, 10, 1), (m,) * 40, trimestres, 130, 3),)
        for annee, m, trimestres in product((2024, 2025, 2026), MONTANTS, (100, 169, 180))
    ],
    "points_de_charge": [(2025, 2, 1, km) for km in (0, 40, 300)],
}


def _total(resultat: Any) -> Any:
    match resultat:
        case ResultatImpot():
            return resultat.montant_total
        case Bourse():
            return resultat.montant
        case AllocationChomage():
            return resultat.mensuelle
        case Retraite():
            return resultat.total
        case SanteSolidaire():
            return resultat.participation
        case _:
            return resultat


def test_toutes_les_fonctions_sont_essayees() -> None:
    """No function that can be explained escapes the tests of this file."""
    assert set(ARGUMENTS) == set(EXPLICABLES)


@pytest.mark.parametrize("nom", EXPLICABLES)
def test_meme_resultat_et_dernier_pas_egal_au_total(nom: str) -> None:
    """Asked for its steps, a function gives the very same result, and its last step is that result."""
    for arguments in ARGUMENTS[nom]:
        explication = expliquer(EXPLICABLES[nom], *arguments)
        assert explication.resultat == EXPLICABLES[nom](*arguments)
        assert explication.total == _total(explication.resultat)


@pytest.mark.parametrize("nom", EXPLICABLES)
def test_chaque_pas_dit_son_article(nom: str) -> None:
    """Each step has a label, and an article or a published rule."""
    for arguments in ARGUMENTS[nom]:
        for etape in expliquer(EXPLICABLES[nom], *arguments).etapes:
            assert etape.libelle
            assert "art. " in etape.article or "Cnaf" in etape.article or "CNAF" in etape.article


def test_les_pas_de_l_impot_s_enchainent() -> None:
    """From the gross income to the total, each line of the notice is one of the steps, in order."""
    avis = expliquer(impot_revenu, foyer("C", Revenus(salaires=30_000)))
    libelles = [etape.libelle for etape in avis.etapes]
    attendus = ["Revenu brut global", "Nombre de parts", "Droits simples", "Décote", "Impôt net", "Montant total"]
    assert [libelle for libelle in libelles if libelle in attendus] == attendus
    assert dict(avis.etapes[0].entrees) == {"personnes": 1}


def test_les_pas_des_allocations_se_recoupent() -> None:
    """32 % of the BMAF is the gross base of two children; the steps hold it with the BMAF it comes from."""
    explication = expliquer(allocations_familiales, JOUR, [EnfantAF(60), EnfantAF(90)], 0, "44")
    base = next(etape for etape in explication.etapes if etape.libelle == "Base brute")
    assert base.valeur == pytest.approx(474.37 * 0.32)
    assert dict(base.entrees)["bmaf"] == 474.37
