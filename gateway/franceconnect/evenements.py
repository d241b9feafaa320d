"""What FranceConnect writes in the space's journal: names of events, scopes and claims, never their values."""

from __future__ import annotations

from typing import Any

from gateway.declarations import FournisseurDonnees, Service
from gateway.franceconnect import scopes as portee
from gateway.franceconnect.appel import Appel

VERIFIE = "FC_VERIFIED"
INFORMATION = "FC_DATATRANSFER_INFORMATION_IDENTITY"
INFORMATION_ANONYME = "FC_DATATRANSFER_INFORMATION_ANONYMOUS"
CONSENTEMENT = "FC_DATATRANSFER_CONSENT_IDENTITY"
FD_SERVI = "DP_VERIFIED_FC_CHECKTOKEN"
FD_REFUSE = "DP_USED_INVALID_ACCESS_TOKEN"
DECONNEXION_DEMANDEE = "SP_REQUESTED_LOGOUT"
DECONNEXION_DU_FI = "FC_REQUESTED_LOGOUT_FROM_IDP"
SESSION_TERMINEE = "FC_SESSION_TERMINATED"
MANDAT_VALIDE = "FC_VALID_REP_SCOPE"
MANDAT_REFUSE = "FC_INVALID_REP_SCOPE"
#: Ours: FranceConnect has no name for it.
RETRAIT = "BAC_CONSENTEMENT_RETIRE"


def _noter(ctx: Appel, evenement: str, **membres: Any) -> None:
    commun = {"type": "franceconnect", "plateforme": ctx.profil.titre, "evenement": evenement}
    ctx.magasin.journaliser(ctx.espace, {**commun, "instant": ctx.maintenant, **membres})


def noter_service(ctx: Appel, evenement: str, service: Service, citoyen: str | None = None, **membres: Any) -> None:
    """An event between a service and a citizen (its ref)."""
    _noter(ctx, evenement, service=service.client_id, service_titre=service.title, citoyen=citoyen, **membres)


def noter_transfert(ctx: Appel, service: Service, citoyen: str, scopes: list[str], **membres: Any) -> None:
    """The citizen was told, or asked, what goes to the service; `membres` are those of the login."""
    claims = sorted(portee.claims_ouverts(scopes, ctx.profil.portee))
    noter_service(ctx, _transfert(service, scopes), service, citoyen, scopes=scopes, claims=claims, **membres)


def _transfert(service: Service, scopes: list[str]) -> str:
    if portee.anonyme(scopes):
        return INFORMATION_ANONYME
    return CONSENTEMENT if consentement_requis(service, scopes) else INFORMATION


def noter_retrait(ctx: Appel, client_id: str, citoyen: str) -> None:
    """The citizen took their consent back."""
    _noter(ctx, RETRAIT, service=client_id, citoyen=citoyen)


def consentement_requis(service: Service, scopes: list[str]) -> bool:
    """Whether the citizen must tick the box: private service declared with consent, asking more than the subject."""
    return service.type == "private" and service.identityConsent and not portee.anonyme(scopes)


def noter_fd(ctx: Appel, evenement: str, fd: FournisseurDonnees, **membres: Any) -> None:
    """An event between a data provider and a token."""
    _noter(ctx, evenement, fournisseur=fd.client_id, fournisseur_titre=fd.title, **membres)
