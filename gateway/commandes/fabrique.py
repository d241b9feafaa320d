"""The commands that make people in a space of a running sandbox, and make things happen to them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from gateway.commandes.distantes import ADRESSE, EnJson, Espace, Url, appeler
from gateway.commandes.sortie import afficher_json, echouer, tableau


def creer(
    preset: Annotated[str | None, typer.Argument(help="Un preset ; « bacasable citizen presets » les liste.")] = None,
    file: Annotated[Path | None, typer.Option(help="Ou un fichier JSON : members, unions, addresses…")] = None,
    children: Annotated[int | None, typer.Option(min=0, help="Nombre d'enfants.")] = None,
    age: Annotated[list[int] | None, typer.Option(help="Âge d'un enfant ; répétable.")] = None,
    qf_min: Annotated[int | None, typer.Option(help="Quotient familial, au moins (euros).")] = None,
    qf_max: Annotated[int | None, typer.Option(help="Quotient familial, au plus (euros).")] = None,
    commune: Annotated[str | None, typer.Option(help="Code COG.")] = None,
    seed: Annotated[int | None, typer.Option(help="Graine du tirage.")] = None,
    espace: Espace = "",
    url: Url = ADRESSE,
    brut: EnJson = False,
) -> None:
    """Crée une personne ou une famille, par preset ou depuis un fichier."""
    voulu: dict[str, Any] = {
        "preset": preset, "children": children, "ages": age, "qf_min": qf_min, "qf_max": qf_max,
        "commune": commune, "seed": seed,
    }  # fmt: skip
    corps = {**(_lire(file) if file else {}), **{n: v for n, v in voulu.items() if v is not None}}
    _montrer(appeler("POST", url, "/citizens", espace=espace, corps=corps), brut)


def arriver(
    ref: str,
    event: Annotated[str, typer.Argument(metavar="ÉVÉNEMENT", help="« bacasable citizen presets » les liste.")],
    on: Annotated[str, typer.Option(help="Le jour où cela arrive, AAAA-MM-JJ.")],
    value: Annotated[
        list[str] | None, typer.Option("--set", metavar="CHAMP=VALEUR", help="Répétable ; la valeur peut être du JSON.")
    ] = None,
    espace: Espace = "",
    url: Url = ADRESSE,
    brut: EnJson = False,
) -> None:
    """Fait arriver un événement de vie à un citoyen."""
    corps = {"event": event, "on": on, "value": dict(_champ(texte) for texte in value or ())}
    _montrer(appeler("POST", url, f"/citizens/{ref}/events", espace=espace, corps=corps), brut)


def lister(espace: Espace = "", url: Url = ADRESSE, brut: EnJson = False) -> None:
    """Liste les presets et les événements."""
    lu = appeler("GET", url, "/presets", espace=espace)
    if brut:
        afficher_json(lu)
        return
    tableau(("preset", "qui"), [(p["name"], p["title"]) for p in lu["presets"]])
    typer.echo()
    tableau(("événement", "champs", "quoi"), [(e["name"], " ".join(e["fields"]), e["title"]) for e in lu["events"]])


def _lire(fichier: Path) -> dict[str, Any]:
    try:
        lu = orjson.loads(fichier.read_bytes())
    except OSError as erreur:
        echouer(f"{fichier} : illisible ({erreur.strerror}).")
    except orjson.JSONDecodeError as erreur:
        echouer(f"{fichier} : ce n'est pas du JSON ({erreur}).")
    return lu if isinstance(lu, dict) else echouer(f"{fichier} : un objet JSON est attendu.")


def _champ(texte: str) -> tuple[str, Any]:
    """`salaires=18000` → 18000, `prenoms=["Lina"]` → a list, `commune=44109` → a text: what is a code stays one."""
    nom, signe, valeur = texte.partition("=")
    if not signe:
        echouer(f"« {texte} » : CHAMP=VALEUR est attendu.", "Par exemple : --set salaires=18000")
    if nom in ("commune", "lieu", "numero"):
        return nom, valeur
    try:
        return nom, orjson.loads(valeur)
    except orjson.JSONDecodeError:
        return nom, valeur


def _montrer(lu: dict[str, Any], brut: bool) -> None:
    if brut:
        afficher_json(lu)
        return
    typer.echo(f"Fait, sous le numéro {lu['id']} (graine {lu['seed']}).")
    lignes = [
        (c["ref"], c["nom_naissance"], " ".join(c["prenoms"]), c["sexe"], c["date_naissance"]) for c in lu["citizens"]
    ]
    if lignes:
        tableau(("login", "nom de naissance", "prénoms", "sexe", "naissance"), lignes)
