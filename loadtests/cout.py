"""What one citizen costs, in microseconds, in nations of any size: found by identity, then their family's facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from time import perf_counter

from fixtures.nation import Nation
from registry.facts import Personne, Pivot
from registry.registre import Registre

TAILLES = (10_000, 1_000_000, 67_000_000)
NOMBRE = 300
MICROSECONDES = 1e6


@dataclass(frozen=True, slots=True)
class Cout:
    """µs for one citizen never asked about before: found by pivot identity, then their family's facts."""

    taille: int
    identification: float
    famille: float


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
    par_citoyen = MICROSECONDES / NOMBRE
    return Cout(taille, (milieu - debut) * par_citoyen, (fin - milieu) * par_citoyen)


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
