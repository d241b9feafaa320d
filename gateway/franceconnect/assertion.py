"""`private_key_jwt`: a service proves who it is with a short JWT signed by a key that it publishes (RFC 7523)."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import orjson
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from gateway.declarations import Service
from gateway.franceconnect import distant
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurApi
from gateway.jose import lire_entete

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ALGORITHMES = ["ES256", "RS256"]
NATURE = "assertion"
#: The largest integer that every JSON reader keeps exact (RFC 8259, section 6).
EXP_EXTREME = 2**53 - 1


def _refus(detail: str) -> ErreurApi:
    return ErreurApi(401, "invalid_client", f"client authentication failed ({detail})", "Y040001")


def client_nomme(assertion: str) -> str:
    """The client_id that the assertion claims, not yet proved."""
    try:
        lire_entete(assertion)
        charge = orjson.loads(jws.extract_compact(assertion.encode()).payload)
    except (JoseError, ValueError) as erreur:
        raise _refus("invalid client_assertion format") from erreur
    return str(charge.get("sub", "")) if isinstance(charge, dict) else ""


async def verifier(ctx: Appel, service: Service, assertion: str) -> None:
    """Signature by a published key, `iss` and `sub` the client, `aud` us, not expired, used once."""
    claims = _decoder(await _cles(ctx, service), assertion)
    attendus = (ctx.emetteur, f"{ctx.emetteur}/token")
    destinataires = claims.get("aud")
    if claims.get("iss") != service.client_id:
        raise _refus("iss (JWT issuer) must be the client_id")
    if claims.get("sub") != service.client_id:
        raise _refus("sub (JWT subject) must be the client_id")
    if not any(d in attendus for d in (destinataires if isinstance(destinataires, list) else [destinataires])):
        raise _refus("list of audience (aud) must include the endpoint url")
    if not isinstance(claims.get("exp"), int) or not ctx.maintenant < claims["exp"] <= EXP_EXTREME:
        raise _refus("expiration must be specified and in the future in the client_assertion JWT")
    if not isinstance(claims.get("jti"), str) or not claims["jti"]:
        raise _refus("unique jti (JWT ID) must be provided in the client_assertion JWT")
    await _retenir(ctx, service, claims["jti"], claims["exp"] - ctx.maintenant)


async def _cles(ctx: Appel, service: Service) -> KeySet:
    if not service.jwks_uri:
        raise _refus("the client publishes no key")
    try:
        return KeySet.import_key_set(await distant.lire_json(service.jwks_uri, ctx.maintenant))
    except (distant.Injoignable, JoseError, ValueError, KeyError, TypeError) as erreur:
        raise _refus("client JSON Web Key Set failed to be refreshed") from erreur


def _decoder(cles: KeySet, assertion: str) -> dict[str, Any]:
    try:
        lire_entete(assertion)
        return dict(jwt.decode(assertion, cles, algorithms=ALGORITHMES).claims)
    except (JoseError, ValueError, RecursionError) as erreur:
        raise _refus("invalid client_assertion signature") from erreur


async def _retenir(ctx: Appel, service: Service, jti: str, duree: int) -> None:
    cle = sha256(f"{service.client_id} {jti}".encode()).hexdigest()
    if await ctx.magasin.lire(ctx.espace, NATURE, cle) is not None:
        raise _refus("client assertion tokens must only be used once")
    await ctx.magasin.poser(ctx.espace, NATURE, cle, {}, duree)
