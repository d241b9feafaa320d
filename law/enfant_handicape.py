"""The allocation d'éducation de l'enfant handicapé (CSS art. L. 541-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from law.arrondi import au_centime
from law.parametres import parametres_prestations
from law.parametres.mensuels import parametres_familiales
from law.trace import Trace


@dataclass(frozen=True, slots=True)
class EnfantHandicape:
    """Age in civil months, and the category of the complement (1 to 6, 0: none) that the commission decided."""

    age_mois: int
    categorie: int = 0


def enfant_handicape(
    jour: date, enfants: Sequence[EnfantHandicape], isole: bool = False, trace: Trace | None = None
) -> float:
    """AEEH of the month of `jour` for the children with a decision, euros and cents; no CRDS is taken on it.

    A base per child under twenty, a complement by category, more for a lone parent from the second category (CSS art.
    L. 541-1, L. 541-4, D. 541-1 to D. 541-4). Overseas as in metropolitan France. Known gaps: the lone parent's
    majoration supposes work given up or help hired, taken as true here; the choice between complement and PCH;
    boarding; Mayotte's own amounts.
    """
    p = parametres_familiales(jour)
    bmaf = parametres_prestations(jour).base_mensuelle_allocations_familiales
    total = 0.0
    for enfant in enfants:
        if enfant.age_mois >= p.aeeh_age_limite * 12:
            continue
        rang = enfant.categorie
        base = au_centime(bmaf * p.aeeh_taux)
        complement = 0.0
        if rang > len(p.aeeh_complements):
            complement = p.aeeh_complement_sixieme
        elif rang:
            complement = au_centime(bmaf * p.aeeh_complements[rang - 1])
        majoration = au_centime(bmaf * p.aeeh_majorations_isole[rang - 2]) if isole and rang >= 2 else 0.0
        total += base + complement + majoration
        if trace is not None:
            trace.note("Allocation de base", base, "CSS, art. D. 541-1", bmaf=bmaf)
            trace.note("Complément", complement, "CSS, art. D. 541-2", categorie=rang)
            trace.note("Majoration de parent isolé", majoration, "CSS, art. D. 541-4", categorie=rang)
    total = au_centime(total)
    if trace is not None:
        trace.note("AEEH", total, "CSS, art. L. 541-1", enfants=len(enfants))
    return total
