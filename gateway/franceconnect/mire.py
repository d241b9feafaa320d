"""The page where the citizen chooses an identity provider, the way to it and the way back from it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect import comptoir_fi, fi_externe, information, niveaux, scopes, userinfo_fi
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite, choisi
from gateway.franceconnect.pages_actives import page_active
from gateway.franceconnect.parcours import partir_chez, service_du_voyage
from gateway.franceconnect.reponses import formulaire, parametres, rediriger
from gateway.franceconnect.retour import lien_retour
from gateway.franceconnect.session import (
    ACCORDE,
    CHEZ_LE_FI,
    CONSENTEMENT,
    MIRE,
    RETOUR,
    Identite,
    Session,
    Voyage,
    enregistrer,
    exiger_voyage,
    poser_cookie,
    renouveler,
    verifier_csrf,
)
from gateway.hasard import jeton as opaque


async def afficher(request: Request) -> Response:
    """The tiles; coming back here from a later step is allowed until the journey ends."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, MIRE, CHEZ_LE_FI, RETOUR, CONSENTEMENT, ACCORDE)
    if voyage["etape"] != MIRE:
        voyage["etape"], voyage["csrf"] = MIRE, opaque()
        await enregistrer(ctx, session)
    service = service_du_voyage(ctx, voyage)
    tuiles = [
        (fi, fi.active and fi.ouvert_a(service) and niveaux.atteint(fi, voyage["niveau"]))
        for fi in ctx.fournisseurs_identite.values()
        if fi.display and (fi.ouvert_a(service) or not ctx.profil.exclus_masques)
    ]
    reponse = page_active(
        "franceconnect/mire.html",
        request,
        service=service,
        tuiles=tuiles,
        csrf=voyage["csrf"],
        echec=voyage["echec_fi"],
        message=await information.visible(ctx),
        anonyme=scopes.anonyme(voyage["scopes"]),
        action=f"{ctx.emetteur}/redirect-to-idp",
        retour=lien_retour(ctx, voyage),
    )
    return poser_cookie(reponse, ctx, session)


async def partir(request: Request) -> Response:
    """Send the browser to the identity provider chosen on the page."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, MIRE)
    donnees = await formulaire(request)
    verifier_csrf(voyage, donnees)
    fi = choisi(ctx.fournisseurs_identite, donnees.get("providerUid", ""), service_du_voyage(ctx, voyage))
    adresse = await partir_chez(ctx, voyage, fi)
    await enregistrer(ctx, session)
    return poser_cookie(rediriger(adresse), ctx, session)


async def revenir(request: Request) -> Response:
    """The identity provider's answer: an identity, or a failure that brings back to the tiles."""
    ctx = appel(request)
    session, voyage = await exiger_voyage(request, CHEZ_LE_FI)
    recus = parametres(request.url.query)
    if not recus.get("state"):
        raise ErreurPage("Y020021")
    if recus["state"] != voyage["etat_fi"]:
        raise ErreurPage("Y020022")
    if recus.get("error"):
        return await _echec(ctx, session, voyage)
    if not recus.get("code"):
        raise ErreurPage("Y020025")
    voyage["identite"] = await _authentifier(ctx, voyage, recus)
    voyage["etape"] = RETOUR
    # Another identity is being set: what the session knew no longer serves for SSO.
    session.connu = None
    await renouveler(ctx, session)
    return poser_cookie(rediriger(f"{ctx.emetteur}/interaction/{voyage['uid']}/verify"), ctx, session)


async def _echec(ctx: Appel, session: Session, voyage: Voyage) -> Response:
    """The identity provider's failure is never forwarded to the service."""
    voyage["etape"], voyage["csrf"] = MIRE, opaque()
    voyage["echec_fi"] = _fournisseur(ctx, voyage).title
    await enregistrer(ctx, session)
    return poser_cookie(rediriger(f"{ctx.emetteur}/interaction/{voyage['uid']}"), ctx, session)


async def _authentifier(ctx: Appel, voyage: Voyage, recus: dict[str, str]) -> Identite:
    fi = _fournisseur(ctx, voyage)
    qui = Identite(ref="", saisie=None, id_token="", fi=fi.uid, acr="", auth_time=ctx.maintenant, rnipp="")
    if not fi.identifiant:
        dit = await fi_externe.authentifier(ctx, fi, recus, voyage["nonce_fi"])
        qui["acr"] = niveaux.verifier(fi, dit.acr, voyage["niveau"])
        qui["saisie"], qui["id_token"] = userinfo_fi.valider(dit.claims), dit.id_token
        return qui
    rendu = await comptoir_fi.echanger(ctx, fi, recus["code"])
    qui["acr"] = niveaux.verifier(fi, rendu["acr"], voyage["niveau"])
    qui["saisie"] = userinfo_fi.valider(rendu["claims"]) if rendu["claims"] is not None else None
    qui["ref"], qui["rnipp"] = rendu["ref"], rendu["rnipp"]
    return qui


def _fournisseur(ctx: Appel, voyage: Voyage) -> FournisseurIdentite:
    """The provider the journey is at, which may have been removed since."""
    fi = ctx.fournisseurs_identite.get(voyage["fi"])
    if fi is None:
        raise ErreurPage("Y020019")
    return fi
