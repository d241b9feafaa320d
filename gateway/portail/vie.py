"""The page « Vie de la nation »: what happened between two days, with links to whom it happened."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from gateway.contexte import ContexteAppel
from gateway.controle.appel import contexte
from gateway.controle.evenements import NUMERO_MAXIMAL, page_du_fil
from gateway.pages import page
from registry.evenements import NATURES, Evenement, NatureEvenement

PAR_PAGE = 50
LIBELLES: dict[NatureEvenement, str] = {
    "naissance": "Naissances",
    "mariage": "Mariages",
    "pacs": "PACS",
    "separation": "Séparations",
    "demenagement": "Déménagements",
    "perte_emploi": "Pertes d’emploi",
    "reprise_emploi": "Reprises d’emploi",
    "retraite": "Départs en retraite",
    "deces": "Décès",
    "vie_commune": "Vies communes",
    "etudes": "Études",
    "decision": "Décisions",
}
TITRES: dict[NatureEvenement, str] = {
    "naissance": "Naissance",
    "mariage": "Mariage",
    "pacs": "PACS",
    "separation": "Séparation",
    "demenagement": "Déménagement",
    "perte_emploi": "Perte d’emploi",
    "reprise_emploi": "Reprise d’emploi",
    "retraite": "Départ en retraite",
    "deces": "Décès",
    "vie_commune": "Vie commune",
    "etudes": "Études",
    "decision": "Décision",
}
PRECISIONS = {"dissolution": "fin du PACS", "separation": "fin de la vie commune"}


class Ligne(NamedTuple):
    """An event for the page; `gens` are refs and names."""

    evenement: Evenement
    titre: str
    precision: str
    gens: tuple[tuple[str, str], ...]


async def vie(request: Request) -> Response:
    """An unreadable day, number or kind is left out, as an empty field is."""
    ctx = contexte(request)
    du, au = _jour(request, "du", ctx.jour), _jour(request, "au", ctx.jour)
    nature = next((n for n in NATURES if n == request.query_params.get("nature")), None)
    natures = frozenset(NATURES if nature is None else (nature,))
    apres = _numero(request)
    fenetre = (du, min(au, ctx.jour))
    lus = await asyncio.to_thread(page_du_fil, ctx, fenetre, apres, PAR_PAGE + 1, natures)
    lignes = [_ligne(ctx, e) for e in lus[:PAR_PAGE]]
    suite = lus[PAR_PAGE - 1].sequence if len(lus) > PAR_PAGE else None
    return page("portail/vie.html", request, du=du, au=au, nature=nature, libelles=LIBELLES, lignes=lignes, suite=suite)


def _jour(request: Request, nom: str, defaut: date) -> date:
    try:
        return date.fromisoformat(request.query_params.get(nom, ""))
    except ValueError:
        return defaut


def _numero(request: Request) -> int:
    texte = request.query_params.get("apres", "")
    return int(texte) if texte.isascii() and texte.isdigit() and len(texte) < len(str(NUMERO_MAXIMAL)) else -1


def _ligne(ctx: ContexteAppel, e: Evenement) -> Ligne:
    gens = tuple((ref, _nom(ctx, ref)) for ref in e.refs)
    return Ligne(e, TITRES[e.nature], PRECISIONS.get(e.precision, e.precision), gens)


def _nom(ctx: ContexteAppel, ref: str) -> str:
    p = ctx.registre.personne(ref)
    return f"{p.prenoms[0] if p.prenoms else ''} {p.nom_naissance}".strip()
