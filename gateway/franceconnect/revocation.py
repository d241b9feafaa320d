"""`POST /token/revocation`: the service gives its access token back."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import appel
from gateway.franceconnect.clients import authentifier
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.jetons import lire, revoquer
from gateway.franceconnect.reponses import SANS_CACHE, ParametresIllisibles, formulaire

CHAMPS = frozenset({"token", "client_id", "client_secret"})
_JETON = re.compile(r"[A-Za-z0-9_-]{43,}")
_SECRET = re.compile(r"[\x20-\x7e]{32,}")


async def revoquer_jeton(request: Request) -> Response:
    """Strict body: `token_type_hint` is refused; an unknown token is not an error (RFC 7009)."""
    ctx = appel(request)
    try:
        donnees = await formulaire(request)
    except ParametresIllisibles as illisibles:
        raise ErreurPage("Y000400") from illisibles
    if (
        donnees.keys() != CHAMPS
        or not _JETON.fullmatch(donnees["token"])
        or not _SECRET.fullmatch(donnees["client_secret"])
    ):
        raise ErreurPage("Y000400")
    service = await authentifier(ctx, request, donnees)
    jeton = await lire(ctx, donnees["token"])
    if jeton is not None and jeton["client_id"] == service.client_id:
        await revoquer(ctx, donnees["token"])
    return Response(b"", 200, SANS_CACHE)
