"""The citizen's space as an application: its pages and its JSON API, with paths relative to `/mes-connexions`."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.franceconnect.reponses import rediriger
from gateway.mes_connexions import api, pages
from gateway.pages import page

ROUTES = [
    Route("/", pages.accueil, methods=["GET"]),
    Route("/connexion", pages.connexion, methods=["GET"]),
    Route("/retour", pages.retour, methods=["GET"]),
    Route("/preferences", pages.preferences, methods=["GET", "POST"]),
    Route("/autorisations", pages.autorisations, methods=["GET", "POST"]),
    Route("/deconnexion", pages.deconnexion, methods=["POST"]),
    Route("/api/csrf-token", api.csrf, methods=["GET"]),
    Route("/api/me", api.moi, methods=["GET"]),
    Route("/api/traces", api.pistes, methods=["GET"]),
    Route("/api/user-preferences", api.preferences, methods=["GET", "POST"]),
]


async def _introuvable(request: Request, erreur: Exception) -> Response:
    """The bare prefix is the first page; anything else does not exist."""
    if request.scope["path"] == request.scope["root_path"]:
        return rediriger(f"{request.scope['path']}/")
    statut = erreur.status_code if isinstance(erreur, HTTPException) else 404
    message = "Le bac à sable n’a rien à cette adresse."
    return page("message.html", request, statut, titre="Page introuvable", message=message)


def creer() -> Starlette:
    application = Starlette(routes=ROUTES, exception_handlers={HTTPException: _introuvable})
    application.router.redirect_slashes = False
    return application
