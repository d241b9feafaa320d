"""Markdown as the tests read it: code blocks, tables and links, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BLOC = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LIEN = re.compile(r"\]\(([^)\s]+)\)")
#: What a shown result leaves out because it changes: anything, on one line.
TROU = "…"


@dataclass(frozen=True, slots=True)
class Bloc:
    """A fenced block; `ligne` is that of its first line in the page, `attendu` the result shown under it."""

    langage: str
    texte: str
    ligne: int
    attendu: str | None = None


def blocs(page: Path) -> list[Bloc]:
    """The blocks of a page, each `text` block joined as the result of the one before it."""
    contenu, lus = page.read_text(encoding="utf-8"), list[Bloc]()
    for trouve in _BLOC.finditer(contenu):
        langage, texte = trouve[1], trouve[2]
        if langage == "text":
            precedent = lus.pop()
            assert precedent.attendu is None, f"{page.name} : deux résultats pour un bloc"
            lus.append(Bloc(precedent.langage, precedent.texte, precedent.ligne, texte))
        else:
            lus.append(Bloc(langage, texte, contenu.count("\n", 0, trouve.start()) + 2))
    return lus


def correspond(sortie: str, attendu: str) -> bool:
    """Whether an output is the one shown: a hole stands for anything on its line, spaces for any number of them."""
    motif = re.sub(r"(\\ )+", "[ ]+", re.escape(attendu.strip())).replace(re.escape(TROU), "[^\n]*")
    return re.fullmatch(motif, sortie.strip()) is not None


def lignes_de_tableaux(page: Path) -> Iterator[list[str]]:
    """The cells of each table row of a page, headings and rulers left out."""
    precedente = ""
    lignes = page.read_text(encoding="utf-8").splitlines()
    for ligne, suivante in zip(lignes, [*lignes[1:], ""], strict=True):
        est_tableau = ligne.startswith("|")
        regle = set(ligne) <= set("|-: ")
        entete = not precedente.startswith("|") and set(suivante) <= set("|-: ")
        if est_tableau and not regle and not entete:
            yield [cellule.strip() for cellule in ligne.strip("|").split("|")]
        precedente = ligne


def liens(page: Path) -> list[str]:
    """The targets of the links of a page, outside its code blocks."""
    return _LIEN.findall(_BLOC.sub("", page.read_text(encoding="utf-8")))
