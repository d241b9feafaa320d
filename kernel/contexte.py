"""What a provider may ask of the gateway during one call: the day, the people, who is calling, a place for the trace.

The gateway puts one `Contexte` in every request's ASGI scope under `CLE`; providers take it with `contexte(request)`
and never see the gateway itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast

from starlette.requests import Request

from registry.facts import Pivot
from registry.registre import Registre

CLE = "bac"


@dataclass(frozen=True, slots=True)
class Introspection:
    """A live FranceConnect token as one data provider sees it (the `token_introspection` of `checktoken`).

    `scopes` are those of the token that belong to this provider; `aud` is the client_id of the service; `sub` is the
    subject computed for this provider; `pivot` is the RNIPP identity, given whatever the scopes are.
    """

    scopes: frozenset[str]
    pivot: Pivot
    aud: str
    sub: str
    jti: str


@dataclass(frozen=True, slots=True)
class JetonApi:
    """A token of a service that calls without FranceConnect (API Particulier JWT, DGFiP client credentials).

    `scopes` are the habilitation: what the service may read. `ressources` are the OAuth scopes of a DGFiP token.
    """

    jti: str
    client_id: str
    scopes: frozenset[str]
    ressources: frozenset[str] = frozenset()


class JetonInvalide(Exception):
    """The token is unknown, badly signed, foreign or revoked."""


class JetonExpire(JetonInvalide):
    """The token was good once."""


class JetonRevoque(JetonInvalide):
    """The token is on the black list."""


class Contexte(Protocol):
    """One call in one space."""

    @property
    def espace(self) -> str:
        """The slug of the space, `""` for the default one."""

    @property
    def jour(self) -> date:
        """The civil day of the space."""

    @property
    def maintenant(self) -> int:
        """The protocol clock: real epoch seconds."""

    @property
    def registre(self) -> Registre: ...

    @property
    def base_url(self) -> str:
        """Public address of the space, without a final slash (`http://localhost:8000/e/atelier`)."""

    async def introspecter(self, jeton: str, fournisseur: str) -> Introspection | None:
        """The FranceConnect token as the data provider `fournisseur` (its slug) sees it; None when it is not active."""

    async def jeton_api_particulier(self, jeton: str) -> JetonApi:
        """The API Particulier token; raises `JetonInvalide`, `JetonExpire` or `JetonRevoque`."""

    async def emettre_jeton_dgfip(
        self, client_id: str, client_secret: str, ressources: frozenset[str]
    ) -> tuple[str, int] | None:
        """A client-credentials token and its lifetime in seconds; None: unknown client or wrong secret."""

    async def jeton_dgfip(self, jeton: str) -> JetonApi:
        """The DGFiP token; raises `JetonInvalide` or `JetonExpire`."""

    def tracer(
        self,
        *,
        fournisseur: str,
        ressource: str,
        statut: int,
        service: str,
        citoyen: str | None,
        champs: tuple[str, ...],
    ) -> None:
        """Append a data exchange to the space's journal: names of fields, never their values."""


def contexte(request: Request) -> Contexte:
    """The context the gateway gave this request."""
    return cast(Contexte, request.scope[CLE])
