"""Aidants Connect: a citizen represented by a professional carer, whose mandate covers some fields of public life."""

from __future__ import annotations

from gateway.declarations import Service
from gateway.franceconnect import evenements
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


async def lire(ctx: Appel, ref: str) -> list[str] | None:
    """What the citizen's mandate covers, None for a citizen who logs in alone."""
    mandat = await ctx.magasin.lire(ctx.espace, NATURE, ref)
    return list(mandat["rep_scope"]) if mandat else None


async def retirer(ctx: Appel, ref: str) -> bool:
    return await ctx.magasin.retirer(ctx.espace, NATURE, ref)


async def couvrant(ctx: Appel, service: Service, ref: str, *, demande: bool) -> list[str]:
    """The fields of the mandate that are the service's, when it asks; Y600020 if the mandate then covers none of them.

    A mandate is noted in the journal, valid or not, whether the service asks or not.
    """
    mandat = await lire(ctx, ref)
    if mandat is None:
        return []
    couverts = [perimetre for perimetre in mandat if demande and perimetre in service.rep_scope]
    refuse = demande and not couverts
    evenement = evenements.MANDAT_REFUSE if refuse else evenements.MANDAT_VALIDE
    evenements.noter_service(ctx, evenement, service, ref, rep_scope=mandat)
    if refuse:
        raise ErreurPage("Y600020")
    return couverts
