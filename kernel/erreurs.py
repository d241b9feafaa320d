"""What a provider refuses: one base class whose children know their administration's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from starlette.responses import Response

AUCUN_ENTETE: Mapping[str, str] = {}


class Refus(Exception):
    """A declared error: an HTTP status and a body in the grammar of one administration.

    Children render `corps`; `entetes` go out with it (a 401's challenge, for instance).
    """

    media_type: ClassVar[str] = "application/json"

    def __init__(self, statut: int, entetes: Mapping[str, str] = AUCUN_ENTETE) -> None:
        super().__init__(statut)
        self.statut = statut
        self.entetes = entetes

    def corps(self) -> bytes:
        raise NotImplementedError

    def reponse(self) -> Response:
        return Response(self.corps(), self.statut, dict(self.entetes), media_type=self.media_type)
