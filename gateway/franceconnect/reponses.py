"""The answers FranceConnect gives: JSON bytes, 303 redirects, and error pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from gateway.franceconnect.erreurs import ERREURS, ErreurApi
from gateway.hasard import identifiant
from gateway.pages import page

SANS_CACHE = {"Cache-Control": "no-store"}


class ParametresIllisibles(Exception):
    """A parameter was given twice, or holds a NUL that no database keeps; no endpoint accepts that."""


def parametres(brut: str) -> dict[str, str]:
    """Query string or form as a dictionary; raises `ParametresIllisibles`."""
    paires = parse_qsl(brut, keep_blank_values=True)
    valeurs = dict(paires)
    if len(valeurs) != len(paires) or "%00" in brut or "\0" in brut:
        raise ParametresIllisibles
    return valeurs


async def formulaire(request: Request) -> dict[str, str]:
    """The urlencoded body; empty when the body is something else."""
    if not est_formulaire(request):
        return {}
    return parametres((await request.body()).decode("utf-8", "replace"))


def est_formulaire(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")


def json(contenu: Any, statut: int = 200, entetes: Mapping[str, str] | None = None, type_: str = "") -> Response:
    """Bytes once. `type_` replaces `application/json; charset=utf-8`."""
    corps = orjson.dumps(contenu)
    return Response(corps, statut, entetes, type_ or "application/json; charset=utf-8")


def erreur_api(erreur: ErreurApi, entetes: Mapping[str, str] | None = None) -> Response:
    return json(erreur.corps(), erreur.statut, {**SANS_CACHE, **(entetes or {})})


def rediriger(adresse: str, statut: int = 303) -> Response:
    return RedirectResponse(adresse, statut, SANS_CACHE)


def rediriger_vers_service(adresse: str, emetteur: str, *, fragment: bool = False, **valeurs: str) -> Response:
    """303 to the service with `valeurs` and `iss`, which is on every redirect but v1's; empty values are left out."""
    ajout = urlencode({n: v for n, v in {**valeurs, "iss": emetteur}.items() if v})
    separateur = "#" if fragment else "&" if "?" in adresse else "?"
    return rediriger(f"{adresse}{separateur}{ajout}")


def page_erreur(request: Request, code: str, *, detail: str = "", retour: str = "", service: str = "") -> HTMLResponse:
    """The error page `code`; `retour` is the address of the link back to the service named `service`."""
    erreur = ERREURS[code]
    return page(
        "franceconnect/erreur.html",
        request,
        statut=erreur.statut,
        code=code,
        message=erreur.message,
        detail=detail,
        identifiant=identifiant(),
        retour=retour,
        service=service,
    )
