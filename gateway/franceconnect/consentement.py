"""The identity check, the information or consent page that follows it, and the citizen's confirmation."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect import evenements, identite, rapprochement, scopes
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.pages_actives import page_active
from gateway.franceconnect.parcours import service_du_voyage
from gateway.franceconnect.reponses import formulaire, rediriger
from gateway.franceconnect.session import (
    ACCORDE,
    CONSENTEMENT,
    RETOUR,
    Identite,
    Session,
    Voyage,
    enregistrer,
    exiger_voyage,
    poser_cookie,
    verifier_csrf,
)


async def verifier(request: Request) -> Response:
    """Look the identity up in the register, at each journey, SSO included."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, RETOUR)
    service = service_du_voyage(ctx, voyage)
    qui = _identite(voyage)
    if qui["saisie"] and not qui["ref"]:
        qui["ref"] = rapprochement.identifier(ctx, qui["saisie"])
    identite.verifier(ctx, qui["ref"])
    evenements.noter_service(ctx, evenements.VERIFIE, service, qui["ref"], fi=qui["fi"])
    voyage["etape"] = CONSENTEMENT
    await enregistrer(ctx, session)
    suite = "auto-login" if voyage["sans_page"] else f"interaction/{voyage['uid']}/consent"
    return poser_cookie(rediriger(f"{ctx.emetteur}/{suite}"), ctx, session)


async def afficher(request: Request) -> Response:
    """What will be sent and by whom; the page may be refreshed."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, CONSENTEMENT)
    service = service_du_voyage(ctx, voyage)
    personne = identite.verifier(ctx, _identite(voyage)["ref"])
    reponse = page_active(
        "franceconnect/consentement.html",
        request,
        service=service,
        personne=personne,
        groupes=scopes.affichage(voyage["scopes"]),
        anonyme=scopes.anonyme(voyage["scopes"]),
        consentement=evenements.consentement_requis(service, voyage["scopes"]),
        csrf=voyage["csrf"],
        action=f"{ctx.emetteur}/login",
    )
    return poser_cookie(reponse, ctx, session)


async def confirmer(request: Request) -> Response:
    """`POST /login`: the server only checks the form's token; the box is the browser's affair, as in the real one."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, CONSENTEMENT)
    verifier_csrf(voyage, await formulaire(request))
    return await _accorder(ctx, session, voyage)


async def confirmer_sans_page(request: Request) -> Response:
    """`GET /auto-login`: only for services allowed to send `prompt=login`."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, CONSENTEMENT)
    if not voyage["sans_page"]:
        raise ErreurPage("Y420001")
    return await _accorder(ctx, session, voyage)


async def _accorder(ctx: Appel, session: Session, voyage: Voyage) -> Response:
    evenements.noter_transfert(ctx, service_du_voyage(ctx, voyage), _identite(voyage)["ref"], voyage["scopes"])
    voyage["etape"] = ACCORDE
    await enregistrer(ctx, session)
    return poser_cookie(rediriger(f"{ctx.emetteur}/authorize/{voyage['uid']}"), ctx, session)


def _identite(voyage: Voyage) -> Identite:
    qui = voyage["identite"]
    if qui is None:
        raise ErreurPage("Y190004")
    return qui
