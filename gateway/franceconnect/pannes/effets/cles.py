"""Faults of the published key set."""

from __future__ import annotations

from typing import Any

from joserfc.jwk import ECKey, RSAKey
from starlette.responses import Response

from gateway import hasard
from gateway.franceconnect.pannes.effets.coup import Coup

_TAILLE = 2048


def _autres(kid_ec: str, kid_rsa: str) -> dict[str, Any]:
    """A key set like ours, of keys that sign nothing."""
    ec = ECKey.generate_key("P-256", {"kid": kid_ec, "use": "sig", "alg": "ES256"})
    rsa = RSAKey.generate_key(_TAILLE, {"kid": kid_rsa, "use": "sig", "alg": "RS256"})
    return {"keys": [ec.as_dict(private=False), rsa.as_dict(private=False)]}


def aucune(coup: Coup) -> Response:
    return coup.json({"keys": []})


def tournees(coup: Coup) -> Response:
    """Other keys under other names: those that sign are not published any more."""
    return coup.json(_autres(hasard.hexa(16), hasard.hexa(16)))


def remplacees(coup: Coup) -> Response:
    """Other keys under the same names."""
    noms = {cle["alg"]: cle["kid"] for cle in coup.document()["keys"]}
    return coup.json(_autres(noms["ES256"], noms["RS256"]))


def sans_alg(coup: Coup) -> Response:
    """`alg` and `use` are optional members of a JWK (RFC 7517, sections 4.2 and 4.4)."""
    cles = [{n: v for n, v in cle.items() if n not in ("alg", "use")} for cle in coup.document()["keys"]]
    return coup.json({"keys": cles})


def inconnue_en_plus(coup: Coup) -> Response:
    """A key of a type that does not exist yet comes first: it must be ignored (RFC 7517, section 5)."""
    future = {"kty": "FUTUR", "kid": hasard.hexa(16), "use": "sig", "alg": "FUTUR512"}
    return coup.json({"keys": [future, *coup.document()["keys"]]})
