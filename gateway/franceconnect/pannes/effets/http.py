"""Faults of any HTTP answer: a failing, slow or unreadable server."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.responses import Response

from gateway.franceconnect.erreurs import ErreurApi
from gateway.franceconnect.pannes.effets.coup import Coup, Effet
from gateway.franceconnect.reponses import erreur_api
from gateway.pages import page

INTERNE = ErreurApi(500, "server_error", "unexpected error", "Y000000")


def erreur_500(_: Coup) -> Response:
    return erreur_api(INTERNE)


def indisponible(_: Coup) -> Response:
    """What a proxy says when nobody is behind it."""
    return Response("Service Unavailable\n", 503, {"Retry-After": "30"}, "text/plain")


async def lenteur(coup: Coup) -> Response:
    """The right answer, too late."""
    await asyncio.sleep(coup.secondes)
    return coup.reponse


def page_html(coup: Coup) -> Response:
    """A maintenance page with status 200, as a proxy in front of a stopped server gives."""
    message = "La plateforme est en maintenance. Réessayez plus tard."
    return page("message.html", coup.request, titre="Maintenance", message=message)


def vide(coup: Coup) -> Response:
    return coup.corps(b"")


def tronque(coup: Coup) -> Response:
    """The first half of the body, as after a cut connection that nobody noticed."""
    return coup.corps(coup.texte[: len(coup.texte) // 2])


def type_contenu(type_: str) -> Effet:
    """The right body under another media type."""
    return lambda coup: coup.corps(coup.texte, type_)


def membres(**changements: Any) -> Effet:
    """Members of the JSON answer replaced; None takes one away."""

    def changer(coup: Coup) -> Response:
        document = {**coup.document(), **changements}
        return coup.json({nom: valeur for nom, valeur in document.items() if valeur is not None})

    return changer


def refus(statut: int, erreur: str, description: str, aide: str) -> Effet:
    """FranceConnect's JSON refusal instead of the answer."""
    return lambda _: erreur_api(ErreurApi(statut, erreur, description, aide))
