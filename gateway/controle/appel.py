"""What every route of the control API takes from its request."""

from __future__ import annotations

from typing import cast

from fastapi import Request

from gateway.contexte import ContexteAppel
from kernel.contexte import CLE


def contexte(request: Request) -> ContexteAppel:
    """The context of the call, in the space its path names."""
    return cast(ContexteAppel, request.scope[CLE])
