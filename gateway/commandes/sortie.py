"""What a command says: sentences and tables on the standard output, one clear sentence when it fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import orjson
import typer


def echouer(message: str, remede: str = "") -> NoReturn:
    """Say why on the error output and leave with code 1."""
    typer.secho(message, fg="red", err=True)
    if remede:
        typer.echo(remede, err=True)
    raise typer.Exit(1)


def afficher_json(valeur: Any) -> None:
    typer.echo(orjson.dumps(valeur, option=orjson.OPT_INDENT_2).decode())


def tableau(titres: Sequence[str], lignes: Iterable[Sequence[Any]]) -> None:
    """Columns as wide as their widest cell."""
    cellules = [list(titres), *([str(c) for c in ligne] for ligne in lignes)]
    largeurs = [max(len(ligne[n]) for ligne in cellules) for n in range(len(titres))]
    for rang, ligne in enumerate(cellules):
        texte = "  ".join(c.ljust(largeur) for c, largeur in zip(ligne, largeurs, strict=True)).rstrip()
        typer.secho(texte, bold=rang == 0)


def fiche(titre: str, lignes: Iterable[tuple[str, Any]]) -> None:
    """A title, then names and values; empty values are left out."""
    typer.secho(titre, bold=True)
    for nom, valeur in lignes:
        if valeur not in (None, "", [], ()):
            typer.echo(f"  {nom:<22}{valeur}")
