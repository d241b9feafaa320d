"""The complément familial, for families of three children past the age of three (CSS art. L. 522-1)."""

from __future__ import annotations

from datetime import date

from law.allocation_base import allocation_base
from law.arrondi import net_de_crds
from law.famille import Famille, plafond
from law.parametres import parametres_prestations
from law.parametres.mensuels import ParametresFamiliales, parametres_familiales
from law.trace import Trace


def complement_familial(jour: date, f: Famille, trace: Trace | None = None) -> float:
    """Complément familial of the month of `jour`, euros and cents, net of CRDS.

    Three children from three to twenty years old, resources N-2 under a ceiling, a higher rate under the lower
    ceiling, a differential part just above it (CSS art. L. 522-1 to L. 522-3, D. 522-1, D. 522-2, R. 522-1, R. 522-2).
    Overseas, one child from three to four and none younger, under the ceiling of the ARS (L. 755-16, D. 755-6); never
    in Mayotte. Not paid with the base allowance (L. 532-1). A child counts from the month after the third birthday,
    the general rule of L. 552-1. Known gap: the own amounts of the overseas ceiling of the higher rate, half the other
    ceiling here.
    """
    p, prestations = parametres_familiales(jour), parametres_prestations(jour)
    outre_mer = f.departement in prestations.af_outre_mer_departements
    if not _composition(f, outre_mer, p) or f.departement == "976" or allocation_base(jour, f):
        if trace is not None:
            article = "CSS, art. L. 522-1, L. 532-1 et L. 755-16"
            trace.note("Pas les enfants qu'il faut, ou allocation de base", 0.0, article, enfants=len(f.ages_mois))
        return 0.0
    enfants = f.enfants(0, p.cf_ages[1] * 12)
    bmaf = prestations.base_mensuelle_allocations_familiales
    if outre_mer:
        taux, taux_majore = p.cf_outre_mer_taux
        simple = p.ars_plafond * (1 + p.ars_plafond_majoration_enfant * enfants)
        majore = simple / 2
    else:
        taux, taux_majore = p.cf_taux, p.cf_majore_taux
        simple = plafond(f, p.cf_plafond, p.cf_plafond_biactif, enfants, p)
        majore = plafond(f, p.cf_majore_plafond, p.cf_majore_plafond_biactif, enfants, p)
    ressources = f.ressources_n_moins_2
    if ressources <= majore:
        brut = bmaf * taux_majore
    else:
        brut = max(0.0, min(bmaf * taux, (simple - ressources) / 12 + bmaf * taux))
    montant = net_de_crds(brut, prestations.crds_taux)
    if trace is not None:
        trace.note("Plafond du taux majoré", majore, "CSS, art. L. 522-3", enfants=enfants)
        trace.note("Plafond", simple, "CSS, art. R. 522-2", enfants=enfants)
        trace.note("Montant brut", brut, "CSS, art. D. 522-1 et D. 522-2", bmaf=bmaf, ressources_n_moins_2=ressources)
        trace.note("Complément familial, net", montant, "CSS, art. L. 522-1", crds=prestations.crds_taux)
    return montant


def _composition(f: Famille, outre_mer: bool, p: ParametresFamiliales) -> bool:
    """Whether the children open the right."""
    if outre_mer:
        debut, fin = p.cf_outre_mer_ages
        return f.enfants(debut * 12 + 1, fin * 12) >= 1 and not f.enfants(0, debut * 12 + 1)
    debut, fin = p.cf_ages
    return f.enfants(debut * 12 + 1, fin * 12) >= p.cf_nombre_minimum_enfants
