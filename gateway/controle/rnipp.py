"""What the RNIPP will answer of a citizen, decided from outside: armed, read, disarmed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from gateway.controle.appel import contexte
from gateway.controle.citoyens import exiger_citoyen
from gateway.controle.erreurs import ErreurControle
from gateway.rnipp.issues import ISSUES, NATURE, NomIssue, armee, armer

routeur = APIRouter(tags=["RNIPP"])
#: Without an end, seconds: ten years, or the next reset.
SANS_FIN = 10 * 365 * 24 * 3600


class IssueDemandee(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"outcome": "none"}]})

    outcome: NomIssue = Field(description="Ce que répondra le RNIPP.")
    until: AwareDatetime | None = Field(
        None, description="Fin (ISO 8601 avec fuseau, ou secondes depuis 1970) ; à défaut, jusqu'à la remise à zéro."
    )


class IssueArmee(BaseModel):
    ref: str
    outcome: NomIssue
    code: str = Field(description="Code d'erreur de FranceConnect ; vide : la connexion aboutit.")


@routeur.put("/citizens/{ref}/rnipp", summary="Décider de la réponse du RNIPP")
async def decider(request: Request, ref: str, demande: IssueDemandee) -> IssueArmee:
    """Vaut aux prochaines connexions de ce citoyen, dans cet espace.

    `found`, `corrected`, `near_match` (Y010004), `several` (Y010006), `usage_name` (Y010007), `none` (Y010008),
    `rejected` (Y010009), `timeout` (Y010011), `unreachable` (Y010012), `unreadable` (Y010013), `deceased` (Y010015).
    """
    ctx = contexte(request)
    exiger_citoyen(ctx, ref)
    duree = SANS_FIN if demande.until is None else int(demande.until.timestamp()) - ctx.maintenant
    if duree <= 0:
        raise ErreurControle(422, "fin_passee", "« until » est déjà passé.", "Donnez un instant à venir, ou rien.")
    await armer(ctx, ref, demande.outcome, duree)
    return IssueArmee(ref=ref, outcome=demande.outcome, code=ISSUES[demande.outcome].code)


@routeur.get("/citizens/{ref}/rnipp", summary="Lire la réponse décidée")
async def lire(request: Request, ref: str) -> IssueArmee:
    """`found` quand rien n'est décidé : le registre répond alors de lui-même."""
    ctx = contexte(request)
    exiger_citoyen(ctx, ref)
    issue = await armee(ctx, ref) or ISSUES["found"]
    return IssueArmee(ref=ref, outcome=issue.nom, code=issue.code)


@routeur.delete("/citizens/{ref}/rnipp", status_code=204, summary="Laisser le RNIPP répondre de lui-même")
async def laisser(request: Request, ref: str) -> None:
    """Oublie la réponse décidée, s'il y en avait une."""
    ctx = contexte(request)
    exiger_citoyen(ctx, ref)
    await ctx.magasin.retirer(ctx.espace, NATURE, ref)
