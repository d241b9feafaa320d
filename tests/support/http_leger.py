"""A keep-alive HTTP client on the standard library, for tests that make tens of thousands of calls."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Reponse:
    status_code: int
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


class ClientLeger:
    """One connection to one host, used by one thread."""

    def __init__(self, url: str) -> None:
        parties = urlsplit(url)
        self._prefixe = parties.path
        self._connexion = http.client.HTTPConnection(parties.netloc, timeout=30)

    def close(self) -> None:
        self._connexion.close()

    def get(self, chemin: str, headers: dict[str, str] | None = None, params: dict[str, Any] | None = None) -> Reponse:
        requete = f"?{urlencode(params)}" if params else ""
        return self._demander("GET", chemin + requete, headers or {}, None)

    def post(self, chemin: str, *, json_: Any) -> Reponse:
        return self._demander("POST", chemin, {"Content-Type": "application/json"}, json.dumps(json_))

    def _demander(self, methode: str, chemin: str, entetes: dict[str, str], corps: str | None) -> Reponse:
        self._connexion.request(methode, self._prefixe + chemin, corps, entetes)
        reponse = self._connexion.getresponse()
        return Reponse(reponse.status, reponse.read().decode())
