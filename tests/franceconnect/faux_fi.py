"""An outside identity provider that can lie: each of its answers is what the test says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey

CLIENT, SECRET = "franceconnect-chez-lui", "secret-de-test-d-au-moins-32-caracteres"
IDENTITE = {
    "sub": "compte-1",
    "given_name": "Angela Claire Louise",
    "family_name": "DUBOIS",
    "gender": "female",
    "birthdate": "1962-08-24",
    "birthplace": "75107",
    "birthcountry": "99100",
    "email": "angela@exemple.fr",
}


def cle(kid: str = "1") -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig", "alg": "ES256"})


@dataclass
class FauxFi:
    """`id_token` and `userinfo` are laid over the right claims, None takes one away; `jetons` over the token answer."""

    url: str = ""
    signature: ECKey = field(default_factory=cle)
    publiee: ECKey | None = None
    nonce: str = ""
    id_token: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    userinfo_signe: ECKey | None = None
    jetons: dict[str, Any] = field(default_factory=dict)
    statut_jetons: int = 200
    #: What is done to the signed id_token before it leaves; a body of userinfo that is not made of claims.
    enveloppe: Callable[[str], str] = str
    userinfo_brut: str = ""
    recus: list[dict[str, str]] = field(default_factory=list)

    def fiche(self, **changements: Any) -> dict[str, Any]:
        """Its record at FranceConnect, with addresses and no discovery."""
        return {
            "name": "faux-fi",
            "title": "Faux fournisseur",
            "clientID": CLIENT,
            "client_secret": SECRET,
            "issuer": self.url,
            "authzURL": f"{self.url}/authorize",
            "tokenURL": f"{self.url}/token",
            "userInfoURL": f"{self.url}/userinfo",
            "jwksURL": f"{self.url}/jwks",
            **changements,
        }

    def repondre(self, chemin: str) -> tuple[int, str, str]:
        """Status, media type and body."""
        lu = urlsplit(chemin)
        recus = dict(parse_qsl(lu.query))
        if lu.path == "/authorize":
            self.nonce = recus["nonce"]
            return _page("Entrer", recus["redirect_uri"], code="un-code", state=recus["state"])
        if lu.path == "/logout":
            return _page("Sortir", recus["post_logout_redirect_uri"], state=recus["state"])
        if chemin == "/jwks":
            return _json({"keys": [(self.publiee or self.signature).as_dict(private=False)]})
        if chemin == "/token":
            jetons = {"access_token": "acces", "token_type": "Bearer", "id_token": self._id_token(), **self.jetons}
            return _json(_sans_vide(jetons), self.statut_jetons)
        if self.userinfo_brut:
            return 200, "application/jwt", self.userinfo_brut
        claims = _sans_vide({**IDENTITE, **self.userinfo})
        if self.userinfo_signe is None:
            return _json(claims)
        signe = jwt.encode(
            {"alg": "ES256", "kid": "1"}, {**claims, "iss": self.url, "aud": CLIENT}, self.userinfo_signe
        )
        return 200, "application/jwt", signe

    def _id_token(self) -> str:
        maintenant = int(time.time())
        charge = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": IDENTITE["sub"],
            "nonce": self.nonce,
            "acr": "eidas1",
            "iat": maintenant,
            "exp": maintenant + 60,
            **self.id_token,
        }
        return self.enveloppe(jwt.encode({"alg": "ES256", "kid": "1"}, _sans_vide(charge), self.signature))


def _sans_vide(valeurs: dict[str, Any]) -> dict[str, Any]:
    return {n: v for n, v in valeurs.items() if v is not None}


def _page(bouton: str, retour: str, **champs: str) -> tuple[int, str, str]:
    """Its own page, whose only button goes back to FranceConnect."""
    caches = "".join(f'<input type="hidden" name="{n}" value="{v}">' for n, v in champs.items())
    corps = f'<!doctype html><title>Faux</title><form action="{retour}">{caches}<button>{bouton}</button></form>'
    return 200, "text/html; charset=utf-8", corps


def _json(contenu: Any, statut: int = 200) -> tuple[int, str, str]:
    return statut, "application/json", json.dumps(contenu)


@contextmanager
def ouvrir() -> Iterator[FauxFi]:
    """A right one, until the end of the block."""
    fi = FauxFi()

    class Serveur(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            statut, type_, corps = fi.repondre(self.path)
            self.send_response(statut)
            self.send_header("Content-Type", type_)
            self.end_headers()
            self.wfile.write(corps.encode())

        def do_POST(self) -> None:
            longueur = int(self.headers["Content-Length"])
            recu = dict(parse_qsl(self.rfile.read(longueur).decode()))
            if basic := self.headers.get("Authorization"):
                recu["authorization"] = basic
            fi.recus.append(recu)
            self.do_GET()

        def log_request(self, *args: Any) -> None:
            """Nothing on the console."""

    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Serveur)
    fi.url = f"http://127.0.0.1:{serveur.server_port}"
    fil = threading.Thread(target=serveur.serve_forever, args=(0.01,), daemon=True)
    fil.start()
    try:
        yield fi
    finally:
        serveur.shutdown()
        serveur.server_close()
        fil.join()
