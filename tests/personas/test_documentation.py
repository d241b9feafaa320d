"""The page of the personas says what the files say."""

from pathlib import Path

from fixtures.personas import personas
from fixtures.personas.lecture import SECTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "personas.md").read_text(encoding="utf-8")


def test_la_table_est_celle_des_fichiers() -> None:
    """One row for each persona and no other, in the order of the files."""
    lignes = [ligne for ligne in PAGE.splitlines() if ligne.startswith("| `") and ligne.count("|") == 4]
    attendues = [f"| `{p.login}` | {p.nom_complet} | {p.interet} |" for p in personas(2026).personas]
    assert lignes == attendues


def test_chaque_section_d_un_fichier_est_documentee() -> None:
    """Every section that a file may have is told on the page."""
    assert [s for s in SECTIONS if f"`{s}`" not in PAGE] == []
