"""« Mes connexions » in a real browser: what the citizen decides there holds at once, in haste or not."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.franceconnect.navigation import FauxService, get, post
from tests.navigateur.pages import autoriser, ma_page, mes_connexions, valider
from tests.navigateur.services import service
from tests.support.serveur import Sandbox

ESPACE = "mes-connexions-au-navigateur"
PIVOT = "openid identite_pivot cnaf_quotient_familial"
RETIRER = "Retirer l'autorisation de piscine"


@pytest.fixture(scope="module")
def piscine(sandbox: Sandbox, adresse: str) -> FauxService:
    """A service in a space of its own, where nothing else happens to the citizens."""
    assert post(f"{sandbox.url}/_bac/spaces", json={"slug": ESPACE, "size": 1000}).status_code == 201
    return service(f"{sandbox.url}/e/{ESPACE}", adresse, "piscine")


def test_retirer_une_autorisation_au_clavier(page: Page, piscine: FauxService) -> None:
    """The service's token dies with the press of Enter, its card goes, and the page says so."""
    jeton = piscine.jeton_direct("claire-moreau", PIVOT)["access_token"]
    assert piscine.userinfo(jeton).status_code == 200
    ma_page(page, piscine.base, "Autorisations", "claire-moreau")
    page.get_by_role("button", name=RETIRER).press("Enter")
    expect(page.get_by_role("status")).to_have_text("piscine ne peut plus lire vos données.")
    expect(page.get_by_role("button", name=RETIRER)).to_have_count(0)
    assert piscine.userinfo(jeton).status_code == 401


def test_retirer_d_un_double_clic(page: Page, piscine: FauxService) -> None:
    """A hasty double click sends the form once, and the confirmation is read."""
    piscine.jeton_direct("sophie-petit", PIVOT)
    ma_page(page, piscine.base, "Autorisations", "sophie-petit")
    envois: list[str] = []
    page.on("request", lambda r: envois.append(urlsplit(r.url).path) if r.method == "POST" else None)
    page.get_by_role("button", name=RETIRER).dblclick()
    expect(page.get_by_role("status")).to_contain_text("piscine")
    assert envois == [f"/e/{ESPACE}/mes-connexions/autorisations"]


def test_cookie_perdu(page: Page, piscine: FauxService) -> None:
    """Without its cookie the form does nothing but show the login button again: the consent stands."""
    jeton = piscine.jeton_direct("yann-le-goff", PIVOT)["access_token"]
    ma_page(page, piscine.base, "Autorisations", "yann-le-goff")
    page.context.clear_cookies()
    page.get_by_role("button", name=RETIRER).click()
    expect(page.get_by_role("button", name="Se connecter avec FranceConnect")).to_be_visible()
    assert piscine.userinfo(jeton).status_code == 200


def test_retour_en_arriere_apres_avoir_quitte(page: Page, piscine: FauxService) -> None:
    """Once the citizen has left, the back button shows nothing of them."""
    mes_connexions(page, piscine.base, "marc-roussel")
    expect(page.get_by_text("ROUSSEL")).to_be_visible()
    page.get_by_role("button", name="Quitter mes connexions").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes connexions")
    page.go_back()
    expect(page.get_by_role("button", name="Se connecter avec FranceConnect")).to_be_visible()
    expect(page.get_by_text("ROUSSEL")).to_have_count(0)


def test_bloquer_un_compte(page: Page, piscine: FauxService) -> None:
    """A provider unticked by keyboard is refused at the next login, with Y100011; a mail tells the citizen."""
    ma_page(page, piscine.base, "Préférences", "odette-garnier")
    page.get_by_role("checkbox", name="Démonstration, niveau élevé").press("Space")
    page.get_by_role("button", name="Enregistrer").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Vos préférences sont enregistrées.")
    expect(page.get_by_role("checkbox", name="Démonstration, niveau élevé")).not_to_be_checked()
    page.goto(f"{piscine.base}/courriels")
    expect(page.locator("summary").first).to_contain_text("Vos préférences FranceConnect ont changé")
    page.context.clear_cookies()
    autoriser(page, piscine)
    page.get_by_role("button", name="Démonstration, niveau élevé").click()
    valider(page, "odette-garnier")
    expect(page.get_by_text("Erreur Y100011")).to_be_visible()


def test_lire_ses_courriels(page: Page, piscine: FauxService) -> None:
    """The alert of a login is found by its address, typed in the box, and opened by keyboard."""
    mes_connexions(page, piscine.base, "camille-faure")
    a = get(f"{piscine.base}/_bac/citizens/camille-faure").json()["identity"]["email"]
    page.goto(f"{piscine.base}/courriels")
    page.get_by_label("Destinataire").fill(a)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Les courriels de {a}")
    page.locator("summary").first.press("Enter")
    expect(page.get_by_label("Texte du message").first).to_contain_text("Code d'identification")
