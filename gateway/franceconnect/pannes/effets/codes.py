"""Faults of what the token endpoint keeps: codes and access tokens."""

from __future__ import annotations

from starlette.responses import Response

from gateway.franceconnect.durees import CODE
from gateway.franceconnect.erreurs import ErreurApi
from gateway.franceconnect.jetons import NATURE, NATURE_CODE, revoquer
from gateway.franceconnect.pannes.effets.coup import Coup
from gateway.franceconnect.reponses import erreur_api, formulaire


async def code_expire(coup: Coup) -> Response:
    """The code is refused, and what it just gave is worth nothing."""
    await revoquer(coup.ctx, coup.document()["access_token"])
    refus = ErreurApi(400, "invalid_grant", "grant request is invalid (authorization code is expired)", "Y040001")
    return erreur_api(refus)


async def code_deux_fois(coup: Coup) -> Response:
    """The code is put back: presented again, it will be accepted again."""
    ctx, recus, jeton = coup.ctx, await formulaire(coup.request), coup.document()["access_token"]
    enregistrement = await ctx.magasin.lire(ctx.espace, NATURE, jeton)
    if enregistrement is None or "code" not in recus:
        return coup.reponse
    promesse = {
        "client_id": coup.client_id,
        "redirect_uri": recus.get("redirect_uri", ""),
        "jeton": jeton,
        "prepare": {nom: valeur for nom, valeur in enregistrement.items() if nom not in ("iat", "exp")},
        "exp": ctx.maintenant + CODE,
    }
    await ctx.magasin.poser(ctx.espace, ctx.profil.nature(NATURE_CODE), recus["code"], promesse, CODE)
    return coup.reponse


async def jeton_mort(coup: Coup) -> Response:
    """The access token is given, and already revoked."""
    await revoquer(coup.ctx, coup.document()["access_token"])
    return coup.reponse
