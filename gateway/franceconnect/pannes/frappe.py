"""The hook: an answer of FranceConnect passes through the faults armed at this place, or goes out as it is."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import isawaitable

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.pannes.armees import Armee
from gateway.franceconnect.pannes.effets import EFFETS
from gateway.franceconnect.pannes.effets.coup import Coup
from registry.stockage.configuration import NATURE_COUP


async def appliquer(request: Request, crochet: str, reponse: Response, client_id: str = "") -> Response:
    """`reponse`, spoilt by what is armed at `crochet` for this service (or data provider); `""`: nobody named it."""
    armees = appel(request).pannes.get(crochet)
    return reponse if armees is None else await _frapper(request, armees, reponse, client_id)


async def _frapper(request: Request, armees: Iterable[Armee], reponse: Response, client_id: str) -> Response:
    """One answer suffers one fault: the first armed of those that may strike it."""
    ctx = appel(request)
    for armee in armees:
        if armee.vise(client_id, ctx.maintenant) and await _prendre_coup(ctx, armee):
            _noter(ctx, armee, client_id)
            obtenue = EFFETS[armee.panne.nom](Coup(request, reponse, ctx, client_id, armee.secondes, armee.code))
            return await obtenue if isawaitable(obtenue) else obtenue
    return reponse


async def _prendre_coup(ctx: Appel, armee: Armee) -> bool:
    """Take one of its strikes, which several processes share; always granted without a limit."""
    while armee.rang < armee.coups:
        rang, armee.rang = armee.rang, armee.rang + 1
        if await ctx.magasin.prendre(ctx.espace, NATURE_COUP, f"{armee.numero}-{rang}") is not None:
            return True
    return armee.coups == 0


def _noter(ctx: Appel, armee: Armee, client_id: str) -> None:
    evenement = {"type": "panne", "panne": armee.panne.nom, "instant": ctx.maintenant, "service": client_id or None}
    ctx.magasin.journaliser(ctx.espace, evenement)
