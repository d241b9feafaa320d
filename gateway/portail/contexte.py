"""The context of a page: the one the gateway put in the request, with what the portal reads of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, cast

from starlette.requests import Request

from gateway.declarations import Service
from kernel.contexte import CLE, Contexte


class ContextePortail(Contexte, Protocol):
    """What `gateway.contexte.ContexteAppel` gives beyond the providers' context."""

    @property
    def emetteur(self) -> str: ...

    @property
    def services(self) -> Mapping[str, Service]: ...

    def personas(self) -> tuple[Any, ...]: ...


def contexte(request: Request) -> ContextePortail:
    return cast(ContextePortail, request.scope[CLE])
