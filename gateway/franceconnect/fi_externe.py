"""FranceConnect as the client of an outside identity provider: OpenID Connect Core, code flow, every check on.

Refusals: Y020026 the token call or the id_token, Y020030 a token answer without its members, Y020027 userinfo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import quote_plus, urlencode

import httpx

from gateway.franceconnect import distant, userinfo_fi
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.fi_jetons import assertion, ouvrir_id_token, ouvrir_userinfo
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite

SCOPE = "openid profile email birth"
ECHEC_TOKEN, ECHEC_USERINFO, JETONS_INVALIDES = "Y020026", "Y020027", "Y020030"


@dataclass(frozen=True, slots=True)
class Adresses:
    """Where the provider answers; `fin` is empty when it has no logout."""

    emetteur: str
    autorisation: str
    jetons: str
    userinfo: str
    cles: str
    fin: str


@dataclass(frozen=True, slots=True)
class Authentification:
    """What the provider said: the level, the claims, and the signed id_token that its logout will want."""

    acr: str
    claims: dict[str, Any]
    id_token: str


async def adresses(ctx: Appel, fi: FournisseurIdentite) -> Adresses:
    """Those of the record, or of the discovery document; raises `distant.Injoignable`."""
    lu: Any = {}
    if fi.discoveryUrl:
        lu = await distant.lire_json(fi.discoveryUrl, ctx.maintenant)
        # OpenID Connect Discovery 1.0, section 4.3: the issuer is the one we know, or the document is somebody else's.
        if not isinstance(lu, dict) or (fi.issuer and lu.get("issuer") != fi.issuer):
            raise distant.Injoignable(fi.discoveryUrl)

    def choix(declaree: str, publiee: str) -> str:
        return declaree or str(lu.get(publiee, ""))

    return Adresses(
        emetteur=choix(fi.issuer, "issuer"),
        autorisation=choix(fi.authzURL, "authorization_endpoint"),
        jetons=choix(fi.tokenURL, "token_endpoint"),
        userinfo=choix(fi.userInfoURL, "userinfo_endpoint"),
        cles=choix(fi.jwksURL, "jwks_uri"),
        fin=choix(fi.endSessionURL, "end_session_endpoint"),
    )


async def _joindre(ctx: Appel, fi: FournisseurIdentite) -> Adresses:
    try:
        return await adresses(ctx, fi)
    except distant.Injoignable as erreur:
        raise ErreurPage(ECHEC_TOKEN, f"découverte : {erreur}") from erreur


async def depart(ctx: Appel, fi: FournisseurIdentite, *, state: str, nonce: str, acr: str) -> str:
    """The address to send the browser to."""
    ou = await _joindre(ctx, fi)
    valeurs = {
        "response_type": "code",
        "client_id": fi.clientID,
        "redirect_uri": rappel(ctx),
        "scope": SCOPE,
        "acr_values": acr,
        "nonce": nonce,
        "state": state,
        "prompt": "login",
    }
    return f"{ou.autorisation}{'&' if '?' in ou.autorisation else '?'}{urlencode(valeurs)}"


def rappel(ctx: Appel) -> str:
    """The redirect address to register at the provider."""
    return f"{ctx.emetteur}/oidc-callback"


async def authentifier(ctx: Appel, fi: FournisseurIdentite, recus: Mapping[str, str], nonce: str) -> Authentification:
    """The code of the callback `recus` against an identity, each answer verified."""
    ou = await _joindre(ctx, fi)
    # RFC 9207: the issuer of the answer, when the provider names it, is the one that was asked.
    if recus.get("iss", ou.emetteur) != ou.emetteur:
        raise ErreurPage(ECHEC_TOKEN, "iss du retour : un autre émetteur")
    async with httpx.AsyncClient(timeout=ctx.reglages.idp_timeout, trust_env=False) as client:
        acces, id_token = await _jetons(client, ctx, fi, ou, recus["code"])
        id_token, charge = await ouvrir_id_token(ctx, fi, ou.cles, id_token, ECHEC_TOKEN)
        _verifier_id_token(ctx, fi, ou, charge, nonce)
        claims = await _userinfo(client, ctx, fi, ou, acces)
    if claims.get("sub") not in (None, "", charge["sub"]):
        _refuser(ECHEC_USERINFO, "userinfo : sub n'est pas celui de l'id_token")
    return Authentification(str(charge.get("acr")), claims, id_token)


def _refuser(code: str, detail: str) -> NoReturn:
    raise ErreurPage(code, detail)


async def _jetons(
    client: httpx.AsyncClient, ctx: Appel, fi: FournisseurIdentite, ou: Adresses, code: str
) -> tuple[str, str]:
    """The access token and the id_token."""
    donnees = {"grant_type": "authorization_code", "code": code, "redirect_uri": rappel(ctx)}
    auth = httpx.Auth()
    if fi.token_endpoint_auth_method == "client_secret_basic":
        # RFC 6749, section 2.3.1: both parts are form-encoded first.
        auth = httpx.BasicAuth(quote_plus(fi.clientID), quote_plus(fi.client_secret))
    elif fi.token_endpoint_auth_method == "private_key_jwt":
        donnees |= await assertion(ctx, fi, ou.emetteur)
    else:
        donnees |= {"client_id": fi.clientID, "client_secret": fi.client_secret}
    try:
        reponse = await client.post(ou.jetons, data=donnees, auth=auth)
        lu = reponse.raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as erreur:
        raise ErreurPage(ECHEC_TOKEN, "point token : échec de l'appel") from erreur
    jetons = [lu.get(nom) if isinstance(lu, dict) else None for nom in ("access_token", "id_token")]
    acces, id_token = jetons
    if not isinstance(acces, str) or not isinstance(id_token, str):
        _refuser(JETONS_INVALIDES, "point token : access_token ou id_token manque")
    return acces, id_token


def _verifier_id_token(
    ctx: Appel, fi: FournisseurIdentite, ou: Adresses, charge: Mapping[str, Any], nonce: str
) -> None:
    # OpenID Connect Core, section 3.1.3.7.
    if charge.get("iss") != ou.emetteur:
        _refuser(ECHEC_TOKEN, "id_token : iss")
    if not _destine(fi, charge):
        _refuser(ECHEC_TOKEN, "id_token : aud")
    if not isinstance(charge.get("exp"), int) or charge["exp"] <= ctx.maintenant:
        _refuser(ECHEC_TOKEN, "id_token : exp")
    if charge.get("nonce") != nonce:
        _refuser(ECHEC_TOKEN, "id_token : nonce")
    if not charge.get("sub"):
        _refuser(ECHEC_TOKEN, "id_token : sub")


def _destine(fi: FournisseurIdentite, charge: Mapping[str, Any]) -> bool:
    """Whether `aud` is FranceConnect, alone or as the authorized party."""
    aud = charge.get("aud")
    if isinstance(aud, list) and len(aud) > 1:
        return fi.clientID in aud and charge.get("azp") == fi.clientID
    return aud in (fi.clientID, [fi.clientID])


async def _userinfo(
    client: httpx.AsyncClient, ctx: Appel, fi: FournisseurIdentite, ou: Adresses, acces: str
) -> dict[str, Any]:
    """The claims, signed when the record says so."""
    try:
        reponse = await client.get(ou.userinfo, headers={"Authorization": f"Bearer {acces}"})
    except (httpx.HTTPError, httpx.InvalidURL) as erreur:
        raise ErreurPage(ECHEC_USERINFO, "userinfo : pas de réponse") from erreur
    if fi.userinfo_signed_response_alg is None and fi.userinfo_encrypted_response_alg is None:
        return userinfo_fi.lire(userinfo_fi.Reponse(reponse.status_code, reponse.text))
    if reponse.status_code != 200 or not reponse.headers.get("content-type", "").startswith("application/jwt"):
        _refuser(ECHEC_USERINFO, f"userinfo : JWT attendu, statut {reponse.status_code}")
    charge = await ouvrir_userinfo(ctx, fi, ou.cles, reponse.text, ECHEC_USERINFO)
    if charge.get("iss", ou.emetteur) != ou.emetteur or ("aud" in charge and not _destine(fi, charge)):
        _refuser(ECHEC_USERINFO, "userinfo : iss ou aud")
    return charge


async def fin_de_session(ctx: Appel, fi: FournisseurIdentite) -> str:
    """The provider's logout address, empty without one; Y020028 when it cannot be known."""
    try:
        return (await adresses(ctx, fi)).fin
    except distant.Injoignable as erreur:
        raise ErreurPage("Y020028", f"découverte : {erreur}") from erreur


def sortie(ctx: Appel, fin: str, id_token: str, state: str) -> str:
    """The logout address with its parameters; `client_id` is never among them."""
    valeurs = {
        "id_token_hint": id_token,
        "post_logout_redirect_uri": f"{ctx.emetteur}/client/logout-callback",
        "state": state,
    }
    return f"{fin}{'&' if '?' in fin else '?'}{urlencode(valeurs)}"
