"""Paths that can name something: a NUL, which no database keeps, is in the name of nothing."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.controle.erreurs import ErreurControle


class CheminNommable:
    """ASGI layer around the control API."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "\0" not in scope["path"]:
            await self._application(scope, receive, send)
            return
        refus = ErreurControle(404, "route_inconnue", "Ce chemin contient un caractère nul.", "Voir /_bac/docs.")
        await refus.reponse()(scope, receive, send)
