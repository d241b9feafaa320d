"""One FranceConnect platform at its own path: from here on, the call's context says which one is called."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.franceconnect.profil import Profil
from gateway.franceconnect.reponses import page_erreur
from kernel.contexte import CLE


class Plateforme:
    """`montages` maps a path of the platform (`/api/v2`, `/fi/…`) to its application; any other path is unknown.

    v1 is unknown altogether until the space asks for it.
    """

    def __init__(self, profil: Profil, montages: Mapping[str, ASGIApp]) -> None:
        self._profil = profil
        self._montages = dict(montages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._profil.v1 and self._profil.nom not in scope[CLE].ouvert.profils:
            await page_erreur(Request(scope), "Y000404")(scope, receive, send)
            return
        scope[CLE].profil = self._profil
        reste = scope["path"].removeprefix(scope["root_path"])
        for prefixe, application in self._montages.items():
            if reste == prefixe or reste.startswith(f"{prefixe}/"):
                scope["root_path"] += prefixe
                await application(scope, receive, send)
                return
        await page_erreur(Request(scope), "Y000404")(scope, receive, send)
