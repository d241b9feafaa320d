"""The pages in a real browser: what their few lines of script do."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.franceconnect.navigation import FauxService
from tests.franceconnect.partenaire import publier


@pytest.fixture
def service(base: str) -> Iterator[FauxService]:
    """A private service with consent whose addresses a browser can open."""
    with publier({"bienvenue": True}) as adresse:
        yield FauxService(
            base,
            title="Ma commune",
            type="private",
            identityConsent=True,
            redirect_uris=[adresse],
            post_logout_redirect_uris=[adresse],
        )


def test_consentement_puis_deconnexion(service: FauxService, page: Page) -> None:
    """The button waits for the box; a finished logout sends its pages by itself, and the tiles come back after it."""
    depart = f"{service.fc}/authorize?{urlencode(service.demande())}"
    page.goto(depart)
    page.get_by_role("button", name="Fournisseur d'identité de démonstration").click()
    page.get_by_role("button", name="Entrer comme Ahmad").click()
    continuer = page.get_by_role("button", name="Continuer sur Ma commune")
    expect(continuer).to_be_disabled()
    page.get_by_label("J'accepte").check()
    expect(continuer).to_be_enabled()
    continuer.click()
    page.wait_for_url(f"{service.retour}?code=*")
    indice = service.jeton_direct("ahmad-noori")["id_token"]
    fin = {"id_token_hint": indice, "post_logout_redirect_uri": service.retour, "state": "fini"}
    page.goto(f"{service.fc}/session/end?{urlencode(fin)}")
    page.wait_for_url(f"{service.retour}?state=fini")
    page.goto(depart)
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter à Ma commune")
