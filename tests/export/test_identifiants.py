"""The identifiers of a whole export belong to nobody: the judge that reads a million of them, on a block."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fixtures.export.exporter import exporter, preparer
from tests.export import identifiants


def test_les_identifiants_d_un_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every kind was read in the files and none refused."""
    exporter(preparer(42, 1_000_000, 2026, 5_000, nom_format="parquet"), tmp_path)
    monkeypatch.setattr(sys, "argv", ["identifiants", str(tmp_path)])
    assert identifiants.main() == 0
    lignes = capsys.readouterr().out.splitlines()
    assert len(lignes) == len(identifiants.OU)
    assert all(int(ligne.split()[1]) > 100 and ligne.endswith("aucun refusé") for ligne in lignes)


@pytest.mark.parametrize(
    ("cle", "lus", "refuses"),
    [
        ("nir", ["255081416802538"], ["255081416802538"]),
        ("telephone", ["0612345678", "0639980000"], ["0612345678"]),
        ("email", ["a@example.org", "a@example.org"], ["a@example.org"]),
    ],
)
def test_un_numero_reel_ou_donne_deux_fois_est_refuse(cle: str, lus: list[str], refuses: list[str]) -> None:
    """A number of the published example of a real NIR, a mobile that may ring, an address of two citizens."""
    assert identifiants.juger(cle, iter(lus)) == (len(lus), refuses)
