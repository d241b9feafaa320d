"""Withdrawing a consent: what a service had obtained for a citizen is worth nothing any more, at once."""

from __future__ import annotations

from gateway.franceconnect import evenements
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.jetons import NATURE as JETON
from gateway.franceconnect.jetons import NATURE_CODE
from gateway.franceconnect.profil import PLATEFORMES


async def retirer(ctx: Appel, ref: str, client_id: str) -> int:
    """Delete the service's codes, then its access tokens, for this citizen, on every platform; how many there were."""
    codes = [
        (nature, cle)
        for nature in (profil.nature(NATURE_CODE) for profil in PLATEFORMES.values())
        for cle, code in await ctx.magasin.lister(ctx.espace, nature)
        if code["client_id"] == client_id and code["prepare"]["ref"] == ref
    ]
    retires = [await ctx.magasin.retirer(ctx.espace, nature, cle) for nature, cle in codes]
    jetons = [
        cle
        for cle, jeton in await ctx.magasin.lister(ctx.espace, JETON)
        if jeton["client_id"] == client_id and jeton["ref"] == ref
    ]
    retires += [await ctx.magasin.retirer(ctx.espace, JETON, cle) for cle in jetons]
    evenements.noter_retrait(ctx, client_id, ref)
    return sum(retires)
