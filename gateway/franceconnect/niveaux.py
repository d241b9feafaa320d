"""The eIDAS level asked of an identity provider, and the one it gives back."""

from __future__ import annotations

from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite

NIVEAUX = ("eidas1", "eidas2", "eidas3")


def demande(fi: FournisseurIdentite, du_service: str) -> str:
    """The service's level, or the lowest of a provider that cannot go that low."""
    return max(du_service, min(fi.allowedAcr, key=NIVEAUX.index), key=NIVEAUX.index)


def verifier(fi: FournisseurIdentite, rendu: object, du_service: str) -> None:
    """Refuse a level that is unknown, that the provider may not give, or below the one asked of it."""
    if rendu not in NIVEAUX:
        raise ErreurPage("Y100001", f"acr={rendu}")
    if rendu not in fi.allowedAcr:
        raise ErreurPage("Y100018", f"acr={rendu}, admis : {', '.join(fi.allowedAcr)}")
    if NIVEAUX.index(rendu) < NIVEAUX.index(demande(fi, du_service)):
        raise ErreurPage("Y100001", f"acr={rendu}, demandé : {demande(fi, du_service)}")
