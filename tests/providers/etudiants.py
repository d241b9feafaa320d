"""Nina Martin, a student of the hand-built family: admitted in two universities, enrolled in one, a grant asked for.

Her parents' notice is that of 2023: 36,000 € of wages, hence 32,400 € of « revenu brut global », two children.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from registry.etudes import Admission, AnneeEtudes, DemandeBourse, Etablissement
from registry.facts import Famille
from registry.vues_etudes import VueBourse, VueEtudiant, vue_bourse, vue_etudiant
from tests.providers import foyers

NANTES = Etablissement("0442953W", "Nantes Université", "44109", "Nantes")
RENNES = Etablissement("0350937D", "Université Rennes 2", "35238", "Rennes")
NINA = foyers.personne("nina", "F", "Nina Rose", "2006-02-11", 5, parents=("marc", "lea"))
ADMISE, INSCRITE = date(2025, 7, 3), date(2025, 7, 8)
INSCRIPTION = Admission(NANTES, "RF1", ADMISE, INSCRITE, date(2025, 9, 1), date(2026, 8, 31))
AILLEURS = replace(INSCRIPTION, etablissement=RENNES, inscrit_le=None)
DEMANDE = DemandeBourse(date(2025, 7, 20), date(2026, 2, 1))
ANNEE = AnneeEtudes(2025, "9912345678K", "L2", (INSCRIPTION, AILLEURS), DEMANDE)


def _etudes(ref: str, annee: int) -> AnneeEtudes | None:
    return ANNEE if (ref, annee) == ("nina", 2025) else None


FAMILLE: Famille = replace(foyers.MARTIN, personnes={**foyers.MARTIN.personnes, "nina": NINA}, etudes=_etudes)


def etudiant(jour: date = foyers.JOUR) -> VueEtudiant:
    return vue_etudiant(FAMILLE, "nina", jour)


def bourse(jour: date = foyers.JOUR) -> VueBourse:
    return vue_bourse(FAMILLE, "nina", 2025, jour, foyers.avis(annee=2023), _etudes)
