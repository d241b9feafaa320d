"""The pages lead to one another."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from tests.docs.lecture import ROOT, liens

PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
#: Bytes.
POIDS_IMAGE = 200_000


def ancre(titre: str) -> str:
    """The anchor that forges give to a heading."""
    texte = "".join(c for c in unicodedata.normalize("NFC", titre.lower()) if c.isalnum() or c in " -_")
    return texte.strip().replace(" ", "-")


def ancres(page: Path) -> set[str]:
    return {ancre(titre) for titre in re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_les_liens_d_une_page_menent_quelque_part(page: Path) -> None:
    """Each relative link of a page leads to a file of the repository, and to a heading of it when it names one."""
    perdus = []
    for lien in liens(page):
        if lien.startswith(("http://", "https://", "mailto:")):
            continue
        fichier, _, titre = lien.partition("#")
        cible = page.parent / fichier if fichier else page
        if not cible.exists() or (titre and titre not in ancres(cible)):
            perdus.append(lien)
    assert perdus == []


def test_les_images_sont_legeres() -> None:
    """A clone does not carry pictures of more than 200 kB."""
    images = list((ROOT / "docs" / "images").iterdir())
    assert images
    assert [image.name for image in images if image.stat().st_size > POIDS_IMAGE] == []


def test_toute_page_se_rejoint() -> None:
    """From the README, following links, one reaches every page of the documentation."""
    vues, a_lire = set[Path](), [ROOT / "README.md"]
    while a_lire:
        page = a_lire.pop().resolve()
        if page in vues or page.suffix != ".md" or not page.exists():
            continue
        vues.add(page)
        a_lire += [page.parent / lien.partition("#")[0] for lien in liens(page) if "://" not in lien]
    assert set(PAGES) - vues == set()


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_une_decision_dit_ce_qui_la_verifie(page: Path) -> None:
    """A decision has its number, its context, what was decided and the check that enforces it."""
    texte = page.read_text(encoding="utf-8")
    assert texte.startswith(f"# {page.name[:4]}. ")
    assert {"Context", "Decision", "The check"} <= set(re.findall(r"^## (.+)$", texte, re.MULTILINE))


def test_le_sommaire_a_toutes_les_decisions() -> None:
    """The index lists each decision, by its own title."""
    sommaire = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for page in DECISIONS:
        titre = page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").replace(". ", " ", 1)
        assert f"[{titre}](decisions/{page.name})" in sommaire
