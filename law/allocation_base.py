"""The base allowance of the PAJE, paid for a child under three (CSS art. L. 531-3)."""

from __future__ import annotations

from datetime import date

from law.arrondi import net_de_crds
from law.famille import Famille, plafond
from law.parametres import parametres_prestations
from law.parametres.mensuels import parametres_familiales
from law.trace import Trace


def allocation_base(jour: date, f: Famille, trace: Trace | None = None) -> float:
    """Allowance for the month of `jour`, euros and cents, net of CRDS (CSS art. L. 531-3, D. 531-1 to D. 531-3).

    Due from the month after the birth to the month before the third birthday; once per family, but for each child of
    a multiple birth: children of the same civil month are taken as such. Full or partial rate by resources N-2.
    Overseas as in metropolitan France. Known gaps: adopted children; the own rules of Mayotte.
    """
    p, prestations = parametres_familiales(jour), parametres_prestations(jour)
    petits = [age for age in f.ages_mois if 1 <= age < p.paje_age_limite * 12]
    if not petits:
        if trace is not None:
            trace.note("Aucun enfant de moins de trois ans", 0.0, "CSS, art. L. 531-3", enfants=len(f.ages_mois))
        return 0.0
    enfants = f.enfants(0, prestations.af_age_limite * 12)
    plein = plafond(f, p.paje_plafond_plein, p.paje_plafond_plein_biactif, enfants, p)
    partiel = plafond(f, p.paje_plafond_partiel, p.paje_plafond_partiel_biactif, enfants, p)
    taux_plein, taux_partiel = p.paje_taux
    ressources = f.ressources_n_moins_2
    taux = taux_plein if ressources <= plein else taux_partiel if ressources <= partiel else 0.0
    naissances = max([petits.count(age) for age in petits])
    bmaf = prestations.base_mensuelle_allocations_familiales
    montant = naissances * net_de_crds(bmaf * taux, prestations.crds_taux)
    if trace is not None:
        trace.note("Plafond du taux plein", plein, "CSS, art. L. 531-3 et R. 531-1", enfants=enfants)
        trace.note("Plafond du taux partiel", partiel, "CSS, art. L. 531-2 et R. 531-1", enfants=enfants)
        trace.note("Taux", taux, "CSS, art. D. 531-3", ressources_n_moins_2=ressources)
        trace.note("Allocation de base, nette", montant, "CSS, art. L. 531-3", bmaf=bmaf, naissances=naissances)
    return montant
