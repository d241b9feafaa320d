"""A service and its citizen's browser: registered by HTTP, they follow links and forms as the pages give them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urljoin, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet
from joserfc.util import json_b64decode

RETOUR = "https://service.exemple.fr/retour"
ADIEU = "https://service.exemple.fr/adieu"
NONCE = "nonce-de-vingt-deux-caracteres"
ETAT = "etat-du-service"
PIVOT = "openid identite_pivot"


#: Shared by all clients, which it keeps cheap; without kept connections nothing is left to close.
_TRANSPORT = httpx.HTTPTransport(verify=False, limits=httpx.Limits(max_keepalive_connections=0))


def nouveau_client() -> httpx.Client:
    """A client without cookies that follows no redirect."""
    return httpx.Client(transport=_TRANSPORT, trust_env=False, timeout=10)


def get(adresse: str, **options: Any) -> httpx.Response:
    """One request of its own, without cookies."""
    return nouveau_client().get(adresse, **options)


def post(adresse: str, **options: Any) -> httpx.Response:
    return nouveau_client().post(adresse, **options)


@dataclass
class Formulaire:
    """One form of a page: what a browser would send, and its unnamed or named submit buttons."""

    action: str
    methode: str
    champs: dict[str, str] = field(default_factory=dict)
    boutons: list[dict[str, str]] = field(default_factory=list)


class _Lecteur(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.formulaires: list[Formulaire] = []
        self.liens: dict[str, str] = {}
        self._lien = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {nom: valeur or "" for nom, valeur in attrs}
        if tag == "form":
            self.formulaires.append(Formulaire(a.get("action", ""), a.get("method", "get").lower()))
        elif tag == "input" and a.get("type") != "checkbox":
            self.formulaires[-1].champs[a["name"]] = a.get("value", "")
        elif tag == "button" and self.formulaires:
            self.formulaires[-1].boutons.append(a)
        elif tag == "a":
            self._lien = a.get("href", "")

    def handle_data(self, data: str) -> None:
        if self._lien and data.strip():
            self.liens[data.strip()] = self._lien

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._lien = ""


def lire(page: httpx.Response) -> _Lecteur:
    lecteur = _Lecteur()
    lecteur.feed(page.text)
    return lecteur


class Navigateur:
    """A browser without script: it keeps cookies, follows redirects inside the sandbox and stops at the door."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.client = nouveau_client()

    def aller(self, adresse: str, **parametres: Any) -> httpx.Response:
        return self._suivre(self.client.get(adresse, **parametres))

    def _suivre(self, reponse: httpx.Response) -> httpx.Response:
        while reponse.is_redirect:
            suivante = urljoin(str(reponse.url), reponse.headers["location"])
            if not suivante.startswith(self.base):
                return reponse
            reponse = self.client.get(suivante)
        return reponse

    def soumettre(self, page: httpx.Response, numero: int = 0, **champs: str) -> httpx.Response:
        """Send the form `numero` of the page as it stands, with `champs` typed over."""
        f = lire(page).formulaires[numero]
        adresse, donnees = urljoin(str(page.url), f.action), {**f.champs, **champs}
        if f.methode == "get":
            return self.aller(adresse, params=donnees)
        return self._suivre(self.client.post(adresse, data=donnees))


class FauxService:
    """A service (FS) registered through the control API; `base` is the sandbox or one of its spaces."""

    def __init__(self, base: str, **declaration: Any) -> None:
        self.base = base
        self.fc = f"{base}/api/v2"
        corps = {"redirect_uris": [RETOUR], "post_logout_redirect_uris": [ADIEU], **declaration}
        reponse = post(f"{base}/_bac/services", json=corps)
        assert reponse.status_code == 201, reponse.text
        self.fiche = reponse.json()
        self.client_id: str = self.fiche["client_id"]
        self.secret: str = self.fiche["client_secret"]
        self.retour: str = self.fiche["redirect_uris"][0]

    def demande(self, **changements: str | None) -> dict[str, str]:
        """A correct request; None takes a parameter away."""
        tous: dict[str, str | None] = {
            "client_id": self.client_id,
            "response_type": "code",
            "scope": PIVOT,
            "redirect_uri": self.retour,
            "state": ETAT,
            "nonce": NONCE,
            "acr_values": "eidas1",
            **changements,
        }
        return {nom: valeur for nom, valeur in tous.items() if valeur is not None}

    def autoriser(self, navigateur: Navigateur | None = None, **changements: str | None) -> httpx.Response:
        """The page or the redirect that the request leads to."""
        qui = navigateur or Navigateur(self.base)
        return qui.aller(f"{self.fc}/authorize", params=self.demande(**changements))

    def entrer(
        self, navigateur: Navigateur | None = None, login: str = "test", **changements: str | None
    ) -> httpx.Response:
        """The whole journey by the pages; the last answer is the redirect to the service."""
        qui = navigateur or Navigateur(self.base)
        mire = self.autoriser(qui, **changements)
        consentement = qui.soumettre(qui.soumettre(mire), login=login)
        return qui.soumettre(consentement)

    def echanger(self, retour: httpx.Response, **changements: str | None) -> httpx.Response:
        """`POST /token` with the code of a redirect."""
        tous: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "code": parametres(retour).get("code", ""),
            "redirect_uri": self.retour,
            "client_id": self.client_id,
            "client_secret": self.secret,
            **changements,
        }
        donnees = {nom: valeur for nom, valeur in tous.items() if valeur is not None}
        return post(f"{self.fc}/token", data=donnees)

    def jetons(self, login: str = "test", scope: str = PIVOT, navigateur: Navigateur | None = None) -> dict[str, Any]:
        """The five members, after a journey by the pages."""
        reponse = self.echanger(self.entrer(navigateur, login, scope=scope))
        assert reponse.status_code == 200, reponse.text
        lu: dict[str, Any] = reponse.json()
        return lu

    def jeton_direct(self, login: str = "test", scope: str = PIVOT) -> dict[str, Any]:
        """The five members, without a browser."""
        corps = {"client_id": self.client_id, "login": login, "scope": scope}
        reponse = post(f"{self.base}/_bac/login", json=corps)
        assert reponse.status_code == 200, reponse.text
        lu: dict[str, Any] = reponse.json()
        return lu

    def userinfo(self, jeton: str) -> httpx.Response:
        return get(f"{self.fc}/userinfo", headers={"Authorization": f"Bearer {jeton}"})

    def identite(self, login: str = "test", scope: str = PIVOT) -> dict[str, Any]:
        """The verified claims of userinfo."""
        return self.verifier(self.userinfo(self.jeton_direct(login, scope)["access_token"]).text)

    def revoquer(self, jeton: str, **autres: str) -> httpx.Response:
        donnees = {"token": jeton, "client_id": self.client_id, "client_secret": self.secret, **autres}
        return post(f"{self.fc}/token/revocation", data=donnees)

    def verifier(self, jws: str) -> dict[str, Any]:
        """The claims of a token signed by the sandbox's published keys."""
        return verifier(self.fc, jws)


def verifier(fc: str, jws: str) -> dict[str, Any]:
    cles = KeySet.import_key_set(get(f"{fc}/jwks").json())
    return dict(jwt.decode(jws, cles, algorithms=["ES256", "RS256"]).claims)


def entete(jws: str) -> dict[str, Any]:
    """The protected header of a compact JWS or JWE."""
    return dict(json_b64decode(jws.split(".")[0].encode()))


def parametres(redirection: httpx.Response) -> dict[str, str]:
    """The query parameters of a redirect's target."""
    return dict(parse_qsl(urlsplit(redirection.headers["location"]).query, keep_blank_values=True))


def fragment(redirection: httpx.Response) -> dict[str, str]:
    return {n: v[0] for n, v in parse_qs(urlsplit(redirection.headers["location"]).fragment).items()}


def code_erreur(page: httpx.Response) -> str:
    """The Y code that an error page shows."""
    return page.text.partition("<strong>Erreur ")[2].partition("<")[0]
