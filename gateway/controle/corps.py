"""Bodies in JSON as the standard writes it, and as it can be written again: what Python alone forgives is refused.

Lone surrogates, NaN, integers beyond 64 bits and hundreds of nested levels would only fail later, when stored.
"""

from __future__ import annotations

import json

import orjson
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.controle.erreurs import demande_invalide

ILLISIBLE = {"loc": ("body",), "type": "json_invalid"}


class CorpsJson:
    """ASGI layer around the control API, which reads as JSON a body whose type is not said, too."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "json" not in (Headers(scope=scope).get("content-type") or "json"):
            await self._application(scope, receive, send)
            return
        messages = await _recevoir(receive)
        corps = b"".join(m.get("body", b"") for m in messages)
        if corps and not _lisible(corps):
            await demande_invalide([ILLISIBLE]).reponse()(scope, receive, send)
            return
        await self._application(scope, _rejouer(messages, receive), send)


async def _recevoir(receive: Receive) -> list[Message]:
    """Every message of the request, up to the last of its body."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _rejouer(messages: list[Message], receive: Receive) -> Receive:
    suite = iter(messages)

    async def encore() -> Message:
        return next(suite, None) or await receive()

    return encore


def _lisible(corps: bytes) -> bool:
    try:
        orjson.loads(corps)
        orjson.dumps(json.loads(corps))
    except (ValueError, TypeError, RecursionError):
        return False
    return True
