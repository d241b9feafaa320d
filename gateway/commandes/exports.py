"""`bacasable nation export`: the nation in files, with its progress."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fixtures.export.exporter import TOUTES, Demande, DossierOccupe, exporter, preparer, tables_connues
from fixtures.export.formats import FormatIndisponible
from fixtures.export.schema import INJECTEUR
from gateway.commandes.citoyens import Graine, Jour, Taille, lire_jour
from gateway.commandes.sortie import echouer, tableau
from gateway.settings import Settings


class Sortie(StrEnum):
    """What is written: one file for each table, or the one file of a load test."""

    csv = "csv"
    parquet = "parquet"
    sql = "sql"
    injecteur = "injecteur"


def export(
    dossier: Annotated[Path, typer.Argument(help="Où écrire ; créé s'il n'existe pas.", file_okay=False)],
    sortie: Annotated[
        Sortie, typer.Option("--format", help="Un fichier par table, ou « injecteur » pour un test de charge.")
    ] = Sortie.csv,
    citizens: Annotated[int | None, typer.Option(min=1, help="Citoyens, au moins (foyers entiers) [tous].")] = None,
    tables: Annotated[str | None, typer.Option(help="Tables voulues, séparées par des virgules [toutes].")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processus [autant que de cœurs].")] = None,
    force: Annotated[bool, typer.Option("--force", help="Remplacer les fichiers déjà là.")] = False,
    seed: Graine = None,
    size: Taille = None,
    day: Jour = None,
) -> None:
    """Écrit la population calculée dans des fichiers : tous les faits, à toute taille, en mémoire bornée.

    Les personas et ce qui est posé dans un espace n'en font pas partie.
    """
    demande = _demande(sortie, tables, citizens, seed, size, day)
    try:
        with typer.progressbar(length=demande.foyers, label="Foyers", show_pos=True) as barre:
            nombres = exporter(
                demande, dossier, ouvriers=workers or os.cpu_count() or 1, ecraser=force, progression=barre.update
            )
    except DossierOccupe as erreur:
        echouer(f"Déjà là : {erreur}", "--force les remplace.")
    except FormatIndisponible as erreur:
        echouer(str(erreur))
    except OSError as erreur:
        echouer(f"{dossier} : {erreur.strerror}.")
    tableau(("table", "lignes"), list(nombres.items()))


def _demande(
    sortie: Sortie, tables: str | None, citoyens: int | None, graine: int | None, taille: int | None, jour: str | None
) -> Demande:
    reglages = Settings()
    seul = sortie is Sortie.injecteur
    return preparer(
        reglages.nation_seed if graine is None else graine,
        reglages.nation_size if taille is None else taille,
        lire_jour(jour).year,
        citoyens,
        nom_format="csv" if seul else sortie.value,
        tables=(INJECTEUR.nom,) if seul else _tables(tables),
    )


def _tables(texte: str | None) -> tuple[str, ...]:
    if texte is None:
        return TOUTES
    try:
        return tables_connues(nom.strip() for nom in texte.split(","))
    except KeyError as erreur:
        echouer(f"Pas de table {erreur}.", f"Les tables : {', '.join(TOUTES)}")
