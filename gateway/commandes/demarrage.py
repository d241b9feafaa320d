"""`bacasable up`: checks what would stop the server, starts it in the foreground and says where to go."""

from __future__ import annotations

import os
import socket
import threading
import time
import urllib.request
from typing import Annotated, Any
from urllib.error import URLError

import orjson
import typer
import uvicorn
from pydantic import ValidationError

from gateway.commandes.sortie import echouer
from gateway.settings import ReglageRefuse, Settings

#: Seconds between two looks at a server that starts, and how many.
PAUSE, ESSAIS = 0.1, 600
#: Seconds left to the calls in progress when the server stops.
DELAI_ARRET = 5


def up(
    host: Annotated[str | None, typer.Option(help="Adresse d'écoute [127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(help="Port d'écoute [8000].")] = None,
    workers: Annotated[int | None, typer.Option(help="Nombre de processus [1].")] = None,
    database: Annotated[str | None, typer.Option(help="sqlite:///fichier ou postgresql://…")] = None,
    size: Annotated[int | None, typer.Option(help="Nombre de citoyens [1 000 000].")] = None,
) -> None:
    """Démarre le bac à sable ; Ctrl-C l'arrête. Les options l'emportent sur les réglages BACASABLE_…"""
    options = {"HOST": host, "PORT": port, "WORKERS": workers, "DATABASE_URL": database, "NATION_SIZE": size}
    # The server's processes read their settings in the environment.
    os.environ.update({f"BACASABLE_{nom}": str(valeur) for nom, valeur in options.items() if valeur is not None})
    reglages = _reglages()
    _verifier_port(reglages.host, reglages.port)
    _preparer_base(reglages)
    threading.Thread(target=_accueillir, args=(reglages,), daemon=True).start()
    uvicorn.run(
        "gateway.app:depuis_environnement",
        factory=True,
        host=reglages.host,
        port=reglages.port,
        workers=reglages.workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        # The control API trusts the peer of the socket, which a forwarding header must not replace.
        proxy_headers=False,
        timeout_graceful_shutdown=DELAI_ARRET,
    )


def _reglages() -> Settings:
    try:
        reglages = Settings()
        reglages.verifier_acces()
    except ValidationError as erreur:
        premiere = erreur.errors()[0]
        echouer(f"Réglage BACASABLE_{str(premiere['loc'][0]).upper()} refusé : {premiere['msg']}.")
    except ReglageRefuse as erreur:
        echouer(str(erreur))
    return reglages


def _verifier_port(hote: str, port: int) -> None:
    famille = socket.AF_INET6 if ":" in hote else socket.AF_INET
    with socket.socket(famille) as essai:
        essai.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            essai.bind((hote.strip("[]"), port))
        except OSError as erreur:
            echouer(f"Impossible d'écouter sur {hote}:{port} : {erreur.strerror}. Choisissez un autre port (--port).")


def _preparer_base(reglages: Settings) -> None:
    """Create the tables before the processes start, and fail here in one sentence."""
    from sqlalchemy.exc import SQLAlchemyError  # a second of imports that other commands do not need

    from registry.stockage.base import Base, BaseInutilisable

    try:
        base = Base(reglages.database_url)
        base.creer()
        base.fermer()
    except BaseInutilisable as erreur:
        echouer(f"{erreur}.")
    except (SQLAlchemyError, OSError) as erreur:
        cause = str(getattr(erreur, "orig", None) or erreur).strip().splitlines()[0]
        echouer(f"La base de données ne répond pas ({cause}).", "Vérifiez BACASABLE_DATABASE_URL.")


def _accueillir(reglages: Settings) -> None:
    """Wait for the server's first answer, then print where everything is."""
    local = "127.0.0.1" if reglages.host == "0.0.0.0" else reglages.host
    adresse = f"http://{f'[{local}]' if ':' in local else local}:{reglages.port}"
    for _ in range(ESSAIS):
        sante = _sante(adresse)
        if sante is not None:
            typer.echo(bienvenue(reglages.public_url or adresse, sante, reglages))
            return
        time.sleep(PAUSE)


def _sante(adresse: str) -> dict[str, Any] | None:
    try:
        with urllib.request.urlopen(f"{adresse}/_bac/health", timeout=5) as reponse:
            lu: dict[str, Any] = orjson.loads(reponse.read())
            return lu
    except (URLError, ConnectionError, TimeoutError, orjson.JSONDecodeError):
        return None


def bienvenue(adresse: str, sante: dict[str, Any], reglages: Settings) -> str:
    """What the terminal shows once the sandbox answers."""
    citoyens = f"{reglages.nation_size:,}".replace(",", " ")
    lignes = [
        "",
        f"  Bac à sable — données fictives. {citoyens} citoyens, jour civil {sante['jour']}.",
        f"  Population {sante['population']}",
        "",
        f"  Portail                 {adresse}/",
        f"  Démonstration (crèche)  {adresse}/demo/creche/",
        f"  Personas                {adresse}/personas",
        f"  FranceConnect           {adresse}/api/v2/.well-known/openid-configuration",
        f"  API de contrôle         {adresse}/controle   (description : {adresse}/_bac/openapi.json)",
        "",
        "  Pour se connecter : « test », mot de passe « 123 » (tout mot de passe convient).",
    ]
    if reglages.workers > 1 and reglages.database_url.startswith("sqlite"):
        lignes.append("  Plusieurs processus : préférez PostgreSQL (BACASABLE_DATABASE_URL=postgresql://…).")
    return "\n".join([*lignes, "  Ctrl-C pour arrêter.", ""])
