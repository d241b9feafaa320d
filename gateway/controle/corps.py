"""Bodies in JSON as the standard writes it: what Python's own reader forgives (lone surrogates, NaN) is refused."""

from __future__ import annotations

import orjson
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.controle.erreurs import demande_invalide

ILLISIBLE = {"loc": ("body",), "type": "json_invalid"}


class CorpsJson:
    """ASGI layer around the control API: a text that cannot be written in UTF-8 would only fail later, when stored."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "json" not in Headers(scope=scope).get("content-type", ""):
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
    except orjson.JSONDecodeError:
        return False
    return True
