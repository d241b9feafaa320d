"""The crèche is an honest client: none of our packages, in its imports or in the files it reads."""

from __future__ import annotations

import ast
from pathlib import Path

DEMO = Path(__file__).parents[2] / "demo"
LES_NOTRES = {"registry", "law", "kernel", "providers", "gateway", "fixtures", "loadtests", "tests"}


def _importes(fichier: Path) -> set[str]:
    arbre = ast.parse(fichier.read_text(encoding="utf-8"))
    noms = {a.name for n in ast.walk(arbre) if isinstance(n, ast.Import) for a in n.names}
    noms |= {n.module or "" for n in ast.walk(arbre) if isinstance(n, ast.ImportFrom)}
    return {nom.partition(".")[0] for nom in noms}


def test_la_demonstration_n_importe_rien_des_notres() -> None:
    """Every module of `demo` imports the standard library, published packages and itself only."""
    fautifs = {f.name: _importes(f) & LES_NOTRES for f in DEMO.rglob("*.py") if _importes(f) & LES_NOTRES}
    assert not fautifs


def test_ses_gabarits_sont_les_siens() -> None:
    """Its templates extend its own base only, and load nothing from another host."""
    for gabarit in (DEMO / "creche" / "gabarits").glob("*.html"):
        texte = gabarit.read_text(encoding="utf-8")
        assert "//" not in texte.replace("</", ""), gabarit.name
        assert "gateway" not in texte, gabarit.name
