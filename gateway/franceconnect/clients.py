"""Who is calling: a service or a data provider that presents its secret."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Invalide
from hmac import compare_digest
from urllib.parse import unquote_plus

from starlette.requests import Request

from gateway.declarations import FournisseurDonnees, Service
from gateway.franceconnect import assertion
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurApi

AUTRE_METHODE = "the provided authentication mechanism does not match the registered client authentication method"


def _refus(detail: str, aide: str) -> ErreurApi:
    return ErreurApi(401, "invalid_client", f"client authentication failed ({detail})", aide)


async def authentifier(ctx: Appel, request: Request, donnees: dict[str, str]) -> Service:
    """The service: its secret in the body or by Basic (tolerated by the real one), or an assertion it signed."""
    signee = donnees.get("client_assertion", "")
    client_id, secret = _basic(request) or (donnees.get("client_id", ""), donnees.get("client_secret", ""))
    if signee and not client_id:
        client_id = assertion.client_nomme(signee)
    if not client_id:
        raise ErreurApi(400, "invalid_request", "no client authentication mechanism provided (undefined)", "Y040001")
    service = ctx.services.get(client_id)
    if service is None:
        raise _refus("client not found", "Y0479FCE")
    if signee and donnees.get("client_assertion_type") == assertion.TYPE:
        await assertion.verifier(ctx, service, signee)
    elif not secret:
        raise _refus(AUTRE_METHODE, "Y044D82C")
    elif not meme_secret(secret, service.client_secret):
        raise _refus("invalid secret provided", "Y0434A7B")
    return service


def meme_secret(recu: str, attendu: str) -> bool:
    """Compared in constant time."""
    return compare_digest(recu.encode(), attendu.encode())


def _basic(request: Request) -> tuple[str, str] | None:
    """RFC 6749, section 2.3.1: both parts are form-encoded before Base64."""
    entete = request.headers.get("authorization", "")
    if entete[:6].lower() != "basic ":
        return None
    try:
        identifiant, _, secret = b64decode(entete[6:], validate=True).decode().partition(":")
    except (Base64Invalide, UnicodeDecodeError) as erreur:
        raise ErreurApi(
            400, "invalid_request", "invalid authorization header value format (undefined)", "Y040001"
        ) from erreur
    return unquote_plus(identifiant), unquote_plus(secret)


def authentifier_fd(ctx: Appel, client_id: str, secret: str) -> FournisseurDonnees:
    """The data provider of this client_id; both failures read the same from outside."""
    fd = ctx.fournisseurs_donnees.get(client_id)
    if fd is None or not meme_secret(secret, fd.client_secret):
        raise ErreurApi(401, "invalid_client", "Client authentication failed.")
    return fd
