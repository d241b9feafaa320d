"""The identity check, the information or consent page that follows it, and the citizen's confirmation."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect import (
    appareil,
    comptes,
    evenements,
    identite,
    mandats,
    niveaux,
    rapprochement,
    rnipp,
    scopes,
)
from gateway.franceconnect.alerte import notifier
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.pages_actives import page_active
from gateway.franceconnect.pannes.frappe import appliquer
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
from gateway.rnipp.issues import issue_nommee
from gateway.rnipp.recherche import TROUVE


async def verifier(request: Request) -> Response:
    """Look the identity up in the register; SSO reuses the register's answer, unless the citizen died since."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, RETOUR)
    service = service_du_voyage(ctx, voyage)
    qui = _identite(voyage)
    reponse = await _redresser(ctx, session, qui)
    await comptes.verifier(ctx, qui["ref"], qui["fi"])
    voyage["rep_scope"] = await mandats.couvrant(ctx, service, qui["ref"], demande=voyage["mandat"])
    membres = _membres(ctx, session, voyage, qui)
    evenements.noter_service(ctx, evenements.VERIFIE, service, qui["ref"], rnipp=reponse, **membres)
    voyage["etape"] = CONSENTEMENT
    await enregistrer(ctx, session)
    suite = "auto-login" if voyage["sans_page"] else f"interaction/{voyage['uid']}/consent"
    return poser_cookie(rediriger(f"{ctx.emetteur}/{suite}"), ctx, session)


async def _redresser(ctx: Appel, session: Session, qui: Identite) -> int:
    if session.connu is not None:
        identite.verifier(ctx, qui["ref"])
        return TROUVE
    if qui["saisie"] is None:
        reponse = await rnipp.redresser(ctx, qui["ref"], issue_nommee(qui["rnipp"]))
        identite.exiger_email(ctx.registre.personne(qui["ref"]))
        return reponse
    personne, reponse = rnipp.redresser_identite(ctx, rapprochement.demande(qui["saisie"]))
    qui["ref"] = personne.ref
    await rnipp.redresser(ctx, personne.ref)
    return reponse


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
        groupes=scopes.affichage(voyage["scopes"], ctx.profil.portee),
        anonyme=scopes.anonyme(voyage["scopes"]),
        consentement=evenements.consentement_requis(service, voyage["scopes"]),
        csrf=voyage["csrf"],
        action=f"{ctx.emetteur}/login",
    )
    return await appliquer(request, "session", poser_cookie(reponse, ctx, session), service.client_id)


async def confirmer(request: Request) -> Response:
    """`POST /login`: the server only checks the form's token; the box is the browser's affair, as in the real one."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, CONSENTEMENT)
    verifier_csrf(voyage, await formulaire(request))
    return await _accorder(request, ctx, session, voyage)


async def confirmer_sans_page(request: Request) -> Response:
    """`GET /auto-login`: only for services allowed to send `prompt=login`."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, CONSENTEMENT)
    if not voyage["sans_page"]:
        raise ErreurPage("Y420001")
    return await _accorder(request, ctx, session, voyage)


async def _accorder(request: Request, ctx: Appel, session: Session, voyage: Voyage) -> Response:
    qui, service = _identite(voyage), service_du_voyage(ctx, voyage)
    suspect = voyage["suspect"] or niveaux.suspect(request)
    connu = await notifier(request, ctx, session, service, qui, suspect=suspect)
    membres = _membres(ctx, session, voyage, qui)
    evenements.noter_transfert(ctx, service, qui["ref"], voyage["scopes"], **membres)
    await comptes.noter_connexion(ctx, qui["ref"])
    voyage["etape"] = ACCORDE
    await enregistrer(ctx, session)
    reponse = poser_cookie(rediriger(f"{ctx.emetteur}/authorize/{voyage['uid']}"), ctx, session)
    return appareil.poser(reponse, ctx, connu)


def _membres(ctx: Appel, session: Session, voyage: Voyage, qui: Identite) -> dict[str, Any]:
    """What the events of a journey say of the login."""
    return {"acr": ctx.profil.niveau_rendu(qui["acr"], voyage["acr"]), "fi": qui["fi"], "code": session.navigation}


def _identite(voyage: Voyage) -> Identite:
    qui = voyage["identite"]
    if qui is None:
        raise ErreurPage("Y190004")
    return qui
