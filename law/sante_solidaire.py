"""The complémentaire santé solidaire, free or for a small monthly sum (CSS art. L. 861-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from law.parametres.mensuels import ParametresSante, parametres_sante, parametres_solidarite
from law.trace import Trace

Decision = Literal["sans participation", "avec participation", "refus"]
MAYOTTE = "976"


@dataclass(frozen=True, slots=True)
class FoyerSante:
    """A household at the day of the claim.

    `ages`: completed years of every member, adults (`adultes`, one or two) first. `alternes` of the children are in
    shared custody. `ressources`: net euros of all over the twelve months before the last but one, housing aid left
    out. `aide_logement`: euros a month. `beneficiaire_rsa` opens the free one without looking at resources (L. 861-2).

    Known gaps: deductions from resources (unemployment, alimony paid, AAH), the young who claim alone.
    """

    ages: tuple[int, ...]
    adultes: int
    ressources: float
    alternes: int = 0
    aide_logement: float = 0.0
    loge_gratuitement: bool = False
    beneficiaire_rsa: bool = False
    departement: str = ""


@dataclass(frozen=True, slots=True)
class SanteSolidaire:
    """The decision, and what the household pays for it, euros a month."""

    decision: Decision
    participation: int


def sante_solidaire(jour: date, f: FoyerSante, trace: Trace | None = None) -> SanteSolidaire:
    """C2S decided on `jour`, for a year (CSS art. L. 861-1, L. 861-2, R. 861-2, R. 861-3, R. 861-5, R. 861-7).

    Resources and a flat amount for housing, against a ceiling by household, 35 % higher with a participation that
    depends on each member's age. The ceiling is 11.3 % higher overseas. The annual order rounds its table by up to
    two euros in ways no text explains; the product is used as it is. Known gaps: those of `FoyerSante`; the rates of
    Alsace-Moselle; Mayotte is refused, as before its own ceiling.
    """
    p = parametres_sante(jour)
    plafond = p.c2s_plafond * _coefficient(f, p) * (1 + (p.c2s_outre_mer if _outre_mer(f.departement) else 0))
    logement = 12 * _forfait_logement(jour, f, p)
    ressources = f.ressources + logement
    montants = [[m for age, m in p.c2s_participation if a >= age][-1] for a in f.ages]
    if f.departement == MAYOTTE:
        resultat = SanteSolidaire("refus", 0)
    elif f.beneficiaire_rsa or ressources <= plafond:
        resultat = SanteSolidaire("sans participation", 0)
    elif ressources <= plafond * p.c2s_coefficient_participation:
        resultat = SanteSolidaire("avec participation", sum(montants))
    else:
        resultat = SanteSolidaire("refus", 0)
    if trace is not None:
        trace.note("Plafond sans participation", plafond, "CSS, art. L. 861-1 et R. 861-3", personnes=len(f.ages))
        trace.note("Forfait logement annuel", logement, "CSS, art. R. 861-5 et R. 861-7", aide=f.aide_logement)
        trace.note("Ressources", ressources, "CSS, art. R. 861-4", declarees=f.ressources)
        trace.note("Décision", resultat.decision, "CSS, art. L. 861-1 et L. 861-2", beneficiaire_rsa=f.beneficiaire_rsa)
        trace.note("Participation mensuelle", resultat.participation, "CSS, art. L. 861-1, 2°")
    return resultat


def _coefficient(f: FoyerSante, p: ParametresSante) -> float:
    """1 for one person, more for each other by rank; children in shared custody take the last ranks, for half."""
    deuxieme, troisieme_quatrieme, suivante = p.c2s_majorations_foyer
    rangs = [deuxieme, troisieme_quatrieme, troisieme_quatrieme]
    total = 1.0
    entiers = len(f.ages) - f.alternes
    for rang in range(1, len(f.ages)):
        majoration = rangs[rang - 1] if rang <= len(rangs) else suivante
        total += majoration if rang < entiers else majoration * p.c2s_residence_alternee
    return total


def _forfait_logement(jour: date, f: FoyerSante, p: ParametresSante) -> float:
    """Euros a month, from the RSA of one, two or three persons."""
    s = parametres_solidarite(jour)
    deuxieme, suivante, _ = s.majorations_foyer
    rang = min(len(f.ages), len(p.c2s_forfait_logement_aide)) - 1
    rsa = s.rsa_montant * (1.0, 1 + deuxieme, 1 + deuxieme + suivante)[rang]
    if f.loge_gratuitement:
        return rsa * p.c2s_forfait_logement_gratuit[rang]
    return min(f.aide_logement, rsa * p.c2s_forfait_logement_aide[rang])


def _outre_mer(departement: str) -> bool:
    return departement in ("971", "972", "973", "974")
