"""The `data` of `/v3/dsnj/service_national`, from the official OpenAPI."""

from __future__ import annotations

from typing import TypedDict

from registry.vues_service_national import Situation


class Donnees(TypedDict):
    """`commentaires`: what the DSNJ adds of a particular case."""

    statut_service_national: Situation
    commentaires: str | None
