"""The allocation d'aide au retour à l'emploi of who lost a job, in simplified form (code du travail art. L. 5422-1)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from law.arrondi import au_centime
from law.parametres.carrieres import ParametresChomage, parametres_chomage
from law.parametres.mensuels import valeur_annuelle
from law.trace import Trace


@dataclass(frozen=True, slots=True)
class FinDeContrat:
    """What the employers certify when the last contract ends, on `jour`, of someone of `age`.

    Over the reference period (24 months, 36 for the elder): `salaires` gross, euros; `jours_periode`, calendar days
    from its first day of contract to the last; `jours_travailles`, those of them under contract. `conges_payes` and
    `supra_legales`: indemnities paid at the end, euros, the latter above what the law asks for.
    """

    jour: date
    age: int
    salaires: float
    jours_periode: int
    jours_travailles: int
    conges_payes: float = 0.0
    supra_legales: float = 0.0
    motif_economique: bool = False


@dataclass(frozen=True, slots=True)
class AllocationChomage:
    """Gross euros: `journaliere` on the month asked, `mensuelle` for the whole of it (0 when none of it is paid).

    `premier_jour` is the first day paid, `duree` how many days may be.
    """

    salaire_journalier: float
    journaliere: float
    mensuelle: float
    premier_jour: date
    duree: int


def allocation_chomage(mois: date, f: FinDeContrat, trace: Trace | None = None) -> AllocationChomage:
    """ARE of the month of `mois`, gross (règlement d'assurance chômage, art. 3, 9, 11 to 14, 16, 17 bis, 21 to 24).

    The right is that of the day the contract ends; the amounts are those in force in `mois`. Known gaps: partial
    registration and work while unemployed, part-time of the minimum, seasonal affiliation, extension in a bad
    economy, pensions that reduce it, social contributions, the yearly rise of the reference wage.
    """
    droit, p = parametres_chomage(f.jour), parametres_chomage(mois)
    duree, sjr = _duree(f, droit), _salaire_journalier(f, droit)
    premier = f.jour + timedelta(1 + _differes(f, sjr, droit))
    plein = _journaliere(sjr, p)
    payes = _jours_deja_payes(mois, premier)
    journaliere = _reduite(plein, f, payes, droit, p)
    jours = max(0, min(_jours_du_mois(mois, premier, p), duree - payes))
    mensuelle = au_centime(jours * journaliere)
    if trace is not None:
        regles = "règlement d'assurance chômage, art. "
        trace.note("Salaire journalier de référence", sjr, f"{regles}11 à 13", salaires=f.salaires)
        trace.note("Durée d'indemnisation, en jours", duree, f"{regles}3 et 9", age=f.age, jours=f.jours_periode)
        trace.note("Premier jour payé", premier.isoformat(), f"{regles}21 à 23", fin_de_contrat=f.jour.isoformat())
        trace.note("Allocation journalière", plein, f"{regles}14 et 16", partie_fixe=p.are_partie_fixe)
        trace.note("Après dégressivité", journaliere, f"{regles}17 bis", jours_deja_payes=payes, age=f.age)
        trace.note("Allocation du mois, brute", mensuelle, f"{regles}24", jours=jours)
    return AllocationChomage(sjr, journaliere, mensuelle, premier, duree)


def _jours_de_la_periode(f: FinDeContrat, p: ParametresChomage) -> float:
    """Days under contract, and the others up to a share of them."""
    vides = f.jours_periode - f.jours_travailles
    return f.jours_travailles + min(vides, floor(f.jours_travailles * p.are_jours_non_travailles))


def _salaire_journalier(f: FinDeContrat, p: ParametresChomage) -> float:
    jours = _jours_de_la_periode(f, p)
    if not jours:
        return 0.0
    plafond = p.are_plafond_salaire * valeur_annuelle("plafond_securite_sociale", f.jour.year) / 365
    return au_centime(min(f.salaires / jours, plafond))


def _duree(f: FinDeContrat, p: ParametresChomage) -> int:
    if f.jours_travailles < p.are_affiliation_minimale:
        return 0
    coefficient, minimum = p.are_duree
    maximum = p.are_durees_maximales[sum(f.age >= age for age in p.are_ages)]
    return min(maximum, max(minimum, ceil(_jours_de_la_periode(f, p) * coefficient)))


def _journaliere(sjr: float, p: ParametresChomage) -> float:
    """The better of two formulas, no less than a minimum, no more than a share of the reference wage."""
    proportionnel, plancher, plafond = p.are_taux
    montant = max(sjr * proportionnel + p.are_partie_fixe, sjr * plancher, p.are_minimum)
    return au_centime(min(montant, sjr * plafond))


def _reduite(plein: float, f: FinDeContrat, payes: int, droit: ParametresChomage, p: ParametresChomage) -> float:
    sans_reduction, coefficient, age = droit.are_degressivite
    if f.age >= age or payes < sans_reduction or plein <= p.are_degressivite_plancher:
        return plein
    return max(au_centime(plein * coefficient), p.are_degressivite_plancher)


def _differes(f: FinDeContrat, sjr: float, p: ParametresChomage) -> int:
    """Days without allowance after the contract: waiting time, paid leave, indemnities above the law."""
    attente, conges, specifique, economique = p.are_delais
    jours_de_conges = min(conges, floor(f.conges_payes / sjr)) if sjr else 0
    maximum = economique if f.motif_economique else specifique
    return attente + jours_de_conges + min(maximum, floor(f.supra_legales / p.are_differe_specifique))


def _jours_du_mois(mois: date, premier: date, p: ParametresChomage) -> int:
    """Days of the month that may be paid: thirty for a whole one since April 2025."""
    longueur = monthrange(mois.year, mois.month)[1]
    dernier = date(mois.year, mois.month, longueur)
    if premier <= date(mois.year, mois.month, 1):
        return p.are_jours_par_mois or longueur
    return max(0, (dernier - premier).days + 1)


def _jours_deja_payes(mois: date, premier: date) -> int:
    """Calendar days from the first one paid to the month: as if no month of thirty days had lost one."""
    return max(0, (date(mois.year, mois.month, 1) - premier).days)
