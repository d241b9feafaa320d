"""The keys of a space, kept in the database.

Those that sign for services (one EC P-256, one RSA) are rotated on demand. Those that FranceConnect has as the client
of outside identity providers are made the first time one needs them.
"""

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


#: FranceConnect at its identity providers: what it signs assertions with, and what they encrypt for it with.
CLIENT_SIGNATURE = "client/ES256"
CLIENT_CHIFFREMENT: dict[str, tuple[type[ECKey] | type[RSAKey], tuple[str, ...]]] = {
    "client/EC": (ECKey, ("ECDH-ES",)),
    "client/RSA": (RSAKey, ("RSA-OAEP", "RSA-OAEP-256")),
}


def nouvelles_client(rsa_bits: int) -> dict[str, dict[str, Any]]:
    """Fresh private keys of FranceConnect as a client, by name."""
    return {
        CLIENT_SIGNATURE: cast(dict[str, Any], ECKey.generate_key("P-256", _parametres("ES256")).as_dict(private=True)),
        "client/EC": cast(dict[str, Any], ECKey.generate_key("P-256", _pour_chiffrer()).as_dict(private=True)),
        "client/RSA": cast(dict[str, Any], RSAKey.generate_key(rsa_bits, _pour_chiffrer()).as_dict(private=True)),
    }


def _pour_chiffrer() -> Any:
    return {"kid": hasard.hexa(16), "use": "enc"}


class ClesClient:
    """FranceConnect's keys as the client of identity providers."""

    def __init__(self, jwks: Mapping[str, dict[str, Any]]) -> None:
        self.signature = ECKey.import_key(jwks[CLIENT_SIGNATURE])
        types = {nom: type_.import_key(jwks[nom]) for nom, (type_, _) in CLIENT_CHIFFREMENT.items()}
        self._par_alg = {alg: types[nom] for nom, (_, algs) in CLIENT_CHIFFREMENT.items() for alg in algs}
        self._publiques = {"keys": [cle.as_dict(private=False) for cle in (*types.values(), self.signature)]}

    def dechiffrement(self, alg: str) -> ECKey | RSAKey:
        """The private key that opens what was encrypted with `alg`."""
        return self._par_alg[alg]

    def jwks(self) -> dict[str, Any]:
        """The public set: to encrypt, then to verify."""
        return self._publiques


class Cles:
    """The space's keys, imported once; those before the last rotation only verify."""

    def __init__(self, jwks: Mapping[str, dict[str, Any]]) -> None:
        self._cles = {alg: type_.import_key(jwks[alg]) for alg, type_ in _TYPES.items()}
        precedentes = {alg: jwks.get(alg + PRECEDENTE) for alg in _TYPES}
        anciennes = [_TYPES[alg].import_key(jwk) for alg, jwk in precedentes.items() if jwk is not None]
        toutes = [*self._cles.values(), *anciennes]
        self._par_kid = {(cle.alg, cle.kid): cle for cle in toutes}
        self._publiques: dict[str, Any] = {"keys": [cle.as_dict(private=False) for cle in toutes]}
        #: None until an identity provider has needed them.
        self.client = ClesClient(jwks) if CLIENT_SIGNATURE in jwks else None

    def signature(self, alg: str) -> ECKey | RSAKey:
        """The private key of this algorithm, with its `kid`."""
        return self._cles[alg]

    def verification(self, alg: str, kid: object) -> ECKey | RSAKey | None:
        """The published key of this algorithm and `kid`; None when the space does not publish it (any more)."""
        return self._par_kid.get((alg, kid)) if isinstance(kid, str) else None

    def jwks(self) -> dict[str, Any]:
        """The public set: current keys, then previous ones; EC first (API Particulier takes the first EC key)."""
        return self._publiques
