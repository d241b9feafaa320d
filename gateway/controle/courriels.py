"""The space's mailbox: what FranceConnect would have sent."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from gateway.controle.appel import contexte
from gateway.franceconnect import courriels

routeur = APIRouter(tags=["Courriels"])


class Boite(BaseModel):
    mails: list[dict[str, Any]] = Field(description="Du plus récent au plus ancien.")


@routeur.get("/mailbox", summary="Lire les courriels")
async def lire(
    request: Request,
    to: Annotated[str, Query(description="Adresse du destinataire ; à défaut, tous.")] = "",
    limit: Annotated[int, Query(ge=1, le=1000, description="Nombre de courriels.")] = 100,
) -> Boite:
    """Les courriels que FranceConnect aurait envoyés : gardés trente jours, oubliés par la remise à zéro."""
    ctx = contexte(request)
    return Boite(mails=(await courriels.boite(ctx, to))[:limit])
