"""The commands that list, arm and disarm FranceConnect's deliberate faults."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from gateway.commandes.distantes import ADRESSE, EnJson, Espace, Url, appeler
from gateway.commandes.sortie import afficher_json, tableau

pannes = typer.Typer(help="Les pannes de FranceConnect qu'un service doit supporter.", no_args_is_help=True)


@pannes.command("list")
def lister(
    armed: Annotated[bool, typer.Option("--armed", help="Seulement celles qui sont armées.")] = False,
    espace: Espace = "",
    url: Url = ADRESSE,
    brut: EnJson = False,
) -> None:
    """Liste le catalogue, ou les pannes armées."""
    lu = appeler("GET", url, "/faults", espace=espace)
    if brut:
        afficher_json(lu["armed"] if armed else lu)
    elif armed:
        lignes = [
            (p["id"], p["name"], p["service"] or "(tous)", _fin(p["until"]), p["left"] or "") for p in lu["armed"]
        ]
        tableau(("id", "panne", "service", "fin", "reste"), lignes)
    else:
        tableau(("panne", "lieu", "ce qui se passe"), [(p["name"], p["place"], p["what"]) for p in lu["catalogue"]])


@pannes.command("arm")
def armer(
    name: Annotated[str, typer.Argument(metavar="PANNE", help="Un nom du catalogue.")],
    service: Annotated[str | None, typer.Option(help="client_id visé ; à défaut, tous.")] = None,
    next_login: Annotated[bool, typer.Option("--next-login", help="Une fois, à la prochaine connexion.")] = False,
    until: Annotated[str | None, typer.Option(help="Fin : date ISO avec fuseau, ou secondes depuis 1970.")] = None,
    count: Annotated[int | None, typer.Option(help="Nombre de fois.")] = None,
    code: Annotated[str | None, typer.Option(help="Code de la page de session-page-erreur.")] = None,
    espace: Espace = "",
    url: Url = ADRESSE,
    brut: EnJson = False,
) -> None:
    """Arme une panne."""
    voulu: dict[str, Any] = {"name": name, "service": service, "until": until, "count": count, "code": code}
    if next_login:
        voulu["scope"] = "next-login"
    corps = {n: v for n, v in voulu.items() if v is not None}
    armee = appeler("POST", url, "/faults", espace=espace, corps=corps)
    if brut:
        afficher_json(armee)
        return
    typer.echo(f"Panne {armee['name']} armée jusqu'au {_fin(armee['until'])}, sous le numéro {armee['id']}.")


@pannes.command("disarm")
def desarmer(
    numero: Annotated[str, typer.Argument(metavar="ID", help="À défaut, toutes.")] = "",
    espace: Espace = "",
    url: Url = ADRESSE,
) -> None:
    """Désarme une panne, ou toutes celles de l'espace."""
    if numero:
        appeler("DELETE", url, f"/faults/{numero}", espace=espace)
        typer.echo(f"Panne {numero} désarmée.")
    else:
        typer.echo(f"{appeler('DELETE', url, '/faults', espace=espace)['disarmed']} panne(s) désarmée(s).")


def _fin(instant: int) -> str:
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
