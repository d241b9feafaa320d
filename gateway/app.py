"""The application: every request gets its space, its context and the part of the sandbox that answers its path.

The only module that plugs in the providers (by the catalogue), the nation, the personas and the demonstration service.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Sequence

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fixtures import inoffensif
from fixtures.fabrique import Fabrique
from fixtures.nation import nation
from fixtures.personas import personas
from gateway.aiguillage import Aiguillage
from gateway.bac import Bac, EspaceInconnu, Referentiel
from gateway.catalogue import FOURNISSEURS, quotient_servi
from gateway.contexte import ContexteAppel
from gateway.controle import creer as creer_controle
from gateway.declarations import services_integres
from gateway.franceconnect.app import creer as creer_franceconnect
from gateway.franceconnect.app import creer_fi
from gateway.franceconnect.plateforme import Plateforme
from gateway.franceconnect.profil import PLUS, TOUS_SCOPES, V1
from gateway.franceconnect.v1 import creer as creer_v1
from gateway.hote import lisible
from gateway.mes_connexions.app import creer as creer_mes_connexions
from gateway.portail.app import creer as creer_portail
from gateway.portail.fichiers import fichiers
from gateway.rnipp.app import creer as creer_rnipp
from gateway.settings import Settings
from kernel.contexte import CLE, contexte
from registry.mondes import Monde

PREFIXE_ESPACE = "/e/"
CRECHE = "demo-creche"
ENTETE_SYNTHETIQUE = (b"x-synthetic", b"true")


def create_app(settings: Settings) -> ASGIApp:
    """The whole sandbox as one ASGI application."""
    referentiel = Referentiel(
        scopes=TOUS_SCOPES,
        par_fournisseur={f.slug: f.noms_scopes for f in FOURNISSEURS},
        peupler=peupler,
        personas=lambda epoque: personas(epoque).personas,
        inoffensif=inoffensif,
        atelier=Fabrique(quotient_servi),
        scopes_api=frozenset(s.nom for f in FOURNISSEURS for s in f.scopes_api),
    )
    routes = [route for fournisseur in FOURNISSEURS for route in fournisseur.routes]
    return Application(Bac(settings, referentiel), Aiguillage(_montages(), routes))


def depuis_environnement() -> ASGIApp:
    """The factory a server process calls: the settings are in its environment."""
    return create_app(Settings())


def peupler(graine: int, taille: int, epoque: int) -> Sequence[Monde]:
    """The personas, then the nation, both defined for the civil year `epoque`."""
    return personas(epoque), nation(graine, taille, epoque)


def _montages() -> dict[str, ASGIApp]:
    franceconnect, fi = creer_franceconnect(), creer_fi()
    return {
        "/api/v2": franceconnect,
        "/fi": fi,
        V1.prefixe: Plateforme(V1, {"/fi": fi, "": creer_v1()}),
        PLUS.racine_fi: Plateforme(PLUS, {"/api/v2": franceconnect, "/fi": fi}),
        "/demo/creche": PlusTard(_creche),
        "/mes-connexions": creer_mes_connexions(),
        "/Brpp2IdentificationComplet": creer_rnipp(),
        "/_bac": creer_controle(),
        "/statique": fichiers,
        "": creer_portail(),
    }


def _creche() -> ASGIApp:
    """The demonstration service: it gets an address and its credentials, as any service does."""
    from demo.creche.app import creer as creer_creche  # its libraries would double the time to start

    service = next(s for s in services_integres() if s.key == CRECHE)
    return creer_creche(
        lambda request: contexte(request).base_url,
        service.key,
        service.client_secret,
        jour=lambda request: contexte(request).jour,
        connexion=_adresse_locale,
    )


def _adresse_locale(request: Request) -> str | None:
    """Where this very server listens, which the public address behind a relay may not tell."""
    serveur = request.scope.get("server")
    if serveur is None or serveur[1] is None:
        return None
    hote, port = serveur
    return f"http://[{hote}]:{port}" if ":" in hote else f"http://{hote}:{port}"


class PlusTard:
    """An application made in a thread at its first request: nobody else waits for what it needs."""

    def __init__(self, creer: Callable[[], ASGIApp]) -> None:
        self._creer = creer
        self._faite: ASGIApp | None = None
        self._verrou = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._verrou:
            if self._faite is None:
                self._faite = await asyncio.to_thread(self._creer)
        await self._faite(scope, receive, send)


class Application:
    """The outermost layer, plain ASGI: the space, the context, the header that says that all of this is fiction."""

    def __init__(self, bac: Bac, aiguillage: Aiguillage) -> None:
        self.bac = bac
        self._aiguillage = aiguillage

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._repondre(scope, receive, _synthetique(send))
        elif scope["type"] == "lifespan":
            await self._vivre(receive, send)
        else:
            await send({"type": "websocket.close"})

    async def _repondre(self, scope: Scope, receive: Receive, send: Send) -> None:
        hote = next((valeur for nom, valeur in scope["headers"] if nom == b"host"), b"localhost")
        if not lisible(hote):
            await _hote_illisible()(scope, receive, send)
            return
        if not self.bac.pret:
            await self.bac.demarrer()
        racine = scope.get("root_path", "")
        slug, prefixe, chemin = _espace(scope["path"].removeprefix(racine))
        try:
            ouvert = await self.bac.espace(slug)
        except EspaceInconnu:
            await _espace_inconnu(slug)(scope, receive, send)
            return
        scope = dict(scope)
        scope["root_path"] = racine + prefixe
        scope["path"] = racine + prefixe + chemin
        scope[CLE] = ContexteAppel(self.bac, ouvert, self._adresse(scope, hote, racine) + prefixe)
        await self._aiguillage(chemin, scope, receive, send)

    def _adresse(self, scope: Scope, hote: bytes, racine: str) -> str:
        """The public address of the default space."""
        if self.bac.reglages.public_url:
            return self.bac.reglages.public_url
        return f"{scope['scheme']}://{hote.decode('ascii')}{racine}"

    async def _vivre(self, receive: Receive, send: Send) -> None:
        await receive()
        await self.bac.demarrer()
        await self.bac.echauffer()
        # The tables and templates are there for good, the citizens kept in memory hold no cycle: the collector need not
        # look at the first again, and at the others seldom.
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 100)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.bac.arreter()
        await send({"type": "lifespan.shutdown.complete"})


def _espace(chemin: str) -> tuple[str, str, str]:
    """The slug of the space, its prefix and the path inside it."""
    if not chemin.startswith(PREFIXE_ESPACE):
        return "", "", chemin or "/"
    slug, barre, reste = chemin[len(PREFIXE_ESPACE) :].partition("/")
    return slug, PREFIXE_ESPACE + slug, barre + reste or "/"


def _espace_inconnu(slug: str) -> Response:
    corps = {
        "error": "espace_inconnu",
        "message": f"Aucun espace « {slug} » dans ce bac à sable.",
        "remede": "Créez-le : POST /_bac/spaces ou « bacasable space create ».",
    }
    return Response(orjson.dumps(corps), 404, media_type="application/json")


def _hote_illisible() -> Response:
    corps = {
        "error": "hote_illisible",
        "message": "L'en-tête Host n'est pas un nom d'hôte.",
        "remede": "Appelez le bac à sable par son nom ou son adresse.",
    }
    return Response(orjson.dumps(corps), 400, media_type="application/json")


def _synthetique(send: Send) -> Send:
    async def envoyer(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), ENTETE_SYNTHETIQUE]
        await send(message)

    return envoyer
