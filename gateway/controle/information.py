"""The operators' banner of the tiles' page."""

from __future__ import annotations

from typing import Literal, Self

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator

from gateway.controle.appel import contexte
from gateway.controle.erreurs import introuvable
from gateway.franceconnect import information
from gateway.franceconnect.information import DUREE_MAXIMALE, Message

#: Epoch seconds: the end of the year 9999.
INSTANT_MAXIMAL = 253_402_300_799

routeur = APIRouter(prefix="/information", tags=["Message de la mire"])


class MessageDeLaMire(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "Maintenance ce soir à 20 heures.", "type": "erreur"}]}
    )

    text: str = Field(min_length=1, max_length=500, description="Ce qui s'affiche, sans mise en forme.")
    type: Literal["information", "succes", "erreur"] = Field("information", description="Couleur du bandeau.")
    start: int = Field(
        0, ge=0, le=INSTANT_MAXIMAL, description="Début, en secondes depuis 1970 ; à défaut, tout de suite."
    )
    until: int | None = Field(
        None, ge=0, le=INSTANT_MAXIMAL, description="Fin, en secondes depuis 1970 ; à défaut, dans 31 jours."
    )
    active: bool = Field(True, description="Faux : gardé sans être montré.")

    @model_validator(mode="after")
    def _dates_dans_l_ordre(self) -> Self:
        if self.until is not None and self.until <= self.start:
            raise ValueError("until doit suivre start")
        return self


@routeur.get("", summary="Lire le message de la mire")
async def lire(request: Request) -> MessageDeLaMire:
    """Montré ou non."""
    message = await information.lire(contexte(request))
    if message is None:
        raise introuvable("message", "mire", "PUT /_bac/information en pose un.")
    return _decrire(message)


@routeur.put("", summary="Poser un message sur la mire")
async def poser(request: Request, demande: MessageDeLaMire) -> MessageDeLaMire:
    """Il s'affiche entre ses deux dates, et s'efface de lui-même au bout de 31 jours."""
    ctx = contexte(request)
    fin = ctx.maintenant + DUREE_MAXIMALE if demande.until is None else demande.until
    message = Message(demande.text, demande.type, demande.start, fin, demande.active)
    await information.poser(ctx, message)
    return _decrire(message)


@routeur.delete("", status_code=204, summary="Retirer le message de la mire")
async def retirer(request: Request) -> None:
    """Aussitôt."""
    if not await information.retirer(contexte(request)):
        raise introuvable("message", "mire", "PUT /_bac/information en pose un.")


def _decrire(m: Message) -> MessageDeLaMire:
    return MessageDeLaMire.model_validate(
        {"text": m.texte, "type": m.gravite, "start": m.debut, "until": m.fin, "active": m.actif}
    )
