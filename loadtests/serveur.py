"""Servers of our own while a measure lasts: a free port, the wait until they answer, their memory, their clean end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

RACINE = Path(__file__).resolve().parents[1]
#: Seconds.
ATTENTE_DEPART = 60.0
ATTENTE_ARRET = 20.0
PATIENCE = 5.0
_SANS_MANDATAIRE = build_opener(ProxyHandler({}))


class ServeurMuet(Exception):
    """The server did not start; the message ends with its own words."""


@dataclass(frozen=True, slots=True)
class Serveur:
    url: str
    pid: int

    def memoire(self) -> float | None:
        """Resident memory, MB; None where `ps` does not exist."""
        try:
            lu = subprocess.run(["ps", "-o", "rss=", "-p", str(self.pid)], capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        return int(lu.stdout) / 1024


@contextmanager
def bac_a_sable(**reglages: object) -> Iterator[Serveur]:
    """A sandbox on a new database, with exactly these settings (`nation_size=67_000_000`)."""
    with tempfile.TemporaryDirectory(prefix="bacasable-charge-") as dossier:
        reglages.setdefault("database_url", f"sqlite:///{dossier}/bac.db")
        propres = {f"BACASABLE_{nom.upper()}": str(valeur) for nom, valeur in reglages.items()}
        with processus(["-m", "gateway.cli", "up"], "/_bac/health", propres, Path(dossier)) as serveur:
            yield serveur


@contextmanager
def processus(commande: list[str], sonde: str, environnement: Mapping[str, str], dossier: Path) -> Iterator[Serveur]:
    """A Python server that takes `--host` and `--port`, ready once `sonde` answers 200."""
    port = _port_libre()
    complete = [sys.executable, *commande, "--host", "127.0.0.1", "--port", str(port)]
    herite = {nom: valeur for nom, valeur in os.environ.items() if not nom.startswith("BACASABLE_")}
    journal = dossier / f"{port}.log"
    with journal.open("wb") as sortie:
        lance = subprocess.Popen(
            complete, cwd=RACINE, env={**herite, **environnement}, stdout=sortie, stderr=sortie, start_new_session=True
        )
    serveur = Serveur(f"http://127.0.0.1:{port}", lance.pid)
    try:
        _attendre(lance, serveur.url + sonde, journal)
        yield serveur
    finally:
        _arreter(lance)


def repond(adresse: str) -> bool:
    """Whether a GET there answers 200."""
    try:
        with _SANS_MANDATAIRE.open(adresse, timeout=PATIENCE) as reponse:
            return bool(reponse.status == HTTPStatus.OK)
    except (OSError, HTTPException):
        return False


def _port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port: int = prise.getsockname()[1]
    return port


def _attendre(lance: subprocess.Popen[bytes], adresse: str, journal: Path) -> None:
    limite = time.monotonic() + ATTENTE_DEPART
    while not repond(adresse):
        if lance.poll() is not None or time.monotonic() > limite:
            raise ServeurMuet(f"{adresse} ne répond pas :\n{journal.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)


def _arreter(lance: subprocess.Popen[bytes]) -> None:
    lance.send_signal(signal.SIGTERM)
    try:
        lance.wait(ATTENTE_ARRET)
    except subprocess.TimeoutExpired:
        lance.kill()
        lance.wait()
