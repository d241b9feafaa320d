"""The logins at which a demonstration identity provider fails, read once from `scenarios_fi.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from gateway.fichiers import lire_yaml
from gateway.franceconnect.userinfo_fi import Reponse


@dataclass(frozen=True, slots=True)
class Scenario:
    """`claims` maps a claim to its value, None to take it away; `reponse` replaces the whole userinfo answer."""

    claims: Mapping[str, str | None]
    reponse: Reponse | None = None
    refuse_le_code: bool = False

    def userinfo(self, claims: Mapping[str, Any]) -> Reponse:
        """The answer for an identity that had `claims`."""
        if self.reponse is not None:
            return self.reponse
        gardes = {**claims, **self.claims}
        return Reponse(200, orjson.dumps({n: v for n, v in gardes.items() if v is not None}).decode())


def _lire(brut: dict[str, Any]) -> Scenario:
    match brut["type"]:
        case "DELETE_CLAIMS":
            return Scenario(dict.fromkeys(brut["claims"]))
        case "SET_CLAIMS":
            return Scenario(brut["claims"])
        case "SERVER_RESPONSE":
            return Scenario({}, Reponse(brut["status"], brut.get("body", ""), float(brut.get("delay", 0))))
        case _:
            return Scenario({}, refuse_le_code=True)


SCENARIOS = {login: _lire(brut) for login, brut in lire_yaml(Path(__file__).with_suffix(".yaml")).items()}
