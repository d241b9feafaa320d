"""The pages of the citizen's space; a visitor who is not logged in is sent to the first one."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import appel
from gateway.franceconnect.pages_actives import page_active
from gateway.franceconnect.reponses import ParametresIllisibles, formulaire, rediriger
from gateway.franceconnect.retrait import retirer
from gateway.mes_connexions import choix, historique
from gateway.mes_connexions import session as sessions
from gateway.mes_connexions.session import SessionCitoyen, poser_cookie, racine
from gateway.pages import numero_de_page, page

SANS_SESSION = "Votre session a expiré, ou ce formulaire n'est pas le vôtre. Reconnectez-vous."
ECHEC = "La connexion n'a pas abouti. Recommencez depuis « Mes connexions »."


async def accueil(request: Request) -> Response:
    """The history, ten events a page, or the button that logs in."""
    ctx = appel(request)
    session = await sessions.ouvrir(request)
    if session is None:
        return page("mes_connexions/accueil.html", request, racine=racine(ctx))
    visibles = historique.visibles(await historique.evenements_du_citoyen(ctx, session.ref))
    pages = max(1, -(-len(visibles) // historique.PAR_PAGE))
    numero = min(numero_de_page(request), pages)
    debut = (numero - 1) * historique.PAR_PAGE
    montres = visibles[debut : debut + historique.PAR_PAGE]
    lignes = [historique.ligne(ctx, e) for e in montres]
    return _page(request, session, "historique", lignes=lignes, numero=numero, pages=pages, total=len(visibles))


async def connexion(request: Request) -> Response:
    ctx = appel(request)
    adresse, depart = await sessions.partir(ctx)
    return poser_cookie(rediriger(adresse), ctx, depart, sessions.DUREE_DEPART)


async def retour(request: Request) -> Response:
    ctx = appel(request)
    session = await sessions.revenir(request)
    if session is None:
        return page("message.html", request, 400, titre="Connexion refusée", message=ECHEC)
    return poser_cookie(rediriger(f"{racine(ctx)}/"), ctx, session.cle)


async def preferences(request: Request) -> Response:
    ctx = appel(request)
    session = await sessions.ouvrir(request)
    if session is None:
        return rediriger(f"{racine(ctx)}/")
    if request.method == "POST":
        return await _changer(request, session)
    return await _preferences(request, session)


async def _changer(request: Request, session: SessionCitoyen) -> Response:
    donnees = await _formulaire(request, session)
    if donnees is None:
        return _refus(request)
    acceptes = [nom.removeprefix("fi:") for nom in donnees if nom.startswith("fi:")]
    try:
        await choix.changer(appel(request), session, acceptes, "futurs" in donnees)
    except choix.ChoixRefuse:
        message = "Le compte avec lequel vous êtes connecté ne peut pas être bloqué."
        return await _preferences(request, session, statut=409, erreur=message)
    return await _preferences(request, session, fait="Vos préférences sont enregistrées.")


async def _preferences(
    request: Request, session: SessionCitoyen, *, statut: int = 200, erreur: str = "", fait: str = ""
) -> Response:
    connus, futurs = await choix.preferences(appel(request), session.ref)
    return _page(request, session, "preferences", statut=statut, connus=connus, futurs=futurs, erreur=erreur, fait=fait)


async def autorisations(request: Request) -> Response:
    """The services that received something; `POST` takes one consent back."""
    ctx = appel(request)
    session = await sessions.ouvrir(request)
    if session is None:
        return rediriger(f"{racine(ctx)}/")
    services = historique.services_autorises(ctx, await historique.evenements_du_citoyen(ctx, session.ref))
    fait = ""
    if request.method == "POST":
        donnees = await _formulaire(request, session)
        if donnees is None:
            return _refus(request)
        client_id = donnees.get("service", "")
        if client_id in services:
            await retirer(ctx, session.ref, client_id)
            fait = f"{services.pop(client_id)} ne peut plus lire vos données."
    return _page(request, session, "autorisations", services=services, fait=fait)


async def deconnexion(request: Request) -> Response:
    ctx = appel(request)
    session = await sessions.ouvrir(request)
    if session is None or await _formulaire(request, session) is None:
        return _refus(request)
    await sessions.fermer(request)
    return poser_cookie(rediriger(f"{racine(ctx)}/"), ctx, "", 0)


async def _formulaire(request: Request, session: SessionCitoyen) -> dict[str, str] | None:
    """The fields of a form that is this citizen's own; None when its token is not theirs."""
    try:
        donnees = await formulaire(request)
    except ParametresIllisibles:
        return None
    return donnees if donnees.get("csrfToken") == session.csrf else None


def _refus(request: Request) -> Response:
    return page("message.html", request, 401, titre="Demande refusée", message=SANS_SESSION)


def _page(request: Request, session: SessionCitoyen, nom: str, statut: int = 200, **contexte: Any) -> Response:
    ctx = appel(request)
    personne = ctx.registre.personne(session.ref)
    return page_active(
        f"mes_connexions/{nom}.html",
        request,
        statut,
        racine=racine(ctx),
        personne=personne,
        csrf=session.csrf,
        **contexte,
    )
