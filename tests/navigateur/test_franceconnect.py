"""FranceConnect's pages in a real browser, with what people really do: keyboard, haste, back button, closed tabs."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.franceconnect.navigation import FauxService
from tests.navigateur.parcours import consentir
from tests.navigateur.services import echanger, recu

MIRE = "Choisissez un compte pour vous identifier"
TABULATIONS_MAX = 40


def aller(page: Page, chez: FauxService) -> None:
    """The button of the service's own page."""
    page.goto(f"{chez.fc}/authorize?{urlencode(chez.demande())}")


def entrer(page: Page, login: str = "test") -> None:
    """From the tiles to the information page."""
    page.get_by_role("button", name="Fournisseur d'identité de démonstration").click()
    page.locator("#login").fill(login)
    page.get_by_role("button", name="Valider").click()
    expect(page.locator("#continuer")).to_be_visible()


def continuer(page: Page) -> None:
    page.locator("#continuer").click()


def tabuler(page: Page, but: Locator) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(TABULATIONS_MAX):
        page.keyboard.press("Tab")
        if but.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError("le clavier n'atteint pas cet élément")


def test_au_clavier_seul(page: Page, mutuelle: FauxService) -> None:
    """Tiles, form, box and button are reached with Tab and pressed with Enter or Space, in that order."""
    aller(page, mutuelle)
    tabuler(page, page.get_by_role("button", name="Fournisseur d'identité de démonstration"))
    page.keyboard.press("Enter")
    tabuler(page, page.locator("#login"))
    page.keyboard.press("Control+A")
    page.keyboard.type("claire-moreau")
    page.keyboard.press("Enter")
    expect(page.locator("#continuer")).to_be_disabled()
    tabuler(page, page.locator("#consent"))
    page.keyboard.press("Space")
    tabuler(page, page.locator("#continuer"))
    page.keyboard.press("Enter")
    assert recu(page, mutuelle)["code"]


def test_double_clic_sur_chaque_bouton(page: Page, mairie: FauxService) -> None:
    """A hasty double click on each button of the journey sends each form once, and gives one code that works."""
    envois: list[str] = []
    page.on("request", lambda r: envois.append(urlsplit(r.url).path) if r.method == "POST" else None)
    aller(page, mairie)
    page.get_by_role("button", name="Fournisseur d'identité de démonstration").dblclick()
    page.locator("#login").fill("test")
    page.get_by_role("button", name="Valider").dblclick()
    page.locator("#continuer").dblclick()
    code = recu(page, mairie)["code"]
    assert envois == ["/api/v2/redirect-to-idp", "/fi/demonstration/login", "/api/v2/login"]
    assert echanger(mairie, code).status_code == 200


def test_retour_en_arriere_pour_changer_d_identite(page: Page, mairie: FauxService) -> None:
    """Back from the information page to the tiles, another person may enter, and it is they who arrive."""
    aller(page, mairie)
    entrer(page)
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=2)).to_have_text(MIRE)
    entrer(page, "claire-moreau")
    expect(page.get_by_text("Claire Hélène")).to_be_visible()
    continuer(page)
    assert recu(page, mairie)["state"] == "etat-du-service"


def test_retour_en_arriere_apres_la_fin(page: Page, mairie: FauxService) -> None:
    """Back after the end of the journey shows an error page that says so, with its code, never a second code."""
    aller(page, mairie)
    entrer(page)
    continuer(page)
    assert recu(page, mairie)["code"]
    page.go_back()
    expect(page.get_by_text("Erreur Y420001")).to_be_visible()
    expect(page.get_by_role("link", name="Revenir sur")).to_have_count(0)


def test_cookie_perdu(page: Page, mairie: FauxService) -> None:
    """Without its cookie the journey stops on Y190001; starting again from the service works."""
    aller(page, mairie)
    entrer(page)
    page.context.clear_cookies()
    continuer(page)
    expect(page.get_by_text("Erreur Y190001")).to_be_visible()
    aller(page, mairie)
    entrer(page)
    continuer(page)
    assert recu(page, mairie)["code"]


def test_deux_services_en_une_connexion(page: Page, mairie: FauxService, mutuelle: FauxService) -> None:
    """The second service skips the tiles, not the consent; both receive a code."""
    aller(page, mairie)
    entrer(page, "claire-moreau")
    continuer(page)
    assert recu(page, mairie)["code"]
    aller(page, mutuelle)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous allez vous connecter à mutuelle")
    expect(page.get_by_text("Claire Hélène")).to_be_visible()
    consentir(page)
    assert recu(page, mutuelle)["code"]


def test_renoncer_sur_la_mire(page: Page, mairie: FauxService) -> None:
    """The link back to the service tells it that the citizen gave up, with its state and the issuer."""
    aller(page, mairie)
    page.get_by_role("link", name="Revenir sur mairie").click()
    lu = recu(page, mairie)
    assert (lu["error"], lu["state"], lu["iss"]) == ("access_denied", "etat-du-service", mairie.fc)


def test_refuser_en_fermant_l_onglet(page: Page, mutuelle: FauxService) -> None:
    """Closing the consent page gives nothing: no transfer in the journal, and nobody is known in the next tab."""
    aller(page, mutuelle)
    entrer(page)
    suivant = page.context.new_page()
    page.close()
    aller(suivant, mutuelle)
    expect(suivant.get_by_role("heading", level=2)).to_have_text(MIRE)
    journal = httpx.get(f"{mutuelle.base}/_bac/journal?limit=20", trust_env=False).json()["events"]
    siens = [e["evenement"] for e in journal if e.get("service") == mutuelle.client_id and "evenement" in e]
    assert siens[-1] == "FC_VERIFIED"


@pytest.mark.parametrize("avec_adresse", [True, False])
def test_se_deconnecter(page: Page, mairie: FauxService, avec_adresse: bool) -> None:
    """The pages send themselves to the address after logout, or to the last page; the tiles are back after it."""
    aller(page, mairie)
    entrer(page)
    continuer(page)
    code = recu(page, mairie)["code"]
    jetons = echanger(mairie, code).json()
    fin = {"id_token_hint": jetons["id_token"], "state": "fini"}
    adresse = mairie.fiche["post_logout_redirect_uris"][0]
    page.goto(
        f"{mairie.fc}/session/end?{urlencode({**fin, 'post_logout_redirect_uri': adresse} if avec_adresse else fin)}"
    )
    if avec_adresse:
        page.wait_for_url(f"{adresse}?state=fini")
    else:
        expect(page.get_by_role("heading", level=1)).to_have_text("Vous êtes bien déconnecté")
    aller(page, mairie)
    expect(page.get_by_role("heading", level=2)).to_have_text(MIRE)
