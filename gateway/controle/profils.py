"""The optional FranceConnect platforms of the space: off until somebody turns them on."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from gateway.bac import PROFILS_OUVERTS
from gateway.controle.appel import contexte
from gateway.franceconnect.profil import V1

routeur = APIRouter(prefix="/profiles", tags=["Plateformes"])


class Profils(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"v1": True}]})

    v1: bool = Field(description="FranceConnect v1, sous `/api/v1`, pour répéter une migration.")


@routeur.get("", summary="Lire les plateformes facultatives")
async def lire(request: Request) -> Profils:
    """FranceConnect et FranceConnect+ sont toujours là."""
    return Profils(v1=V1.nom in contexte(request).ouvert.profils)


@routeur.put("", summary="Ouvrir ou fermer une plateforme facultative")
async def fixer(request: Request, profils: Profils) -> Profils:
    """Ne change que cet espace. Fermée, une plateforme répond 404."""
    ctx = contexte(request)
    ouverts = [V1.nom] if profils.v1 else []
    await asyncio.to_thread(ctx.bac.configuration.poser_reglage, ctx.espace, PROFILS_OUVERTS, ouverts)
    ctx.bac.oublier(ctx.espace)
    return profils
