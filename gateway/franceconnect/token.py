"""`POST /token`: one code, once, against an access token and an id_token."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gateway.declarations import Service
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.clients import authentifier
from gateway.franceconnect.durees import CODE
from gateway.franceconnect.erreurs import ErreurApi
from gateway.franceconnect.jetons import NATURE_CODE, emettre, revoquer
from gateway.franceconnect.pannes.frappe import appliquer
from gateway.franceconnect.reponses import SANS_CACHE, ParametresIllisibles, est_formulaire, formulaire, json

NATURE_CONSOMME = "consommes"


def _requete(description: str, aide: str = "Y040001") -> ErreurApi:
    return ErreurApi(400, "invalid_request", f"{description} (undefined)", aide)


def _code(detail: str, aide: str) -> ErreurApi:
    return ErreurApi(400, "invalid_grant", f"grant request is invalid ({detail})", aide)


async def token(request: Request) -> Response:
    ctx = appel(request)
    donnees = await _lire(request)
    service = await authentifier(ctx, request, donnees)
    _verifier_type(donnees)
    promesse = await _consommer(ctx, service, donnees)
    reponse = json(await emettre(ctx, service, promesse["jeton"], promesse["prepare"]), entetes=SANS_CACHE)
    return await appliquer(request, "token", reponse, service.client_id)


async def _lire(request: Request) -> dict[str, str]:
    if not est_formulaire(request):
        raise _requete("only application/x-www-form-urlencoded content-type bodies are supported on POST /token")
    try:
        return await formulaire(request)
    except ParametresIllisibles as illisibles:
        raise _requete("parameters must not be provided twice") from illisibles


def _verifier_type(donnees: dict[str, str]) -> None:
    type_ = donnees.get("grant_type", "")
    if not type_:
        raise _requete("missing required parameter 'grant_type'")
    if type_ != "authorization_code":
        raise ErreurApi(400, "unsupported_grant_type", "unsupported grant_type requested (undefined)", "Y04C2044")


async def _consommer(ctx: Appel, service: Service, donnees: dict[str, str]) -> dict[str, Any]:
    """What the code promised. Taking it is atomic; a refusal for another reason than use puts it back."""
    code = donnees.get("code", "")
    if not code:
        raise _requete("missing required parameter 'code'", "Y048017B")
    promesse = await ctx.magasin.prendre(ctx.espace, ctx.profil.nature(NATURE_CODE), code)
    if promesse is None:
        raise await _refus_code_absent(ctx, service, code)
    try:
        _verifier_promesse(ctx, service, promesse, donnees)
    except ErreurApi:
        reste = max(promesse["exp"] - ctx.maintenant, 1)
        await ctx.magasin.poser(ctx.espace, ctx.profil.nature(NATURE_CODE), code, promesse, reste)
        raise
    usage = {"client_id": service.client_id, "jeton": promesse["jeton"]}
    await ctx.magasin.poser(ctx.espace, ctx.profil.nature(NATURE_CONSOMME), code, usage, CODE)
    return promesse


async def _refus_code_absent(ctx: Appel, service: Service, code: str) -> ErreurApi:
    """RFC 6749, section 4.1.2: a code used twice revokes the tokens it gave."""
    usage = await ctx.magasin.lire(ctx.espace, ctx.profil.nature(NATURE_CONSOMME), code)
    if usage is None:
        return _code("authorization code not found", "Y049E20B")
    if usage["client_id"] != service.client_id:
        return _code("client mismatch", "Y047A2EA")
    await revoquer(ctx, usage["jeton"])
    return _code("authorization code already consumed", "Y0416228")


def _verifier_promesse(ctx: Appel, service: Service, promesse: dict[str, Any], donnees: dict[str, str]) -> None:
    if promesse["client_id"] != service.client_id:
        raise _code("client mismatch", "Y047A2EA")
    adresse = donnees.get("redirect_uri", "")
    # redirect_uri may only be left out by a client that has a single one.
    if not adresse and len(service.redirections(ctx.base_url)) > 1:
        raise _requete("missing required parameter 'redirect_uri'")
    if adresse and adresse != promesse["redirect_uri"]:
        raise _code("authorization code redirect_uri mismatch", "Y04F8199")
