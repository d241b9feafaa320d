"""Deliberate faults of FranceConnect: the catalogue, what is armed, arming and disarming."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Request
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from gateway import hasard, horloge
from gateway.contexte import ContexteAppel
from gateway.controle.appel import contexte
from gateway.controle.erreurs import ErreurControle, introuvable
from gateway.franceconnect.erreurs import ERREURS, INCONNUE
from gateway.franceconnect.pannes.catalogue import CATALOGUE, Panne

routeur = APIRouter(tags=["Pannes"])
#: Seconds: a fault that was forgotten ends by itself.
DUREE_DEFAUT = 3600
DUREE_MAXIMALE = 31 * 24 * 3600
COUPS_MAXIMUM = 1000
#: Seconds that a slow answer takes.
LENTEUR_DEFAUT = 15.0
#: The fault that has a `code`.
PAGE_VOULUE = "session-page-erreur"

Portee = Literal["space", "service", "next-login"]


def _connue(nom: str) -> str:
    if nom not in CATALOGUE:
        raise ValueError(f"panne inconnue : « {nom} » ; les pannes sont {', '.join(CATALOGUE)}")
    return nom


def _page(code: str | None) -> str | None:
    if code is not None and code not in ERREURS:
        raise ValueError(f"page d'erreur inconnue : « {code} » ; les codes sont {', '.join(ERREURS)}")
    return code


class PanneDemandee(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "id-token-nonce", "scope": "next-login"},
                {"name": "token-500", "service": "demo-creche", "until": "2030-01-01T12:00:00Z"},
            ]
        },
    )

    name: Annotated[str, AfterValidator(_connue)] = Field(description="Une panne du catalogue.")
    service: str | None = Field(None, description="client_id visé ; à défaut, tous.")
    scope: Portee | None = Field(
        None,
        description=(
            "`space` : tout l'espace ; `service` : ce service seul ; `next-login` : une fois, à la prochaine connexion "
            "(de ce service, s'il est donné). À défaut, `service` si un service est donné, sinon `space`."
        ),
    )
    until: AwareDatetime | int | None = Field(
        None, description="Fin, en secondes depuis 1970 ou en date ISO avec fuseau ; à défaut, dans une heure."
    )
    count: int | None = Field(None, ge=1, le=COUPS_MAXIMUM, description="Nombre de fois ; à défaut, sans limite.")
    seconds: float = Field(LENTEUR_DEFAUT, gt=0, le=300, description="Attente des pannes de lenteur.")
    code: Annotated[str | None, AfterValidator(_page)] = Field(
        None, description="Code de la page que montre `session-page-erreur` ; à défaut, Y000000."
    )

    @model_validator(mode="after")
    def _portee_coherente(self) -> Self:
        self.scope = self.scope or ("service" if self.service else "space")
        if self.scope == "service" and not self.service:
            raise ValueError("« scope: service » demande « service »")
        if self.scope == "space" and self.service:
            raise ValueError("« scope: space » vise tous les services : retirez « service »")
        if self.scope == "next-login" and self.count not in (None, 1):
            raise ValueError("« scope: next-login » ne frappe qu'une fois : retirez « count »")
        if self.code and self.name != PAGE_VOULUE:
            raise ValueError(f"« code » est la page que montre « {PAGE_VOULUE} » : retirez-le")
        if self.service and not CATALOGUE[self.name].par_service:
            raise ValueError(f"« {self.name} » frappe un document public, que l'on lit sans dire pour quel service")
        return self

    @property
    def coups(self) -> int:
        """0 for no limit."""
        return 1 if self.scope == "next-login" else self.count or 0


class PanneArmee(BaseModel):
    id: str
    name: str
    scope: Portee
    service: str | None
    until: int = Field(description="Fin, en secondes depuis 1970.")
    count: int | None = Field(description="Nombre de fois demandé.")
    left: int | None = Field(description="Nombre de fois restant.")


class PanneDecrite(BaseModel):
    name: str
    family: str
    place: str = Field(description="Où elle frappe.")
    what: str = Field(description="Ce qui se passe.")
    expected: str = Field(description="Ce que fait un service correct.")
    detection: str = Field(description="Le contrôle du service qui doit échouer, ou « tolérée ».")


class Pannes(BaseModel):
    catalogue: list[PanneDecrite]
    armed: list[PanneArmee]


class Desarmees(BaseModel):
    disarmed: int


@routeur.get("/faults", summary="Lire le catalogue des pannes et celles qui sont armées")
async def lister(request: Request) -> Pannes:
    """Des défauts que FranceConnect n'a pas, pour voir si un service les supporte."""
    return Pannes(catalogue=[_decrire(p) for p in CATALOGUE.values()], armed=await armees(contexte(request)))


@routeur.post("/faults", status_code=201, summary="Armer une panne")
async def armer(request: Request, demande: PanneDemandee) -> PanneArmee:
    """Elle frappe jusqu'à sa fin, le nombre de fois demandé, ou son désarmement ; /_bac/reset désarme tout."""
    ctx = contexte(request)
    if demande.service and demande.service not in (*ctx.services, *ctx.fournisseurs_donnees):
        raise introuvable("service", demande.service, "GET /_bac/services les liste.")
    numero, fin = _numero(), _fin(ctx, demande.until)
    ligne = {
        "nom": demande.name,
        "portee": demande.scope,
        "service": demande.service or "",
        "fin": fin,
        "coups": demande.coups,
        "secondes": demande.seconds,
        "code": demande.code or INCONNUE,
    }
    ecrire = ctx.bac.configuration.armer
    await asyncio.to_thread(ecrire, ctx.espace, numero, ligne, expire_le=fin, coups=demande.coups)
    ctx.bac.oublier(ctx.espace)
    return _armee(numero, ligne, demande.coups)


@routeur.delete("/faults", summary="Désarmer toutes les pannes de l'espace")
async def desarmer_tout(request: Request) -> Desarmees:
    """Dit combien l'étaient."""
    return Desarmees(disarmed=await _desarmer(contexte(request), None))


@routeur.delete("/faults/{fault_id}", status_code=204, summary="Désarmer une panne")
async def desarmer(request: Request, fault_id: str) -> None:
    """Par le numéro que son armement a donné."""
    if not await _desarmer(contexte(request), fault_id):
        raise introuvable("panne", fault_id, "GET /_bac/faults liste celles qui sont armées.")


async def armees(ctx: ContexteAppel) -> list[PanneArmee]:
    """Those that may still strike, the same on every process."""
    lignes = await asyncio.to_thread(ctx.bac.configuration.pannes, ctx.espace, ctx.maintenant)
    return [_armee(n, ligne, reste) for n, (ligne, reste) in lignes.items() if reste or not ligne["coups"]]


async def _desarmer(ctx: ContexteAppel, numero: str | None) -> int:
    combien = await asyncio.to_thread(ctx.bac.configuration.desarmer, ctx.espace, numero)
    ctx.bac.oublier(ctx.espace)
    return combien


def _numero() -> str:
    """Unique, and in the order of arming: microseconds in hexadecimal, then chance."""
    return f"{int(horloge.maintenant() * 1_000_000):016x}-{hasard.hexa(4)}"


def _fin(ctx: ContexteAppel, until: datetime | int | None) -> int:
    """The end in epoch seconds; refused in the past or too far away."""
    if until is None:
        return ctx.maintenant + DUREE_DEFAUT
    fin = until if isinstance(until, int) else int(until.timestamp())
    if not ctx.maintenant < fin <= ctx.maintenant + DUREE_MAXIMALE:
        maintenant = int(horloge.maintenant())
        raise ErreurControle(
            422,
            "demande_invalide",
            f"until : la fin doit être à venir, dans 31 jours au plus (maintenant : {maintenant}).",
            "Une panne dont on ne dit pas la fin dure une heure.",
        )
    return fin


def _armee(numero: str, ligne: Mapping[str, Any], reste: int) -> PanneArmee:
    coups = ligne["coups"]
    return PanneArmee.model_validate(
        {
            "id": numero,
            "name": ligne["nom"],
            "scope": ligne["portee"],
            "service": ligne["service"] or None,
            "until": ligne["fin"],
            "count": coups or None,
            "left": reste if coups else None,
        }
    )


def _decrire(p: Panne) -> PanneDecrite:
    return PanneDecrite(
        name=p.nom, family=p.famille, place=p.lieu, what=p.quoi, expected=p.attendu, detection=p.detection
    )
