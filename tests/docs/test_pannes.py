"""The page of the faults says what the catalogue says."""

from __future__ import annotations

from gateway.franceconnect.pannes.catalogue import CATALOGUE, TOLEREE
from tests.docs.lecture import ROOT, lignes_de_tableaux

PAGE = ROOT / "docs" / "pannes.md"


def test_la_page_a_chaque_panne_du_catalogue() -> None:
    """One row for each fault, in order: its name, what happens, what a correct service does, the check that fails."""
    lignes = [ligne for ligne in lignes_de_tableaux(PAGE) if ligne[0].startswith("`") and len(ligne) == 4]
    attendues = [
        [f"`{p.nom}`", p.quoi, p.attendu, p.detection if p.detection == TOLEREE else f"`{p.detection}`"]
        for p in CATALOGUE.values()
    ]
    assert lignes == attendues


def test_la_page_a_chaque_famille() -> None:
    """The families are the headings, in the catalogue's order."""
    texte = PAGE.read_text(encoding="utf-8")
    familles = list(dict.fromkeys(p.famille for p in CATALOGUE.values()))
    assert [titre for ligne in texte.splitlines() if (titre := ligne.removeprefix("### ")) in familles] == familles
