#!/usr/bin/env python3
"""Takes the pictures of docs/images again, in a real browser on a sandbox of its own (`make images`)."""

import sys
import tempfile
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page  # noqa: E402

from tests.navigateur.parcours import se_connecter  # noqa: E402
from tests.support.navigateur import open_page, running_browser  # noqa: E402
from tests.support.serveur import running_sandbox  # noqa: E402

IMAGES = ROOT / "docs" / "images"
LARGEUR, HAUTEUR = 860, 960
#: The pictures show the same day until somebody decides otherwise.
JOUR = "2026-11-23"
MERE = "claire-moreau"


def photographier(page: Page, nom: str) -> None:
    page.screenshot(path=IMAGES / f"{nom}.png")
    sys.stdout.write(f"docs/images/{nom}.png\n")


def prendre(page: Page, base: str) -> None:
    page.set_viewport_size({"width": LARGEUR, "height": HAUTEUR})
    se_connecter(page, base, MERE)
    photographier(page, "creche")
    page.get_by_role("link", name="Que vient-il de se passer").first.click()
    photographier(page, "coulisses")
    page.goto(f"{base}/citoyen/{MERE}/montants")
    photographier(page, "montants")
    page.goto(f"{base}/situations?situation=parent_isole&qf_max=700&age_enfant=2#resultats")
    photographier(page, "situations")
    page.goto(f"{base}/vie")
    photographier(page, "vie")


def main() -> None:
    with tempfile.TemporaryDirectory() as dossier:
        base_de_donnees = f"sqlite:///{dossier}/images.db"
        with running_sandbox(Path(dossier), base_de_donnees, nation_size=20_000) as sandbox:
            httpx.put(f"{sandbox.url}/_bac/clock", json={"day": JOUR}, trust_env=False).raise_for_status()
            with running_browser() as chromium, open_page(chromium) as page:
                prendre(page, sandbox.url)


if __name__ == "__main__":
    main()
