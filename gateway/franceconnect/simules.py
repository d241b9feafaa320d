"""The application of the simulated identity providers, with paths relative to `/fi`."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Route

from gateway.franceconnect import demonstration, identite_libre
from gateway.franceconnect.comptoir_fi import abandonner


def creer() -> Starlette:
    return Starlette(
        routes=[
            Route("/{nom}/authorize", demonstration.afficher, methods=["GET"]),
            Route("/{nom}/login", demonstration.entrer, methods=["POST"]),
            Route("/{nom}/login/with-custom-identity", identite_libre.afficher, methods=["GET"]),
            Route("/{nom}/login/with-custom-identity", identite_libre.entrer, methods=["POST"]),
            Route("/{nom}/abandon", abandonner, methods=["GET"]),
        ]
    )
