"""The allocation aux adultes handicapés, on the person's own income since October 2023 (CSS art. L. 821-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from law.arrondi import au_centime
from law.parametres.mensuels import ParametresHandicap, parametres_handicap, references
from law.trace import Trace


@dataclass(frozen=True, slots=True)
class AdulteHandicape:
    """A disabled adult in the month of payment.

    `taux_incapacite` between 0 and 1; `restriction_emploi`: the commission found that the handicap lastingly bars from
    work, needed under 80 %. `revenus_activite`: those of the last three months times four, euros a year, from ordinary
    work. `autres_revenus`: other taxable income, euros a year. `pension_invalidite`: euros a month, for which the
    allowance is a complement. `enfants` in charge. `a_charge`: still a child in the sense of family benefits.
    """

    age: int
    taux_incapacite: float
    restriction_emploi: bool = False
    revenus_activite: float = 0.0
    autres_revenus: float = 0.0
    pension_invalidite: float = 0.0
    enfants: int = 0
    a_charge: bool = False


def adulte_handicape(jour: date, a: AdulteHandicape, trace: Trace | None = None) -> float:
    """AAH of the month of `jour`, euros and cents; no CRDS is taken on it.

    The ceiling of resources (the full amount, half more per child) less the person's resources, up to the full amount
    (CSS art. L. 821-1 to L. 821-3, D. 821-1, D. 821-2). Income from ordinary work counts for 20 % under 30 % of a SMIC
    and 60 % above (D. 821-9). Neither the spouse nor his or her income counts. Known gaps: the former calculation kept
    by some couples of 2023, sheltered work, stopping work (R. 532-5), hospital and prison, the end of the right at
    retirement age under 80 %, the complement for autonomous living; Mayotte's own amount.
    """
    p = parametres_handicap(jour)
    if not _ouvre_droit(a, p):
        if trace is not None:
            article = "CSS, art. L. 821-1 et L. 821-2"
            trace.note("Taux d'incapacité ou âge insuffisant", 0.0, article, taux=a.taux_incapacite, age=a.age)
        return 0.0
    smic = references(jour)
    seuil = p.aah_seuil_abattement * smic.smic_horaire * smic.smic_heures_mensuelles * 12
    sous, au_dessus = p.aah_abattements
    basse = min(a.revenus_activite, seuil)
    activite = basse * (1 - sous) + (a.revenus_activite - basse) * (1 - au_dessus)
    plafond = p.aah_montant * (1 + p.aah_majoration_enfant * a.enfants)
    difference = plafond - (activite + a.autres_revenus) / 12
    montant = au_centime(max(0.0, min(difference, p.aah_montant, p.aah_montant - a.pension_invalidite)))
    if trace is not None:
        trace.note("Seuil entre les deux abattements", seuil, "CSS, art. D. 821-9", smic_horaire=smic.smic_horaire)
        trace.note("Revenus d'activité retenus", activite, "CSS, art. D. 821-9", declares=a.revenus_activite)
        trace.note("Plafond mensuel", plafond, "CSS, art. D. 821-2", enfants=a.enfants)
        trace.note("Plafond moins ressources", difference, "CSS, art. L. 821-3", autres_revenus=a.autres_revenus)
        trace.note("AAH", montant, "CSS, art. L. 821-1", montant=p.aah_montant, pension=a.pension_invalidite)
    return montant


def _ouvre_droit(a: AdulteHandicape, p: ParametresHandicap) -> bool:
    suffisant, conditionnel = p.aah_taux_incapacite
    general, sorti_de_charge = p.aah_age_minimum
    if a.age < (general if a.a_charge else sorti_de_charge):
        return False
    return a.taux_incapacite >= suffisant or (a.restriction_emploi and a.taux_incapacite >= conditionnel)
