"""`make export`: what writing a whole nation to Parquet costs, one million citizens by default, then thrown away.

CPU time is that of every process: other work on the machine does not weigh on it as it does on the clock.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from fixtures.export.exporter import exporter, preparer

TAILLE, GRAINE, OUVRIERS = 1_000_000, 42, 2
JOUR = date(2026, 11, 23)
MICROSECONDES, KO_PAR_MO = 1e6, 1024


@dataclass(frozen=True, slots=True)
class Bilan:
    """Rows by table; seconds on the clock, µs of CPU for each citizen; MB of the process that writes and of the largest
    of those that compute; MB written."""

    lignes: dict[str, int]
    secondes: float
    cpu: float
    memoire: tuple[float, float]
    ecrits: float


def mesurer(taille: int, ouvriers: int, citoyens: int | None = None) -> Bilan:
    """One export of all the tables, start of the processes included."""
    avant = _cpu()
    debut = perf_counter()
    with tempfile.TemporaryDirectory(prefix="bacasable-export-") as dossier:
        demande = preparer(GRAINE, taille, JOUR.year, citoyens, nom_format="parquet")
        lignes = exporter(demande, Path(dossier), ouvriers=ouvriers)
        ecrits = sum(f.stat().st_size for f in Path(dossier).iterdir()) / KO_PAR_MO**2
    secondes = perf_counter() - debut
    par_citoyen = (_cpu() - avant) * MICROSECONDES / lignes["personnes"]
    return Bilan(lignes, secondes, par_citoyen, _memoire(), ecrits)


def _cpu() -> float:
    """Seconds of this process and of those that it has waited for."""
    usages = [resource.getrusage(qui) for qui in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in usages)


def _memoire() -> tuple[float, float]:
    ici, la = (resource.getrusage(qui).ru_maxrss for qui in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return ici / KO_PAR_MO, la / KO_PAR_MO


def main() -> None:
    analyse = argparse.ArgumentParser(prog="python -m loadtests.export", description=__doc__)
    analyse.add_argument("--size", type=int, default=TAILLE, help="citizens of the nation")
    analyse.add_argument("--citizens", type=int, help="the first ones only")
    analyse.add_argument("--workers", type=int, default=OUVRIERS, help="processes")
    choix = analyse.parse_args()
    bilan = mesurer(choix.size, choix.workers, choix.citizens)
    for table, nombre in bilan.lignes.items():
        print(f"{table:24} {nombre:>12,}")
    print(f"{bilan.secondes:.1f} s with {choix.workers} processes, {bilan.cpu:.0f} µs of CPU a citizen")
    print(f"memory: {bilan.memoire[0]:.0f} MB to write, {bilan.memoire[1]:.0f} MB at most to compute")
    print(f"{bilan.ecrits:.0f} MB of Parquet")


if __name__ == "__main__":
    main()
