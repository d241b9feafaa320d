"""JSON documents fetched from partners: key sets of data providers, sector identifiers of services."""

from __future__ import annotations

from typing import Any

import httpx

from gateway.franceconnect.durees import CACHE_DISTANT

ATTENTE = 5.0
GARDES = 256

_gardes: dict[str, tuple[int, Any]] = {}


class Injoignable(Exception):
    """The partner did not give a JSON document at that address."""


async def lire_json(adresse: str, maintenant: int) -> Any:
    """The document at `adresse`, fetched at most once a minute; failures are never kept."""
    garde = _gardes.get(adresse)
    if garde is not None and garde[0] > maintenant:
        return garde[1]
    document = await _telecharger(adresse)
    if len(_gardes) >= GARDES:
        _gardes.clear()
    _gardes[adresse] = (maintenant + CACHE_DISTANT, document)
    return document


async def _telecharger(adresse: str) -> Any:
    try:
        async with httpx.AsyncClient(timeout=ATTENTE, trust_env=False) as client:
            return (await client.get(adresse)).raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as erreur:
        raise Injoignable(adresse) from erreur
