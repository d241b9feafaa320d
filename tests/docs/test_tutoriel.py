"""The tutorial and the README, typed by a machine: each block runs, each result shown is the one obtained."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.lecture import ROOT, Bloc, blocs, correspond
from tests.support.processus import free_port
from tests.support.serveur import Sandbox

TUTORIEL = ROOT / "docs" / "tutoriel.md"
README = ROOT / "README.md"
BAC, PORT_RETOUR = "http://localhost:8000", "5001"
#: The command that `make` puts in the environment, and what it starts.
COMMANDE, LANCEUR = ".venv/bin/bacasable", f"{shlex.quote(sys.executable)} -m gateway.cli"
#: What the `sandbox` fixture has already done.
DEMARRER = "make run\n"
LIMITE = 240
ENTRE_DEUX = "=== bloc ==="


@pytest.fixture
def navigateur(tmp_path: Path) -> Path:
    """A command that opens an address and returns at once, as a desktop's browser does; Claire sits in front of it."""
    commande = tmp_path / "navigateur"
    personne = shlex.join([sys.executable, "-m", "tests.docs.personne", "claire-moreau"])
    commande.write_text(f'#!/bin/sh\ncd {shlex.quote(str(ROOT))} && {personne} "$1" >{tmp_path}/personne.log 2>&1 &\n')
    commande.chmod(0o755)
    return commande


def executer(commande: list[str], entree: str, **environnement: str) -> str:
    """What a program prints; its errors are told in full."""
    propre = {nom: valeur for nom, valeur in os.environ.items() if not nom.lower().endswith("_proxy")}
    fini = subprocess.run(
        commande, input=entree, env=propre | environnement, cwd=ROOT, capture_output=True, text=True, timeout=LIMITE
    )
    assert fini.returncode == 0, f"{fini.stdout}\n{fini.stderr}"
    return fini.stdout


def ici(texte: str, sandbox: Sandbox, port: str = PORT_RETOUR) -> str:
    """What a page tells to type, with the addresses of this run."""
    return texte.replace(BAC, sandbox.url).replace(PORT_RETOUR, port).replace(COMMANDE, LANCEUR)


def test_les_commandes_du_tutoriel(sandbox: Sandbox) -> None:
    """Each shell command of the tutorial gives what is shown under it."""
    commandes = [b for b in blocs(TUTORIEL) if b.langage == "sh"]
    assert commandes[0].texte == DEMARRER
    for bloc in commandes[1:]:
        sortie = executer(["bash", "-euo", "pipefail", "-s"], ici(bloc.texte, sandbox))
        assert correspond(sortie, bloc.attendu or ""), f"ligne {bloc.ligne} : {sortie}"


def test_le_service_du_tutoriel(sandbox: Sandbox, navigateur: Path) -> None:
    """Typed in order into one interpreter, the Python blocks give what is shown: a service logs Claire in and reads."""
    programme = [b for b in blocs(TUTORIEL) if b.langage == "python"]
    port = str(free_port())
    texte = "".join(f"{ici(b.texte, sandbox, port)}\nprint({ENTRE_DEUX!r})\n" for b in programme)
    sorties = executer([sys.executable, "-W", "ignore", "-"], texte, BROWSER=str(navigateur)).split(ENTRE_DEUX)
    for bloc, sortie in zip(programme, sorties, strict=False):
        attendu = ici(bloc.attendu or "", sandbox, port)
        assert correspond(sortie, attendu), f"ligne {bloc.ligne} : {sortie}"


def test_tout_bloc_du_tutoriel_est_execute() -> None:
    """No block of the tutorial escapes: all are shell or Python, and nearly all show their result."""
    lus = blocs(TUTORIEL)
    assert {b.langage for b in lus} == {"sh", "python"}
    assert [b.ligne for b in lus if "print(" in b.texte and b.attendu is None] == []


def sessions() -> list[Bloc]:
    """The shell sessions of the README that call a running sandbox."""
    return [b for b in blocs(README) if b.langage == "sh" and "curl" in b.texte]


def test_la_session_du_readme(sandbox: Sandbox) -> None:
    """The curl session of the README works as it is: a login without a browser, then the four administrations."""
    (session,) = sessions()
    sortie = executer(["bash", "-euo", "pipefail", "-s"], ici(session.texte, sandbox))
    assert correspond(sortie, session.attendu or ""), sortie
