"""The trusted-device cookie: which identities have already logged in from this browser, told without naming them."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import Appel
from gateway.franceconnect.erreurs import ErreurPage
from gateway.hasard import hexa

COOKIE = "trustedDevice"
#: Seconds the browser keeps it.
DUREE = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Appareil:
    """`vus` holds one HMAC per identity, salted for this device."""

    sel: str
    vus: tuple[str, ...] = ()

    def connait(self, secret: str, empreinte: str) -> bool:
        return self._marque(secret, empreinte) in self.vus

    def avec(self, secret: str, empreinte: str) -> Appareil:
        return Appareil(self.sel, tuple(dict.fromkeys((*self.vus, self._marque(secret, empreinte)))))

    def _marque(self, secret: str, empreinte: str) -> str:
        return _hmac(secret, f"{self.sel}{empreinte}")


def lire(request: Request, secret: str) -> Appareil:
    """The device of the request, a new one without cookie; `ErreurPage` when the cookie is unreadable or forged."""
    brut = request.cookies.get(COOKIE)
    if brut is None:
        return Appareil(hexa(16))
    contenu, _, signature = brut.partition(".")
    try:
        lu = orjson.loads(urlsafe_b64decode(contenu))
        appareil = Appareil(lu["s"], tuple(lu["v"]))
    except (ValueError, KeyError, TypeError) as erreur:
        raise ErreurPage("Y510001", f"cookie {COOKIE} : contenu") from erreur
    if not hmac.compare_digest(_hmac(secret, contenu).encode(), signature.encode()):
        raise ErreurPage("Y510002", f"cookie {COOKIE} : signature")
    return appareil


def poser(reponse: Response, ctx: Appel, appareil: Appareil) -> Response:
    """The cookie, only on FranceConnect's own paths of this space."""
    contenu = urlsafe_b64encode(orjson.dumps({"s": appareil.sel, "v": appareil.vus})).decode()
    adresse = urlsplit(ctx.emetteur)
    reponse.set_cookie(
        COOKIE,
        f"{contenu}.{_hmac(ctx.secret, contenu)}",
        max_age=DUREE,
        path=adresse.path,
        secure=adresse.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return reponse


def _hmac(secret: str, texte: str) -> str:
    return hmac.new(secret.encode(), texte.encode(), sha256).hexdigest()
