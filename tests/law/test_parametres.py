"""Every number of the law has a unit, a source and dates, and none is guessed."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, get_args

import pytest

from law.parametres import (
    Domaine,
    Parametre,
    ParametreAbsent,
    ParametresImpot,
    ParametresPrestations,
    parametres,
    parametres_impot,
    parametres_prestations,
    tranches_corrigees,
)
from law.parametres.carrieres import ParametresChomage, ParametresRetraite
from law.parametres.mensuels import (
    ParametresAccueil,
    ParametresBourses,
    ParametresFamiliales,
    ParametresHandicap,
    ParametresLogement,
    ParametresSante,
    ParametresSolidarite,
    References,
)

TOUS = [p for domaine in get_args(Domaine) for p in parametres(domaine).values()]
MENSUELS = [p for domaine in get_args(Domaine) if domaine != "impot_revenu" for p in parametres(domaine).values()]
CALCULES_IMPOT = {"annee", "reconduit", "tranches", "tranches_cehr_personne_seule", "tranches_cehr_couple"}
OBJETS: dict[Domaine, type[Any]] = {
    "references": References,
    "familiales": ParametresFamiliales,
    "solidarite": ParametresSolidarite,
    "handicap": ParametresHandicap,
    "sante": ParametresSante,
    "accueil": ParametresAccueil,
    "bourses": ParametresBourses,
    "logement": ParametresLogement,
    "chomage": ParametresChomage,
    "retraite": ParametresRetraite,
}
CALCULES_PRESTATIONS = {"mois", "reconduit", "age_majoration_anterieur", "mois_changement_age"}


@pytest.mark.parametrize("parametre", TOUS, ids=lambda p: p.cle)
def test_unite_reference_et_dates(parametre: Parametre) -> None:
    """Each file names its unit, its article and the text behind every value, in order of dates."""
    assert all((parametre.nom, parametre.description, parametre.unite, parametre.article, *parametre.textes))
    assert len(parametre.textes) == len(parametre.valeurs) > 0
    assert list(parametre.dates) == sorted(set(parametre.dates))


@pytest.mark.parametrize("parametre", MENSUELS, ids=lambda p: p.cle)
def test_valeurs_au_premier_du_mois(parametre: Parametre) -> None:
    """Benefit values start on the first of a month, which lets the objects be cached by month."""
    assert all(isinstance(jour, date) and jour.day == 1 for jour in parametre.dates)


def test_un_fichier_par_champ() -> None:
    """The frozen objects have exactly one field per file, but for those they compute."""
    impot = {f.name for f in fields(ParametresImpot)}
    prestations = {f.name for f in fields(ParametresPrestations)}
    assert impot - CALCULES_IMPOT == set(parametres("impot_revenu"))
    assert prestations - CALCULES_PRESTATIONS == set(parametres("prestations"))


@pytest.mark.parametrize("annee", range(2021, 2026))
def test_bareme_de_chaque_annee(annee: int) -> None:
    """Every year from 2021 to 2025 has its own five brackets, 0 to 45 %, above those of the year before."""
    p = parametres_impot(annee)
    assert [taux for _, taux in p.bareme] == [0, 0.11, 0.30, 0.41, 0.45]
    assert not p.reconduit
    if annee > 2021:
        assert p.bareme[1][0] > parametres_impot(annee - 1).bareme[1][0]


def test_prestations_en_vigueur_le_jour() -> None:
    """The BMAF changes on 1 April, the ceilings on 1 January."""
    assert parametres_prestations(date(2025, 3, 31)).base_mensuelle_allocations_familiales == 466.44
    assert parametres_prestations(date(2025, 4, 1)).base_mensuelle_allocations_familiales == 474.37
    assert parametres_prestations(date(2025, 1, 1)).af_plafond_tranche_1 == 65_473


def test_reconduction_et_absence() -> None:
    """Past the last texts the values stand and say so; before the first one the question is refused."""
    assert not parametres_prestations(date(2026, 12, 31)).reconduit
    assert parametres_prestations(date(2027, 1, 1)).reconduit
    assert parametres_impot(2030).reconduit
    with pytest.raises(ParametreAbsent, match=r"2022-12-01.*2023-01-01"):
        parametres_prestations(date(2022, 12, 31))


def test_tranches_corrigees_rendent_le_meme_impot() -> None:
    """The one-multiplication form of 2025 gives 18 477.09 at 84 577: 1 977.69 + 54 998 x 30 %."""
    seuil, taux, correctif = tranches_corrigees(parametres_impot(2025).bareme)[2]
    assert seuil == 29_579
    assert 84_577 * taux - correctif == pytest.approx(18_477.09)
