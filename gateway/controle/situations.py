"""Finding people by their situation over every administration, and the criteria that may be asked."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from gateway.contexte import ContexteAppel
from gateway.controle.appel import contexte
from gateway.controle.citoyens import CITOYENS
from gateway.controle.erreurs import ErreurControle
from gateway.horloge import ecoule
from gateway.recherche.cartes import Carte, carte
from gateway.recherche.critere import Critere
from gateway.recherche.criteres import CRITERES, GROUPES
from gateway.recherche.demande import ANNEE, Demande, DemandeRefusee, lire, noms_admis
from gateway.recherche.moteur import Trouves, chercher
from gateway.recherche.voulu import Choix, Nombre

routeur = APIRouter()
PAGE, PAGE_MAXIMALE = 20, 200
#: Seconds of search for one call: what was found is then given with a cursor.
BUDGET = 2.0
RESERVES = ("limit", "cursor")


class Trouve(BaseModel):
    ref: str
    login: str
    prenoms: list[str]
    nom: str = Field(description="Nom d'usage, ou de naissance.")
    sexe: str
    age: int
    commune: str | None
    situation: str = Field(description="Une des valeurs du critère `situation`.")
    enfants: list[int] = Field(description="Âges des enfants qui vivent avec la personne.")
    values: dict[str, Any] = Field(description="Ce que chaque critère demandé a lu d'elle.")


class Page(BaseModel):
    citizens: list[Trouve]
    complete: bool = Field(description="Faux : le temps a manqué avant que la page soit pleine ; `cursor` continue.")
    cursor: str | None = Field(description="À redonner pour la suite ; nul : il n'y a plus personne.")
    examined: int = Field(description="Personnes vérifiées une à une.")


class CritereDecrit(BaseModel):
    name: str
    label: str
    accepts: str = Field(description="Les valeurs admises.")
    unit: str | None
    values: dict[str, str] | None = Field(description="Les valeurs d'un choix et leur sens.")
    parameters: list[str] = Field(description="Les noms sous lesquels le donner.")


class GroupeDecrit(BaseModel):
    group: str
    criteria: list[CritereDecrit]


class CriteresDecrits(BaseModel):
    groups: list[GroupeDecrit]


def _parametres() -> list[dict[str, Any]]:
    """The criteria as OpenAPI parameters."""
    decrits = [(nom, f"{c.libelle} : {c.genre.attendu}.") for c in CRITERES.values() for nom in noms_admis(c)]
    decrits.append((ANNEE, "Année des revenus ; à défaut, la dernière imposée."))
    return [{"name": n, "in": "query", "schema": {"type": "string"}, "description": d} for n, d in decrits]


@routeur.get(
    "/situations",
    tags=[CITOYENS],
    summary="Chercher par situation",
    openapi_extra={"parameters": _parametres()},
)
async def situations(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=PAGE_MAXIMALE, description="Personnes, au plus.")] = PAGE,
    cursor: Annotated[str, Query(max_length=60, description="Celui de la page précédente.")] = "",
) -> Page:
    """Qui satisfait tous les critères donnés, au jour civil de l'espace : d'abord ceux que ses éditions touchent, puis
    les personas, puis la nation, toujours dans le même ordre. `GET /_bac/criteria` liste les critères.

    Exemple : `?situation=parent_isole&qf_max=700&age_enfant=2&lieu=Nantes`.
    """
    ctx = contexte(request)
    donnes = [(nom, texte) for nom, texte in request.query_params.multi_items() if nom not in RESERVES]
    demande, trouves = await page_de(ctx, donnes, limit, cursor)
    cartes = [carte(s, demande) for s in trouves.sujets]
    return Page(
        citizens=[_trouve(c) for c in cartes],
        complete=trouves.complet,
        cursor=trouves.curseur,
        examined=trouves.examines,
    )


async def page_de(
    ctx: ContexteAppel, donnes: list[tuple[str, str]], limite: int, curseur: str
) -> tuple[Demande, Trouves]:
    """What is asked and a page of who was found; 400 when the question means nothing."""
    fin = ecoule() + BUDGET
    try:
        demande = lire(donnes, ctx.jour)
        return demande, await asyncio.to_thread(
            chercher, ctx.registre, demande, limite, curseur, lambda: ecoule() > fin
        )
    except DemandeRefusee as erreur:
        raise refus(erreur) from erreur


def refus(erreur: DemandeRefusee) -> ErreurControle:
    proche = f"Vouliez-vous dire « {erreur.proche} » ? " if erreur.proche else ""
    return ErreurControle(400, "critere_refuse", str(erreur), f"{proche}Les critères : {', '.join(CRITERES)}.")


def _trouve(c: Carte) -> Trouve:
    return Trouve(
        ref=c.ref,
        login=c.login,
        prenoms=list(c.prenoms),
        nom=c.nom,
        sexe=c.sexe,
        age=c.age,
        commune=c.commune,
        situation=c.situation,
        enfants=list(c.enfants),
        values={nom: valeur for nom, _, valeur in c.valeurs},
    )


@routeur.get("/criteria", tags=[CITOYENS], summary="Lister les critères de recherche")
async def criteres() -> CriteresDecrits:
    """Chaque critère, par administration : son nom, ce qu'il lit, les valeurs qu'il admet."""
    return CriteresDecrits(
        groups=[GroupeDecrit(group=g.titre, criteria=[_decrit(c) for c in g.criteres]) for g in GROUPES]
    )


def _decrit(c: Critere) -> CritereDecrit:
    return CritereDecrit(
        name=c.nom,
        label=c.libelle,
        accepts=c.genre.attendu,
        unit=c.genre.unite if isinstance(c.genre, Nombre) else None,
        values=dict(c.genre.libelles) if isinstance(c.genre, Choix) else None,
        parameters=list(noms_admis(c)),
    )
