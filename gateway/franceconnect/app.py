"""FranceConnect's application: its routes, with paths relative to `/api/v2`, and its three channels of refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gateway.franceconnect import consentement, deconnexion, decouverte, mire, parcours, retour
from gateway.franceconnect.appel import appel
from gateway.franceconnect.checktoken import checktoken
from gateway.franceconnect.erreurs import ERREURS, ErreurApi, ErreurPage
from gateway.franceconnect.reponses import ParametresIllisibles, erreur_api, page_erreur
from gateway.franceconnect.retour import lien_retour
from gateway.franceconnect.revocation import revoquer_jeton
from gateway.franceconnect.session import CLE_SESSION, FINI, Session
from gateway.franceconnect.simules import creer as creer_fi
from gateway.franceconnect.token import token
from gateway.franceconnect.userinfo import userinfo

__all__ = ["creer", "creer_fi"]

SITE = "https://franceconnect.gouv.fr"


async def racine(request: Request) -> Response:
    return RedirectResponse(SITE, 301)


#: The hot ones first.
ROUTES = [
    Route("/token", token, methods=["POST"]),
    Route("/userinfo", userinfo, methods=["GET"]),
    Route("/checktoken", checktoken, methods=["POST"]),
    Route("/authorize", parcours.authorize, methods=["GET", "POST"]),
    Route("/interaction/{uid}", mire.afficher, methods=["GET"]),
    Route("/redirect-to-idp", mire.partir, methods=["POST"]),
    Route("/oidc-callback", mire.revenir, methods=["GET"]),
    Route("/interaction/{uid}/verify", consentement.verifier, methods=["GET"]),
    Route("/interaction/{uid}/consent", consentement.afficher, methods=["GET"]),
    Route("/login", consentement.confirmer, methods=["POST"]),
    Route("/auto-login", consentement.confirmer_sans_page, methods=["GET"]),
    Route("/authorize/{uid}", parcours.reprendre, methods=["GET"]),
    Route("/.well-known/openid-configuration", decouverte.decouvrir, methods=["GET"]),
    Route("/jwks", decouverte.cles, methods=["GET"]),
    Route("/token/revocation", revoquer_jeton, methods=["POST"]),
    Route("/session/end", deconnexion.demander, methods=["GET"]),
    Route("/client/.well-known/keys", decouverte.cles_client, methods=["GET"]),
    Route("/client/disconnect-from-idp", deconnexion.quitter_le_fi, methods=["POST"]),
    Route("/client/logout-callback", deconnexion.terminer, methods=["GET"]),
    Route("/session/end/confirm", deconnexion.confirmer, methods=["POST"]),
    Route("/session/end/success", deconnexion.succes, methods=["GET"]),
    Route("/redirect-to-sp-with-error", retour.revenir, methods=["GET"]),
    Route("/", racine, methods=["GET"]),
]


async def _sur_page(request: Request, erreur: Exception) -> Response:
    """The error page, with the way back to the service when there is one and this error may be told to it."""
    assert isinstance(erreur, ErreurPage)
    lien, titre = _retour(request, erreur.code)
    return page_erreur(request, erreur.code, detail=erreur.detail, retour=lien, service=titre)


def _retour(request: Request, code: str) -> tuple[str, str]:
    session: Session | None = request.scope.get(CLE_SESSION)
    voyage = session.voyage if session else None
    if voyage is None or voyage["etape"] == FINI or not ERREURS[code].erreur:
        return "", ""
    ctx = appel(request)
    service = ctx.services.get(voyage["client_id"])
    return (lien_retour(ctx, voyage, code), service.title) if service else ("", "")


async def _sur_api(_: Request, erreur: Exception) -> Response:
    assert isinstance(erreur, ErreurApi)
    return erreur_api(erreur)


async def _sur_illisible(request: Request, _: Exception) -> Response:
    return page_erreur(request, "Y000400", detail="paramètre répété ou illisible")


async def _introuvable(request: Request, _: Exception) -> Response:
    """A known path with another method is as unknown as the others; no route can be written for the bare prefix."""
    if request.scope["path"] == request.scope["root_path"]:
        return await racine(request)
    return page_erreur(request, "Y000404")


def creer(routes: Sequence[Route] = ROUTES) -> Starlette:
    """The application of one platform, or of any that shares its routes."""
    gestionnaires: dict[Any, Any] = {
        ErreurPage: _sur_page,
        ErreurApi: _sur_api,
        ParametresIllisibles: _sur_illisible,
        HTTPException: _introuvable,
    }
    application = Starlette(routes=routes, exception_handlers=gestionnaires)
    application.router.redirect_slashes = False
    return application
