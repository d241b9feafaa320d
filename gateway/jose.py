"""The header of a JWS that a stranger sends, read before any library does: a JSON object that names its algorithm."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from typing import Any

import orjson


class EnteteIllisible(ValueError):
    """Not a compact JWS, or one whose header nobody here can honour."""


def lire_entete(compact: str) -> dict[str, Any]:
    """The protected header; raises `EnteteIllisible`.

    `alg` must be a text. `crit` names extensions that must be understood or refused (RFC 7515, section 4.1.11): none is
    understood here.
    """
    morceau = compact.partition(".")[0]
    try:
        lu = orjson.loads(urlsafe_b64decode(morceau + "=" * (-len(morceau) % 4)))
    except ValueError as erreur:
        raise EnteteIllisible("header") from erreur
    if not isinstance(lu, dict) or not isinstance(lu.get("alg"), str) or "crit" in lu:
        raise EnteteIllisible("header")
    return lu
