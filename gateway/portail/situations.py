"""The page « Chercher par situation »: a form of every criterion, and cards of who was found."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from gateway.controle.appel import contexte
from gateway.controle.erreurs import ErreurControle
from gateway.controle.situations import PAGE, page_de
from gateway.pages import page
from gateway.recherche.cartes import carte
from gateway.recherche.criteres import GROUPES

CURSEUR = "cursor"


async def situations(request: Request) -> Response:
    """The form; with criteria, a page of people."""
    saisis = [(nom, texte) for nom, texte in request.query_params.multi_items() if texte.strip()]
    curseur = dict(saisis).get(CURSEUR, "")
    donnes = [(nom, texte) for nom, texte in saisis if nom != CURSEUR]
    if not donnes:
        return _page(request, {})
    try:
        demande, trouves = await page_de(contexte(request), donnes, PAGE, curseur)
    except ErreurControle as refus:
        return _page(request, dict(donnes), HTTPStatus(refus.statut), refus=refus.corps)
    suite = urlencode([*donnes, (CURSEUR, trouves.curseur)]) if trouves.curseur else ""
    cartes = [carte(s, demande) for s in trouves.sujets]
    return _page(request, dict(donnes), cartes=cartes, complet=trouves.complet, suite=suite)


def _page(request: Request, saisie: dict[str, str], statut: HTTPStatus = HTTPStatus.OK, **vu: object) -> Response:
    defauts: dict[str, object] = {"refus": None, "cartes": None, "complet": True, "suite": ""}
    return page("portail/situations.html", request, statut, groupes=GROUPES, saisie=saisie, **(defauts | vu))
