"""What a family pays for an hour of crèche, by the national scale of the CNAF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from law.arrondi import au_centime
from law.parametres.mensuels import parametres_accueil
from law.trace import Trace

Accueil = Literal["collectif", "familial"]


@dataclass(frozen=True, slots=True)
class FamilleCreche:
    """`ressources_annuelles`: `quotient_familial.ressources_caf` of the year N-2, euros, before tax abatements.

    `enfants`: all those in charge, not only those at the crèche; `handicapes` of them open the AEEH.
    """

    ressources_annuelles: int
    enfants: int
    handicapes: int = 0


def participation_creche(
    jour: date, f: FamilleCreche, accueil: Accueil = "collectif", trace: Trace | None = None
) -> float:
    """Euros and cents of an hour of care on `jour` (CNAF circular 2019-005; floors and ceilings published yearly).

    A twelfth of the resources, kept between a floor and a ceiling, times a rate by number of children; a disabled
    child counts for one more. The ceiling is the one the crèche may not go under. Known gaps: emergency care and
    children placed (floor), families without known resources.
    """
    p = parametres_accueil(jour)
    mensuelles = f.ressources_annuelles / 12
    retenues = min(max(mensuelles, p.eaje_plancher), p.eaje_plafond)
    tranches = p.eaje_taux_collectif if accueil == "collectif" else p.eaje_taux_familial
    rang = max(1, f.enfants + f.handicapes)
    taux = [taux for seuil, taux in tranches if rang >= seuil][-1]
    montant = au_centime(retenues * taux / 100)
    if trace is not None:
        article = "barème national des participations familiales, circulaire Cnaf 2019-005"
        trace.note("Ressources mensuelles", mensuelles, article, ressources_annuelles=f.ressources_annuelles)
        trace.note("Ressources retenues", retenues, article, plancher=p.eaje_plancher, plafond=p.eaje_plafond)
        trace.note("Taux d'effort horaire (%)", taux, article, enfants=f.enfants, handicapes=f.handicapes)
        trace.note("Participation horaire", montant, article)
    return montant
