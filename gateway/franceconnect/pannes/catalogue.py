"""The faults that can be armed, as `catalogue.yaml` tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gateway.fichiers import lire_yaml

#: Where a fault strikes → the hook of the code that carries it.
LIEUX: Mapping[str, str] = {
    "retour": "retour",
    "token": "token",
    "id_token": "token",
    "userinfo": "userinfo",
    "jwks": "jwks",
    "decouverte": "decouverte",
    "session": "session",
    "checktoken": "checktoken",
}
#: Nobody says there which service asks.
SANS_SERVICE = frozenset({"jwks", "decouverte"})
#: A correct service ends the journey as if nothing had happened.
TOLEREE = "tolérée"


@dataclass(frozen=True, slots=True)
class Panne:
    """`quoi` says what happens, `attendu` what a correct service does.

    `detection` names the check of the service that must fail (`id_token.nonce`), or is `TOLEREE`.
    """

    nom: str
    famille: str
    lieu: str
    quoi: str
    attendu: str
    detection: str

    @property
    def par_service(self) -> bool:
        """Whether it can be armed for one service alone."""
        return self.lieu not in SANS_SERVICE


def _lire() -> dict[str, Panne]:
    familles = lire_yaml(Path(__file__).with_suffix(".yaml"))
    pannes = [Panne(famille=f["famille"], lieu=f["lieu"], **p) for f in familles for p in f["pannes"]]
    return {p.nom: p for p in pannes}


CATALOGUE: Mapping[str, Panne] = _lire()


def familles() -> dict[str, list[Panne]]:
    """The catalogue by family, both in the file's order."""
    groupes: dict[str, list[Panne]] = {}
    for panne in CATALOGUE.values():
        groupes.setdefault(panne.famille, []).append(panne)
    return groupes
