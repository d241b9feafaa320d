"""Spaces and their civil day: created, listed, reset, deleted, moved in time."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, ConfigDict, Field

from gateway import horloge
from gateway.bac import EspaceExiste, EspaceInconnu, EspaceOuvert
from gateway.contexte import ContexteAppel
from gateway.controle.appel import contexte
from gateway.controle.erreurs import ErreurControle, introuvable
from gateway.settings import TAILLE_MAXIMALE

routeur = APIRouter()
ESPACES, HORLOGE = "Espaces", "Jour civil"
#: Civil days that may be pinned: the law's parameters are recorded from the incomes of 2021, asked three years later.
PREMIER_JOUR, DERNIER_JOUR = date(2024, 1, 1), date(2099, 12, 31)
GRAINE_MAXIMALE = 2**63 - 1
SLUG = r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"


class NouvelEspace(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"slug": "atelier", "day": "2027-03-01"}]}
    )

    slug: str = Field(
        pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
        description="Minuscules, chiffres et traits d'union ; 63 au plus.",
    )
    seed: int | None = Field(None, ge=0, le=GRAINE_MAXIMALE, description="Graine ; à défaut, la nation commune.")
    size: int | None = Field(None, ge=1, le=TAILLE_MAXIMALE, description="Citoyens ; à défaut, comme l'espace commun.")
    day: date | None = Field(
        None,
        ge=PREMIER_JOUR,
        le=DERNIER_JOUR,
        description="Jour civil figé ; à défaut, celui du calendrier. Son année est l'époque de l'espace.",
    )


class EspaceDecrit(BaseModel):
    slug: str = Field(description="Vide : l'espace par défaut.")
    url: str = Field(description="Adresse de base de l'espace.")
    issuer: str = Field(description="Émetteur FranceConnect.")
    seed: int
    size: int
    epoch: int = Field(description="Année civile pour laquelle la population est définie.")
    day: date = Field(description="Jour civil.")
    pinned: bool = Field(description="Le jour est-il figé ?")
    population: str = Field(description="Identité de la population : même identité, mêmes personnes.")


class Espaces(BaseModel):
    spaces: list[EspaceDecrit]


class RemiseAZero(BaseModel):
    model_config = ConfigDict(extra="forbid")

    everything: bool = Field(False, description="Oublier aussi les services et fournisseurs déclarés dans l'espace.")


class JourCivil(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"day": "2027-03-01"}]})

    day: date | None = Field(
        ge=PREMIER_JOUR, le=DERNIER_JOUR, description="Le jour à figer ; null : revenir au calendrier."
    )


class Horloge(BaseModel):
    day: date = Field(description="Jour civil de l'espace : âges, mois du quotient, année fiscale.")
    pinned: bool
    epoch: int
    now: int = Field(description="Horloge du protocole (jetons) : secondes réelles depuis 1970.")


def _decrire(ctx: ContexteAppel, ouvert: EspaceOuvert) -> EspaceDecrit:
    racine = ctx.base_url.removesuffix(f"/e/{ctx.espace}") if ctx.espace else ctx.base_url
    url = f"{racine}/e/{ouvert.slug}" if ouvert.slug else racine
    graine, taille, epoque = ouvert.nation
    return EspaceDecrit(
        slug=ouvert.slug,
        url=url,
        issuer=f"{url}/api/v2",
        seed=graine,
        size=taille,
        epoch=epoque,
        day=ouvert.jour_civil,
        pinned=ouvert.jour is not None,
        population=ctx.bac.registre(ouvert).identifiant,
    )


async def _trouver(ctx: ContexteAppel, slug: str) -> EspaceOuvert:
    try:
        return await ctx.bac.espace(slug)
    except EspaceInconnu as erreur:
        raise introuvable("espace", slug, "GET /_bac/spaces les liste ; POST /_bac/spaces en crée un.") from erreur


@routeur.post("/spaces", status_code=201, tags=[ESPACES], summary="Créer un espace")
async def creer(request: Request, demande: NouvelEspace) -> EspaceDecrit:
    """Un monde à part sous `/e/{slug}` : ses services, jetons, éditions, journal, clés et jour civil."""
    ctx = contexte(request)
    if await asyncio.to_thread(ctx.bac.configuration.nombre_espaces) > ctx.reglages.max_spaces:
        raise ErreurControle(
            409,
            "trop_d_espaces",
            f"Ce bac à sable a déjà {ctx.reglages.max_spaces} espaces.",
            "Supprimez-en, ou relevez BACASABLE_MAX_SPACES.",
        )
    try:
        ouvert = await ctx.bac.creer_espace(demande.slug, graine=demande.seed, taille=demande.size, jour=demande.day)
    except EspaceExiste as erreur:
        raise ErreurControle(
            409,
            "espace_existe",
            f"L'espace « {demande.slug} » existe déjà.",
            f"Prenez un autre nom, ou DELETE /_bac/spaces/{demande.slug}.",
        ) from erreur
    return _decrire(ctx, ouvert)


@routeur.get("/spaces", tags=[ESPACES], summary="Lister les espaces")
async def lister(request: Request) -> Espaces:
    """L'espace par défaut d'abord."""
    ctx = contexte(request)
    slugs = [e.slug for e in await asyncio.to_thread(ctx.bac.configuration.espaces)]
    return Espaces(spaces=[_decrire(ctx, await _trouver(ctx, slug)) for slug in slugs])


@routeur.get("/spaces/{slug}", tags=[ESPACES], summary="Lire un espace")
async def lire(request: Request, slug: str) -> EspaceDecrit:
    """Son adresse, sa population, son jour."""
    ctx = contexte(request)
    return _decrire(ctx, await _trouver(ctx, slug))


@routeur.delete("/spaces/{slug}", status_code=204, tags=[ESPACES], summary="Supprimer un espace")
async def supprimer(request: Request, slug: str) -> None:
    """Tout ce qu'il contenait disparaît. L'espace par défaut ne se supprime pas : il se remet à zéro."""
    ctx = contexte(request)
    await _trouver(ctx, slug)
    await ctx.magasin.ecrire_journal()
    await asyncio.to_thread(ctx.bac.configuration.supprimer_espace, slug)
    ctx.bac.oublier(slug)


@routeur.post("/reset", tags=[ESPACES], summary="Remettre l'espace à zéro")
async def remettre_a_zero(
    request: Request, demande: Annotated[RemiseAZero | None, Body(examples=[{}, {"everything": True}])] = None
) -> EspaceDecrit:
    """Oublie sessions, codes, jetons, éditions, journal et jetons d'API ; rend à l'espace son jour d'origine.

    Les services et fournisseurs déclarés restent, pour qu'une suite de tests les déclare une fois et remette à zéro
    entre deux tests ; `{"everything": true}` les retire aussi. Les clés de signature restent toujours.
    """
    ctx = contexte(request)
    await ctx.magasin.ecrire_journal()
    tout = demande is not None and demande.everything
    await asyncio.to_thread(ctx.bac.configuration.remettre_a_zero, ctx.espace, tout=tout)
    ctx.bac.oublier(ctx.espace)
    return _decrire(ctx, await ctx.bac.espace(ctx.espace))


@routeur.get("/clock", tags=[HORLOGE], summary="Lire le jour civil")
async def lire_horloge(request: Request) -> Horloge:
    """Le jour dont dépendent les âges, le mois du quotient familial et l'année fiscale."""
    ctx = contexte(request)
    return _horloge(ctx.ouvert)


@routeur.put("/clock", tags=[HORLOGE], summary="Fixer le jour civil")
async def fixer_horloge(request: Request, demande: JourCivil) -> Horloge:
    """Ne change que cet espace. Les jetons, eux, suivent toujours l'heure réelle."""
    ctx = contexte(request)
    await asyncio.to_thread(ctx.bac.configuration.fixer_jour, ctx.espace, demande.day)
    ctx.bac.oublier(ctx.espace)
    return _horloge(await ctx.bac.espace(ctx.espace))


def _horloge(ouvert: EspaceOuvert) -> Horloge:
    return Horloge(
        day=ouvert.jour_civil,
        pinned=ouvert.jour is not None,
        epoch=ouvert.nation[2],
        now=int(horloge.maintenant()),
    )
