"""The control API under `/_bac`: our own buttons, never on an official path."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp

from gateway.controle import (
    citoyens,
    cles,
    comptes,
    connexion,
    courriels,
    declarations,
    documentation,
    espaces,
    evenements,
    fabrique,
    fournisseurs_identite,
    information,
    journal,
    mandats,
    montants,
    pannes,
    profils,
    rnipp,
    sante,
    situations,
)
from gateway.controle.acces import Acces
from gateway.controle.chemin import CheminNommable
from gateway.controle.corps import CorpsJson
from gateway.controle.erreurs import ErreurControle, refuser, refuser_corps

ROUTEURS = (
    connexion.routeur,
    sante.routeur,
    declarations.routeur,
    fournisseurs_identite.routeur,
    espaces.routeur,
    cles.routeur,
    profils.routeur,
    mandats.routeur,
    information.routeur,
    citoyens.routeur,
    situations.routeur,
    montants.routeur,
    evenements.routeur,
    fabrique.routeur,
    pannes.routeur,
    rnipp.routeur,
    comptes.routeur,
    courriels.routeur,
    journal.routeur,
    documentation.routeur,
)
DESCRIPTION = """
Les boutons du bac à sable : ce qui prépare, observe et remet à zéro, sans navigateur. Rien de cela n'existe chez les
administrations. Toutes les routes valent aussi dans un espace nommé, sous `/e/{espace}/_bac`.

Sans clé, seule la machine qui l'héberge peut l'appeler ; avec une clé (réglage `BACASABLE_CONTROL_KEY`), chacun
l'envoie dans l'en-tête `X-Bac-Key`. Un refus est un JSON `{"erreur", "message", "remede"}`.
"""


async def _inconnu(request: Request, erreur: Exception) -> Response:
    assert isinstance(erreur, HTTPException)
    code, message = "route_inconnue", f"{request.method} {request.url.path} : {erreur.detail}"
    return ErreurControle(erreur.status_code, code, message, "Voir /_bac/docs.").reponse()


def creer() -> ASGIApp:
    """The FastAPI application behind its door."""
    api = FastAPI(
        title="bacasable : API de contrôle", description=DESCRIPTION, version="1", docs_url=None, redoc_url=None
    )
    for routeur in ROUTEURS:
        api.include_router(routeur)
    api.add_exception_handler(ErreurControle, refuser)
    api.add_exception_handler(RequestValidationError, refuser_corps)
    api.add_exception_handler(404, _inconnu)
    api.add_exception_handler(405, _inconnu)
    return Acces(CheminNommable(CorpsJson(api)))
