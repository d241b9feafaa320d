"""Every route that the gateway serves, read in its applications, and what each reads: a new one has to say it here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
from starlette.routing import Route

from gateway.app import _montages
from gateway.catalogue import FOURNISSEURS
from gateway.controle import ROUTEURS
from gateway.franceconnect.erreurs import ERREURS
from tests.franceconnect.navigation import code_erreur

BANDEAU = "Bac à sable — données fictives"


@dataclass(frozen=True, slots=True)
class Servie:
    """One method of one path; `base` is where its application is mounted, `reste` what it sees."""

    methode: str
    base: str
    reste: str

    @property
    def chemin(self) -> str:
        return self.base + self.reste

    def __str__(self) -> str:
        return f"{self.methode} {self.chemin}"


def servies() -> list[Servie]:
    """The control API apart, always in the same order; HEAD goes with GET."""
    toutes = [s for prefixe, application in _montages().items() for s in _lire(prefixe, application)]
    toutes += [s for f in FOURNISSEURS for route in f.routes for s in _methodes("", route)]
    return sorted(set(toutes), key=str)


def du_controle() -> list[tuple[str, str]]:
    """Method and path of each route of the control API, those out of its OpenAPI description included."""
    return sorted((m, f"/_bac{r.path}") for routeur in ROUTEURS for r in _routes(routeur) for m in _utiles(r))


def _lire(base: str, application: Any) -> Iterator[Servie]:
    if base == "/_bac":
        return
    if hasattr(application, "_creer"):  # made at its first request
        application = application._creer()
    if hasattr(application, "routes"):
        for route in _routes(application):
            yield from _methodes(base, route)
    elif hasattr(application, "_montages"):  # a platform of FranceConnect
        for prefixe, montee in application._montages.items():
            yield from _lire(base + prefixe, montee)
    else:
        yield Servie("GET", base, "/{fichier}")


def _routes(application: Any) -> list[Route]:
    return [route for route in application.routes if isinstance(route, Route)]


def _methodes(base: str, route: Route) -> Iterator[Servie]:
    return (Servie(methode, base, route.path) for methode in _utiles(route))


def _utiles(route: Route) -> set[str]:
    return set(route.methods or ()) - {"HEAD"}


AUTORISATION = (
    *("client_id", "redirect_uri", "response_type", "scope", "state", "nonce"),
    *("acr_values", "prompt", "claims", "idp_hint"),
)
ECHANGE = (
    *("grant_type", "code", "client_id", "client_secret", "redirect_uri"),
    *("client_assertion", "client_assertion_type"),
)
FIN = ("id_token_hint", "post_logout_redirect_uri", "state", "client_id")
LOGIN = ("login", "state", "password", "acr", "acr_values")
LIBRE = (
    *("given_name", "family_name", "preferred_username", "birthdate", "birthplace"),
    *("birthcountry", "email", "gender", "state", "acr"),
)
#: What a route reads in its query or in its form, by what its application sees of its path.
FRANCECONNECT: dict[str, tuple[str, ...]] = {
    "GET /": (),
    "GET /authorize": AUTORISATION,
    "POST /authorize": AUTORISATION,
    "GET /authorize/{uid}": (),
    "POST /token": ECHANGE,
    "GET /userinfo": ("access_token", "schema"),
    "POST /checktoken": ("token", "client_id", "client_secret"),
    "POST /token/revocation": ("token", "token_type_hint", "client_id", "client_secret"),
    "GET /interaction/{uid}": (),
    "GET /interaction/{uid}/verify": (),
    "GET /interaction/{uid}/consent": (),
    "POST /redirect-to-idp": ("providerUid", "csrfToken"),
    "GET /oidc-callback": ("state", "code", "error", "iss"),
    "POST /login": ("csrfToken", "accept", "consent"),
    "GET /auto-login": (),
    "GET /.well-known/openid-configuration": (),
    "GET /jwks": (),
    "GET /client/.well-known/keys": (),
    "GET /session/end": FIN,
    "GET /logout": FIN,
    "POST /client/disconnect-from-idp": ("state",),
    "GET /client/logout-callback": ("state",),
    "POST /session/end/confirm": ("xsrf",),
    "GET /session/end/success": (),
    "GET /redirect-to-sp-with-error": ("redirect_uri", "state", "code_erreur"),
}
FI: dict[str, tuple[str, ...]] = {
    "GET /{nom}/authorize": ("state", "acr_values"),
    "POST /{nom}/login": LOGIN,
    "GET /{nom}/login/with-custom-identity": ("state", "acr_values"),
    "POST /{nom}/login/with-custom-identity": LIBRE,
    "GET /{nom}/abandon": ("state",),
}
MES_CONNEXIONS: dict[str, tuple[str, ...]] = {
    "GET /": ("page",),
    "GET /connexion": (),
    "GET /retour": ("code", "state", "error"),
    "GET /preferences": (),
    "POST /preferences": ("csrfToken", "futurs", "fi:x"),
    "GET /autorisations": (),
    "POST /autorisations": ("csrfToken", "service"),
    "POST /deconnexion": ("csrfToken",),
    "GET /api/csrf-token": (),
    "GET /api/me": (),
    "GET /api/traces": ("offset", "size"),
    "GET /api/user-preferences": (),
    "POST /api/user-preferences": ("csrfToken", "idpList", "allowFutureIdp"),
}
RNIPP: dict[str, tuple[str, ...]] = {
    "GET /individus": ("rechercheType", "nom", "prenoms", "dateNaissance", "sexe", "codeLieuNaissance"),
}
CRECHE: dict[str, tuple[str, ...]] = {
    "GET /": (),
    "GET /connexion": (),
    "GET /retour": ("code", "state", "iss", "error", "error_description"),
    "GET /dossier": (),
    "GET /inscription": (),
    "POST /inscription": ("enfant",),
    "GET /deconnexion": (),
    "GET /coulisses": (),
}
#: The portal's pages and the administrations read these: each of them gets them all.
COMMUNES = (
    *("q", "to", "v", "token", "recipient", "annee", "mois", "date", "enfant", "grant_type", "scope"),
    *("nomNaissance", "prenoms[]", "anneeDateNaissance", "sexeEtatCivil", "codeCogInseePaysNaissance"),
    *("identifiant", "immatriculation"),
)
LIEUX = {
    "/api/v2": FRANCECONNECT,
    "/api/v1": FRANCECONNECT,
    "/franceconnect-plus/api/v2": FRANCECONNECT,
    "/fi": FI,
    "/api/v1/fi": FI,
    "/franceconnect-plus/fi": FI,
    "/mes-connexions": MES_CONNEXIONS,
    "/Brpp2IdentificationComplet": RNIPP,
    "/demo/creche": CRECHE,
}


def entrees(route: Servie) -> tuple[str, ...]:
    """What the route reads; raises KeyError when nobody said it."""
    if route.base not in LIEUX:
        return COMMUNES
    return LIEUX[route.base][f"{route.methode} {route.reste}"]


def refus_documente(route: Servie, reponse: httpx.Response) -> bool:
    """Whether a refusal is in the words of who answers: its page with its code, its JSON, its XML."""
    if reponse.status_code < 400:
        return True
    nature = reponse.headers.get("content-type", "")
    if "json" in nature:
        return isinstance(reponse.json(), dict) and reponse.status_code < 500
    if LIEUX.get(route.base) is FRANCECONNECT:
        erreur = ERREURS.get(code_erreur(reponse))
        return erreur is not None and erreur.statut == reponse.status_code and BANDEAU in reponse.text
    if reponse.status_code >= 500:
        return False
    return BANDEAU in reponse.text if "html" in nature else bool(re.match(r"text/plain|application/xml", nature))
