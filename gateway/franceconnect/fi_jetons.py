"""What an outside identity provider hands over, opened: decrypted with our key, verified with its own.

The algorithms are those of its record, and no other: a token that is plain where encryption was agreed is refused.
"""

from __future__ import annotations

from typing import Any

import orjson
from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry
from joserfc.jwk import KeySet, OctKey

from gateway import hasard
from gateway.franceconnect import distant
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite

#: Life of an assertion towards a provider, seconds.
DUREE_ASSERTION = 60
TYPE_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


async def ouvrir_id_token(
    ctx: Appel, fi: FournisseurIdentite, cles: str, jeton: str, echec: str
) -> tuple[str, dict[str, Any]]:
    """The signed id_token and its claims; `cles` is the address of the provider's key set."""
    if fi.id_token_encrypted_response_alg:
        enc = fi.id_token_encrypted_response_enc
        jeton = (await _dechiffrer(ctx, jeton, fi.id_token_encrypted_response_alg, enc, echec)).decode(errors="replace")
    return jeton, await _verifier(ctx, fi, cles, jeton, fi.id_token_signed_response_alg, echec)


async def ouvrir_userinfo(ctx: Appel, fi: FournisseurIdentite, cles: str, corps: str, echec: str) -> dict[str, Any]:
    """The claims of a userinfo answer that is signed, encrypted, or both."""
    clair = corps.encode()
    if fi.userinfo_encrypted_response_alg:
        enc = fi.userinfo_encrypted_response_enc
        clair = await _dechiffrer(ctx, corps, fi.userinfo_encrypted_response_alg, enc, echec)
    if fi.userinfo_signed_response_alg:
        return await _verifier(ctx, fi, cles, clair.decode(errors="replace"), fi.userinfo_signed_response_alg, echec)
    try:
        lu = orjson.loads(clair)
    except orjson.JSONDecodeError as erreur:
        raise ErreurPage(echec, "userinfo déchiffré : ce n'est pas du JSON") from erreur
    if not isinstance(lu, dict):
        raise ErreurPage(echec, "userinfo déchiffré : ce n'est pas un objet")
    return lu


async def _dechiffrer(ctx: Appel, jeton: str, alg: str, enc: str, echec: str) -> bytes:
    """What a compact JWE of exactly these algorithms holds."""
    registre = JWERegistry(algorithms=[alg, enc], strict_check_header=False)
    cle = (await ctx.cles_client()).dechiffrement(alg)
    try:
        return jwe.decrypt_compact(jeton, cle, registry=registre).plaintext or b""
    except (JoseError, ValueError, KeyError, TypeError) as erreur:
        raise ErreurPage(echec, "déchiffrement refusé") from erreur


async def _verifier(ctx: Appel, fi: FournisseurIdentite, cles: str, jeton: str, alg: str, echec: str) -> dict[str, Any]:
    """The claims of a JWT signed with the registered algorithm."""
    try:
        cle: Any
        if alg == "HS256":
            cle = OctKey.import_key(fi.client_secret)
        else:
            cle = KeySet.import_key_set(await distant.lire_json(cles, ctx.maintenant))
        return dict(jwt.decode(jeton, cle, algorithms=[alg]).claims)
    except distant.Injoignable as erreur:
        raise ErreurPage(echec, "clés publiques injoignables") from erreur
    except (JoseError, ValueError, KeyError, TypeError) as erreur:
        raise ErreurPage(echec, "signature refusée") from erreur


async def assertion(ctx: Appel, fi: FournisseurIdentite, destinataire: str) -> dict[str, str]:
    """The members by which FranceConnect proves who it is without a secret (RFC 7523).

    `destinataire` is the provider's issuer, alone: an assertion for a token endpoint can be turned to another provider.
    """
    cle = (await ctx.cles_client()).signature
    charge = {
        "iss": fi.clientID,
        "sub": fi.clientID,
        "aud": destinataire,
        "jti": hasard.identifiant(),
        "iat": ctx.maintenant,
        "exp": ctx.maintenant + DUREE_ASSERTION,
    }
    signee = jwt.encode({"alg": "ES256", "kid": cle.kid}, charge, cle, algorithms=["ES256"])
    return {"client_id": fi.clientID, "client_assertion_type": TYPE_ASSERTION, "client_assertion": signee}
