"""Where a citizen's amounts come from: each with its steps, its figures and its articles."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from gateway.controle.appel import contexte
from gateway.controle.citoyens import CITOYENS, exiger_citoyen
from gateway.montants import montants

routeur = APIRouter(tags=[CITOYENS])


class EtapeDecrite(BaseModel):
    label: str
    value: float | int | str | bool
    article: str
    inputs: dict[str, float | int | str | bool] = Field(description="Les chiffres d'où part l'étape.")


class MontantDecrit(BaseModel):
    name: str
    label: str
    provider: str = Field(description="L'administration qui le sert.")
    period: str = Field(description="Mois (AAAA-MM) ou année civile de revenus.")
    value: float | int | str | bool
    unit: str
    steps: list[EtapeDecrite]


class Montants(BaseModel):
    ref: str
    day: str
    amounts: list[MontantDecrit]


@routeur.get("/citizens/{ref}/amounts", summary="Expliquer les montants d'un citoyen")
async def expliquer(request: Request, ref: str) -> Montants:
    """Chaque montant servi pour ce citoyen au jour civil de l'espace, étape par étape, avec ses articles.

    Vide quand aucune administration n'a de montant pour lui : enfants, personnes sans dossier.
    """
    ctx = contexte(request)
    exiger_citoyen(ctx, ref)
    lus = [
        MontantDecrit(
            name=m.nom,
            label=m.libelle,
            provider=titre,
            period=m.periode,
            value=m.valeur,
            unit=m.unite,
            steps=[
                EtapeDecrite(label=e.libelle, value=e.valeur, article=e.article, inputs=dict(e.entrees))
                for e in m.etapes
            ],
        )
        for titre, m in montants(ctx.registre, ref, ctx.jour)
    ]
    return Montants(ref=ref, day=ctx.jour.isoformat(), amounts=lus)
