"""`make load`: a crowd of distinct citizens on a running sandbox, by locust, and one table at the end.

When nobody answers at the address, a sandbox is started beside the crowd and stopped afterwards.
"""

from __future__ import annotations

import locust  # noqa: F401  # before anything that opens a socket: it makes them cooperative

# isort: split
import argparse
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
from locust.env import Environment
from locust.runners import Runner
from locust.stats import RequestStats, StatsEntry
from locust.util.timespan import parse_timespan

from loadtests.locustfile import VARIABLE_CLE, CitoyenVirtuel, Foule
from loadtests.serveur import ServeurMuet, bac_a_sable, repond

JETON = "/api/v2/token"
LOCAUX = ("127.0.0.1", "localhost", "::1")
#: Seconds left to the journeys under way when the time is over.
FIN_DES_PARCOURS = 30
#: Share of one core above which it is the generator that limits what is measured.
GENERATEUR_SATURE = 0.85
LARGEUR_NOM = 62


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 when every request was answered as it should be, 1 otherwise, 2 when nothing could be done."""
    choix = _lire_arguments(arguments)
    try:
        with _cible(choix.url) as url:
            return _charger(url, choix)
    except (ServeurMuet, httpx.HTTPError) as erreur:
        print(f"Charge impossible : {erreur}", file=sys.stderr)
        return 2


def _lire_arguments(arguments: list[str] | None) -> argparse.Namespace:
    lecteur = argparse.ArgumentParser(prog="python -m loadtests.charge", description="Charge d'un bac à sable.")
    lecteur.add_argument("--url", default="http://127.0.0.1:8000", help="adresse du bac à sable, ou d'un espace")
    lecteur.add_argument("--users", type=int, default=50, help="citoyens distincts (50)")
    lecteur.add_argument("--spawn-rate", type=float, default=25.0, help="citoyens de plus par seconde (25)")
    lecteur.add_argument("--duration", type=parse_timespan, default=30, help="durée : 30s, 5m (30s)")
    lecteur.add_argument("--key", default=os.environ.get(VARIABLE_CLE, ""), help="clé de l'API de contrôle")
    return lecteur.parse_args(arguments)


@contextmanager
def _cible(url: str) -> Iterator[str]:
    """The sandbox that answers at `url`, or one of our own when `url` is on this machine and nobody answers there."""
    if repond(f"{url}/_bac/health"):
        yield url
        return
    if urlsplit(url).hostname not in LOCAUX:
        raise ServeurMuet(f"aucun bac à sable ne répond à {url}")
    with bac_a_sable() as serveur:
        print(f"Aucun bac à sable à {url} : en voici un à {serveur.url}, arrêté à la fin.")
        yield serveur.url


def _charger(url: str, choix: argparse.Namespace) -> int:
    CitoyenVirtuel.foule = Foule(url, choix.key)
    environnement = Environment(user_classes=[CitoyenVirtuel], host=url, stop_timeout=FIN_DES_PARCOURS)
    coureur = environnement.create_local_runner()
    print(f"{choix.users} citoyens distincts sur {url} pendant {choix.duration} s…", flush=True)
    debut, calcul = time.perf_counter(), time.process_time()
    coureur.start(choix.users, spawn_rate=choix.spawn_rate)
    time.sleep(choix.duration)
    coureur.stop()
    part = (time.process_time() - calcul) / (time.perf_counter() - debut)
    coureur.quit()
    motifs = [*_motifs(environnement.stats, coureur)]
    for motif in motifs:
        print(f"Échec : {motif}")
    print("\n".join(_tableau(environnement.stats, part)))
    return 1 if motifs else 0


def _motifs(stats: RequestStats, coureur: Runner) -> Iterator[str]:
    """Everything that went wrong, doing nothing included."""
    for erreur in stats.errors.values():
        yield f"{erreur.occurrences} × {erreur.method} {erreur.name} : {erreur.error}"
    for exception in coureur.exceptions.values():
        yield f"{exception['count']} × {exception['msg']}"
    if not stats.total.num_requests:
        yield "aucune requête"


def _tableau(stats: RequestStats, part: float) -> Iterator[str]:
    """What each step answered, then the totals and what the generator itself cost."""
    total = stats.total
    entetes = ("Requête", "nombre", "échecs", "p50 ms", "p95 ms", "p99 ms", "req/s")
    yield ""
    yield f"{entetes[0]:<{LARGEUR_NOM}}" + "".join(f"{e:>9}" for e in entetes[1:])
    for entree in sorted(stats.entries.values(), key=lambda e: e.start_time):
        yield _ligne(f"{entree.method} {entree.name}", entree)
    yield _ligne("Ensemble", total)
    connexions = stats.get(JETON, "POST")
    reussies = connexions.num_requests - connexions.num_failures
    secondes = (total.last_request_timestamp or total.start_time) - total.start_time
    yield ""
    yield f"Connexions complètes : {reussies}, soit {reussies / secondes if secondes > 0 else 0:.1f} par seconde."
    yield f"Le générateur a pris {part:.0%} d'un cœur" + (
        " : c'est lui qui limite ; ajoutez-en (locust -f loadtests/locustfile.py --worker)."
        if part > GENERATEUR_SATURE
        else "."
    )


def _ligne(nom: str, entree: StatsEntry) -> str:
    centiles = [entree.get_response_time_percentile(c) for c in (0.50, 0.95, 0.99)]
    return (
        f"{nom:<{LARGEUR_NOM}}{entree.num_requests:>9}{entree.num_failures:>9}"
        + "".join(f"{c:>9.0f}" for c in centiles)
        + f"{entree.total_rps:>9.1f}"
    )


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    sys.exit(main())
