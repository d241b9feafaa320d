"""`GET /userinfo`: the identity claims of the granted scopes, signed as the service declared (v1: plain JSON)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gateway.declarations import Service
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.chiffrement import chiffrer
from gateway.franceconnect.durees import USERINFO
from gateway.franceconnect.erreurs import ErreurApi
from gateway.franceconnect.jetons import lire
from gateway.franceconnect.pannes.frappe import appliquer
from gateway.franceconnect.reponses import SANS_CACHE, ParametresIllisibles, erreur_api, json, parametres
from gateway.franceconnect.scopes import claims_ouverts
from gateway.franceconnect.signature import signer_pour


async def userinfo(request: Request) -> Response:
    ctx = appel(request)
    try:
        jeton = await _jeton(ctx, request)
    except ErreurApi as refus:
        return erreur_api(refus, {"WWW-Authenticate": _defi(ctx, refus)})
    service = ctx.services[jeton["client_id"]]
    if ctx.profil.v1:
        reponse: Response = json(_identite(ctx, jeton), entetes=SANS_CACHE)
        return await appliquer(request, "userinfo", reponse, service.client_id)
    charge = _charge(ctx, service, jeton)
    jwt = signer_pour(ctx, service, service.userinfo_signed_response_alg, charge)
    jwt = await chiffrer(ctx, service, jwt, service.userinfo_encrypted_response_alg)
    reponse = Response(jwt, 200, SANS_CACHE, media_type="application/jwt")
    return await appliquer(request, "userinfo", reponse, service.client_id)


async def _jeton(ctx: Appel, request: Request) -> dict[str, Any]:
    """The live token of the request, whose service still exists."""
    jeton = await lire(ctx, _porteur(request))
    if jeton is None or jeton["client_id"] not in ctx.services:
        raise ErreurApi(401, "invalid_token", "invalid token provided (access token not found)", "Y040001")
    return jeton


def _porteur(request: Request) -> str:
    """The token of the header, or of the query string, never of both."""
    entete = request.headers.get("authorization", "")
    adresse = _de_l_adresse(request)
    if entete and adresse:
        detail = "access token must only be provided using one mechanism (undefined)"
        raise ErreurApi(400, "invalid_request", detail, "Y040001")
    if not entete and not adresse:
        detail = "no access token provided (no access token provided)"
        raise ErreurApi(401, "invalid_token", detail, "Y04146A2")
    return adresse or _de_l_entete(entete)


def _de_l_adresse(request: Request) -> str:
    try:
        return parametres(request.url.query).get("access_token", "")
    except ParametresIllisibles as illisibles:
        raise ErreurApi(
            400, "invalid_request", "parameters must not be provided twice (undefined)", "Y040001"
        ) from illisibles


def _de_l_entete(entete: str) -> str:
    schema, _, jeton = entete.partition(" ")
    if schema.lower() != "bearer":
        detail = 'authorization header scheme must be "Bearer" (undefined)'
        raise ErreurApi(400, "invalid_request", detail, "Y043D61A")
    return jeton.strip()


def _identite(ctx: Appel, jeton: dict[str, Any]) -> dict[str, Any]:
    ouverts, claims = claims_ouverts(jeton["scopes"], ctx.profil.portee), jeton["claims"]
    return {"sub": jeton["sub"], **{nom: valeur for nom, valeur in claims.items() if nom in ouverts}}


def _charge(ctx: Appel, service: Service, jeton: dict[str, Any]) -> dict[str, Any]:
    iat = ctx.maintenant
    return {
        **_identite(ctx, jeton),
        "aud": service.client_id,
        "exp": iat + USERINFO,
        "iat": iat,
        "iss": ctx.emetteur,
    }


def _defi(ctx: Appel, refus: ErreurApi) -> str:
    """RFC 6750, section 3."""
    description = refus.description.replace('"', "'")
    return f'Bearer realm="{ctx.emetteur}", error="{refus.erreur}", error_description="{description}"'
