"""The allocation de soutien familial, for a child that one or both parents no longer support (CSS art. L. 523-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from law.arrondi import au_centime, net_de_crds
from law.parametres import parametres_prestations
from law.parametres.mensuels import parametres_familiales
from law.trace import Trace


@dataclass(frozen=True, slots=True)
class EnfantASF:
    """A child in charge: age in civil months, alimony received for it (euros a month), and whether both parents are
    dead or absent, which opens the full rate whoever keeps the child."""

    age_mois: int
    pension_alimentaire: float = 0.0
    deux_parents_absents: bool = False


def soutien_familial(jour: date, enfants: Sequence[EnfantASF], isole: bool, trace: Trace | None = None) -> float:
    """Allowance of the month of `jour`, euros and cents, net of CRDS (CSS art. L. 523-1, L. 523-2, R. 523-7, D. 523-3).

    For each child under twenty of a lone parent, less the alimony received for it; a difference under 15 € a month is
    not paid. Overseas as in metropolitan France. Known gaps: the recovery of unpaid alimony, the four months before a
    judgment, the end of the right when the parent remarries (say `isole=False`), Mayotte's own amount.
    """
    p, prestations = parametres_familiales(jour), parametres_prestations(jour)
    taux, taux_deux_parents = p.asf_taux
    bmaf = prestations.base_mensuelle_allocations_familiales
    total = 0.0
    for enfant in enfants:
        if not 1 <= enfant.age_mois < prestations.af_age_limite * 12 or not (isole or enfant.deux_parents_absents):
            continue
        plein = bmaf * (taux_deux_parents if enfant.deux_parents_absents else taux)
        brut = max(0.0, plein - enfant.pension_alimentaire)
        verse = net_de_crds(brut, prestations.crds_taux) if brut >= p.asf_minimum else 0.0
        total += verse
        if trace is not None:
            pension = enfant.pension_alimentaire
            trace.note(
                "Montant pour un enfant, net", verse, "CSS, art. R. 523-7 et D. 523-3", plein=plein, pension=pension
            )
    total = au_centime(total)
    if trace is not None:
        trace.note("Allocation de soutien familial", total, "CSS, art. L. 523-1", bmaf=bmaf)
    return total
