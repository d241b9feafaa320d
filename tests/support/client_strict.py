"""A service that checks everything: Authlib for the protocol, joserfc for the signatures and the claims.

What it refuses it names `step.check` (`Refus`), so that a test can say which check caught a fault.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import httpx
from joserfc import jws, jwt
from joserfc.errors import (
    BadSignatureError,
    ClaimError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
)
from joserfc.jwk import KeySet

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from authlib.common.errors import AuthlibBaseError
    from authlib.integrations.httpx_client import OAuth2Client

SCOPES = "openid identite_pivot email"
NIVEAU = "eidas1"
#: Seconds of difference between two clocks.
TOLERANCE = 5
GENRES = ("male", "female")
EXIGES = ("family_name", "given_name", "email")


class Refus(Exception):
    """The login stops here; `controle` is the check that failed, `detail` what it saw."""

    def __init__(self, controle: str, detail: object = "") -> None:
        super().__init__(f"{controle} ({detail})")
        self.controle = controle


@dataclass(slots=True)
class ClientStrict:
    """A service registered for `alg`; `en_attente` has the nonce of each login that has not come back, by state."""

    emetteur: str
    client_id: str
    client_secret: str
    redirect_uri: str
    alg: str = "ES256"
    delai: float = 10.0
    en_attente: dict[str, str] = field(default_factory=dict)
    servis: set[str] = field(default_factory=set)
    _http: httpx.Client = field(init=False)
    _document: dict[str, Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._http = OAuth2Client(
            self.client_id,
            self.client_secret,
            scope=SCOPES,
            redirect_uri=self.redirect_uri,
            token_endpoint_auth_method="client_secret_post",
            leeway=0,  # the tokens live 60 s, Authlib would by default not use them in their last minute
            trust_env=False,
            timeout=self.delai,
            verify=False,  # nothing here speaks TLS, and loading its authorities costs more than a login
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        self._http.close()

    def patienter(self, delai: float) -> None:
        """Wait so many seconds for the answers that come."""
        self._http.timeout = httpx.Timeout(delai)

    def decouvrir(self) -> None:
        """Read the discovery document, which must name the issuer that was configured."""
        self._document = self._lire_json("decouverte", f"{self.emetteur}/.well-known/openid-configuration")
        if self._document.get("issuer") != self.emetteur:
            raise Refus("decouverte.iss", self._document.get("issuer"))
        for nom in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"):
            if nom not in self._document:
                raise Refus("decouverte.forme", f"sans {nom}")

    def adresse_de_connexion(self) -> str:
        """Where to send the browser."""
        nonce = secrets.token_urlsafe(32)
        url, state = self._http.create_authorization_url(  # type: ignore[attr-defined]
            self._document["authorization_endpoint"], nonce=nonce, acr_values=NIVEAU
        )
        self.en_attente[state] = nonce
        return str(url)

    def recevoir(self, retour: str) -> dict[str, Any]:
        """The identity of whoever came back by this address."""
        code, nonce = self._lire_retour(retour)
        jetons = self._echanger(code)
        id_token = self._verifier("id_token", jetons["id_token"], nonce)
        return self._userinfo(str(id_token["sub"]))

    def _lire_retour(self, retour: str) -> tuple[str, str]:
        """The code, and the nonce of the login that it ends; a login only ends once."""
        paires = parse_qsl(urlsplit(retour).query)
        recus = dict(paires)
        if len(recus) != len(paires):
            raise Refus("retour.forme", "paramètre répété")
        if recus.get("state") in self.servis:
            raise Refus("retour.rejeu")
        nonce = self.en_attente.get(recus.get("state", ""))
        if nonce is None:
            raise Refus("retour.state", recus.get("state"))
        if recus.get("iss") != self.emetteur:  # RFC 9207
            raise Refus("retour.iss", recus.get("iss"))
        del self.en_attente[recus["state"]]
        self.servis.add(recus["state"])
        if "error" in recus:
            raise Refus("retour.refus", recus["error"])
        if "code" not in recus:
            raise Refus("retour.code")
        return recus["code"], nonce

    def _echanger(self, code: str) -> dict[str, Any]:
        """The token answer, by Authlib; its hook sees the raw response first."""
        self._http.register_compliance_hook("access_token_response", _reponse_token)  # type: ignore[attr-defined]
        try:
            with _lectures("token"):
                jetons: dict[str, Any] = self._http.fetch_token(  # type: ignore[attr-defined]
                    self._document["token_endpoint"], grant_type="authorization_code", code=code
                )
        except AuthlibBaseError as erreur:
            raise Refus("token.refus", erreur.error) from erreur
        if str(jetons.get("token_type", "")).lower() != "bearer":
            raise Refus("token.type", jetons.get("token_type"))
        if not jetons.get("access_token"):
            raise Refus("token.jeton")
        if not jetons.get("id_token"):
            raise Refus("token.id_token")
        if jetons.get("expires_in", 60) <= 0:
            raise Refus("token.duree", jetons["expires_in"])
        return jetons

    def _userinfo(self, sub: str) -> dict[str, Any]:
        with _lectures("userinfo"):
            reponse = self._http.get(self._document["userinfo_endpoint"])
        if reponse.status_code != httpx.codes.OK:
            raise Refus("userinfo.http", reponse.status_code)
        if _type(reponse) != "application/jwt":
            raise Refus("userinfo.type", _type(reponse))
        claims = self._verifier("userinfo", reponse.text)
        if claims["sub"] != sub:
            raise Refus("userinfo.sub", "un autre que celui de l'id_token")
        return _identite(claims)

    def _verifier(self, quoi: str, brut: str, nonce: str = "") -> dict[str, Any]:
        """The claims of a token whose signature, issuer, audience, dates (and nonce, level) are right."""
        regles: dict[str, Any] = {
            "iss": {"essential": True, "value": self.emetteur},
            "sub": {"essential": True},
            "exp": {"essential": True},
            "iat": {"essential": True},
        }
        if nonce:
            regles |= {
                "nonce": {"essential": True, "value": nonce},
                "acr": {"essential": True, "value": NIVEAU},
            }
        claims = self._verifier_signature(quoi, brut)
        # No other audience is trusted: OpenID Connect Core, section 3.1.3.7.
        if claims.get("aud") not in (self.client_id, [self.client_id]):
            raise Refus(f"{quoi}.aud", claims.get("aud"))
        try:
            jwt.JWTClaimsRegistry(leeway=TOLERANCE, **regles).validate(claims)
        except ExpiredTokenError as erreur:
            raise Refus(f"{quoi}.exp", erreur) from erreur
        except ClaimError as erreur:
            raise Refus(f"{quoi}.{erreur.claim}", erreur) from erreur
        return claims

    def _verifier_signature(self, quoi: str, brut: str) -> dict[str, Any]:
        try:
            alg = jws.extract_compact(brut.encode()).headers().get("alg")
        except (JoseError, ValueError) as erreur:
            raise Refus(f"{quoi}.forme", erreur) from erreur
        if alg != self.alg:
            raise Refus(f"{quoi}.algorithme", alg)
        try:
            return dict(self._decoder(brut).claims)
        except BadSignatureError as erreur:
            raise Refus(f"{quoi}.signature", erreur) from erreur
        except InvalidKeyIdError as erreur:
            raise Refus(f"{quoi}.cle", erreur) from erreur
        except (JoseError, ValueError) as erreur:
            raise Refus(f"{quoi}.forme", erreur) from erreur

    def _decoder(self, brut: str) -> jwt.Token:
        """With the published keys, which may have turned: an unknown name is asked for once more."""
        try:
            return jwt.decode(brut, self._cles(), algorithms=[self.alg])
        except InvalidKeyIdError:
            return jwt.decode(brut, self._cles(), algorithms=[self.alg])

    def _cles(self) -> KeySet:
        publiees: Any = self._lire_json("jwks", self._document["jwks_uri"])
        try:
            return KeySet.import_key_set(publiees)
        except (JoseError, KeyError) as erreur:
            raise Refus("jwks.forme", erreur) from erreur

    def _lire_json(self, quoi: str, adresse: str) -> dict[str, Any]:
        with _lectures(quoi):
            reponse = self._http.request("GET", adresse, withhold_token=True)  # type: ignore[call-arg]
            reponse.raise_for_status()
            document: dict[str, Any] = reponse.json()
        return document


@contextmanager
def _lectures(quoi: str) -> Iterator[None]:
    """What goes wrong with one HTTP exchange."""
    try:
        yield
    except httpx.TimeoutException as erreur:
        raise Refus(f"{quoi}.delai", erreur) from erreur
    except httpx.HTTPStatusError as erreur:
        raise Refus(f"{quoi}.http", erreur.response.status_code) from erreur
    except ValueError as erreur:
        raise Refus(f"{quoi}.forme", erreur) from erreur


def _type(reponse: httpx.Response) -> str:
    return str(reponse.headers.get("content-type", "")).partition(";")[0]


def _reponse_token(reponse: httpx.Response) -> httpx.Response:
    """RFC 6749, section 5: JSON that says so; Authlib then reads errors and members."""
    if reponse.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise Refus("token.http", reponse.status_code)
    if _type(reponse) != "application/json":
        raise Refus("token.forme", _type(reponse))
    return reponse


def _identite(claims: dict[str, Any]) -> dict[str, Any]:
    """The pivot identity and the email, recomposed (NFC); refused when incomplete or unreadable, the rest ignored."""
    lue = {nom: unicodedata.normalize("NFC", str(claims[nom])) for nom in EXIGES if claims.get(nom)}
    if lue.keys() != set(EXIGES):
        raise Refus("userinfo.identite", f"incomplète : {sorted(set(EXIGES) - lue.keys())}")
    if any(unicodedata.category(c) in ("Cc", "Cf") for valeur in lue.values() for c in valeur):
        raise Refus("userinfo.identite", "caractère invisible")
    # Empty for a birth abroad, never absent.
    if "birthplace" not in claims or not claims.get("birthcountry"):
        raise Refus("userinfo.identite", "sans lieu de naissance")
    if claims.get("gender") not in GENRES:
        raise Refus("userinfo.identite", claims.get("gender"))
    return {
        **lue,
        "sub": claims["sub"],
        "birthdate": _jour(str(claims.get("birthdate", ""))),
        "gender": claims["gender"],
    }


def _jour(texte: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", texte):
        raise Refus("userinfo.identite", texte)
    return date.fromisoformat(texte)
