"""Compact JWS with exactly the header FranceConnect sends: `alg` and `kid`."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import orjson
from joserfc.jws import JWSRegistry

from gateway.franceconnect.appel import Appel

ENTETES_GARDES = 1024


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
