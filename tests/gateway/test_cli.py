"""The terminal: what each command prints, and the one sentence it says when it fails."""

from __future__ import annotations

import socket
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from gateway.cli import app
from tests.support.serveur import Sandbox

PETITE = ("--size", "20000")


def lancer(*arguments: str, code: int = 0) -> str:
    """The output of `bacasable …`, which must end with this code."""
    resultat = CliRunner().invoke(app, arguments)
    assert resultat.exit_code == code, resultat.output
    return resultat.output


def test_a_citizen_is_shown_without_a_server() -> None:
    """The test login of FranceConnect is shown with her name and birth; --json gives the whole file."""
    texte = lancer("citizen", "show", "test", *PETITE)
    assert "Angela Claire Louise DUBOIS" in texte
    assert "1962-08-24" in texte
    assert orjson.loads(lancer("citizen", "show", "test", "--json", *PETITE))["login"] == "test"


def test_a_citizen_is_found_by_each_number_and_by_identity() -> None:
    """NIR, SPI, allocataire and civil identity of a file lead back to its ref."""
    lu = orjson.loads(lancer("citizen", "show", "test", "--json", *PETITE))
    numeros, dossier = lu["numbers"], lu["numbers"]["allocataire"]
    assert "test" in lancer("search", "--nir", numeros["nir"], *PETITE)
    assert "test" in lancer("search", "--spi", numeros["spi"], *PETITE)
    caisse = ("--organisme", dossier["code_organisme"])
    assert "test" in lancer("search", "--allocataire", dossier["numero"], *caisse, *PETITE)
    assert "test" in lancer("search", "--nom", "Dubois", "--prenom", "angela", "--naissance", "1962-08-24", *PETITE)


def test_amounts_are_explained() -> None:
    """The tax and the quotient of Claire Moreau come with their steps and articles; a child has none."""
    texte = lancer("citizen", "explain", "claire-moreau", "--day", "2026-01-15", *PETITE)
    assert "Quotient familial (2026-01) : 1382 euros par mois" in texte
    assert "[CSS, art. L. 531-3]" in texte
    assert "Impôt sur le revenu (2024)" in texte
    assert "Aucune administration" in lancer("citizen", "explain", "tom-lefevre", *PETITE)


def test_a_search_by_situation_gives_citizens_who_fit() -> None:
    """Lone parents of two children with a quotient of 700 € at most: the files say two children and no spouse."""
    texte = lancer("search", "--enfants", "2", "--parent-isole", "--qf-max", "700", "--limit", "2", *PETITE)
    refs = [ligne.split()[0] for ligne in texte.splitlines()[1:]]
    assert len(refs) == 2
    for ref in refs:
        foyer = orjson.loads(lancer("citizen", "show", ref, "--json", *PETITE))["foyers"]["allocataire"]
        assert len(foyer["enfants"]) == 2
        assert foyer["conjoint"] is None


def test_the_nation_is_named_by_what_defines_it() -> None:
    """Same seed, size and day, same fingerprint; another seed, another one."""
    une = lancer("nation", "info", *PETITE, "--day", "2026-05-01")
    assert une == lancer("nation", "info", *PETITE, "--day", "2026-05-01")
    assert une != lancer("nation", "info", *PETITE, "--day", "2026-05-01", "--seed", "7")


def test_a_space_and_a_service_from_the_terminal(sandbox: Sandbox) -> None:
    """Create a space, declare a service, log in, move the day, delete: the commands do what the control API does."""
    ici = ("--url", sandbox.url)
    assert "/e/terminal" in lancer("space", "create", "terminal", *ici)
    service = ("service", "add", "--redirect-uri", "http://localhost/retour", "--espace", "terminal", "--json", *ici)
    cle = orjson.loads(lancer(*service))["client_id"]
    assert cle in lancer("service", "list", "--espace", "terminal", *ici)
    reponse = orjson.loads(lancer("login", cle, "test", "--espace", "terminal", *ici))
    assert reponse["token_type"] == "Bearer"
    assert lancer("clock", "set", "2027-03-01", "--espace", "terminal", *ici).startswith("2027-03-01")
    assert lancer("token", "--scope", "cnaf_enfants", "--espace", "terminal", *ici).count(".") == 2
    assert "remis à zéro" in lancer("space", "reset", "terminal", *ici)
    assert "supprimé" in lancer("space", "delete", "terminal", *ici)
    assert "/e/terminal" not in lancer("space", "list", *ici)


def test_a_family_and_its_life_from_the_terminal(sandbox: Sandbox, tmp_path: Path) -> None:
    """A preset, a family from a file and a birth are made; what cannot be is refused in a sentence with its rule."""
    ici = ("--url", sandbox.url)
    lancer("space", "create", "terminal-famille", "--day", "2026-09-15", *ici)
    la = ("--espace", "terminal-famille", *ici)
    assert "parent_isole" in lancer("citizen", "presets", *la)
    cree = orjson.loads(lancer("citizen", "create", "parent_isole", "--age", "5", "--commune", "44109", "--json", *la))
    naissance = ("citizen", "event", cree["ref"], "naissance", "--on", "2026-02-01", "--set", 'prenoms=["Lina"]')
    assert "Lina" in lancer(*naissance, *la)
    fichier = tmp_path / "famille.json"
    fichier.write_text('{"members": [{"key": "a", "sexe": "F", "age": 30, "nom_naissance": "ESSAI"}]}')
    assert "ESSAI" in lancer("citizen", "create", "--file", str(fichier), *la)
    assert "age-de-la-retraite" in lancer(
        "citizen", "event", cree["ref"], "retraite", "--on", "2026-02-01", *la, code=1
    )
    assert "presets :" in lancer("citizen", "create", "licorne", *la, code=1)
    lancer("space", "delete", "terminal-famille", *ici)


def test_faults_from_the_terminal(sandbox: Sandbox) -> None:
    """The catalogue, a fault armed for a service, the list of what is armed, one disarmed, then all."""
    ici = ("--url", sandbox.url)
    lancer("space", "create", "terminal-pannes", *ici)
    la = ("--espace", "terminal-pannes", *ici)
    assert "id-token-nonce" in lancer("fault", "list", *la)
    armee = orjson.loads(lancer("fault", "arm", "id-token-nonce", "--service", "demo-creche", "--json", *la))
    assert armee["scope"] == "service"
    assert "armée jusqu'au" in lancer("fault", "arm", "token-500", "--next-login", *la)
    assert "armée jusqu'au" in lancer("fault", "arm", "session-page-erreur", "--code", "Y190011", "--count", "1", *la)
    assert armee["id"] in lancer("fault", "list", "--armed", *la)
    assert "désarmée" in lancer("fault", "disarm", armee["id"], *la)
    assert "2 panne(s)" in lancer("fault", "disarm", *la)
    assert "panne inconnue" in lancer("fault", "arm", "tout-casser", *la, code=1)
    lancer("space", "delete", "terminal-pannes", *ici)


def test_failures_are_sentences(sandbox: Sandbox) -> None:
    """No server, an unknown citizen, a refusal of the API: a sentence and code 1, never a traceback."""
    assert "Aucun bac à sable" in lancer("space", "list", "--url", "http://127.0.0.1:9", code=1)
    assert "« personne-ici »" in lancer("citizen", "show", "personne-ici", *PETITE, code=1)
    assert "inconnu" in lancer("login", "nul", "test", "--url", sandbox.url, code=1)
    assert "n'est pas un jour" in lancer("nation", "info", "--day", "demain", code=1)


def test_the_help_says_the_defaults() -> None:
    """What stands between brackets is text: the settings that an option replaces."""
    aide = lancer("nation", "check", "--help")
    assert "[réglage]" in aide
    assert "[un par cœur]" in aide


def test_up_refuses_what_could_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A taken port, an open address without key and an unusable database are said before anything starts."""
    # `up` writes the settings of its processes in the environment: put it back afterwards.
    for nom in ("PORT", "HOST", "DATABASE_URL"):
        monkeypatch.setenv(f"BACASABLE_{nom}", {"PORT": "8000"}.get(nom, ""))
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        prise.listen()
        port = str(prise.getsockname()[1])
        assert "autre port" in lancer("up", "--host", "127.0.0.1", "--port", port, code=1)
    assert "clé" in lancer("up", "--host", "0.0.0.0", code=1)


def test_the_life_of_the_nation_is_read_and_checked() -> None:
    """`nation events` lists what a day brings, to come or not; `nation check --months` finds no violation."""
    lus = lancer("nation", "events", *PETITE, "--from", "2031-05-01", "--epoch", "2026", "--kind", "retraite")
    assert "2031-05-01" in lus
    assert "retraite" in lus
    assert "nature" in lancer("nation", "events", *PETITE, "--kind", "licorne", code=1)
    suivis = ("--citizens", "20000", "--day", "2026-05-12", "--sample", "5", "--processes", "1")
    compte = lancer("nation", "check", *suivis, "--months", "3")
    assert "15 cas" in compte
    assert "0 violations" in compte
    assert "--months" in lancer("nation", "check", *suivis, code=1)
