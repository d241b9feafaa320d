"""The signing keys of the space, rotated on demand: how a service finds out whether it survives a new `kid`."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from gateway import cles
from gateway.controle.appel import contexte

routeur = APIRouter(tags=["Clés de signature"])


class ClesPubliees(BaseModel):
    kids: list[str] = Field(description="Dans l'ordre de `/jwks` : les clés qui signent, puis celles d'avant.")


@routeur.post("/keys/rotate", summary="Changer les clés de signature")
async def tourner(request: Request) -> ClesPubliees:
    """De nouvelles clés signent aussitôt ; les anciennes restent publiées jusqu'au prochain changement.

    Un service qui garde `/jwks` (dix minutes, dit son en-tête) doit le relire lorsqu'il rencontre un `kid` inconnu.
    """
    ctx = contexte(request)
    nouvelles = await asyncio.to_thread(cles.nouvelles, ctx.reglages.rsa_bits)
    await asyncio.to_thread(ctx.bac.configuration.tourner_cles, ctx.espace, nouvelles)
    ctx.bac.oublier(ctx.espace)
    ouvert = await ctx.bac.espace(ctx.espace)
    return ClesPubliees(kids=[cle["kid"] for cle in ouvert.cles.jwks()["keys"]])
