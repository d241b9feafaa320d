"""The browser's session: who is known (for SSO), the journey under way, and the tokens each service obtained."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypedDict
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.erreurs import ErreurPage
from gateway.hasard import identifiant
from gateway.hasard import jeton as opaque

COOKIE = "fc_session_id"
NATURE = "session"
#: Where the session of a request is left, for the error page to know the service.
CLE_SESSION = "fc_session"

MIRE = "mire"
CHEZ_LE_FI = "fi"
RETOUR = "retour"
CONSENTEMENT = "consentement"
ACCORDE = "accorde"
FINI = "fini"


class Identite(TypedDict):
    """A citizen authenticated by an identity provider (`fi`: its uid) at `auth_time`, at the level `acr`.

    `saisie` is the identity it gave, when it gave one; `ref` stays empty until the register has been asked. `id_token`
    is an outside provider's own, which its logout wants. `rnipp` is the outcome that the login asks of the RNIPP (`""`:
    none).
    """

    ref: str
    saisie: dict[str, str] | None
    id_token: str
    fi: str
    acr: str
    auth_time: int
    rnipp: str


class Voyage(TypedDict):
    """One journey from authorize to the service; `etape` says which page may come next.

    `niveau` is what the identity provider must reach: `acr`, or more in a suspicious context (`suspect`).
    `mandat` says that the service asks for the citizen's mandate, `rep_scope` what it covers, once known.
    """

    uid: str
    etape: str
    csrf: str
    client_id: str
    redirect_uri: str
    state: str
    nonce: str
    scopes: list[str]
    acr: str
    niveau: str
    suspect: bool
    amr: bool
    mandat: bool
    rep_scope: list[str]
    sans_page: bool
    fi: str
    etat_fi: str
    nonce_fi: str
    echec_fi: str
    identite: Identite | None


@dataclass(slots=True)
class Session:
    """`jetons` maps a client_id to the access token last promised to it, `codes` to the code that promised it.

    `fin` is when a fixed session ends; `navigation` is the code that the notification mail prints; `notifies`
    remembers who was notified for which service.
    """

    cle: str
    connu: Identite | None = None
    voyage: Voyage | None = None
    jetons: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    fin: int = 0
    navigation: str = field(default_factory=identifiant)
    notifies: list[str] = field(default_factory=list)


def lire_cookie(request: Request) -> str:
    """The session's id; nothing when it holds a NUL, which a quoted cookie may hide and no database keeps."""
    cle = request.cookies.get(COOKIE, "")
    return "" if "\0" in cle else cle


async def ouvrir(request: Request) -> Session | None:
    """The live session of this browser, None without one."""
    cle = lire_cookie(request)
    if not cle:
        return None
    ctx = appel(request)
    brut = await ctx.magasin.lire(ctx.espace, ctx.profil.nature(NATURE), cle)
    if brut is None:
        return None
    session = Session(cle, **brut)
    request.scope[CLE_SESSION] = session
    return session


async def exiger_voyage(request: Request, *etapes: str) -> tuple[Session, Voyage]:
    """The session and its journey; refused when lost, when it is another one, or when its step is not in `etapes`."""
    session = await ouvrir(request)
    if session is None:
        raise ErreurPage("Y190001")
    voyage = session.voyage
    if voyage is None or request.path_params.get("uid", voyage["uid"]) != voyage["uid"]:
        raise ErreurPage("Y190004")
    if voyage["etape"] not in etapes:
        raise ErreurPage("Y420001")
    return session, voyage


async def enregistrer(ctx: Appel, session: Session) -> None:
    """Write the session; its time starts again where the platform lets it slide."""
    profil = ctx.profil
    if profil.session_glissante or not session.fin:
        session.fin = ctx.maintenant + profil.session
    valeur: dict[str, Any] = {
        "connu": session.connu,
        "voyage": session.voyage,
        "jetons": session.jetons,
        "codes": session.codes,
        "fin": session.fin,
        "navigation": session.navigation,
        "notifies": session.notifies,
    }
    reste = max(session.fin - ctx.maintenant, 1)
    await ctx.magasin.poser(ctx.espace, profil.nature(NATURE), session.cle, valeur, reste)


async def renouveler(ctx: Appel, session: Session) -> None:
    """A new id for the same content: the old one is worth nothing any more."""
    if session.cle:
        await ctx.magasin.retirer(ctx.espace, ctx.profil.nature(NATURE), session.cle)
    session.cle = opaque()
    await enregistrer(ctx, session)


async def detruire(ctx: Appel, session: Session) -> None:
    await ctx.magasin.retirer(ctx.espace, ctx.profil.nature(NATURE), session.cle)


def verifier_csrf(voyage: Voyage, donnees: dict[str, str]) -> None:
    """The form must carry the journey's token."""
    recu = donnees.get("csrfToken", "")
    if not recu:
        raise ErreurPage("Y470002")
    if recu != voyage["csrf"]:
        raise ErreurPage("Y470001")


def poser_cookie(reponse: Response, ctx: Appel, session: Session) -> Response:
    """The cookie lives as long as a sliding session, or as the browser, only on the platform's paths of this space."""
    return _avec_cookie(reponse, ctx, session.cle, ctx.profil.session if ctx.profil.session_glissante else None)


def effacer_cookie(reponse: Response, ctx: Appel) -> Response:
    return _avec_cookie(reponse, ctx, "", 0)


def _avec_cookie(reponse: Response, ctx: Appel, valeur: str, duree: int | None) -> Response:
    # Written by hand: http.cookies costs more than the rest of the page's headers, for a value that needs no quoting.
    adresse = urlsplit(ctx.emetteur)
    securise = "; Secure" if adresse.scheme == "https" else ""
    age = "" if duree is None else f"; Max-Age={duree}"
    texte = f"{COOKIE}={valeur}{age}; Path={adresse.path}; HttpOnly; SameSite=lax{securise}"
    reponse.raw_headers.append((b"set-cookie", texte.encode()))
    return reponse
