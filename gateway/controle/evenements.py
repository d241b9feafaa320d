"""The feed: what happened in the space between two days, by pages of numbers that only grow."""

from __future__ import annotations

import asyncio
from datetime import date
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from gateway.contexte import ContexteAppel
from gateway.controle.appel import contexte
from gateway.controle.citoyens import CITOYENS
from registry.evenements import NATURES, Evenement, NatureEvenement

routeur = APIRouter(tags=[CITOYENS])
PAGE, PAGE_MAXIMALE = 100, 1000
#: Above any number.
NUMERO_MAXIMAL = 2**53 - 1


class EvenementLu(BaseModel):
    sequence: int = Field(
        description="Croît avec le jour ; le même pour une même population, quelle que soit la fenêtre."
    )
    day: date = Field(description="Vrai depuis ce jour.")
    kind: NatureEvenement
    citizens: list[str] = Field(description="À qui cela arrive, puis les autres personnes concernées.")
    detail: str = Field(description="Divorce, dissolution ou séparation ; commune d'arrivée.")
    known_by: dict[str, date] = Field(description="Jour où chaque administration l'apprend.")


class Fil(BaseModel):
    day: date = Field(description="Jour civil de l'espace : rien n'est dit de la suite.")
    events: list[EvenementLu]
    next: int | None = Field(description="À donner dans `after` pour la suite ; null : rien de plus dans la fenêtre.")


@routeur.get("/events", summary="Lire ce qui est arrivé")
async def lire(
    request: Request,
    du: Annotated[date | None, Query(alias="from", description="Premier jour ; à défaut, le jour civil.")] = None,
    au: Annotated[date | None, Query(alias="to", description="Dernier jour ; à défaut, le jour civil.")] = None,
    after: Annotated[int, Query(ge=-1, le=NUMERO_MAXIMAL, description="Seulement au-delà de ce numéro.")] = -1,
    limit: Annotated[int, Query(ge=1, le=PAGE_MAXIMALE, description="Nombre d'événements.")] = PAGE,
    kind: Annotated[list[NatureEvenement] | None, Query(description="Natures ; à défaut, toutes.")] = None,
) -> Fil:
    """Naissances, mariages, PACS, séparations, déménagements, emplois perdus et retrouvés, retraites, décès.

    La nation vit au fil du jour civil ; les événements que l'espace a fait arriver sont dans le fil, à leur jour. Un
    événement posé sur un jour déjà lu prend un numéro déjà passé.
    """
    ctx = contexte(request)
    fenetre = (du or ctx.jour, min(au or ctx.jour, ctx.jour))
    lus = await asyncio.to_thread(page_du_fil, ctx, fenetre, after, limit + 1, frozenset(kind or NATURES))
    suite = lus[limit - 1].sequence if len(lus) > limit else None
    return Fil(day=ctx.jour, events=[_lu(e) for e in lus[:limit]], next=suite)


def page_du_fil(
    ctx: ContexteAppel, fenetre: tuple[date, date], apres: int, nombre: int, natures: frozenset[NatureEvenement]
) -> list[Evenement]:
    """The first `nombre` events of a window beyond a number."""
    epoque = ctx.ouvert.nation[2]
    return list(islice(ctx.registre.evenements(epoque, *fenetre, apres, natures), nombre))


def _lu(e: Evenement) -> EvenementLu:
    return EvenementLu(
        sequence=e.sequence,
        day=e.jour,
        kind=e.nature,
        citizens=list(e.refs),
        detail=e.precision,
        known_by=dict(e.known_by),
    )
