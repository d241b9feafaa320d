"""What one citizen costs, in microseconds, in nations of any size: found by identity, then their family's facts.

Then their full file again: every fact, those that only one administration asks for included, of a family already kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from time import perf_counter

from fixtures.nation import Nation
from registry.facts import Personne, Pivot
from registry.registre import Registre

TAILLES = (10_000, 1_000_000, 67_000_000)
NOMBRE = 300
ANNEES = (1, 2, 3)
MICROSECONDES = 1e6


@dataclass(frozen=True, slots=True)
class Cout:
    """µs for one citizen never asked about before (found by pivot identity, then their family's facts), then for the
    full file of one asked about again."""

    taille: int
    identification: float
    famille: float
    dossier_connu: float


def mesurer(taille: int, graine: int, jour: date) -> Cout:
    """The mean over citizens drawn at random, of whom nothing has been kept."""
    lue, neuve = (Nation(graine, taille, jour.year) for _ in range(2))
    refs = lue.echantillon(2 * NOMBRE, 7)
    pivots = [_pivot(lue.famille(ref).personnes[ref]) for ref in refs[:NOMBRE]]
    registre = Registre([neuve])
    debut = perf_counter()
    for pivot in pivots:
        registre.identifier(pivot)
    milieu = perf_counter()
    for ref in refs[NOMBRE:]:
        registre.famille(ref)
    fin = perf_counter()
    for ref in refs[NOMBRE:]:
        lire_dossier(registre, ref, jour)
    connus = perf_counter()
    for ref in refs[NOMBRE:]:
        lire_dossier(registre, ref, jour)
    relus = perf_counter()
    durees = (milieu - debut, fin - milieu, relus - connus)
    return Cout(taille, *(duree * MICROSECONDES / NOMBRE for duree in durees))


def lire_dossier(registre: Registre, ref: str, jour: date) -> tuple[object, ...]:
    """Every fact about one citizen: the family's, incomes and studies of three years, and what is asked by ref."""
    f = registre.famille(ref)
    annees = [jour.year - avant for avant in ANNEES]
    return (
        f,
        *(f.revenus(ref, annee) for annee in annees),
        *(f.etudes(ref, annee) for annee in annees),
        *(f.logement(r.logement) for r in f.residences if r.occupant == ref),
        f.emploi(ref),
        f.service_national(ref),
        f.services_civiques(ref),
        f.vehicule(ref),
    )


def _pivot(personne: Personne) -> Pivot:
    """The identity as FranceConnect gives it."""
    n, lieu = personne.naissance, personne.lieu_naissance
    return Pivot(
        nom_naissance=personne.nom_naissance,
        prenoms=personne.prenoms,
        annee=n.annee,
        mois=n.mois,
        jour=n.jour,
        sexe=personne.sexe,
        code_lieu=lieu.code if lieu.en_france else None,
        code_pays=lieu.code_pays,
    )
