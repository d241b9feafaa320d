"""Whether the sandbox can answer; open to everyone."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel

from gateway.controle.appel import contexte

routeur = APIRouter(tags=["Santé"])


class Sante(BaseModel):
    status: str = "ok"
    espace: str
    jour: str
    population: str


@routeur.get("/health", summary="Le bac à sable répond-il ?", response_model=Sante)
async def sante(request: Request) -> Sante:
    """200 dès que le bac à sable peut répondre. Ouvert à tous, même lorsqu'une clé est exigée ailleurs."""
    ctx = contexte(request)
    return Sante(espace=ctx.espace, jour=ctx.jour.isoformat(), population=ctx.registre.identifiant)
