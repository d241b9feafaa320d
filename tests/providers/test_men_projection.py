"""Schooling by hand: level, school and grant of a pupil of each age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from providers.men.projection import donnees, echelon_bourse
from providers.men.routes import annee_connue
from providers.men.scopes import FILTRE
from registry.erreurs import SansDossier
from registry.facts import Activite, Revenus
from registry.scolarite import scolarite
from tests.providers import eleves, foyers


@pytest.mark.parametrize(
    ("age", "degre", "niveau"),
    [(3, "1D", "PETITE SECTION"), (6, "1D", "CP"), (11, "2D", "6EME"), (15, "2D", "2NDE GENERALE ET TECHNOLOGIQUE")],
)
def test_le_niveau_suit_l_age(age: int, degre: str, niveau: str) -> None:
    """The age of the civil year of the rentrée gives the level; the school is one of the department."""
    vue = eleves.vue(age)
    assert (vue.scolarite.degre, vue.scolarite.niveau) == (degre, niveau)
    assert (vue.scolarite.uai[:4], vue.scolarite.departement_bcn, vue.scolarite.region_bcn) == ("0449", "044", "17")


def test_qui_n_est_pas_eleve() -> None:
    """Too young, or with another occupation by then: no schooling."""
    with pytest.raises(SansDossier):
        scolarite(eleves.famille(2), eleves.REF, eleves.ANNEE)
    famille = eleves.famille(16)
    travail = Activite(eleves.REF, "salarie", date(2025, 9, 15))
    with pytest.raises(SansDossier):
        scolarite(replace(famille, activites=(*famille.activites, travail)), eleves.REF, eleves.ANNEE)


def test_une_bourse_de_college() -> None:
    """12,600 € and two children: over 1,035.4 hours of the SMIC at 11.65 €, under 1,915.3; from mid-October on."""
    pauvres = foyers.avec_revenus(lambda ref, annee: Revenus(salaires=7_000 if ref in ("lea", "marc") else 0))
    vue = eleves.vue(13, date(2025, 10, 14))
    vue = replace(vue, avis=foyers.avis(pauvres))
    assert echelon_bourse(vue) is None
    connue = donnees(replace(vue, jour=date(2025, 10, 15)), 5, FILTRE.noms)
    assert (connue["est_boursier"], connue["echelon_bourse"]) == (True, 1)
    assert connue["regime_pensionnat"]["code"] == "2"


def test_les_annees_connues() -> None:
    """The year under way, and the next one of the second degree from June on."""
    assert annee_connue(2025, "1D", date(2026, 8, 31))
    assert [annee_connue(2026, degre, date(2026, 6, 1)) for degre in ("1D", "2D")] == [False, True]
    assert not annee_connue(2026, "2D", date(2026, 5, 31))
    assert annee_connue(2026, "1D", date(2026, 9, 1))
    assert not annee_connue(2024, "2D", date(2026, 1, 1))
