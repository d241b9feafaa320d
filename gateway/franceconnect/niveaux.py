"""The eIDAS level asked of an identity provider, and the one it gives back.

`du_service` is everywhere what the provider must reach: the service's level, or more in a suspicious context.
"""

from __future__ import annotations

from starlette.requests import Request

from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite, FournisseursIdentite
from gateway.franceconnect.profil import NIVEAUX, suffisant

#: Set to 1 by a front proxy that finds the context suspicious.
EN_TETE_SUSPECT = "x-suspicious"
_MINIMUM_SUSPECT = "eidas2"


def suspect(request: Request) -> bool:
    return request.headers.get(EN_TETE_SUSPECT) == "1"


def exige(du_service: str, suspect: bool) -> str:
    """The level that the provider must reach; services are still told the one they asked."""
    return max(du_service, _MINIMUM_SUSPECT, key=NIVEAUX.index) if suspect else du_service


def atteint(fi: FournisseurIdentite, du_service: str) -> bool:
    """Whether the provider may give the level that the service asks, or a higher one."""
    return any(suffisant(niveau, du_service) for niveau in fi.allowedAcr)


def premier(tous: FournisseursIdentite, du_service: str) -> FournisseurIdentite:
    """The first tile that reaches the level; failing that, the first of all."""
    return next((fi for fi in tous.values() if atteint(fi, du_service)), next(iter(tous.values())))


def demande(fi: FournisseurIdentite, du_service: str) -> str:
    """The service's level, or the lowest of a provider that cannot go that low."""
    return max(du_service, min(fi.allowedAcr, key=NIVEAUX.index), key=NIVEAUX.index)


def verifier(fi: FournisseurIdentite, rendu: str, du_service: str) -> str:
    """The level given, unless it is unknown, not the provider's to give, or below the one asked of it."""
    if rendu not in NIVEAUX:
        raise ErreurPage("Y100001", f"acr={rendu}")
    if rendu not in fi.allowedAcr:
        raise ErreurPage("Y100018", f"acr={rendu}, admis : {', '.join(fi.allowedAcr)}")
    if not suffisant(rendu, demande(fi, du_service)):
        raise ErreurPage("Y100001", f"acr={rendu}, demandé : {demande(fi, du_service)}")
    return rendu
