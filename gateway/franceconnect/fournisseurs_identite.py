"""The identity providers a citizen may choose, read once from `fournisseurs_identite.yaml`, and who may use which."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gateway.declarations import Service
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.profil import NIVEAUX, suffisant


@dataclass(frozen=True, slots=True)
class FournisseurIdentite:
    """One tile.

    `acces` is the path of its authorization page in the space; `amr` is what services are told, `niveaux` its levels,
    lowest first.
    """

    uid: str
    titre: str
    actif: bool
    affiche: bool
    acces: str
    amr: tuple[str, ...]
    niveaux: tuple[str, ...]
    indice_ouvert: bool

    def ouvert_a(self, service: Service) -> bool:
        """Whether `service` accepts it: its list excludes (`idpFilterExclude`) or is the only ones allowed."""
        return (self.uid in service.idpFilterList) is not service.idpFilterExclude

    def niveau_pour(self, demande: str) -> str | None:
        """The level at which it authenticates when `demande` is asked: its lowest that suffices, None without any."""
        return next((n for n in self.niveaux if suffisant(n, demande)), None)


def _lire(brut: dict[str, Any]) -> FournisseurIdentite:
    return FournisseurIdentite(
        uid=brut["uid"],
        titre=brut["title"],
        actif=brut["active"],
        affiche=brut["display"],
        acces=brut["authzURL"],
        amr=tuple(brut["amr"]),
        niveaux=tuple(sorted(brut["allowedAcr"], key=NIVEAUX.index)),
        indice_ouvert=brut["idp_hint"],
    )


def _charger() -> dict[str, FournisseurIdentite]:
    fichier = Path(__file__).with_suffix(".yaml")
    bruts = yaml.safe_load(fichier.read_text(encoding="utf-8"))
    return {b["uid"]: _lire(b) for b in sorted(bruts, key=lambda b: b["order"])}


FOURNISSEURS_IDENTITE = _charger()


def choisi(uid: str, service: Service) -> FournisseurIdentite:
    """The provider the citizen chose, refused when it is unknown, closed, or not for this service."""
    fi = FOURNISSEURS_IDENTITE.get(uid)
    if fi is None:
        raise ErreurPage("Y020019")
    if not fi.actif:
        raise ErreurPage("Y020017")
    if not fi.ouvert_a(service):
        raise ErreurPage("Y020023")
    return fi


def indicable(uid: str, service: Service) -> bool:
    """Whether the service may name this provider in `idp_hint`: by its own list, or else by the platform's."""
    fi = FOURNISSEURS_IDENTITE.get(uid)
    return fi is not None and (uid in service.allowedIdpHints if service.allowedIdpHints else fi.indice_ouvert)
