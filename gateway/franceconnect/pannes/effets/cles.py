"""Faults of the published key set."""

from __future__ import annotations

from typing import Any

from joserfc.jwk import ECKey, RSAKey
from starlette.responses import Response

from gateway import hasard
from gateway.franceconnect.pannes.effets.coup import Coup

_TAILLE = 2048


def _autre(cle: dict[str, Any], kid: str) -> dict[str, Any]:
    """A key of the same kind as the published `cle`, which signs nothing."""
    parametres: Any = {"kid": kid, "use": "sig", "alg": cle["alg"]}
    if cle["kty"] == "EC":
        return dict(ECKey.generate_key(cle["crv"], parametres).as_dict(private=False))
    return dict(RSAKey.generate_key(_TAILLE, parametres).as_dict(private=False))


def aucune(coup: Coup) -> Response:
    return coup.json({"keys": []})


def tournees(coup: Coup) -> Response:
    """Other keys under other names: those that sign are not published any more."""
    return coup.json({"keys": [_autre(cle, hasard.hexa(16)) for cle in coup.document()["keys"]]})


def remplacees(coup: Coup) -> Response:
    """Other keys under the same names."""
    return coup.json({"keys": [_autre(cle, cle["kid"]) for cle in coup.document()["keys"]]})


def sans_alg(coup: Coup) -> Response:
    """`alg` and `use` are optional members of a JWK (RFC 7517, sections 4.2 and 4.4)."""
    cles = [{n: v for n, v in cle.items() if n not in ("alg", "use")} for cle in coup.document()["keys"]]
    return coup.json({"keys": cles})


def inconnue_en_plus(coup: Coup) -> Response:
    """A key of a type that does not exist yet comes first: it must be ignored (RFC 7517, section 5)."""
    future = {"kty": "FUTUR", "kid": hasard.hexa(16), "use": "sig", "alg": "FUTUR512"}
    return coup.json({"keys": [future, *coup.document()["keys"]]})
