"""The two ends of a journey: `/authorize`, where a service sends its citizen, and `/authorize/{uid}`, the way back."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from gateway.declarations import Service
from gateway.franceconnect import comptes, fi_externe, identite, niveaux
from gateway.franceconnect.appel import Appel, appel, iss
from gateway.franceconnect.autorisation import Demande, controler, fi_indique, lire_demande
from gateway.franceconnect.comptoir_fi import adresse
from gateway.franceconnect.durees import CODE
from gateway.franceconnect.erreurs import ErreurPage, ErreurRetour
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite
from gateway.franceconnect.jetons import NATURE_CODE, preparer
from gateway.franceconnect.pannes.frappe import appliquer
from gateway.franceconnect.profil import suffisant
from gateway.franceconnect.reponses import rediriger, rediriger_vers_service
from gateway.franceconnect.session import (
    ACCORDE,
    CHEZ_LE_FI,
    FINI,
    MIRE,
    RETOUR,
    Identite,
    Session,
    Voyage,
    enregistrer,
    exiger_voyage,
    ouvrir,
    poser_cookie,
    renouveler,
)
from gateway.hasard import hexa
from gateway.hasard import jeton as opaque


async def authorize(request: Request) -> Response:
    """Start a journey, or refuse by one of the two channels."""
    ctx = appel(request)
    recus = await lire_demande(request)
    try:
        return await _commencer(request, ctx, await controler(ctx, recus))
    except ErreurRetour as refus:
        # OAuth 2.0 Multiple Response Types: what would have been answered in the fragment is refused there.
        fragment = not {"token", "id_token"}.isdisjoint(recus["response_type"].split())
        valeurs = {**refus.parametres, "state": recus["state"]}
        return rediriger_vers_service(recus["redirect_uri"], iss(ctx), fragment=fragment, **valeurs)


async def _commencer(request: Request, ctx: Appel, demande: Demande) -> Response:
    session = await ouvrir(request) or Session("")
    suspect = niveaux.suspect(request)
    niveau = niveaux.exige(demande.acr, suspect)
    sso = session.connu is not None and sso_possible(ctx, session.connu, demande, niveau)
    if not sso and not ctx.profil.session_glissante:
        # A fixed session lasts from one authentication; another authentication is another session.
        session = Session(session.cle)
    voyage = session.voyage = _nouveau(demande, niveau, suspect)
    suite = f"{ctx.emetteur}/interaction/{voyage['uid']}"
    if sso and session.connu is not None:
        # SSO: the mire is skipped, the identity check and the information page are not.
        voyage["identite"], voyage["fi"], voyage["etape"] = session.connu, session.connu["fi"], RETOUR
        suite += "/verify"
    elif demande.indice:
        fi = fi_indique(ctx, demande.indice, demande.service)
        suite = await partir_chez(ctx, voyage, fi)
    await renouveler(ctx, session)
    return poser_cookie(rediriger(suite), ctx, session)


def _nouveau(demande: Demande, niveau: str, suspect: bool) -> Voyage:
    return Voyage(
        uid=opaque(),
        etape=MIRE,
        csrf=opaque(),
        client_id=demande.service.client_id,
        redirect_uri=demande.redirect_uri,
        state=demande.state,
        nonce=demande.nonce,
        scopes=demande.scopes,
        acr=demande.acr,
        niveau=niveau,
        suspect=suspect,
        amr=demande.amr,
        mandat=demande.mandat,
        rep_scope=[],
        sans_page=demande.sans_page,
        fi="",
        etat_fi="",
        nonce_fi="",
        echec_fi="",
        identite=None,
    )


def sso_possible(ctx: Appel, connu: Identite, demande: Demande, niveau: str) -> bool:
    """Whether the session serves again: it reached `niveau`, its identity provider is open, and to this service."""
    if demande.acr not in ctx.profil.niveaux_sso or not suffisant(connu["acr"], niveau):
        return False
    fi = ctx.fournisseurs_identite.get(connu["fi"])
    return fi is not None and fi.active and fi.ouvert_a(demande.service)


async def partir_chez(ctx: Appel, voyage: Voyage, fi: FournisseurIdentite) -> str:
    """Move the journey to an identity provider; the address to send the browser to."""
    if not niveaux.atteint(fi, voyage["niveau"]):
        raise ErreurPage("Y100001", f"{fi.title} n'atteint pas {voyage['niveau']}")
    voyage["fi"], voyage["etat_fi"], voyage["nonce_fi"] = fi.uid, hexa(), hexa()
    voyage["echec_fi"], voyage["etape"] = "", CHEZ_LE_FI
    acr = niveaux.demande(fi, voyage["niveau"])
    if not fi.identifiant:
        return await fi_externe.depart(ctx, fi, state=voyage["etat_fi"], nonce=voyage["nonce_fi"], acr=acr)
    valeurs = {"state": voyage["etat_fi"], "acr_values": acr}
    return f"{adresse(ctx, fi)}/authorize?{urlencode(valeurs)}"


def service_du_voyage(ctx: Appel, voyage: Voyage) -> Service:
    """The service of the journey, unless it has been withdrawn since."""
    service = ctx.services.get(voyage["client_id"])
    if service is None:
        raise ErreurPage("Y030027")
    return service


async def reprendre(request: Request) -> Response:
    """The citizen agreed: a code goes to the service, and the session knows the citizen."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, ACCORDE)
    qui = voyage["identite"]
    assert qui is not None  # the step ACCORDE is only reached with an identity
    service = service_du_voyage(ctx, voyage)
    code, jeton = opaque(), opaque()
    prepare = preparer(
        ctx,
        service,
        identite.verifier(ctx, qui["ref"]),
        scopes=voyage["scopes"],
        nonce=voyage["nonce"],
        fi=qui["fi"],
        acr=ctx.profil.niveau_rendu(qui["acr"], voyage["acr"]),
        auth_time=qui["auth_time"],
        amr=voyage["amr"],
        subs=(await comptes.lire(ctx, qui["ref"])).subs,
        rep_scope=voyage["rep_scope"],
        saisie=qui["saisie"],
    )
    promesse = {
        "client_id": service.client_id,
        "redirect_uri": voyage["redirect_uri"],
        "jeton": jeton,
        "prepare": prepare,
    }
    await ctx.magasin.poser(
        ctx.espace, ctx.profil.nature(NATURE_CODE), code, {**promesse, "exp": ctx.maintenant + CODE}, CODE
    )
    session.connu, session.jetons[service.client_id], session.codes[service.client_id] = qui, jeton, code
    voyage["etape"] = FINI
    await enregistrer(ctx, session)
    reponse = rediriger_vers_service(voyage["redirect_uri"], iss(ctx), code=code, state=voyage["state"])
    reponse = await appliquer(request, "retour", reponse, service.client_id)
    return poser_cookie(reponse, ctx, session)
