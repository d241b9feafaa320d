"""One data call: the provider's ordered checks give an answer or a refusal, and the exchange is traced either way."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kernel.contexte import Contexte, contexte
from kernel.erreurs import Refus


@dataclass(slots=True)
class Appel:
    """A call in progress; the checks fill `service`, `citoyen` and `champs` as they learn them, for the trace."""

    request: Request
    ctx: Contexte
    ressource: str
    service: str = ""
    citoyen: str | None = None
    champs: tuple[str, ...] = ()


Traitement = Callable[[Appel], Awaitable[Response]]
Point = Callable[[Request], Awaitable[Response]]


def point(
    fournisseur: str, ressource: str, traiter: Traitement, habiller: Callable[[Appel, Response], Response] | None = None
) -> Point:
    """The ASGI endpoint of `traiter`; `habiller` adds the headers every answer of the provider carries."""

    async def endpoint(request: Request) -> Response:
        appel = Appel(request, contexte(request), ressource)
        try:
            reponse = await traiter(appel)
        except Refus as refus:
            reponse = refus.reponse()
            appel.champs = ()
        appel.ctx.tracer(
            fournisseur=fournisseur,
            ressource=ressource,
            statut=reponse.status_code,
            service=appel.service,
            citoyen=appel.citoyen,
            champs=appel.champs,
        )
        return habiller(appel, reponse) if habiller else reponse

    return endpoint


def identifiant_requete() -> str:
    """A fresh UUID naming one request, to be quoted to support."""
    return str(uuid.uuid4())  # noqa: TID251  # names a request for support, no answer depends on it
