"""FranceConnect v1, retired: what migration rehearsals need of it, at `/api/v1`, as its last clients describe it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from gateway.franceconnect import consentement, deconnexion, evenements, mire, parcours, retour
from gateway.franceconnect.app import creer as creer_franceconnect
from gateway.franceconnect.app import racine
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.identite import PIVOT
from gateway.franceconnect.jetons import lire
from gateway.franceconnect.reponses import SANS_CACHE, json
from gateway.franceconnect.token import token
from gateway.franceconnect.userinfo import userinfo

MAL_FORME = "Malformed access token."
INTROUVABLE = "token_not_found_or_expired"
_JETON = re.compile(r"[A-Za-z0-9_-]{43}")


async def checktoken(request: Request) -> Response:
    """JSON in, JSON out; whoever holds a token may ask, without authenticating."""
    ctx = appel(request)
    jeton = _jeton(await request.body())
    if jeton is None:
        return _echec(MAL_FORME)
    trouve = await lire(ctx, jeton)
    if trouve is None or "sans_session" in trouve or trouve["client_id"] not in ctx.services:
        return _echec(INTROUVABLE)
    service = ctx.services[trouve["client_id"]]
    membres = {"acr": trouve["acr"], "scopes": trouve["scopes"]}
    evenements.noter_service(ctx, evenements.FD_SERVI, service, trouve["ref"], **membres)
    return json(_introspection(ctx, service.title, trouve), entetes=SANS_CACHE)


def _jeton(corps: bytes) -> str | None:
    try:
        recu = orjson.loads(corps)
    except orjson.JSONDecodeError:
        return None
    jeton = recu.get("token") if isinstance(recu, dict) else None
    return jeton if isinstance(jeton, str) and _JETON.fullmatch(jeton) else None


def _echec(message: str) -> Response:
    return json({"status": "fail", "message": message}, 401, SANS_CACHE)


def _introspection(ctx: Appel, titre: str, jeton: dict[str, Any]) -> dict[str, Any]:
    claims = jeton["claims"]
    noms = [nom for nom in (*PIVOT, "preferred_username") if nom in claims and nom != "given_name_array"]
    return {
        "scope": jeton["scopes"],
        "identity": {nom: claims[nom] for nom in noms},
        "client": {"client_id": jeton["client_id"], "client_name": titre},
        "identity_provider_id": claims["idp_id"],
        "identity_provider_host": urlsplit(ctx.base_url).hostname,
        "acr": jeton["acr"],
    }


#: No discovery document, no keys, no revocation.
ROUTES = [
    Route("/authorize", parcours.authorize, methods=["GET", "POST"]),
    Route("/token", token, methods=["POST"]),
    Route("/userinfo", userinfo, methods=["GET"]),
    Route("/checktoken", checktoken, methods=["POST"]),
    Route("/logout", deconnexion.demander, methods=["GET"]),
    Route("/interaction/{uid}", mire.afficher, methods=["GET"]),
    Route("/redirect-to-idp", mire.partir, methods=["POST"]),
    Route("/oidc-callback", mire.revenir, methods=["GET"]),
    Route("/interaction/{uid}/verify", consentement.verifier, methods=["GET"]),
    Route("/interaction/{uid}/consent", consentement.afficher, methods=["GET"]),
    Route("/login", consentement.confirmer, methods=["POST"]),
    Route("/auto-login", consentement.confirmer_sans_page, methods=["GET"]),
    Route("/authorize/{uid}", parcours.reprendre, methods=["GET"]),
    Route("/client/logout-callback", deconnexion.terminer, methods=["GET"]),
    Route("/session/end/confirm", deconnexion.confirmer, methods=["POST"]),
    Route("/session/end/success", deconnexion.succes, methods=["GET"]),
    Route("/redirect-to-sp-with-error", retour.revenir, methods=["GET"]),
    Route("/", racine, methods=["GET"]),
]


def creer() -> ASGIApp:
    return creer_franceconnect(ROUTES)
