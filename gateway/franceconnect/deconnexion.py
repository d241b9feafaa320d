"""Logout: a browser navigation in several pages that ends the session and brings the citizen back to the service."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from gateway.declarations import Service
from gateway.franceconnect import evenements, fi_externe
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.durees import DECONNEXION
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.jetons import NATURE_CODE, detacher, revoquer
from gateway.franceconnect.pages_actives import page_active
from gateway.franceconnect.reponses import ParametresIllisibles, formulaire, parametres, rediriger
from gateway.franceconnect.session import Session, detruire, effacer_cookie, ouvrir
from gateway.franceconnect.signature import HS256, sceau_valable
from gateway.hasard import jeton as opaque
from gateway.jose import lire_entete
from gateway.pages import page

NATURE = "deconnexion"
ADMIS = frozenset({"id_token_hint", "post_logout_redirect_uri", "state", "client_id", "logout_hint", "ui_locales"})


async def demander(request: Request) -> Response:
    """`GET /session/end`."""
    ctx = appel(request)
    recus = _lire(request, ctx.profil.v1)
    service = _service(ctx, recus)
    adresse = recus.get("post_logout_redirect_uri", "")
    if adresse and adresse not in service.redirections_deconnexion(ctx.base_url):
        raise ErreurPage("Y04CFAEF", "post_logout_redirect_uri not registered")
    evenements.noter_service(ctx, evenements.DECONNEXION_DEMANDEE, service)
    session = await ouvrir(request)
    xsrf = opaque()
    suite = {
        "client_id": service.client_id,
        "adresse": adresse,
        "state": recus.get("state", ""),
        "session": session.cle if session else "",
    }
    await ctx.magasin.poser(ctx.espace, ctx.profil.nature(NATURE), xsrf, suite, DECONNEXION)
    if session is None:
        return _confirmation(request, ctx, xsrf)
    if await _fin_du_fi(ctx, session):
        return _etape(request, "post", f"{ctx.emetteur}/client/disconnect-from-idp", "state", xsrf)
    # Without a logout address of the identity provider, the next step is FranceConnect's own, by GET.
    return _etape(request, "get", f"{ctx.emetteur}/client/logout-callback", "state", xsrf)


def _lire(request: Request, v1: bool) -> dict[str, str]:
    try:
        recus = parametres(request.url.query)
    except ParametresIllisibles as illisibles:
        raise ErreurPage("Y000400", "paramètre répété ou illisible") from illisibles
    if (inconnus := sorted(recus.keys() - ADMIS)) and not v1:
        raise ErreurPage("Y000400", f"paramètre non admis : {', '.join(inconnus)}")
    if not recus.get("id_token_hint"):
        raise ErreurPage("Y000400", "id_token_hint est obligatoire")
    return recus


def _service(ctx: Appel, recus: dict[str, str]) -> Service:
    """The service whose id_token this is, expired or not, with our signature."""
    entete, charge = _decoder(ctx, recus["id_token_hint"])
    service = ctx.services.get(str(charge.get("aud")))
    if service is None or recus.get("client_id", service.client_id) != service.client_id:
        raise ErreurPage("Y040001", "id_token_hint : aud")
    if not _signe_ici(ctx, service, entete, recus["id_token_hint"]):
        raise ErreurPage("Y040001", "id_token_hint : signature")
    return service


def _signe_ici(ctx: Appel, service: Service, entete: dict[str, Any], indice: str) -> bool:
    """With a key of the space, the one before the last rotation included, or with the secret of a service in HS256."""
    alg = entete["alg"]
    if alg == HS256:
        return ctx.profil.alg(service.id_token_signed_response_alg) == HS256 and sceau_valable(service, indice)
    cle = ctx.cles.verification(alg, entete.get("kid"))
    if cle is None:
        return False
    try:
        jws.deserialize_compact(indice, cle, algorithms=[alg])
    except JoseError:
        return False
    return True


def _decoder(ctx: Appel, indice: str) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        entete, charge = lire_entete(indice), orjson.loads(jws.extract_compact(indice.encode()).payload)
    except (JoseError, ValueError) as erreur:
        raise ErreurPage("Y04FEDB9", "could not decode id_token_hint") from erreur
    if not isinstance(charge, dict) or entete["alg"] not in ctx.profil.algorithmes:
        raise ErreurPage("Y04FEDB9", "could not decode id_token_hint")
    return entete, charge


async def _fin_du_fi(ctx: Appel, session: Session) -> str:
    """The logout address of the outside provider that authenticated the session, empty without one."""
    fi = ctx.fournisseurs_identite.get(session.connu["fi"]) if session.connu else None
    return await fi_externe.fin_de_session(ctx, fi) if fi and not fi.identifiant else ""


async def quitter_le_fi(request: Request) -> Response:
    """`POST /client/disconnect-from-idp`: the browser goes through the identity provider's own logout."""
    ctx = appel(request)
    xsrf = (await formulaire(request)).get("state", "")
    suite = await ctx.magasin.lire(ctx.espace, ctx.profil.nature(NATURE), xsrf)
    session = await ouvrir(request)
    if suite is None or session is None or session.connu is None or session.cle != suite["session"]:
        raise ErreurPage("Y190001")
    fin = await _fin_du_fi(ctx, session)
    if not fin:
        raise ErreurPage("Y020028")
    service = ctx.services.get(suite["client_id"])
    if service is not None:
        evenements.noter_service(
            ctx, evenements.DECONNEXION_DU_FI, service, session.connu["ref"], fi=session.connu["fi"]
        )
    return rediriger(fi_externe.sortie(ctx, fin, session.connu["id_token"], xsrf))


async def terminer(request: Request) -> Response:
    """`GET /client/logout-callback`: the session that asked ends, and no other; other services are not told."""
    ctx = appel(request)
    xsrf = parametres(request.url.query).get("state", "")
    suite = await ctx.magasin.lire(ctx.espace, ctx.profil.nature(NATURE), xsrf)
    if suite is None:
        raise ErreurPage("Y190001")
    session = await ouvrir(request)
    if session is not None and session.cle != suite["session"]:
        raise ErreurPage("Y190001")
    if session is not None:
        await _fermer(ctx, session, suite["client_id"])
        await detruire(ctx, session)
        service = ctx.services.get(suite["client_id"])
        if service is not None:
            qui = session.connu["ref"] if session.connu else None
            evenements.noter_service(ctx, evenements.SESSION_TERMINEE, service, qui)
    return effacer_cookie(_confirmation(request, ctx, xsrf), ctx)


async def confirmer(request: Request) -> Response:
    """`POST /session/end/confirm`, once: back to the service, or to the last page."""
    ctx = appel(request)
    suite = await ctx.magasin.prendre(
        ctx.espace, ctx.profil.nature(NATURE), (await formulaire(request)).get("xsrf", "")
    )
    if suite is None:
        raise ErreurPage("Y190001")
    adresse = suite["adresse"]
    if not adresse:
        return rediriger(f"{ctx.emetteur}/session/end/success")
    ajout = urlencode({"state": suite["state"]}) if suite["state"] else ""
    return rediriger(f"{adresse}{'&' if '?' in adresse else '?'}{ajout}" if ajout else adresse)


async def succes(request: Request) -> Response:
    return page("franceconnect/deconnecte.html", request)


async def _fermer(ctx: Appel, session: Session, client_id: str) -> None:
    """The asking service loses its token; the others keep userinfo, and data providers see theirs inactive.

    A code not yet exchanged shares the fate of the token it promises.
    """
    for autre, jeton in session.jetons.items():
        await (revoquer(ctx, jeton) if autre == client_id else detacher(ctx, jeton))
    for autre, code in session.codes.items():
        promesse = await ctx.magasin.prendre(ctx.espace, ctx.profil.nature(NATURE_CODE), code)
        if promesse is not None and autre != client_id:
            promesse["prepare"]["sans_session"] = True
            reste = max(promesse["exp"] - ctx.maintenant, 1)
            await ctx.magasin.poser(ctx.espace, ctx.profil.nature(NATURE_CODE), code, promesse, reste)


def _confirmation(request: Request, ctx: Appel, xsrf: str) -> Response:
    return _etape(request, "post", f"{ctx.emetteur}/session/end/confirm", "xsrf", xsrf)


def _etape(request: Request, methode: str, action: str, champ: str, valeur: str) -> Response:
    """A page whose form sends itself; its button does it without script."""
    return page_active(
        "franceconnect/deconnexion.html", request, methode=methode, action=action, champ=champ, valeur=valeur
    )
