"""Where the control API is explained: the portal's page, which needs no script from elsewhere."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from gateway.controle.appel import contexte

routeur = APIRouter(include_in_schema=False)


@routeur.get("/")
@routeur.get("/docs")
async def documentation(request: Request) -> Response:
    return RedirectResponse(f"{contexte(request).base_url}/controle", 303)
