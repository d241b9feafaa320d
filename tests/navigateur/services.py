"""Services in front of a real browser: what they receive, and the tokens they get for it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from playwright.sync_api import Page

from tests.franceconnect.navigation import FauxService


def service(base: str, adresse: str, titre: str, **declaration: Any) -> FauxService:
    """A service of the sandbox or of one of its spaces."""
    adresses = {"redirect_uris": [f"{adresse}/{titre}"], "post_logout_redirect_uris": [f"{adresse}/{titre}/fin"]}
    return FauxService(base, title=titre, **adresses, **declaration)


def recu(page: Page, chez: FauxService) -> dict[str, str]:
    """What the service received, once the browser is there."""
    page.wait_for_url(f"{chez.retour}?*")
    return {nom: valeurs[0] for nom, valeurs in parse_qs(urlsplit(page.url).query).items()}


def echanger(chez: FauxService, code: str, fc: str = "") -> httpx.Response:
    """`POST /token` by the service; `fc` is the issuer, FranceConnect's by default."""
    demande = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": chez.retour,
        "client_id": chez.client_id,
        "client_secret": chez.secret,
    }
    return httpx.post(f"{fc or chez.fc}/token", data=demande, trust_env=False)
