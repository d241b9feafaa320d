"""`bacasable nation report`: the nation counted and laid beside the public figures, as a page and as JSON."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from gateway.commandes.citoyens import Graine, Jour, lire_jour
from gateway.commandes.sortie import echouer, tableau
from gateway.settings import TAILLE_MAXIMALE, Settings

CITOYENS = 1_000_000


def report(
    citizens: Annotated[int, typer.Option(min=1, max=TAILLE_MAXIMALE, help="Citoyens recensés.")] = CITOYENS,
    output: Annotated[Path, typer.Option(help="Dossier où écrire rapport.html et rapport.json.")] = Path("rapport"),
    processes: Annotated[int | None, typer.Option(min=1, help="Processus [un par cœur].")] = None,
    seed: Graine = None,
    day: Jour = None,
) -> None:
    """Recense la population et la compare aux chiffres publics : page HTML et JSON."""
    from fixtures.nation.rapport import en_json, mesurer, page, recenser

    jour = lire_jour(day)
    graine = Settings().nation_seed if seed is None else seed
    recensement = recenser(graine, citizens, jour, processes or os.cpu_count() or 1, _avancer)
    lignes = mesurer(recensement)
    try:
        output.mkdir(parents=True, exist_ok=True)
        (output / "rapport.html").write_text(page(recensement, lignes), encoding="utf-8")
        (output / "rapport.json").write_text(en_json(recensement, lignes), encoding="utf-8")
    except OSError as erreur:
        echouer(f"Impossible d'écrire dans « {output} » : {erreur.strerror}.", "--output choisit un autre dossier.")
    tableau(
        ("mesure", "cible", "obtenu", "tolérance", ""),
        [
            (
                ligne.cle,
                f"{ligne.cible:g}",
                _nombre(ligne.obtenu),
                f"{ligne.tolerance:g}",
                "" if ligne.tenue else "hors",
            )
            for ligne in lignes
        ],
    )
    typer.echo(f"{sum(ligne.tenue for ligne in lignes)} mesures sur {len(lignes)} tenues : {output / 'rapport.html'}")


def _nombre(valeur: float | None) -> str:
    return "—" if valeur is None else f"{valeur:.4g}"


def _avancer(faits: int, total: int) -> None:
    """One line rewritten on a terminal, a line every tenth in a file."""
    if sys.stderr.isatty():
        typer.echo(f"\r  {faits * 100 // total} % recensés", nl=faits == total, err=True)
    elif faits * 10 // total > (faits - 1) * 10 // total:
        typer.echo(f"  {faits * 100 // total} % recensés", err=True)
