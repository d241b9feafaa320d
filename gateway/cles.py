"""The signing keys of a space: one EC P-256 and one RSA key, made with the space and kept in the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from joserfc.jwk import ECKey, RSAKey

from gateway import hasard


def nouvelles(rsa_bits: int) -> dict[str, dict[str, Any]]:
    """Fresh private keys as JWKs, by algorithm."""
    return {
        "ES256": cast(dict[str, Any], ECKey.generate_key("P-256", _parametres("ES256")).as_dict(private=True)),
        "RS256": cast(dict[str, Any], RSAKey.generate_key(rsa_bits, _parametres("RS256")).as_dict(private=True)),
    }


def _parametres(alg: str) -> Any:
    return {"kid": hasard.hexa(16), "use": "sig", "alg": alg}


class Cles:
    """The space's keys, imported once."""

    def __init__(self, jwks: Mapping[str, dict[str, Any]]) -> None:
        self._cles: dict[str, ECKey | RSAKey] = {
            "ES256": ECKey.import_key(jwks["ES256"]),
            "RS256": RSAKey.import_key(jwks["RS256"]),
        }
        publiques = [cle.as_dict(private=False) for cle in self._cles.values()]
        self._publiques: dict[str, Any] = {"keys": publiques}

    def signature(self, alg: str) -> ECKey | RSAKey:
        """The private key of this algorithm, with its `kid`."""
        return self._cles[alg]

    def jwks(self) -> dict[str, Any]:
        """The public set, the EC key first (API Particulier takes the first EC key it finds)."""
        return self._publiques
