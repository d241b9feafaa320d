"""Aidants Connect: a citizen represented by a professional carer, whose mandate covers some fields of public life."""

from __future__ import annotations

from gateway.declarations import Service
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurPage

NATURE = "mandat"
#: Seconds: the longest ordinary mandate is a year.
DUREE = 365 * 24 * 3600
#: FranceConnect's own spelling.
PERIMETRES = (
    "Papier-Citoyenneté-Elections",
    "Famille-Scolarité",
    "Social-Santé",
    "Travail-Formation",
    "Logement",
    "Transports-Mobilité",
    "Argent-Impots-Consommation",
    "Justice",
    "Etranger-Europe",
    "Loisirs-Sport-Culture",
)


async def poser(ctx: Appel, ref: str, perimetres: list[str]) -> None:
    """From now on the citizen `ref` logs in through a carer."""
    await ctx.magasin.poser(ctx.espace, NATURE, ref, {"rep_scope": perimetres}, DUREE)


async def lire(ctx: Appel, ref: str) -> list[str]:
    """What the citizen's mandate covers; nothing without one."""
    mandat = await ctx.magasin.lire(ctx.espace, NATURE, ref)
    return list(mandat["rep_scope"]) if mandat else []


async def retirer(ctx: Appel, ref: str) -> bool:
    return await ctx.magasin.retirer(ctx.espace, NATURE, ref)


async def couvrant(ctx: Appel, service: Service, ref: str) -> list[str]:
    """The fields of the mandate that are the service's; a mandate that covers none of them is refused (Y600020)."""
    mandat = await lire(ctx, ref)
    couverts = [perimetre for perimetre in mandat if perimetre in service.rep_scope]
    if mandat and not couverts:
        raise ErreurPage("Y600020")
    return couverts
