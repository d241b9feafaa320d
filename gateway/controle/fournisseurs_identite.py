"""Identity providers of a space: read, declared, changed, removed."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, ValidationError

from gateway.contexte import ContexteAppel
from gateway.controle.appel import contexte
from gateway.controle.erreurs import ErreurControle, erreur_modele, introuvable
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite

routeur = APIRouter(tags=["Fournisseurs d'identité"])

EXEMPLE = {
    "name": "mon-fournisseur",
    "title": "Mon fournisseur d'identité",
    "discoveryUrl": "http://localhost:4000/.well-known/openid-configuration",
    "clientID": "franceconnect",
    "client_secret": "un-secret-d-au-moins-32-caracteres",
}


class FournisseursDeclares(BaseModel):
    fournisseurs: list[FournisseurIdentite]


def _trouver(ctx: ContexteAppel, uid: str) -> FournisseurIdentite:
    fi = ctx.fournisseurs_identite.get(uid)
    if fi is None:
        raise introuvable("fournisseur_identite", uid, "GET /_bac/identity-providers les liste.")
    return fi


async def _ecrire(ctx: ContexteAppel, fi: FournisseurIdentite, *, nouveau: bool) -> FournisseurIdentite:
    """Two providers never have one uid, nor one name: the name is in the path of the simulated ones."""
    for autre in ctx.fournisseurs_identite.values():
        if (autre.uid == fi.uid and nouveau) or (autre.name == fi.name and autre.uid != fi.uid):
            raise ErreurControle(
                409,
                "deja_declare",
                f"Un fournisseur d'identité de cet espace a déjà ce nom ou cet uid ({fi.name}, {fi.uid}).",
                "Donnez-lui un autre nom, ou modifiez l'existant par PATCH.",
            )
    donnees = fi.model_dump(mode="json")
    ecrire = ctx.bac.configuration.poser_fournisseur_identite
    await asyncio.to_thread(ecrire, ctx.espace, fi.uid, donnees, nouveau=False)
    ctx.bac.oublier(ctx.espace)
    return fi


@routeur.post("/identity-providers", status_code=201, summary="Déclarer un fournisseur d'identité")
async def declarer(
    request: Request, fournisseur: Annotated[FournisseurIdentite, Body(examples=[EXEMPLE])]
) -> FournisseurIdentite:
    """Un fournisseur OpenID extérieur, dont FranceConnect devient client, ou, avec `identifiant`, un simulé de plus.

    Adresses à enregistrer chez lui : `{base}/api/v2/oidc-callback` et `{base}/api/v2/client/logout-callback`.
    """
    return await _ecrire(contexte(request), fournisseur, nouveau=True)


@routeur.get("/identity-providers", summary="Lister les fournisseurs d'identité")
async def lister(request: Request) -> FournisseursDeclares:
    """Dans l'ordre des tuiles, fermés et cachés compris."""
    return FournisseursDeclares(fournisseurs=list(contexte(request).fournisseurs_identite.values()))


@routeur.get("/identity-providers/{uid}", summary="Lire un fournisseur d'identité")
async def lire(request: Request, uid: str) -> FournisseurIdentite:
    """La fiche complète, secret compris."""
    return _trouver(contexte(request), uid)


@routeur.patch("/identity-providers/{uid}", summary="Modifier un fournisseur d'identité")
async def modifier(
    request: Request, uid: str, champs: Annotated[dict[str, Any], Body(examples=[{"active": False}])]
) -> FournisseurIdentite:
    """Change les seuls champs donnés ; un fournisseur fourni d'office prend une version propre à l'espace."""
    ctx = contexte(request)
    return await _ecrire(ctx, _modifie(_trouver(ctx, uid).model_dump(), uid, champs), nouveau=False)


@routeur.put("/identity-providers/{uid}", summary="Remplacer un fournisseur d'identité")
async def remplacer(
    request: Request, uid: str, champs: Annotated[dict[str, Any], Body(examples=[EXEMPLE])]
) -> FournisseurIdentite:
    """Remplace toute la fiche ; les champs absents reprennent leur valeur par défaut."""
    ctx = contexte(request)
    _trouver(ctx, uid)
    return await _ecrire(ctx, _modifie({}, uid, champs), nouveau=False)


def _modifie(depart: dict[str, Any], uid: str, champs: dict[str, Any]) -> FournisseurIdentite:
    if champs.get("uid", uid) != uid:
        raise ErreurControle(422, "cle_immuable", "L'uid ne change pas.", "Déclarez un autre fournisseur.")
    try:
        return FournisseurIdentite.model_validate(depart | champs | {"uid": uid})
    except ValidationError as erreur:
        raise erreur_modele(erreur) from erreur


@routeur.delete("/identity-providers/{uid}", status_code=204, summary="Retirer un fournisseur d'identité")
async def retirer(request: Request, uid: str) -> None:
    """Retire le fournisseur de l'espace ; un fournisseur fourni d'office reprend sa fiche d'origine."""
    ctx = contexte(request)
    _trouver(ctx, uid)
    if not await asyncio.to_thread(ctx.bac.configuration.retirer_fournisseur_identite, ctx.espace, uid):
        raise ErreurControle(
            409,
            "fournisseur_integre",
            f"« {uid} » est fourni avec le bac à sable : il ne se supprime pas.",
            'Fermez-le par PATCH {"active": false}.',
        )
    ctx.bac.oublier(ctx.espace)
