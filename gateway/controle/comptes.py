"""A citizen's FranceConnect account from outside: disabled or not, identity providers blocked, last connection."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from gateway.contexte import ContexteAppel
from gateway.controle.appel import contexte
from gateway.controle.citoyens import exiger_citoyen
from gateway.controle.declarations import trouver_service
from gateway.controle.erreurs import ErreurControle
from gateway.franceconnect import comptes
from gateway.franceconnect.retrait import retirer

routeur = APIRouter(tags=["Comptes FranceConnect"])


class ChangementCompte(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"active": False}]})

    active: bool | None = Field(None, description="Faux : le compte est désactivé (Y180001).")
    blockedIdps: list[str] | None = Field(  # noqa: N815
        None, description="uid des fournisseurs d'identité que la personne bloque (Y100011)."
    )
    allowFutureIdp: bool | None = Field(  # noqa: N815
        None, description="Les fournisseurs d'identité à venir sont-ils acceptés ?"
    )
    subs: dict[str, Annotated[str, Field(pattern=r"^[!-~]{1,255}$")]] | None = Field(
        None,
        description="entityId → le `sub` que ses services connaissent déjà (venu de v1) ; remplace les précédents.",
    )


class CompteDecrit(BaseModel):
    ref: str
    active: bool
    blockedIdps: list[str]  # noqa: N815
    allowFutureIdp: bool  # noqa: N815
    subs: dict[str, str]
    lastConnection: int | None = Field(description="Secondes depuis 1970 ; null : jamais.")  # noqa: N815


async def _decrire(ctx: ContexteAppel, ref: str, compte: comptes.Compte) -> CompteDecrit:
    return CompteDecrit(
        ref=ref,
        active=compte.actif,
        blockedIdps=compte.bloques(ctx.fournisseurs_identite),
        allowFutureIdp=compte.exclut,
        subs=dict(compte.subs),
        lastConnection=await comptes.derniere_connexion(ctx, ref),
    )


@routeur.get("/citizens/{ref}/account", summary="Lire le compte FranceConnect d'un citoyen")
async def lire(request: Request, ref: str) -> CompteDecrit:
    """Actif et sans préférence tant que rien ne l'a changé."""
    ctx = contexte(request)
    exiger_citoyen(ctx, ref)
    return await _decrire(ctx, ref, await comptes.lire(ctx, ref))


@routeur.patch("/citizens/{ref}/account", summary="Changer le compte FranceConnect d'un citoyen")
async def changer(request: Request, ref: str, demande: ChangementCompte) -> CompteDecrit:
    """Le désactiver, bloquer des fournisseurs d'identité, donner ses `sub` ; la remise à zéro de l'espace l'oublie."""
    ctx = contexte(request)
    exiger_citoyen(ctx, ref)
    compte = await comptes.lire(ctx, ref)
    connus = ctx.fournisseurs_identite
    bloques = compte.bloques(connus) if demande.blockedIdps is None else demande.blockedIdps
    if inconnus := [uid for uid in bloques if uid not in connus]:
        raise ErreurControle(
            422,
            "fournisseur_identite_inconnu",
            f"Fournisseur d'identité « {inconnus[0]} » : inconnu.",
            ", ".join(connus),
        )
    futurs = compte.exclut if demande.allowFutureIdp is None else demande.allowFutureIdp
    nouveau = comptes.preferences(compte, connus, [uid for uid in connus if uid not in bloques], futurs)
    if demande.active is not None:
        nouveau = replace(nouveau, actif=demande.active)
    if demande.subs is not None:
        nouveau = replace(nouveau, subs=demande.subs)
    await comptes.ecrire(ctx, ref, nouveau)
    return await _decrire(ctx, ref, nouveau)


class Retrait(BaseModel):
    ref: str
    client_id: str
    revoked: int = Field(description="Codes et jetons d'accès retirés.")


@routeur.delete("/citizens/{ref}/consents/{client_id}", summary="Retirer le consentement d'un citoyen")
async def retirer_consentement(request: Request, ref: str, client_id: str) -> Retrait:
    """Les codes et jetons de ce service pour ce citoyen cessent aussitôt, comme depuis « Mes connexions »."""
    ctx = contexte(request)
    exiger_citoyen(ctx, ref)
    trouver_service(ctx, client_id)
    return Retrait(ref=ref, client_id=client_id, revoked=await retirer(ctx, ref, client_id))
