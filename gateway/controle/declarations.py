"""Services and data providers of a space: read, declared, changed, removed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, ValidationError, computed_field

from gateway.contexte import ContexteAppel
from gateway.controle.appel import contexte
from gateway.controle.erreurs import ErreurControle, erreur_modele, introuvable
from gateway.declarations import TOUS, FournisseurDonnees, Service
from registry.stockage.configuration import DejaDeclare

routeur = APIRouter()
SERVICES, FOURNISSEURS = "Services", "Fournisseurs de données"

EXEMPLE_SERVICE = {"name": "Mon service", "redirect_uris": ["http://localhost:3000/retour"]}
EXEMPLE_FOURNISSEUR = {
    "title": "Mon administration",
    "scopes": ["cnaf_quotient_familial"],
    "jwks_uri": "http://localhost:3000/jwks",
}
Modele = TypeVar("Modele", Service, FournisseurDonnees)


class ServiceDeclare(Service):
    """The record, with the client_id under the name that client libraries use."""

    @computed_field(description="La même valeur que `key`.")  # type: ignore[prop-decorator]
    @property
    def client_id(self) -> str:
        return self.key


class Services(BaseModel):
    services: list[ServiceDeclare]


class Fournisseurs(BaseModel):
    fournisseurs: list[FournisseurDonnees]


def _service(service: Service) -> ServiceDeclare:
    return ServiceDeclare.model_construct(**dict(service))


def verifier_scopes(ctx: ContexteAppel, scopes: Iterable[str]) -> None:
    """422 on a scope that FranceConnect does not know, with the nearest name."""
    connus = set(ctx.bac.referentiel.scopes) | {TOUS}
    for scope in scopes:
        if scope not in connus:
            proches = get_close_matches(scope, connus, 1)
            remede = f"Vouliez-vous dire « {proches[0]} » ? " if proches else ""
            raise ErreurControle(
                422, "scope_inconnu", f"Le scope « {scope} » n'existe pas.", f"{remede}La page /donnees les liste tous."
            )


async def _ecrire(ctx: ContexteAppel, ecrire: Callable[..., None], objet: Modele, *, nouveau: bool) -> None:
    verifier_scopes(ctx, objet.scopes)
    connus = ctx.ouvert.tous_services if isinstance(objet, Service) else ctx.ouvert.tous_fournisseurs
    try:
        if nouveau and objet.key in connus:
            raise DejaDeclare(objet.key)
        await asyncio.to_thread(ecrire, ctx.espace, objet.key, objet.model_dump(mode="json"), nouveau=nouveau)
    except DejaDeclare as erreur:
        raise ErreurControle(
            409,
            "deja_declare",
            f"Le client_id « {objet.key} » est déjà pris dans cet espace.",
            "Donnez-en un autre, aucun (il sera tiré au sort), ou modifiez l'existant par PATCH.",
        ) from erreur
    ctx.bac.oublier(ctx.espace)


async def _retirer(ctx: ContexteAppel, retirer: Callable[[str, str], bool], quoi: str, client_id: str) -> None:
    if not await asyncio.to_thread(retirer, ctx.espace, client_id):
        raise ErreurControle(
            409,
            f"{quoi}_integre",
            f"« {client_id} » est fourni avec le bac à sable : il ne se supprime pas.",
            'Rendez-le inconnu par PATCH {"active": false}.',
        )
    ctx.bac.oublier(ctx.espace)


def _modifie(objet: Modele, changements: dict[str, Any], *, entier: bool) -> Modele:
    """The object with the changes, checked again; a whole replacement keeps the key only."""
    champ = "key" if isinstance(objet, Service) else "client_id"
    depart = {champ: objet.key} if entier else objet.model_dump()
    if isinstance(objet, Service) and changements.get("client_id") == objet.key:
        changements = {nom: valeur for nom, valeur in changements.items() if nom != "client_id"}
    if changements.get(champ, objet.key) != objet.key:
        raise ErreurControle(422, "cle_immuable", "Le client_id ne change pas.", "Déclarez un autre objet.")
    try:
        return type(objet).model_validate(depart | changements)
    except ValidationError as erreur:
        raise erreur_modele(erreur) from erreur


def trouver_service(ctx: ContexteAppel, client_id: str) -> Service:
    """The service of the space, active or not; 404 otherwise."""
    service = ctx.ouvert.tous_services.get(client_id)
    if service is None:
        raise introuvable("service", client_id, "GET /_bac/services les liste ; POST /_bac/services en déclare un.")
    return service


def _trouver_fournisseur(ctx: ContexteAppel, client_id: str) -> FournisseurDonnees:
    fournisseur = ctx.ouvert.tous_fournisseurs.get(client_id)
    if fournisseur is None:
        raise introuvable("fournisseur", client_id, "GET /_bac/data-providers les liste.")
    return fournisseur


@routeur.post("/services", status_code=201, tags=[SERVICES], summary="Déclarer un service")
async def declarer_service(
    request: Request, service: Annotated[Service, Body(examples=[EXEMPLE_SERVICE])]
) -> ServiceDeclare:
    """Les champs ont les noms de FranceConnect ; seul `redirect_uris` est obligatoire.

    Par défaut : tous les scopes, service public, signature ES256, clés tirées au sort. Un champ inconnu est refusé.
    """
    ctx = contexte(request)
    await _ecrire(ctx, ctx.bac.configuration.poser_service, service, nouveau=True)
    return _service(service)


@routeur.get("/services", tags=[SERVICES], summary="Lister les services")
async def lister_services(request: Request) -> Services:
    """Les services fournis d'office, puis ceux de l'espace."""
    return Services(services=[_service(s) for s in contexte(request).ouvert.tous_services.values()])


@routeur.get("/services/{client_id}", tags=[SERVICES], summary="Lire un service")
async def lire_service(request: Request, client_id: str) -> ServiceDeclare:
    """La fiche complète, secret compris : ici, rien n'est confidentiel."""
    return _service(trouver_service(contexte(request), client_id))


@routeur.patch("/services/{client_id}", tags=[SERVICES], summary="Modifier un service")
async def modifier_service(
    request: Request, client_id: str, champs: Annotated[dict[str, Any], Body(examples=[{"scopes": ["openid"]}])]
) -> ServiceDeclare:
    """Change les seuls champs donnés. Un service fourni d'office prend une version propre à l'espace."""
    return await _remplacer_service(contexte(request), client_id, champs, entier=False)


@routeur.put("/services/{client_id}", tags=[SERVICES], summary="Remplacer un service")
async def remplacer_service(
    request: Request, client_id: str, champs: Annotated[dict[str, Any], Body(examples=[EXEMPLE_SERVICE])]
) -> ServiceDeclare:
    """Remplace toute la fiche ; les champs absents reprennent leur valeur par défaut."""
    return await _remplacer_service(contexte(request), client_id, champs, entier=True)


async def _remplacer_service(
    ctx: ContexteAppel, client_id: str, champs: dict[str, Any], *, entier: bool
) -> ServiceDeclare:
    service = _modifie(trouver_service(ctx, client_id), champs, entier=entier)
    await _ecrire(ctx, ctx.bac.configuration.poser_service, service, nouveau=False)
    return _service(service)


@routeur.delete("/services/{client_id}", status_code=204, tags=[SERVICES], summary="Retirer un service")
async def retirer_service(request: Request, client_id: str) -> None:
    """Retire le service de l'espace ; un service fourni d'office reprend sa fiche d'origine."""
    ctx = contexte(request)
    trouver_service(ctx, client_id)
    await _retirer(ctx, ctx.bac.configuration.retirer_service, "service", client_id)


@routeur.post("/data-providers", status_code=201, tags=[FOURNISSEURS], summary="Déclarer un fournisseur de données")
async def declarer_fournisseur(
    request: Request, fournisseur: Annotated[FournisseurDonnees, Body(examples=[EXEMPLE_FOURNISSEUR])]
) -> FournisseurDonnees:
    """Qui pourra interroger `checktoken`. Il lui faut une clé de chiffrement : `jwks_uri`, ou `jwks` donné ici."""
    ctx = contexte(request)
    if fournisseur.slug:
        raise ErreurControle(
            422, "slug_reserve", "« slug » désigne une administration simulée.", "Laissez ce champ vide."
        )
    await _ecrire(ctx, ctx.bac.configuration.poser_fournisseur, fournisseur, nouveau=True)
    return fournisseur


@routeur.get("/data-providers", tags=[FOURNISSEURS], summary="Lister les fournisseurs de données")
async def lister_fournisseurs(request: Request) -> Fournisseurs:
    """Les administrations simulées, puis les fournisseurs de l'espace."""
    return Fournisseurs(fournisseurs=list(contexte(request).ouvert.tous_fournisseurs.values()))


@routeur.get("/data-providers/{client_id}", tags=[FOURNISSEURS], summary="Lire un fournisseur de données")
async def lire_fournisseur(request: Request, client_id: str) -> FournisseurDonnees:
    """La fiche complète, secret compris."""
    return _trouver_fournisseur(contexte(request), client_id)


@routeur.patch("/data-providers/{client_id}", tags=[FOURNISSEURS], summary="Modifier un fournisseur de données")
async def modifier_fournisseur(
    request: Request, client_id: str, champs: Annotated[dict[str, Any], Body(examples=[{"active": False}])]
) -> FournisseurDonnees:
    """Change les seuls champs donnés."""
    return await _remplacer_fournisseur(contexte(request), client_id, champs, entier=False)


@routeur.put("/data-providers/{client_id}", tags=[FOURNISSEURS], summary="Remplacer un fournisseur de données")
async def remplacer_fournisseur(
    request: Request, client_id: str, champs: Annotated[dict[str, Any], Body(examples=[EXEMPLE_FOURNISSEUR])]
) -> FournisseurDonnees:
    """Remplace toute la fiche ; les champs absents reprennent leur valeur par défaut."""
    return await _remplacer_fournisseur(contexte(request), client_id, champs, entier=True)


async def _remplacer_fournisseur(
    ctx: ContexteAppel, client_id: str, champs: dict[str, Any], *, entier: bool
) -> FournisseurDonnees:
    ancien = _trouver_fournisseur(ctx, client_id)
    fournisseur = _modifie(ancien, champs, entier=entier).model_copy(update={"slug": ancien.slug})
    await _ecrire(ctx, ctx.bac.configuration.poser_fournisseur, fournisseur, nouveau=False)
    return fournisseur


@routeur.delete(
    "/data-providers/{client_id}", status_code=204, tags=[FOURNISSEURS], summary="Retirer un fournisseur de données"
)
async def retirer_fournisseur(request: Request, client_id: str) -> None:
    """Retire le fournisseur de l'espace ; une administration simulée reprend sa fiche d'origine."""
    ctx = contexte(request)
    _trouver_fournisseur(ctx, client_id)
    await _retirer(ctx, ctx.bac.configuration.retirer_fournisseur, "fournisseur", client_id)
