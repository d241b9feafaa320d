"""`POST /checktoken`: introspection for data providers, signed by FranceConnect then encrypted for the one who asks."""

from __future__ import annotations

from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key
from starlette.requests import Request
from starlette.responses import Response

from gateway.declarations import FournisseurDonnees
from gateway.franceconnect import distant
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.clients import authentifier_fd
from gateway.franceconnect.erreurs import ErreurApi
from gateway.franceconnect.introspection import introspecter
from gateway.franceconnect.pannes.frappe import appliquer
from gateway.franceconnect.reponses import SANS_CACHE, ParametresIllisibles, formulaire
from gateway.franceconnect.signature import signer

CHAMPS = frozenset({"token", "client_id", "client_secret"})
IMPREVU = "The authorization server encountered an unexpected condition that prevented it from fulfilling the request."


async def checktoken(request: Request) -> Response:
    ctx = appel(request)
    donnees = await _lire(request)
    fd = authentifier_fd(ctx, donnees["client_id"], donnees["client_secret"])
    cle = await _cle_de_chiffrement(ctx, fd)
    # Expired, revoked and unknown tokens all give a 200 that only says so.
    introspection = await introspecter(ctx, donnees["token"], fd, ctx.profil.nom) or {"active": False}
    jeton = _chiffrer(fd, cle, _signer(ctx, fd, introspection))
    reponse = Response(jeton, 200, SANS_CACHE, media_type="application/token-introspection+jwt")
    return await appliquer(request, "checktoken", reponse, fd.client_id)


async def _lire(request: Request) -> dict[str, str]:
    """Exactly three non-empty fields: one more is refused like one less."""
    try:
        donnees = await formulaire(request)
    except ParametresIllisibles:
        donnees = {}
    if donnees.keys() != CHAMPS or not all(donnees.values()):
        raise ErreurApi(400, "invalid_request", "Required parameter missing or invalid.")
    return donnees


def _imprevu() -> ErreurApi:
    return ErreurApi(500, "server_error", IMPREVU)


def _signer(ctx: Appel, fd: FournisseurDonnees, introspection: dict[str, Any]) -> str:
    """Four members and no `exp`."""
    charge = {
        "token_introspection": introspection,
        "aud": fd.client_id,
        "iat": ctx.maintenant,
        "iss": ctx.emetteur,
    }
    return signer(ctx, fd.checktoken_signed_response_alg, charge)


def _chiffrer(fd: FournisseurDonnees, cle: Key, jws: str) -> str:
    """A JWE whose header only has `alg` and `enc` (and `epk`)."""
    alg, enc = fd.checktoken_encrypted_response_alg, fd.checktoken_encrypted_response_enc
    try:
        return jwe.encrypt_compact({"alg": alg, "enc": enc}, jws, cle, algorithms=[alg, enc])
    except (JoseError, ValueError) as erreur:
        raise _imprevu() from erreur


async def _cle_de_chiffrement(ctx: Appel, fd: FournisseurDonnees) -> Key:
    """The provider's first key for encryption with its algorithm; each key of its set must say its `use` and `alg`."""
    cles = await _jwks(ctx, fd)
    if not all(isinstance(c, dict) and c.get("use") and c.get("alg") for c in cles):
        raise _imprevu()
    for c in cles:
        if c["use"] == "enc" and c["alg"] == fd.checktoken_encrypted_response_alg:
            return _importer(c)
    raise _imprevu()


async def _jwks(ctx: Appel, fd: FournisseurDonnees) -> list[Any]:
    """The keys the provider publishes, or those declared with it."""
    jwks: Any = fd.jwks
    if fd.jwks_uri:
        try:
            jwks = await distant.lire_json(fd.jwks_uri, ctx.maintenant)
        except distant.Injoignable as erreur:
            raise _imprevu() from erreur
    cles = jwks.get("keys") if isinstance(jwks, dict) else None
    if not isinstance(cles, list):
        raise _imprevu()
    return cles


def _importer(jwk: dict[str, Any]) -> Key:
    """The public key, stripped of the members that would add to the JWE's header."""
    try:
        return JWKRegistry.import_key({n: v for n, v in jwk.items() if n not in ("kid", "alg", "use", "key_ops")})
    except (JoseError, ValueError, TypeError) as erreur:
        raise _imprevu() from erreur
