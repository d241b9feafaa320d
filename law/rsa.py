"""The revenu de solidarité active (CASF art. L. 262-2)."""

from __future__ import annotations

from datetime import date

from law.arrondi import au_centime
from law.foyer_solidarite import FoyerSolidarite, forfait_logement, montant_forfaitaire
from law.parametres.mensuels import parametres_solidarite
from law.trace import Trace


def rsa(jour: date, f: FoyerSolidarite, trace: Trace | None = None) -> float:
    """RSA of the month of `jour`, euros and cents; no CRDS is taken on it.

    Guaranteed amount of the household, less the flat amount for housing, less the monthly mean of all resources of the
    reference quarter and the family benefits of the month; nothing under 6 € (CASF art. L. 262-2, L. 262-9, R. 262-1,
    R. 262-2, R. 262-7 to R. 262-11, R. 262-39). From twenty-five years, or with a child born or expected (L. 262-4).
    Known gaps: those of `FoyerSolidarite`; the RSA of the young who have worked; Mayotte, at half the amount.
    """
    p = parametres_solidarite(jour)
    if not f.enfants and not f.enceinte and all(a.age < p.rsa_age_minimum for a in f.adultes):
        if trace is not None:
            trace.note("Trop jeune, sans enfant", 0.0, "CASF, art. L. 262-4", age_minimum=p.rsa_age_minimum)
        return 0.0
    garanti = montant_forfaitaire(p.rsa_montant, f, p)
    logement = forfait_logement(p.rsa_montant, f, p)
    revenus = sum([sum(a.revenus_activite) + sum(a.autres_revenus) for a in f.adultes]) / 3
    difference = garanti - logement - revenus - f.prestations_familiales
    montant = au_centime(difference) if difference >= p.rsa_minimum else 0.0
    if trace is not None:
        trace.note(
            "Montant forfaitaire", garanti, "CASF, art. R. 262-1 et R. 262-2", enfants=f.enfants, majore=f.majore
        )
        trace.note("Forfait logement", logement, "CASF, art. R. 262-9 et R. 262-10", aide_logement=f.aide_logement)
        trace.note("Revenus mensuels moyens du trimestre", revenus, "CASF, art. R. 262-7")
        trace.note("Prestations familiales retenues", f.prestations_familiales, "CASF, art. R. 262-10-1 et R. 262-11")
        trace.note("RSA", montant, "CASF, art. L. 262-2 et R. 262-39", difference=difference)
    return montant
