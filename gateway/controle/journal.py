"""What happened in the space: FranceConnect's events and the data exchanges, names of fields and never their values."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from gateway.controle.appel import contexte

routeur = APIRouter(tags=["Journal"])
LIMITE_MAXIMALE = 10_000


class Journal(BaseModel):
    events: list[dict[str, Any]] = Field(description="Dans l'ordre ; `id` numérote, `instant` est en secondes.")
    last: int = Field(description="À redonner dans `after` pour la suite.")


@routeur.get("/journal", summary="Lire le journal")
async def lire(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=LIMITE_MAXIMALE, description="Nombre d'événements.")] = 100,
    after: Annotated[int, Query(ge=0, description="Les suivants de ce numéro ; 0 : les derniers.")] = 0,
) -> Journal:
    """Les événements de l'espace : connexions, consentements, introspections, données rendues (noms des champs)."""
    ctx = contexte(request)
    evenements = await ctx.magasin.journal(ctx.espace, limite=limit, apres=after)
    return Journal(events=evenements, last=evenements[-1]["id"] if evenements else after)
