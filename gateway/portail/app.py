"""The portal's pages: addresses, personas, citizens, catalogue and our own API, in one space on its civil day."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from math import ceil

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gateway.catalogue import FOURNISSEURS
from gateway.controle import appel as controle
from gateway.controle import pannes
from gateway.franceconnect.appel import appel
from gateway.franceconnect.courriels import boite, quand
from gateway.franceconnect.pannes.catalogue import familles
from gateway.hasard import graine
from gateway.montants import montants
from gateway.pages import numero_de_page, page
from gateway.portail.adresses import adresses
from gateway.portail.api import description, operations
from gateway.portail.citoyen import fiche
from gateway.portail.contexte import contexte
from gateway.portail.fabrique import afficher, fabriquer
from gateway.portail.inoffensif import personne_de_reel
from gateway.portail.recherche import chercher
from gateway.portail.situations import situations
from registry.erreurs import PersonneInconnue

COURRIELS_PAR_PAGE = 20


async def accueil(request: Request) -> Response:
    ctx = contexte(request)
    return page("portail/accueil.html", request, adresses=adresses(ctx), services=ctx.services.values())


async def personas(request: Request) -> Response:
    return page("portail/personas.html", request, personas=contexte(request).personas())


async def citoyen(request: Request) -> Response:
    ctx = contexte(request)
    try:
        vu = fiche(ctx.registre, request.path_params["ref"], ctx.jour)
    except PersonneInconnue:
        return _introuvable(request, "Personne ne porte cette référence dans cet espace.")
    return page("portail/citoyen.html", request, fiche=vu, base_url=ctx.base_url)


async def les_montants(request: Request) -> Response:
    """Where this citizen's amounts come from."""
    ctx = contexte(request)
    ref = request.path_params["ref"]
    try:
        personne = ctx.registre.personne(ref)
    except PersonneInconnue:
        return _introuvable(request, "Personne ne porte cette référence dans cet espace.")
    lus = montants(ctx.registre, ref, ctx.jour)
    return page("portail/montants.html", request, personne=personne, montants=lus, jour=ctx.jour)


async def au_hasard(request: Request) -> Response:
    """A citizen of the nation, another at each visit."""
    ctx = contexte(request)
    (ref,) = ctx.registre.echantillon(1, graine())
    return RedirectResponse(f"{ctx.base_url}/citoyen/{ref}", HTTPStatus.SEE_OTHER)


async def recherche(request: Request) -> Response:
    """From a reference, a login, a NIR or a tax number to the citizen's page."""
    ctx = contexte(request)
    ref = chercher(ctx.registre, request.query_params.get("q", ""))
    if ref is None:
        return _introuvable(request, "Aucun citoyen de cet espace ne porte cette référence, ce login ou ce numéro.")
    return RedirectResponse(f"{ctx.base_url}/citoyen/{ref}", HTTPStatus.SEE_OTHER)


async def donnees(request: Request) -> Response:
    return page("portail/donnees.html", request, fournisseurs=FOURNISSEURS)


async def les_pannes(request: Request) -> Response:
    """The faults that can be armed, and those that are."""
    armees = await pannes.armees(controle.contexte(request))
    return page("portail/pannes.html", request, familles=familles(), armees=armees, fin=_fin)


def _fin(armee: pannes.PanneArmee) -> datetime:
    return datetime.fromtimestamp(armee.until, UTC)


async def courriels(request: Request) -> Response:
    """The space's mailbox, newest first."""
    a = request.query_params.get("to", "")
    tous = await boite(appel(request), a)
    pages = max(1, ceil(len(tous) / COURRIELS_PAR_PAGE))
    numero = min(numero_de_page(request), pages)
    lus = [{**c, "quand": quand(c["date"])} for c in tous[(numero - 1) * COURRIELS_PAR_PAGE :][:COURRIELS_PAR_PAGE]]
    return page("portail/courriels.html", request, a=a, courriels=lus, numero=numero, pages=pages)


async def api(request: Request) -> Response:
    document = await description(request)
    groupes = None if document is None else operations(document)
    return page("portail/api.html", request, groupes=groupes, base_url=contexte(request).base_url)


def _introuvable(request: Request, message: str) -> Response:
    return page("message.html", request, HTTPStatus.NOT_FOUND, titre="Page introuvable", message=message)


async def _erreur_http(request: Request, erreur: Exception) -> Response:
    statut = erreur.status_code if isinstance(erreur, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    if statut == HTTPStatus.NOT_FOUND:
        return _introuvable(request, "Le bac à sable n’a rien à cette adresse.")
    return page("message.html", request, statut, titre="Demande refusée", message=HTTPStatus(statut).phrase)


def creer() -> FastAPI:
    """The portal, to be served at the root of a space."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_exception_handler(HTTPException, _erreur_http)
    for chemin, point in (
        ("/", accueil),
        ("/personas", personas),
        ("/citoyen", au_hasard),
        ("/citoyen/{ref}", citoyen),
        ("/citoyen/{ref}/montants", les_montants),
        ("/recherche", recherche),
        ("/situations", situations),
        ("/donnees", donnees),
        ("/pannes", les_pannes),
        ("/controle", api),
        ("/courriels", courriels),
        ("/personne-de-reel", personne_de_reel),
    ):
        app.add_route(chemin, point, methods=["GET"])
    app.add_route("/fabrique", afficher, methods=["GET"])
    app.add_route("/fabrique", fabriquer, methods=["POST"])
    return app
