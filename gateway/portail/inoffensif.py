"""The page « Personne de réel »: the checks of the reserved ranges, run while the page is asked."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from gateway.controle.appel import contexte
from gateway.pages import page

#: Citizens looked at for one page, the same ones each time.
CITOYENS = 200


async def personne_de_reel(request: Request) -> Response:
    ctx = contexte(request)
    refs = [*ctx.registre.echantillon(CITOYENS, 0), *(p.ref for p in ctx.personas())]
    constats = await run_in_threadpool(ctx.bac.referentiel.inoffensif.constater, ctx.registre, refs)
    return page("portail/inoffensif.html", request, constats=constats, nombre=len(refs))
