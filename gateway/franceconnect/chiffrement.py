"""Encryption towards a service of FranceConnect+: the signed token inside a JWE that only the service can open."""

from __future__ import annotations

from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry
from joserfc.jwk import JWKRegistry, Key

from gateway.declarations import Service
from gateway.franceconnect import distant
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurApi

ENC = "A256GCM"
ALGORITHMES = ("ECDH-ES", "RSA-OAEP", "RSA-OAEP-256")
_TYPES = {"ECDH-ES": "EC", "RSA-OAEP": "RSA", "RSA-OAEP-256": "RSA"}
_PROPRES_AU_JWK = ("kid", "alg", "use", "key_ops")
#: `iss` and `aud` are copied from the token to the header, as RFC 7519, section 5.3, allows.
_REGISTRE = JWERegistry(algorithms=[*ALGORITHMES, ENC], strict_check_header=False)


def _refus(detail: str) -> ErreurApi:
    return ErreurApi(400, "invalid_client_metadata", f"client metadata is invalid ({detail})", "Y040001")


async def chiffrer(ctx: Appel, service: Service, jws: str, alg: str | None) -> str:
    """`jws` as it is for a service without `alg`, nested in a JWE with six header members (and `epk`) otherwise."""
    if not alg or not ctx.profil.chiffrement:
        return jws
    jwk = _choisir(await _publiees(ctx, service), alg)
    entete = {"alg": alg, "enc": ENC, "cty": "JWT", "iss": ctx.emetteur, "aud": service.client_id}
    if "kid" in jwk:
        entete["kid"] = jwk["kid"]
    try:
        return jwe.encrypt_compact(entete, jws, _importer(jwk), registry=_REGISTRE)
    except (JoseError, ValueError) as erreur:
        raise _refus(f"no suitable encryption key found ({alg})") from erreur


async def _publiees(ctx: Appel, service: Service) -> list[Any]:
    try:
        jeu = await distant.lire_json(service.jwks_uri or "", ctx.maintenant)
    except distant.Injoignable as erreur:
        raise _refus("client JSON Web Key Set failed to be refreshed") from erreur
    cles = jeu.get("keys") if isinstance(jeu, dict) else None
    return cles if isinstance(cles, list) else []


def _choisir(cles: list[Any], alg: str) -> dict[str, Any]:
    """The first key of the right type that is not meant for something else."""
    for jwk in cles:
        if not isinstance(jwk, dict) or jwk.get("kty") != _TYPES[alg]:
            continue
        if jwk.get("use", "enc") == "enc" and jwk.get("alg", alg) == alg:
            return jwk
    raise _refus(f"no suitable encryption key found ({alg})")


def _importer(jwk: dict[str, Any]) -> Key:
    return JWKRegistry.import_key({n: v for n, v in jwk.items() if n not in _PROPRES_AU_JWK})
