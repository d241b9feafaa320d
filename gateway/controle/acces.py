"""Who may press our buttons: the machine itself, or whoever has the key; never a page of another site.

Only the peer of the socket counts, no forwarding header. Without a key the name the caller used must be ours too, or a
page of another site could reach us by giving its own name our address (DNS rebinding).
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.controle.erreurs import ErreurControle
from gateway.settings import Settings, est_boucle
from kernel.acces import porteur
from kernel.contexte import CLE

EN_TETE_CLE = "x-bac-key"
OUVERT_A_TOUS = "/health"
#: What a relay adds: its caller is not the machine itself, even when the relay is.
EN_TETES_RELAIS = ("x-forwarded-for", "forwarded", "x-real-ip", "via")


class Acces:
    """ASGI layer around the control API."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        chemin = scope["path"].removeprefix(scope["root_path"])
        if chemin != OUVERT_A_TOUS:
            refus = refus_acces(request, scope[CLE].reglages)
            if refus is not None:
                await refus.reponse()(scope, receive, send)
                return
        await self._application(scope, receive, send)


def refus_acces(request: Request, reglages: Settings, cle: str = "") -> ErreurControle | None:
    """Why this caller may not come in; None when they may. `cle` is the key typed in a form, which sends no header."""
    origine = request.headers.get("origin")
    if origine is not None and not _meme_site(origine, request, reglages):
        return ErreurControle(
            403,
            "origine_refusee",
            f"L'API de contrôle ne répond pas aux pages d'un autre site ({origine}).",
            "Appelez-la depuis un programme, ou depuis une page du bac à sable.",
        )
    if reglages.control_key:
        return _refus_cle(request, reglages.control_key, cle)
    return _refus_sans_cle(request, reglages)


def _meme_site(origine: str, request: Request, reglages: Settings) -> bool:
    publique = urlsplit(reglages.public_url).netloc
    try:
        return urlsplit(origine).netloc in {request.headers.get("host", ""), publique} - {""}
    except ValueError:
        return False


def _refus_cle(request: Request, cle: str, saisie: str) -> ErreurControle | None:
    donnee = request.headers.get(EN_TETE_CLE) or porteur(request) or saisie
    if hmac.compare_digest(donnee.encode(), cle.encode()):
        return None
    return ErreurControle(
        401,
        "cle_requise",
        "La clé de l'API de contrôle manque ou n'est pas la bonne.",
        "Envoyez-la dans l'en-tête X-Bac-Key (réglage BACASABLE_CONTROL_KEY du serveur).",
    )


def _refus_sans_cle(request: Request, reglages: Settings) -> ErreurControle | None:
    relaye = any(nom in request.headers for nom in EN_TETES_RELAIS)
    if request.client is None or relaye or not est_boucle(request.client.host):
        return ErreurControle(
            403,
            "machine_seulement",
            "Sans clé, l'API de contrôle ne répond qu'à la machine qui l'héberge.",
            "Donnez une clé au serveur (BACASABLE_CONTROL_KEY) et envoyez-la dans l'en-tête X-Bac-Key.",
        )
    nom = _nom_hote(request.headers.get("host", ""))
    if est_boucle(nom) or nom in {urlsplit(reglages.public_url).hostname, reglages.host}:
        return None
    return ErreurControle(
        403,
        "hote_refuse",
        f"L'API de contrôle ne connaît pas le nom « {nom} ».",
        "Appelez-la par 127.0.0.1 ou localhost, ou donnez cette adresse au réglage BACASABLE_PUBLIC_URL.",
    )


def _nom_hote(hote: str) -> str:
    """`localhost` of `localhost:8000`, `::1` of `[::1]:8000`."""
    return urlsplit(f"//{hote}").hostname or ""
