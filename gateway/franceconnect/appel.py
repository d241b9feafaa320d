"""What FranceConnect takes from the call: its space's issuer, services, data providers, keys, personas and store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol, cast

from joserfc.jwk import ECKey, RSAKey
from starlette.requests import Request

from gateway.declarations import FournisseurDonnees, Service
from gateway.franceconnect.fournisseurs_identite import FournisseursIdentite
from gateway.settings import Settings
from kernel.contexte import CLE, Contexte
from registry.stockage.etat import Magasin


class Cles(Protocol):
    """The signing keys of a space, imported once."""

    def signature(self, alg: Literal["ES256", "RS256"]) -> ECKey | RSAKey:
        """The private key that signs `ES256` or `RS256`; it carries its `kid`."""

    def jwks(self) -> dict[str, Any]:
        """The public set, the EC key first."""


class PersonaVue(Protocol):
    """A persona as the picker shows it: the family's story, and what is worth seeing in this person."""

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
    """One call to FranceConnect in one space; `emetteur` is the issuer, without a final slash."""

    @property
    def magasin(self) -> Magasin: ...
    @property
    def emetteur(self) -> str: ...
    @property
    def services(self) -> Mapping[str, Service]: ...
    @property
    def fournisseurs_donnees(self) -> Mapping[str, FournisseurDonnees]: ...
    @property
    def fournisseurs_identite(self) -> FournisseursIdentite: ...
    @property
    def reglages(self) -> Settings: ...
    @property
    def cles(self) -> Cles: ...
    def personas(self) -> tuple[PersonaVue, ...]: ...


def appel(request: Request) -> Appel:
    """The call's context, put in the request by the gateway."""
    return cast(Appel, request.scope[CLE])
