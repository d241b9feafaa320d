"""`make load`, `make bench` and `make search` as they are run, for a few seconds: no failure, each user another one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx

from loadtests.recherche import DEMANDES
from tests.conftest import StartSandbox
from tests.support.processus import free_port
from tests.support.serveur import ROOT, Sandbox

UTILISATEURS = 5


def lancer(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program in its own process: locust changes the sockets of the one it is in."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )


def charger(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    choix = ("--users", str(UTILISATEURS), "--spawn-rate", "50", "--duration", "3s")
    return lancer("loadtests.charge", "--url", url, *choix, *arguments)


def test_a_crowd_of_distinct_citizens_meets_no_failure(sandbox: Sandbox) -> None:
    """Logins, the four administrations and logouts all succeed, and each user was somebody else."""
    avant = httpx.get(f"{sandbox.url}/_bac/journal", params={"limit": 1}).json()["events"]
    fini = charger(sandbox.url)
    assert fini.returncode == 0, fini.stdout + fini.stderr
    depuis = avant[-1]["id"] if avant else 0
    lus = httpx.get(f"{sandbox.url}/_bac/journal", params={"limit": 1000, "after": depuis}).json()["events"]
    connectes = {e["citoyen"] for e in lus if e.get("service_titre") == "Service de charge" and e["citoyen"]}
    assert len(connectes) == UTILISATEURS


def test_the_table_counts_every_step(sandbox: Sandbox) -> None:
    """Each journey is twenty requests, none failed, and the generator says what it took."""
    sortie = charger(sandbox.url).stdout
    lignes = [ligne.split() for ligne in sortie.splitlines() if ligne.startswith(("GET ", "POST "))]
    assert len(lignes) == 20
    assert len({ligne[2] for ligne in lignes}) == 1
    assert {ligne[3] for ligne in lignes} == {"0"}
    assert "Connexions complètes : " + lignes[0][2] in sortie
    assert "d'un cœur" in sortie


def test_a_named_space_can_be_loaded(sandbox: Sandbox) -> None:
    """The address may be the one of a space."""
    assert httpx.post(f"{sandbox.url}/_bac/spaces", json={"slug": "charge"}).is_success
    assert charger(f"{sandbox.url}/e/charge").returncode == 0


def test_without_a_sandbox_one_is_started() -> None:
    """Nobody answers on this machine: a sandbox is started, said, used and stopped."""
    fini = charger(f"http://127.0.0.1:{free_port()}")
    assert fini.returncode == 0, fini.stdout + fini.stderr
    propre = fini.stdout.partition("en voici un à ")[2].partition(",")[0]
    assert propre.startswith("http://127.0.0.1:")
    try:
        httpx.get(propre)
    except httpx.ConnectError:
        return
    raise AssertionError(f"{propre} répond encore")


def test_a_refused_load_says_why(start_sandbox: StartSandbox) -> None:
    """Without the server's key nothing is measured; with it everything is."""
    bac = start_sandbox(control_key="cle-de-test-de-charge")
    refus = charger(bac.url)
    assert (refus.returncode, "401" in refus.stderr) == (2, True)
    assert charger(bac.url, "--key", "cle-de-test-de-charge").returncode == 0


def test_the_bench_measures_everything_without_an_error(tmp_path: Path) -> None:
    """Every series, at both sizes, with its figures in JSON and a verdict in words; no speed is asserted."""
    chiffres = tmp_path / "banc.json"
    fini = lancer("loadtests.banc", "--rounds", "1", "--seconds", "0.1", "--json", str(chiffres))
    assert fini.returncode == 0, fini.stdout + fini.stderr
    lus = json.loads(chiffres.read_text(encoding="utf-8"))
    assert {s["citoyens"] for s in lus["series"]} == {None, 1_000_000, 67_000_000}
    assert all(s["par_seconde"] > 0 and s["erreurs"] == {} for s in lus["series"])
    assert fini.stdout.count("par jeton FranceConnect ≥ 0,4") == 2


def test_the_searches_are_timed() -> None:
    """`make search` says of each search how long its first page took, the first time and then."""
    fini = lancer("loadtests.recherche", "--size", "20000")
    assert fini.returncode == 0, fini.stderr
    entete, *lignes = fini.stdout.splitlines()
    assert "first" in entete
    assert len(lignes) == len(DEMANDES)
    assert all(ligne.count(" ms ") == 2 for ligne in lignes)
