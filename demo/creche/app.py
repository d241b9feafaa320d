"""The crèche's web application: a login, four administrations, an hourly fee, an enrolment."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from authlib.integrations.httpx_client import AsyncOAuth2Client
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from demo.creche.donnees import demander
from demo.creche.dossier import Dossier, Inscription, inscrire, ouvrir
from demo.creche.echanges import Echange, Journal, jetons_de, parametres_masques, sans_requete
from demo.creche.franceconnect import Connexion, ConnexionRefusee, FranceConnect, decouvrir, ouvrir_client
from demo.creche.sessions import Attente, Session, Sessions
from demo.creche.tarif import nombre
from demo.creche.transport import CRECHE, Temoin

CHEMIN = "/demo/creche"
COOKIE = "creche"
NAVIGATEUR = "Navigateur"
FC = "FranceConnect (simulé)"
ENTETES = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
VOIR = 303
Adresse = Callable[[Request], str]


def _gabarits() -> Environment:
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "gabarits"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["nombre"] = nombre
    return env


@dataclass(frozen=True, slots=True)
class Creche:
    """The pages. `connexion` is where to open connections when it is not at the public address itself."""

    base_url: Adresse
    client_id: str
    client_secret: str
    jour: Callable[[Request], date]
    connexion: Callable[[Request], str | None]
    sessions: Sessions
    reseau: httpx.AsyncBaseTransport
    gabarits: Environment

    async def accueil(self, request: Request) -> Response:
        session = self._session(request)
        sortie = bool(session and session.sortir(request.query_params.get("state", "")))
        if session is not None and sortie:
            session.journal.noter(self._requete_recue(request)).statut = 200
        return self._page("accueil.html", request, connecte=bool(session and session.dossier), sortie=sortie)

    async def se_connecter(self, request: Request) -> Response:
        base = self.base_url(request)
        session = self._session(request) or Session(base)
        journal = session.journal = Journal()
        depart = journal.noter(self._requete_recue(request))
        depart.statut = VOIR
        depart.note = (
            "La crèche tire un state et un nonce, qui devront revenir, et renvoie le navigateur vers FranceConnect."
        )
        client = self._client(request, journal)
        try:
            metadonnees = await decouvrir(client, base)
        except httpx.HTTPError as panne:
            return self._panne(request, panne)
        fc = FranceConnect(client, journal, metadonnees)
        url, state, nonce = fc.adresse_de_connexion(base + CHEMIN + "/retour")
        vers_fc = journal.noter(self._vers_franceconnect(url))
        vers_fc.note = "Choix du compte, mot de passe, consentement : la crèche ne voit rien de ces pages."
        session.attendre(state, Attente(nonce, journal, vers_fc, metadonnees))
        return self._avec_cookie(RedirectResponse(url, VOIR), request, session)

    async def retour(self, request: Request) -> Response:
        session = self._session(request)
        recu = request.query_params
        attente = session.attentes.pop(recu.get("state", ""), None) if session else None
        if session is None or attente is None:
            return self._page(
                "refus.html", request, 400, code="state", detail="Ce retour ne correspond à aucune connexion en cours."
            )
        session.journal = attente.journal
        recue = session.journal.noter(self._requete_recue(request))
        recue.statut = attente.echange.statut = VOIR
        recue.note = (
            "Le state est celui de cette connexion et iss nomme la plateforme interrogée : le code peut servir."
        )
        try:
            connexion, dossier = await self._etablir(request, attente)
        except ConnexionRefusee as refus:
            return self._page("refus.html", request, 403, code=refus.code, detail=refus.detail)
        except httpx.HTTPError as panne:
            return self._panne(request, panne)
        session.entrer(dossier, connexion.id_token, attente.metadonnees)
        return self._avec_cookie(self._vers(request, "/dossier"), request, session)

    async def _etablir(self, request: Request, attente: Attente) -> tuple[Connexion, Dossier]:
        """From the code to the file: tokens, identity, then the four administrations."""
        base, recu = self.base_url(request), request.query_params
        fc = FranceConnect(self._client(request, attente.journal), attente.journal, attente.metadonnees)
        fc.verifier_emetteur(recu.get("iss", ""))
        if "error" in recu or "code" not in recu:
            raise ConnexionRefusee(recu.get("error", "code"), recu.get("error_description", "Aucun code reçu."))
        connexion = await fc.connecter(recu["code"], base + CHEMIN + "/retour", attente.nonce)
        jour = self.jour(request)
        reponses = await demander(fc.client, base, jour.year - 2)
        return connexion, ouvrir(connexion.identite, reponses, jour)

    async def dossier(self, request: Request) -> Response:
        session = self._session(request)
        if session is None or session.dossier is None:
            return self._vers(request, "/")
        return self._page("dossier.html", request, dossier=session.dossier)

    async def inscription(self, request: Request) -> Response:
        session = self._session(request)
        if session is None or session.dossier is None:
            return self._vers(request, "/")
        if request.method == "POST":
            choix = (await request.form()).get("enfant")
            session.inscription = self._inscrire(session.dossier, str(choix), session.inscription)
            return self._vers(request, "/inscription")
        if session.inscription is None:
            return self._vers(request, "/dossier")
        return self._page("inscription.html", request, inscription=session.inscription, dossier=session.dossier)

    def _inscrire(self, dossier: Dossier, choix: str, precedente: Inscription | None) -> Inscription | None:
        """The enrolment of the chosen child; choosing the same child twice keeps the file number."""
        enfant = next((e for e in dossier.inscriptibles if e.cle == choix), None)
        if enfant is None or (precedente is not None and precedente.enfant == enfant):
            return precedente
        return inscrire(dossier, enfant, secrets.token_hex(3).upper())

    async def deconnexion(self, request: Request) -> Response:
        session = self._session(request)
        if session is None or not session.id_token:
            return self._vers(request, "/")
        session.journal.noter(self._requete_recue(request)).statut = VOIR
        fc = FranceConnect(self._client(request, session.journal), session.journal, session.metadonnees)
        session.state_sortie = secrets.token_urlsafe(16)
        retour = self.base_url(request) + CHEMIN + "/"
        url = fc.adresse_de_deconnexion(session.id_token, retour, session.state_sortie)
        sortie = session.journal.noter(self._vers_franceconnect(url))
        sortie.statut = VOIR
        sortie.note = "La déconnexion passe par le navigateur : c’est lui qui a la session ouverte chez FranceConnect."
        sortie.jetons = jetons_de(urlsplit(url).query)
        session.oublier_la_personne()
        return RedirectResponse(url, VOIR)

    async def coulisses(self, request: Request) -> Response:
        session = self._session(request)
        return self._page("coulisses.html", request, journal=session.journal if session else None)

    def _session(self, request: Request) -> Session | None:
        return self.sessions.lire(request.cookies.get(COOKIE), self.base_url(request))

    def _avec_cookie(self, reponse: Response, request: Request, session: Session) -> Response:
        base = urlsplit(self.base_url(request))
        cle = self.sessions.ranger(session, request.cookies.get(COOKIE))
        reponse.set_cookie(
            COOKIE, cle, path=base.path + CHEMIN, httponly=True, samesite="lax", secure=base.scheme == "https"
        )
        return reponse

    def _client(self, request: Request, journal: Journal) -> AsyncOAuth2Client:
        """An OAuth client whose every exchange is written into `journal`."""
        temoin = Temoin(self.reseau, journal, self.base_url(request), self.connexion(request))
        return ouvrir_client(self.client_id, self.client_secret, temoin)

    @staticmethod
    def _vers_franceconnect(url: str) -> Echange:
        return Echange(NAVIGATEUR, FC, "GET", sans_requete(url), parametres_masques(urlsplit(url).query))

    def _requete_recue(self, request: Request) -> Echange:
        return Echange(
            NAVIGATEUR,
            CRECHE,
            request.method,
            sans_requete(self.base_url(request) + CHEMIN + "/" + request.url.path.rpartition("/")[2]),
            parametres_masques(request.url.query),
        )

    def _vers(self, request: Request, page: str) -> Response:
        return RedirectResponse(self.base_url(request) + CHEMIN + page, VOIR)

    def _panne(self, request: Request, panne: httpx.HTTPError) -> Response:
        return self._page("panne.html", request, 502, detail=type(panne).__name__)

    def _page(self, nom: str, request: Request, statut: int = 200, **contexte: object) -> Response:
        chemin = urlsplit(self.base_url(request)).path
        html = self.gabarits.get_template(nom).render(
            contexte | {"base": chemin, "ici": chemin + CHEMIN, "jour": self.jour(request)}
        )
        return HTMLResponse(html, statut, ENTETES)


def creer(
    base_url: Adresse | str,
    client_id: str,
    client_secret: str,
    *,
    jour: Callable[[Request], date] | None = None,
    connexion: Callable[[Request], str | None] | None = None,
) -> ASGIApp:
    """The crèche, for the sandbox whose public address is `base_url` (no final slash).

    `jour` is the crèche's calendar (today by default). `connexion` gives the origin where connections are opened when
    the public address cannot be reached from here (inside a container); the `Host` header stays the public one.
    """
    creche = Creche(
        base_url=base_url if callable(base_url) else lambda _: base_url,
        client_id=client_id,
        client_secret=client_secret,
        jour=jour or (lambda _: date.today()),
        connexion=connexion or (lambda _: None),
        sessions=Sessions(),
        reseau=httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=50, max_keepalive_connections=10)),
        gabarits=_gabarits(),
    )
    return Starlette(
        routes=[
            Route("/", creche.accueil),
            Route("/connexion", creche.se_connecter),
            Route("/retour", creche.retour),
            Route("/dossier", creche.dossier),
            Route("/inscription", creche.inscription, methods=["GET", "POST"]),
            Route("/deconnexion", creche.deconnexion),
            Route("/coulisses", creche.coulisses),
        ]
    )
