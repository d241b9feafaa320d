"""What a person does in the browser, one function for each page."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def se_connecter(page: Page, base: str, login: str) -> None:
    """From the crèche's welcome page to the family's file, through FranceConnect's pages."""
    aller_au_consentement(page, base, login)
    consentir(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")


def aller_au_consentement(page: Page, base: str, login: str) -> None:
    choisir_le_compte(page, base)
    page.locator("#login").fill(login)
    page.locator("#password").fill("123")
    page.get_by_role("button", name="Valider").click()


def choisir_le_compte(page: Page, base: str) -> None:
    """Up to the login form of the demonstration identity provider."""
    page.goto(f"{base}/demo/creche/")
    page.get_by_role("button", name="Se connecter avec FranceConnect (simulé)").click()
    page.locator("main form button[type=submit]:not([disabled])").first.click()
    expect(page.locator("#login")).to_be_visible()


def consentir(page: Page) -> None:
    page.locator("#consent").check()
    page.get_by_role("button", name="Continuer sur").click()


def inscrire(page: Page, prenom: str) -> None:
    """Choose the child and confirm."""
    page.get_by_role("radio", name=prenom).check()
    page.get_by_role("button", name="Calculer le tarif et inscrire").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(prenom)


def champ(page: Page, nom: str) -> str:
    """The figure that the page marks with this name, without its typographic spaces nor its unit."""
    texte = page.locator(f"[data-champ={nom}]").first.inner_text()
    return texte.replace("\N{NARROW NO-BREAK SPACE}", "").removesuffix("€").strip()
