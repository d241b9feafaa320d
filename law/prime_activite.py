"""The prime d'activité, for those who work and earn little (CSS art. L. 842-3)."""

from __future__ import annotations

from datetime import date

from law.arrondi import au_centime, net_de_crds
from law.foyer_solidarite import FoyerSolidarite, forfait_logement, montant_forfaitaire
from law.parametres import parametres_prestations
from law.parametres.mensuels import ParametresSolidarite, parametres_solidarite, references
from law.trace import Trace


def prime_activite(jour: date, f: FoyerSolidarite, trace: Trace | None = None) -> float:
    """Prime of the month of `jour`, euros and cents, net of CRDS.

    Mean of three monthly figures: guaranteed amount, plus a part of the incomes from work, plus a bonus per worker,
    less the resources, these counted for no less than the guaranteed amount; nothing under 15 € gross (CSS art.
    L. 842-2, L. 842-3, L. 842-7, D. 843-1 to D. 843-3, R. 844-3, D. 846-2). The amounts and the SMIC of the month of
    `jour` are used for the three months. Someone must work, but for the lone parent of L. 842-7. Known gaps: those of
    `FoyerSolidarite`; AAH counted as income from work; Mayotte's own amounts.
    """
    p = parametres_solidarite(jour)
    adultes = [a for a in f.adultes if a.age >= p.ppa_age_minimum]
    if not (f.majore and adultes) and not any(sum(a.revenus_activite) for a in adultes):
        if trace is not None:
            trace.note("Aucun revenu professionnel", 0.0, "CSS, art. L. 842-2", adultes=len(adultes))
        return 0.0
    garanti = montant_forfaitaire(p.ppa_montant, f, p)
    logement = forfait_logement(p.ppa_montant, f, p)
    smic = references(jour).smic_horaire
    fictives = []
    for mois in range(3):
        activites = [a.revenus_activite[mois] for a in f.adultes]
        travail = sum(activites)
        ressources = travail + sum([a.autres_revenus[mois] for a in f.adultes]) + f.prestations_familiales + logement
        bonification = sum([_bonification(revenu, smic, p) for revenu in activites])
        fictive = garanti + p.ppa_taux_revenus * travail + bonification - max(ressources, garanti)
        fictives.append(max(0.0, fictive))
        if trace is not None:
            trace.note("Bonifications", bonification, "CSS, art. D. 843-2", mois=mois + 1, smic_horaire=smic)
            trace.note("Ressources du mois", ressources, "CSS, art. L. 842-4", mois=mois + 1, travail=travail)
            trace.note("Prime fictive du mois", fictives[-1], "CSS, art. L. 842-3", mois=mois + 1, garanti=garanti)
    brut = sum(fictives) / 3
    taux = parametres_prestations(jour).crds_taux
    montant = net_de_crds(brut, taux) if brut >= p.ppa_minimum else 0.0
    if trace is not None:
        trace.note("Prime d'activité, nette", montant, "CSS, art. L. 842-3 et D. 846-2", brut=brut, crds=taux)
    return montant


def _bonification(revenu: float, smic: float, p: ParametresSolidarite) -> float:
    """Bonus of one worker, euros a month: from 59 hours of SMIC, growing to its maximum."""
    debut, fin, taux = p.ppa_bonification
    if revenu <= debut * smic:
        return 0.0
    maximum = au_centime(p.ppa_montant * taux)
    return min(maximum, maximum * (revenu - debut * smic) / ((fin - debut) * smic))
