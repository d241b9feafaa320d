"""What an effect receives: the answer about to leave, and the call that it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import Appel

#: The headers that Starlette computes again for a new body.
_CALCULES = ("content-length", "content-type", "set-cookie")


@dataclass(frozen=True, slots=True)
class Coup:
    """`client_id` is the service or data provider that called, `""` when nobody says.

    `secondes` is a slow answer's wait, `code` the error page asked for.
    """

    request: Request
    reponse: Response
    ctx: Appel
    client_id: str
    secondes: float
    code: str

    @property
    def texte(self) -> str:
        return bytes(self.reponse.body).decode()

    def document(self) -> dict[str, Any]:
        """The JSON object of the answer."""
        lu: dict[str, Any] = orjson.loads(self.reponse.body)
        return lu

    def corps(self, corps: bytes | str, type_: str = "") -> Response:
        """The same answer with another body, and another media type when `type_` is given."""
        entetes = {n: v for n, v in self.reponse.headers.items() if n not in _CALCULES}
        return Response(corps, self.reponse.status_code, entetes, type_ or self.reponse.headers.get("content-type"))

    def json(self, document: Any) -> Response:
        """The same answer with this JSON document."""
        return self.corps(orjson.dumps(document))


Effet = Callable[[Coup], Response | Awaitable[Response]]
