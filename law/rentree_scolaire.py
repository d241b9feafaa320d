"""The allocation de rentrée scolaire, once a year in August (CSS art. L. 543-1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from law.arrondi import au_centime, net_de_crds
from law.parametres import parametres_prestations
from law.parametres.mensuels import ParametresFamiliales, parametres_familiales
from law.trace import Trace

MOIS_DE_VERSEMENT = 8


def rentree_scolaire(
    annee: int,
    naissances: Sequence[date],
    enfants_a_charge: int,
    ressources_n_moins_2: int,
    trace: Trace | None = None,
) -> float:
    """Allowance for the school year that starts in `annee`, euros and cents, net of CRDS.

    `naissances` of the children who go to school; `enfants_a_charge`: all of the family's, for the ceiling. A child
    opens the right when it turns six before 1 February of the next year and is not yet eighteen on 15 September; the
    rate follows the age reached in the civil year (CSS art. L. 543-1, R. 543-2, D. 543-1). Above the ceiling the
    excess is taken off the whole (R. 543-6-1), nothing under 15 € (D. 543-2). Overseas as in metropolitan France.
    Known gaps: Mayotte's own scale, pupils under six already in the first year, apprentices who earn too much.
    """
    jour = date(annee, MOIS_DE_VERSEMENT, 1)
    p, prestations = parametres_familiales(jour), parametres_prestations(jour)
    bmaf = prestations.base_mensuelle_allocations_familiales
    bruts = [bmaf * taux for naissance in naissances if (taux := _taux(annee, naissance, p))]
    plafond = p.ars_plafond * (1 + p.ars_plafond_majoration_enfant * enfants_a_charge)
    depassement = max(0.0, ressources_n_moins_2 - plafond)
    if depassement:
        brut = sum(bruts) - depassement
        montant = net_de_crds(brut, prestations.crds_taux) if brut >= p.ars_minimum else 0.0
    else:
        montant = au_centime(sum([net_de_crds(brut, prestations.crds_taux) for brut in bruts]))
    if trace is not None:
        trace.note("Plafond de ressources", plafond, "CSS, art. R. 543-5", enfants_a_charge=enfants_a_charge)
        trace.note("Montant brut des enfants", sum(bruts), "CSS, art. D. 543-1", bmaf=bmaf, enfants=len(bruts))
        trace.note("Dépassement du plafond", depassement, "CSS, art. R. 543-6-1", ressources=ressources_n_moins_2)
        trace.note("Allocation de rentrée scolaire, nette", montant, "CSS, art. L. 543-1", crds=prestations.crds_taux)
    return montant


def _taux(annee: int, naissance: date, p: ParametresFamiliales) -> float:
    """BMAF fraction of a child, 0 when it opens no right."""
    premier_age = p.ars_taux[0][0]
    if (naissance.year + p.ars_age_limite, naissance.month, naissance.day) <= (annee, 9, 15):
        return 0.0
    if (naissance.year + premier_age, naissance.month) > (annee + 1, 1):
        return 0.0
    age = max(premier_age, annee - naissance.year)
    return [taux for seuil, taux in p.ars_taux if age >= seuil][-1]
