"""The signing keys of a space: one EC P-256 and one RSA key, kept in the database, rotated on demand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from joserfc.jwk import ECKey, RSAKey

from gateway import hasard
from registry.stockage.configuration import PRECEDENTE

#: In the order of publication.
_TYPES: dict[str, type[ECKey] | type[RSAKey]] = {"ES256": ECKey, "RS256": RSAKey}


def nouvelles(rsa_bits: int) -> dict[str, dict[str, Any]]:
    """Fresh private keys as JWKs, by algorithm."""
    return {
        "ES256": cast(dict[str, Any], ECKey.generate_key("P-256", _parametres("ES256")).as_dict(private=True)),
        "RS256": cast(dict[str, Any], RSAKey.generate_key(rsa_bits, _parametres("RS256")).as_dict(private=True)),
    }


def _parametres(alg: str) -> Any:
    return {"kid": hasard.hexa(16), "use": "sig", "alg": alg}


class Cles:
    """The space's keys, imported once; those before the last rotation only verify."""

    def __init__(self, jwks: Mapping[str, dict[str, Any]]) -> None:
        self._cles = {alg: type_.import_key(jwks[alg]) for alg, type_ in _TYPES.items()}
        precedentes = {alg: jwks.get(alg + PRECEDENTE) for alg in _TYPES}
        anciennes = [_TYPES[alg].import_key(jwk) for alg, jwk in precedentes.items() if jwk is not None]
        toutes = [*self._cles.values(), *anciennes]
        self._par_kid = {(cle.alg, cle.kid): cle for cle in toutes}
        self._publiques: dict[str, Any] = {"keys": [cle.as_dict(private=False) for cle in toutes]}

    def signature(self, alg: str) -> ECKey | RSAKey:
        """The private key of this algorithm, with its `kid`."""
        return self._cles[alg]

    def verification(self, alg: str, kid: object) -> ECKey | RSAKey | None:
        """The published key of this algorithm and `kid`; None when the space does not publish it (any more)."""
        return self._par_kid.get((alg, kid)) if isinstance(kid, str) else None

    def jwks(self) -> dict[str, Any]:
        """The public set: current keys, then previous ones; EC first (API Particulier takes the first EC key)."""
        return self._publiques
