"""`bacasable nation check`: the published invariants over every citizen, not over a sample."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from gateway.commandes.citoyens import Graine, Jour, lire_jour
from gateway.commandes.sortie import tableau
from gateway.settings import TAILLE_MAXIMALE, Settings

if TYPE_CHECKING:
    from fixtures.nation.verification import Verification


def avancer(faits: int, total: int) -> None:
    """One line rewritten on a terminal, a line every tenth in a file."""
    if sys.stderr.isatty():
        typer.echo(f"\r  {faits * 100 // total} % vérifiés", nl=faits == total, err=True)
    elif faits * 10 // total > (faits - 1) * 10 // total:
        typer.echo(f"  {faits * 100 // total} % vérifiés", err=True)


def check(
    citizens: Annotated[int | None, typer.Option(min=1, max=TAILLE_MAXIMALE, help="Citoyens [réglage].")] = None,
    one_in: Annotated[int, typer.Option(min=1, help="Ne regarder qu'un ménage sur tant.")] = 1,
    processes: Annotated[int | None, typer.Option(min=1, help="Processus [un par cœur].")] = None,
    seed: Graine = None,
    day: Jour = None,
) -> None:
    """Vérifie les invariants publiés sur chaque citoyen ; sort en échec si l'un d'eux est violé."""
    from fixtures.nation.verification import verifier

    reglages, jour = Settings(), lire_jour(day)
    graine = reglages.nation_seed if seed is None else seed
    taille, processus = citizens or reglages.nation_size, processes or os.cpu_count() or 1
    lue = verifier(graine, taille, jour, processus, avancer, one_in)
    rendre(lue)


def rendre(lue: Verification) -> None:
    """What was looked at and what is broken, which ends the command in failure."""
    from registry.invariants import INVARIANTS

    typer.echo(f"{lue.citoyens} citoyens, {len(INVARIANTS)} invariants, {sum(lue.violations.values())} violations")
    if lue.violations:
        rangees = sorted(lue.violations.items(), key=lambda x: -x[1])
        tableau(("invariant", "violations", "par exemple"), [(n, v, " ".join(lue.exemples[n])) for n, v in rangees])
        raise typer.Exit(1)
