"""Compact JWS with exactly the header FranceConnect sends: `alg` and `kid`, or `alg` alone in HS256."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import lru_cache
from hmac import compare_digest, digest
from typing import Any, Final, Literal

import orjson
from joserfc.jws import JWSRegistry

from gateway.declarations import Service
from gateway.franceconnect.appel import Appel

ENTETES_GARDES = 1024
HS256: Final = "HS256"


def _b64(octets: bytes) -> bytes:
    return urlsafe_b64encode(octets).rstrip(b"=")


@lru_cache(ENTETES_GARDES)
def _entete(alg: str, kid: str | None) -> bytes:
    return _b64(orjson.dumps({"alg": alg, "kid": kid})) + b"."


def signer(ctx: Appel, alg: Literal["ES256", "RS256"], charge: Mapping[str, Any]) -> str:
    """The compact JWS of `charge`, with the space's key."""
    cle = ctx.cles.signature(alg)
    a_signer = _entete(alg, cle.kid) + _b64(orjson.dumps(charge))
    return (a_signer + b"." + _b64(JWSRegistry.algorithms[alg].sign(a_signer, cle))).decode()


def signer_pour(
    ctx: Appel, service: Service, alg: Literal["ES256", "RS256", "HS256"], charge: Mapping[str, Any]
) -> str:
    """The compact JWS of `charge` as `service` declared it: with the space's key, or with its own secret."""
    if alg != HS256:
        return signer(ctx, alg, charge)
    a_signer = _ENTETE_HS256 + _b64(orjson.dumps(charge))
    return (a_signer + b"." + _b64(_sceau(service, a_signer))).decode()


def sceau_valable(service: Service, jws: str) -> bool:
    """Whether the compact JWS was signed with the service's secret."""
    a_signer, _, sceau = jws.encode().rpartition(b".")
    return compare_digest(_b64(_sceau(service, a_signer)), sceau)


def _sceau(service: Service, octets: bytes) -> bytes:
    return digest(service.client_secret.encode(), octets, "sha256")


_ENTETE_HS256 = _b64(orjson.dumps({"alg": HS256})) + b"."
