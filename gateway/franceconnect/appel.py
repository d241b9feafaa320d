"""What FranceConnect takes from the call: its space's issuer, services, data providers, keys, personas and store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol, cast

from joserfc.jwk import ECKey, RSAKey
from starlette.requests import Request

from gateway.declarations import FournisseurDonnees, Service
from gateway.franceconnect.fournisseurs_identite import FournisseursIdentite
from gateway.franceconnect.pannes.armees import Armees
from gateway.franceconnect.profil import Profil
from gateway.settings import Settings
from kernel.contexte import CLE, Contexte
from registry.stockage.etat import Magasin


class Cles(Protocol):
    """The signing keys of a space, imported once."""

    def signature(self, alg: Literal["ES256", "RS256"]) -> ECKey | RSAKey:
        """The private key that signs `ES256` or `RS256`; it carries its `kid`."""

    def verification(self, alg: str, kid: object) -> ECKey | RSAKey | None:
        """The published key of this algorithm and `kid`, the one before the last rotation included."""

    def jwks(self) -> dict[str, Any]:
        """The public set, the current keys first, the EC one before the RSA one."""


class ClesClient(Protocol):
    """FranceConnect's keys as the client of identity providers."""

    @property
    def signature(self) -> ECKey: ...

    def dechiffrement(self, alg: str) -> ECKey | RSAKey:
        """The private key that opens what was encrypted with `alg`."""

    def jwks(self) -> dict[str, Any]:
        """The public set."""


class PersonaVue(Protocol):
    """A persona as the picker shows it: the family's story, and what is worth seeing in this person."""

    @property
    def ref(self) -> str: ...
    @property
    def login(self) -> str: ...
    @property
    def prenom_nom(self) -> str: ...
    @property
    def interet(self) -> str: ...
    @property
    def histoire(self) -> str: ...
    @property
    def famille_slug(self) -> str: ...


class Appel(Contexte, Protocol):
    """One call to one platform in one space; `emetteur` is its issuer, without a final slash."""

    profil: Profil

    @property
    def reglages(self) -> Settings: ...

    @property
    def magasin(self) -> Magasin: ...
    @property
    def emetteur(self) -> str: ...
    @property
    def services(self) -> Mapping[str, Service]: ...
    @property
    def fournisseurs_donnees(self) -> Mapping[str, FournisseurDonnees]: ...
    @property
    def secret(self) -> str: ...
    @property
    def fournisseurs_identite(self) -> FournisseursIdentite: ...
    @property
    def cles(self) -> Cles: ...
    async def cles_client(self) -> ClesClient: ...
    @property
    def pannes(self) -> Armees: ...
    def personas(self) -> tuple[PersonaVue, ...]: ...


def appel(request: Request) -> Appel:
    """The call's context, put in the request by the gateway."""
    return cast(Appel, request.scope[CLE])


def iss(ctx: Appel) -> str:
    """What redirects carry as `iss`; empty at v1, which had none."""
    return "" if ctx.profil.v1 else ctx.emetteur
