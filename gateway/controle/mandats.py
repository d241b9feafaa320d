"""The mandates of the space: which citizens log in through a professional carer (Aidants Connect)."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, field_validator

from gateway.contexte import ContexteAppel
from gateway.controle.appel import contexte
from gateway.controle.erreurs import introuvable
from gateway.franceconnect import mandats
from registry.erreurs import PersonneInconnue

routeur = APIRouter(prefix="/mandates", tags=["Mandats (Aidants Connect)"])


class Mandat(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"rep_scope": ["Logement"]}]})

    rep_scope: list[str] = Field(
        description="Périmètres du mandat, écrits comme FranceConnect ; aucun : le mandat ne couvre rien."
    )

    @field_validator("rep_scope")
    @classmethod
    def _connus(cls, valeur: list[str]) -> list[str]:
        if inconnus := [p for p in valeur if p not in mandats.PERIMETRES]:
            raise ValueError(f"« {inconnus[0]} » n'est pas un périmètre : {', '.join(mandats.PERIMETRES)}")
        return valeur


def _citoyen(request: Request, ref: str) -> ContexteAppel:
    ctx = contexte(request)
    try:
        ctx.registre.personne(ref)
    except PersonneInconnue as erreur:
        raise introuvable(
            "citoyen", ref, "GET /_bac/personas et GET /_bac/citizens donnent des références."
        ) from erreur
    return ctx


@routeur.put("/{ref}", summary="Donner un mandat")
async def poser(request: Request, ref: str, mandat: Mandat) -> Mandat:
    """Le citoyen se connecte désormais par un aidant. Le mandat dure un an, ou jusqu'à la remise à zéro.

    Un service dont la fiche porte `rep_scope` et qui demande ce claim reçoit les périmètres qui sont aussi les siens.
    """
    await mandats.poser(_citoyen(request, ref), ref, mandat.rep_scope)
    return mandat


@routeur.delete("/{ref}", status_code=204, summary="Retirer un mandat")
async def retirer(request: Request, ref: str) -> None:
    """Le citoyen se connecte de nouveau lui-même."""
    if not await mandats.retirer(contexte(request), ref):
        raise introuvable("mandat", ref, "PUT /_bac/mandates/{ref} en donne un.")
