"""The identity providers in a real browser: each tile to its end, the confirmation, the closed one, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.franceconnect import faux_fi
from tests.franceconnect.faux_fi import FauxFi
from tests.franceconnect.navigation import FauxService, nouveau_client, post
from tests.navigateur.pages import DEMONSTRATION, autoriser, valider
from tests.navigateur.services import echanger, recu, service
from tests.support.serveur import Sandbox

ESSAI, TRAVAUX, EXTERIEUR = "Fournisseur à l'essai", "Fournisseur en travaux", "Faux fournisseur"
CONFIRMER = "J'ai un compte, continuer"


def continuer(page: Page, nom: str) -> None:
    """The information page, which names the citizen, and its button."""
    expect(page.get_by_text(nom)).to_be_visible()
    page.locator("#continuer").click()


@pytest.mark.parametrize(
    "tuile",
    [
        "Démonstration, niveau substantiel",
        "Démonstration, niveau élevé",
        "Fournisseur fiscal",
        "Fournisseur Assurance Maladie",
        "Identité numérique",
    ],
)
def test_chaque_tuile_mene_au_service(page: Page, mairie: FauxService, tuile: str) -> None:
    """The account that each form proposes, by login, tax number, NIR or e-mail, is the same citizen's."""
    autoriser(page, mairie)
    page.get_by_role("button", name=tuile).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(tuile)
    valider(page)
    continuer(page, "Angela Claire Louise DUBOIS")
    assert recu(page, mairie)["code"]


def test_la_confirmation_se_ferme_et_se_confirme_au_clavier(page: Page, mairie: FauxService) -> None:
    """The trial tile opens an accessible dialogue; Escape gives the focus back, Enter on its button leaves."""
    autoriser(page, mairie)
    tuile, dialogue = page.get_by_role("button", name=ESSAI), page.get_by_role("dialog")
    tuile.press("Enter")
    expect(dialogue).to_be_visible()
    graves = [v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in {"serious", "critical"}]
    assert graves == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=CONFIRMER)).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialogue).to_be_hidden()
    expect(tuile).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    valider(page)
    continuer(page, "DUBOIS")
    assert recu(page, mairie)["code"]


def test_la_confirmation_s_annule(page: Page, mairie: FauxService) -> None:
    """The button « Annuler » leaves the citizen on the tiles, another of which may be chosen."""
    autoriser(page, mairie)
    page.get_by_role("button", name=ESSAI).click()
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Fournisseur fiscal").click()
    expect(page.locator("#login")).to_be_visible()


def test_la_tuile_fermee_ne_mene_nulle_part(page: Page, mairie: FauxService) -> None:
    """The closed provider's tile is disabled and says so; a click does nothing."""
    autoriser(page, mairie)
    tuile = page.get_by_role("button", name=TRAVAUX)
    expect(tuile).to_be_disabled()
    expect(page.get_by_role("listitem").filter(has=tuile)).to_contain_text("Indisponible")
    ici = page.url
    tuile.click(force=True)
    assert page.url == ici


def test_renoncer_chez_le_fournisseur(page: Page, mairie: FauxService) -> None:
    """Giving up at the provider brings back to the tiles, which say so, and another provider may be chosen."""
    autoriser(page, mairie)
    page.get_by_role("button", name="Fournisseur fiscal").click()
    page.get_by_role("link", name="Renoncer").click()
    expect(page.get_by_role("alert")).to_contain_text("Fournisseur fiscal")
    page.get_by_role("button", name=DEMONSTRATION).click()
    valider(page)
    continuer(page, "DUBOIS")
    assert recu(page, mairie)["code"]


def test_se_tromper_de_numero(page: Page, mairie: FauxService) -> None:
    """An unknown number shows the form again, its field marked and described by the message; the right one enters."""
    autoriser(page, mairie)
    page.get_by_role("button", name="Fournisseur Assurance Maladie").click()
    numero = page.locator("#login").input_value()
    valider(page, "123")
    champ = page.get_by_role("textbox", name="Numéro de sécurité sociale")
    expect(champ).to_have_attribute("aria-invalid", "true")
    expect(champ).to_have_accessible_description("Aucun citoyen de ce bac à sable n'a cet identifiant.")
    expect(champ).to_have_value("123")
    valider(page, numero)
    continuer(page, "DUBOIS")


def test_une_identite_saisie_au_clavier(page: Page, mairie: FauxService) -> None:
    """The form of any identity is filled with Tab alone; the citizen it names arrives, an unknown one meets Y010008."""
    identite = ("Angela Claire Louise", "DUBOIS", "", "1962-08-24", "75107", "99100", "angela@exemple.fr")
    for nom, verdict in ((identite[1], "Angela Claire Louise DUBOIS"), ("PERSONNE-ICI", "Erreur Y010008")):
        autoriser(page, mairie)
        page.get_by_role("button", name=DEMONSTRATION).click()
        page.get_by_role("link", name="Saisir une identité").click()
        page.get_by_label("Prénoms").focus()
        for valeur in (identite[0], nom, *identite[2:]):
            page.keyboard.press("Control+A")
            page.keyboard.type(valeur)
            page.keyboard.press("Tab")
        page.keyboard.press("Enter") if page.locator("button:focus").count() else valider(page)
        expect(page.get_by_text(verdict)).to_be_visible()


def test_la_page_d_erreur_ramene_au_service(page: Page, mairie: FauxService) -> None:
    """Refused by the RNIPP, the citizen reads the code and goes back to the service, which receives the refusal."""
    autoriser(page, mairie)
    page.get_by_role("button", name=DEMONSTRATION).click()
    valider(page, "test_E010008")
    expect(page.get_by_text("Erreur Y010008")).to_be_visible()
    page.get_by_role("link", name="Revenir sur mairie").click()
    lu = recu(page, mairie)
    assert (lu["error"], lu["state"], lu["iss"]) == ("access_denied", "etat-du-service", mairie.fc)


@pytest.fixture(scope="module")
def fi() -> Iterator[FauxFi]:
    """An outside provider with pages of its own."""
    with faux_fi.ouvrir() as ouvert:
        yield ouvert


@pytest.fixture(scope="module")
def commune(sandbox: Sandbox, adresse: str, fi: FauxFi) -> FauxService:
    """A service in a space where the outside provider is declared, with its logout address."""
    assert post(f"{sandbox.url}/_bac/spaces", json={"slug": "fi-au-navigateur", "size": 1000}).status_code == 201
    espace = f"{sandbox.url}/e/fi-au-navigateur"
    fiche = fi.fiche(endSessionURL=f"{fi.url}/logout")
    assert post(f"{espace}/_bac/identity-providers", json=fiche).status_code == 201
    return service(espace, adresse, "commune")


@pytest.mark.parametrize("scripts", [True, False])
def test_la_deconnexion_passe_chez_le_fournisseur(page: Page, commune: FauxService, fi: FauxFi, scripts: bool) -> None:
    """Logout stops at the outside provider's own page, then comes back to the service, with or without script."""
    autoriser(page, commune)
    page.get_by_role("button", name=EXTERIEUR).click()
    page.get_by_role("button", name="Entrer").click()
    continuer(page, "Angela Claire Louise DUBOIS")
    jetons = echanger(commune, recu(page, commune)["code"]).json()
    if not scripts:
        page.add_init_script("HTMLFormElement.prototype.submit = () => {}")
    adieu = commune.fiche["post_logout_redirect_uris"][0]
    demande = {"id_token_hint": jetons["id_token"], "post_logout_redirect_uri": adieu, "state": "fini"}
    page.goto(f"{commune.fc}/session/end?{urlencode(demande)}")
    if not scripts:
        page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(f"{fi.url}/logout?*")
    page.get_by_role("button", name="Sortir").click()
    if not scripts:
        page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(f"{adieu}?state=fini")
    autoriser(page, commune)
    expect(page.get_by_role("button", name=EXTERIEUR)).to_be_visible()


def test_un_compte_desactive_se_lit_sur_la_page(page: Page, sandbox: Sandbox, adresse: str) -> None:
    """A citizen whose account is disabled is told so with its code, after the provider."""
    assert post(f"{sandbox.url}/_bac/spaces", json={"slug": "compte-ferme", "size": 1000}).status_code == 201
    espace = f"{sandbox.url}/e/compte-ferme"
    nouveau_client().patch(f"{espace}/_bac/citizens/test/account", json={"active": False}).raise_for_status()
    autoriser(page, service(espace, adresse, "ecole"))
    page.get_by_role("button", name=DEMONSTRATION).click()
    valider(page)
    expect(page.get_by_text("Erreur Y180001")).to_be_visible()


def test_franceconnect_plus_de_bout_en_bout(page: Page, sandbox: Sandbox, adresse: str) -> None:
    """eidas2 by double clicks, then SSO for a second service at eidas2 and the tiles again at eidas3."""
    plus = f"{sandbox.url}/franceconnect-plus/api/v2"
    banque, notaire = (service(sandbox.url, adresse, titre) for titre in ("banque", "notaire"))
    autoriser(page, banque, plus, acr_values="eidas2")
    expect(page.get_by_role("button", name=DEMONSTRATION)).to_be_disabled()
    page.get_by_role("button", name="Démonstration, niveau substantiel").dblclick()
    page.get_by_role("button", name="Valider").dblclick()
    page.locator("#continuer").dblclick()
    jetons = echanger(banque, recu(page, banque)["code"], plus)
    assert jetons.status_code == httpx.codes.OK
    autoriser(page, notaire, plus, acr_values="eidas2")
    continuer(page, "Angela Claire Louise DUBOIS")
    assert recu(page, notaire)["iss"] == plus
    autoriser(page, notaire, plus, acr_values="eidas3")
    expect(page.get_by_role("heading", level=2)).to_have_text("Choisissez un compte pour vous identifier")
