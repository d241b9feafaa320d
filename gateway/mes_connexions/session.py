"""The citizen's session in their space: opened by a login through FranceConnect, closed after half an hour."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.jetons import NATURE_CODE
from gateway.franceconnect.reponses import ParametresIllisibles, parametres
from gateway.hasard import jeton as opaque

SERVICE = "mes-connexions"
SCOPES = "openid given_name family_name preferred_username birthdate gender birthplace birthcountry email idp_id"
COOKIE = "mes_connexions"
NATURE, NATURE_DEPART = "mes_connexions", "mes_connexions_depart"
#: Seconds.
DUREE, DUREE_DEPART = 1800, 600


@dataclass(frozen=True, slots=True)
class SessionCitoyen:
    """Who is looking (`ref`), by which identity provider they came (`fi`), and the token of their forms."""

    cle: str
    ref: str
    fi: str
    csrf: str


def racine(ctx: Appel) -> str:
    return f"{ctx.base_url}/mes-connexions"


async def partir(ctx: Appel) -> tuple[str, str]:
    """The address of the login, and the value of the cookie that will recognise its return."""
    depart, state = opaque(), opaque()
    await ctx.magasin.poser(ctx.espace, NATURE_DEPART, depart, {"state": state}, DUREE_DEPART)
    demande = {
        "response_type": "code",
        "client_id": SERVICE,
        "redirect_uri": f"{racine(ctx)}/retour",
        "scope": SCOPES,
        "state": state,
        "nonce": opaque(),
        "acr_values": "eidas1",
        "prompt": "login",
    }
    return f"{ctx.emetteur}/authorize?{urlencode(demande)}", depart


async def revenir(request: Request) -> SessionCitoyen | None:
    """The session that the code opens, once; None when this browser did not ask for it or the login failed.

    FranceConnect and this space are one program: the code is read where it was left, no token is issued.
    """
    ctx = appel(request)
    try:
        recus = parametres(request.url.query)
    except ParametresIllisibles:
        return None
    depart = await ctx.magasin.prendre(ctx.espace, NATURE_DEPART, _cle(request))
    if depart is None or depart["state"] != recus.get("state"):
        return None
    promesse = await ctx.magasin.prendre(ctx.espace, NATURE_CODE, recus.get("code", ""))
    if promesse is None or promesse["client_id"] != SERVICE:
        return None
    prepare = promesse["prepare"]
    session = SessionCitoyen(opaque(), prepare["ref"], prepare["claims"]["idp_id"], opaque())
    await ctx.magasin.poser(ctx.espace, NATURE, session.cle, asdict(session), DUREE)
    return session


async def ouvrir(request: Request) -> SessionCitoyen | None:
    ctx = appel(request)
    brut = await ctx.magasin.lire(ctx.espace, NATURE, _cle(request))
    return SessionCitoyen(**brut) if brut else None


async def fermer(request: Request) -> None:
    ctx = appel(request)
    await ctx.magasin.retirer(ctx.espace, NATURE, _cle(request))


def _cle(request: Request) -> str:
    """The cookie's value; nothing when it hides a NUL, which no database keeps."""
    cle = request.cookies.get(COOKIE, "")
    return "" if "\0" in cle else cle


def poser_cookie(reponse: Response, ctx: Appel, valeur: str, duree: int = DUREE) -> Response:
    """Only on the paths of this space; `duree` 0 takes it away."""
    adresse = urlsplit(racine(ctx))
    reponse.set_cookie(
        COOKIE,
        valeur,
        max_age=duree,
        path=adresse.path,
        secure=adresse.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return reponse
