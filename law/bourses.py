"""The grants of pupils and students: échelons and amounts (code de l'éducation)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import floor

from law.parametres import parametres_prestations
from law.parametres.mensuels import parametres_bourses, references
from law.trace import Trace

RENTREE = 9


@dataclass(frozen=True, slots=True)
class Bourse:
    """`echelon` as the administration writes it (`"0bis"`, `"1"`...), empty when refused; `montant`: euros a year."""

    echelon: str
    montant: float


REFUS = Bourse("", 0.0)


def bourse_college(annee_rentree: int, rfr: int, enfants: int, trace: Trace | None = None) -> Bourse:
    """Grant of one pupil of collège, échelons 1 to 3 (code de l'éducation, art. D. 531-4 to D. 531-7).

    `rfr`: reference income of the year before, as on the notice of the year of the rentrée. `enfants` in charge. Each
    third of the amount is rounded to the euro. Known gap: meals taken off, boarding premium, merit.
    """
    p = parametres_bourses(date(annee_rentree, RENTREE, 1))
    return _second_degre(annee_rentree, rfr, enfants, p.college_plafonds, p.college_taux, trace)


def bourse_lycee(annee_rentree: int, rfr: int, enfants: int, trace: Trace | None = None) -> Bourse:
    """Grant of one pupil of lycée, échelons 1 to 6 (code éduc., art. D. 531-21, D. 531-29), as `bourse_college`."""
    p = parametres_bourses(date(annee_rentree, RENTREE, 1))
    return _second_degre(annee_rentree, rfr, enfants, p.lycee_plafonds, p.lycee_taux, trace)


def points_de_charge(
    annee_rentree: int, autres_enfants: int, autres_etudiants: int, distance_km: int, trace: Trace | None = None
) -> int:
    """Points of a student: the family's other children, studying or not, and the way from home.

    Known gap: the four points of disabled students and of those who care for a relative, since 2023.
    """
    p = parametres_bourses(date(annee_rentree, RENTREE, 1))
    enfant, etudiant = p.cnous_points_enfants
    distance = max([points for km, points in p.cnous_points_distance if distance_km >= km], default=0)
    points = enfant * autres_enfants + etudiant * autres_etudiants + distance
    if trace is not None:
        article = "code de l'éducation, art. D. 821-1, circulaire annuelle des bourses sur critères sociaux"
        trace.note("Points de la distance", distance, article, kilometres=distance_km)
        trace.note("Points de charge", points, article, enfants=autres_enfants, etudiants=autres_etudiants)
    return points


def bourse_superieur(annee_rentree: int, ressources: int, points: int, trace: Trace | None = None) -> Bourse:
    """Grant on social criteria, échelons 0bis to 7, for ten months from September (code éduc., art. D. 821-1).

    `ressources`: revenu brut global of the parents for the year N-2 (`impot_revenu.revenu_brut_global`). Known gaps:
    students on their own, the overseas supplement, twelve months of grant, age and nationality.
    """
    p = parametres_bourses(date(annee_rentree, RENTREE, 1))
    colonne = min(points, len(p.cnous_plafonds[0]) - 1)
    rang = sum([ressources <= ligne[colonne] for ligne in p.cnous_plafonds]) - 1
    if rang < 0:
        resultat = REFUS
    else:
        resultat = Bourse(str(rang) if rang else "0bis", round(p.cnous_montants[rang] * p.cnous_mensualites, 2))
    if trace is not None:
        article = "code de l'éducation, art. D. 821-1, arrêtés annuels des plafonds et des taux"
        trace.note("Plafond du premier échelon", p.cnous_plafonds[0][colonne], article, points=points)
        trace.note("Échelon", resultat.echelon, article, ressources_n_moins_2=ressources)
        trace.note("Montant annuel", resultat.montant, article, mensualites=p.cnous_mensualites)
    return resultat


def _second_degre(
    annee: int,
    rfr: int,
    enfants: int,
    plafonds: tuple[tuple[float, ...], ...],
    taux: tuple[float, ...],
    trace: Trace | None,
) -> Bourse:
    """Ceilings in hours of SMIC of July of the income year, whole euros; amounts from the BMAF of January."""
    smic = references(date(annee - 1, 7, 1)).smic_horaire
    colonne = min(max(enfants, 1), len(plafonds[0])) - 1
    rang = sum([rfr <= floor(ligne[colonne] * smic + 0.5) for ligne in plafonds])
    bmaf = parametres_prestations(date(annee, 1, 1)).base_mensuelle_allocations_familiales
    resultat = Bourse(str(rang), floor(taux[rang - 1] * bmaf / 3 + 0.5) * 3.0) if rang else REFUS
    if trace is not None:
        article = "code de l'éducation, art. D. 531-4 à D. 531-7 et D. 531-21 à D. 531-29"
        trace.note("Plafond du premier échelon", floor(plafonds[0][colonne] * smic + 0.5), article, smic_horaire=smic)
        trace.note("Échelon", resultat.echelon, article, rfr=rfr, enfants=enfants)
        trace.note("Montant annuel", resultat.montant, article, bmaf=bmaf)
    return resultat
