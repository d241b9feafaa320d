"""`bacasable nation check`: the invariants over a whole nation, the same whoever counts; a broken one is a failure."""

from __future__ import annotations

from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from fixtures.nation.verification import EXEMPLES, Verification, cumuler, verifier
from gateway.cli import app
from gateway.commandes.verification import rendre

JOUR = date(2026, 9, 15)
DEUX_BLOCS, UN_SUR = 30_000, 150


def sans_bruit(faits: int, total: int) -> None:
    assert 1 <= faits <= total


def test_two_processes_check_as_one_does() -> None:
    """The same citizens and the same violations, block after block."""
    seul = verifier(42, DEUX_BLOCS, JOUR, 1, sans_bruit, UN_SUR)
    assert seul == verifier(42, DEUX_BLOCS, JOUR, 2, sans_bruit, UN_SUR)
    assert seul.citoyens > 200
    assert seul.violations == {}


def test_blocks_add_up_and_the_first_examples_stay() -> None:
    """Numbers are summed rule by rule; no more than five refs are kept for each."""
    un = Verification(10, {"a": 4}, {"a": ("n-1", "n-2", "n-3", "n-4")})
    deux = Verification(20, {"a": 2, "b": 1}, {"a": ("n-5", "n-6"), "b": ("n-7",)})
    total = cumuler(un, deux)
    assert (total.citoyens, total.violations) == (30, {"a": 6, "b": 1})
    assert total.exemples == {"a": ("n-1", "n-2", "n-3", "n-4", "n-5"), "b": ("n-7",)}
    assert len(total.exemples["a"]) == EXEMPLES


def test_the_command_says_what_it_looked_at() -> None:
    """Citizens and rules, and success when nothing is broken."""
    options = ["--citizens", "1", "--one-in", "500", "--processes", "1", "--day", "2026-09-15"]
    sortie = CliRunner().invoke(app, ["nation", "check", *options])
    assert sortie.exit_code == 0, sortie.output
    assert "0 violations" in sortie.output


def test_a_broken_rule_ends_the_command_in_failure(capsys: pytest.CaptureFixture[str]) -> None:
    """With its name, how many break it, and who."""
    with pytest.raises(typer.Exit) as fin:
        rendre(Verification(10, {"parents-plus-ages": 2}, {"parents-plus-ages": ("n-1", "n-2")}))
    assert fin.value.exit_code == 1
    assert "parents-plus-ages" in (dit := capsys.readouterr().out)
    assert "n-1 n-2" in dit
