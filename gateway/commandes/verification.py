"""`bacasable nation check`: the published invariants over everyone, or over a sample month after month."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from gateway.commandes.citoyens import Graine, Jour, lire_jour
from gateway.commandes.sortie import echouer, tableau
from gateway.settings import TAILLE_MAXIMALE, Settings
from registry.evenements import ANNEES_D_AVENIR

if TYPE_CHECKING:
    from fixtures.nation.verification import Verification
    from fixtures.nation.vie.controle import Controle

MOIS = 12 * ANNEES_D_AVENIR
#: Citizens followed from one month-end to the next, unless said otherwise.
SUIVIS = 20_000


def avancer(faits: int, total: int) -> None:
    """One line rewritten on a terminal, a line every tenth in a file."""
    if sys.stderr.isatty():
        typer.echo(f"\r  {faits * 100 // total} % vérifiés", nl=faits == total, err=True)
    elif faits * 10 // total > (faits - 1) * 10 // total:
        typer.echo(f"  {faits * 100 // total} % vérifiés", err=True)


def check(
    citizens: Annotated[int | None, typer.Option(min=1, max=TAILLE_MAXIMALE, help="Citoyens [réglage].")] = None,
    one_in: Annotated[int, typer.Option(min=1, help="Ne regarder qu'un ménage sur tant.")] = 1,
    months: Annotated[
        int | None, typer.Option(min=1, max=MOIS, help="Suivre un échantillon, tant de fins de mois depuis janvier.")
    ] = None,
    sample: Annotated[
        int | None, typer.Option(min=1, help=f"Citoyens suivis avec --months, un sur dix étant né depuis [{SUIVIS}].")
    ] = None,
    processes: Annotated[int | None, typer.Option(min=1, help="Processus [un par cœur].")] = None,
    seed: Graine = None,
    day: Jour = None,
) -> None:
    """Vérifie les invariants publiés sur chaque citoyen ; sort en échec si l'un d'eux est violé."""
    from fixtures.nation.verification import verifier
    from fixtures.nation.vie.controle import controler

    if (months is None and sample is not None) or (months is not None and one_in != 1):
        echouer("--sample va avec --months, --one-in sans.", "Choisissez un jour entier ou un échantillon suivi.")
    reglages, jour = Settings(), lire_jour(day)
    graine = reglages.nation_seed if seed is None else seed
    taille, processus = citizens or reglages.nation_size, processes or os.cpu_count() or 1
    if months is None:
        rendre(verifier(graine, taille, jour, processus, avancer, one_in))
        return
    suivis = sample or SUIVIS
    rendre_mois(suivis, months, controler(graine, taille, jour.year, months, suivis, processus, avancer))


def rendre(lue: Verification) -> None:
    """What was looked at and what is broken, which ends the command in failure."""
    from registry.invariants import INVARIANTS

    typer.echo(f"{lue.citoyens} citoyens, {len(INVARIANTS)} invariants, {sum(lue.violations.values())} violations")
    violes = sorted(lue.violations.items(), key=lambda x: -x[1])
    _echouer_si([(nom, n, " ".join(lue.exemples[nom])) for nom, n in violes])


def rendre_mois(suivis: int, mois: int, lu: Controle) -> None:
    """The same of citizens followed from one month-end to the next."""
    from registry.invariants import INVARIANTS

    typer.echo(
        f"{suivis} citoyens, {mois} fins de mois : {lu.cas} cas, {len(INVARIANTS)} invariants, "
        f"{lu.violations.total()} violations"
    )
    _echouer_si([(nom, n, "{} le {}".format(*lu.exemples[nom])) for nom, n in lu.violations.most_common()])


def _echouer_si(rangees: list[tuple[str, int, str]]) -> None:
    if rangees:
        tableau(("invariant", "violations", "par exemple"), rangees)
        raise typer.Exit(1)
