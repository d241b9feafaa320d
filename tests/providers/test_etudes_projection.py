"""Studies and grants by hand: what is known on which day, and the échelon of the hand-built family."""

from __future__ import annotations

from datetime import date

import pytest

from providers.cnous import projection as cnous
from providers.cnous.scopes import FILTRE as CNOUS
from providers.mesri import projection as mesri
from providers.mesri.scopes import FILTRE as MESRI
from registry.erreurs import SansDossier
from tests.providers import etudiants


def test_admise_puis_inscrite() -> None:
    """Nothing before the admission; admitted before being enrolled; the place not taken is never an enrolment."""
    with pytest.raises(SansDossier):
        etudiants.etudiant(date(2025, 7, 2))
    connues = [mesri.donnees(etudiants.etudiant(date(2025, 7, jour)), MESRI.noms)["admissions"] for jour in (4, 8)]
    assert [[a["est_inscrit"] for a in admissions] for admissions in connues] == [[False, False], [True, False]]


def test_echelon_calcule_a_la_main() -> None:
    """32,400 € and four points (two other children, no distance): between 27,846 and 34,450 €, échelon 1."""
    vue = etudiants.bourse()
    assert (vue.autres_enfants, vue.autres_etudiants, vue.distance_km) == (2, 0, 0)
    assert cnous.ressources(vue) == 32_400
    assert cnous.donnees(vue, 3, CNOUS.noms)["echelon_bourse"]["echelon"] == "1"


def test_avant_la_decision_aucune_bourse() -> None:
    """A grant that is not answered yet is not known."""
    with pytest.raises(SansDossier):
        etudiants.bourse(date(2025, 7, 19))


def test_radiee() -> None:
    """Struck off on 1 February: a scholar the day before, none from that day on."""
    avant, apres = (
        cnous.donnees(etudiants.bourse(jour), 4, CNOUS.noms) for jour in (date(2026, 1, 31), date(2026, 2, 1))
    )
    assert avant["statut_boursier"] == {"est_boursier": True, "est_radie": False, "date_radiation": None}
    assert apres["statut_boursier"] == {"est_boursier": False, "est_radie": True, "date_radiation": "2026-02-01"}
