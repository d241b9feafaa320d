"""Every page is accessible: no serious violation for axe (WCAG A and AA), in light and in dark, at any width."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.navigateur.parcours import aller_au_consentement, choisir_le_compte, inscrire, se_connecter
from tests.support.serveur import Sandbox

GRAVES = {"serious", "critical"}


def _vers(chemin: str) -> Callable[[Page, str], None]:
    def aller(page: Page, base: str) -> None:
        page.goto(base + chemin)

    return aller


def _mire(page: Page, base: str) -> None:
    page.goto(f"{base}/demo/creche/connexion")


def _consentement(page: Page, base: str) -> None:
    aller_au_consentement(page, base, "claire-moreau")


def _dossier(page: Page, base: str) -> None:
    se_connecter(page, base, "claire-moreau")


def _inscription(page: Page, base: str) -> None:
    _dossier(page, base)
    inscrire(page, "Tom")


def _coulisses(page: Page, base: str) -> None:
    _dossier(page, base)
    page.goto(f"{base}/demo/creche/coulisses")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def _mes_connexions(page: Page, base: str) -> None:
    page.goto(f"{base}/mes-connexions/")
    page.get_by_role("button", name="Se connecter avec FranceConnect (simulé)").click()
    page.locator("main form button[type=submit]:not([disabled])").first.click()
    page.get_by_role("button", name="Valider").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon historique")


def _ma_page(nom: str) -> Callable[[Page, str], None]:
    def aller(page: Page, base: str) -> None:
        _mes_connexions(page, base)
        page.get_by_role("link", name=nom).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(nom.lower())

    return aller


PAGES: dict[str, Callable[[Page, str], None]] = {
    "accueil": _vers("/"),
    "personas": _vers("/personas"),
    "citoyen": _vers("/citoyen/claire-moreau"),
    "donnees": _vers("/donnees"),
    "pannes": _vers("/pannes"),
    "personne de réel": _vers("/personne-de-reel"),
    "fabriquer une famille": _vers("/fabrique"),
    "api": _vers("/controle"),
    "introuvable": _vers("/nulle-part"),
    "erreur de FranceConnect": _vers("/api/v2/authorize"),
    "crèche": _vers("/demo/creche/"),
    "mire": _mire,
    "fournisseur d'identité": choisir_le_compte,
    "consentement": _consentement,
    "dossier": _dossier,
    "inscription": _inscription,
    "coulisses": _coulisses,
    "mes connexions": _vers("/mes-connexions/"),
    "mon historique": _mes_connexions,
    "mes autorisations": _ma_page("Autorisations"),
    "mes préférences": _ma_page("Préférences"),
    "courriels": _vers("/courriels"),
    "retour refusé": _vers("/demo/creche/retour"),
}


@pytest.mark.parametrize("nom", PAGES)
def test_la_page_est_accessible(page: Page, sandbox: Sandbox, nom: str) -> None:
    """No serious violation in either colour scheme; banner, French, and no wider than a telephone."""
    PAGES[nom](page, sandbox.url)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        violations = Axe().run(page).response["violations"]
        graves = {v["id"]: [n["html"] for n in v["nodes"]] for v in violations if v["impact"] in GRAVES}
        assert not graves, theme
    assert "Bac à sable — données fictives" in page.locator("body").inner_text()
    assert page.locator("html").get_attribute("lang") == "fr"
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_le_lien_d_evitement_mene_au_contenu(page: Page, sandbox: Sandbox) -> None:
    """The first thing the keyboard reaches is a visible link that jumps over the navigation."""
    page.goto(sandbox.url)
    page.keyboard.press("Tab")
    lien = page.locator(".evitement")
    assert lien.evaluate("e => e === document.activeElement && e.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
