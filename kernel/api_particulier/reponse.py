"""The envelope and the headers of every API Particulier answer."""

from __future__ import annotations

from typing import Any

import orjson
from starlette.responses import Response

from kernel.api_particulier.erreurs import MEDIA_TYPE
from kernel.appel import Appel, identifiant_requete

# 20 calls a second for one token: announced as in production, never enforced here.
DEBIT_PAR_SECONDE = 20
_COMMUNS: tuple[tuple[bytes, bytes], ...] = (
    (b"cache-control", b"no-cache"),
    (b"vary", b"Accept, Origin"),
    (b"x-response-cached", b"false"),
    (b"x-cache-expires-in", b""),
    (b"ratelimit-limit", str(DEBIT_PAR_SECONDE).encode()),
    (b"ratelimit-remaining", str(DEBIT_PAR_SECONDE - 1).encode()),
)


def reponse_donnees(donnees: dict[str, Any], meta: dict[str, Any] | None = None) -> Response:
    """200 with `data`, the `links` that are empty today, and `meta`, which nearly always is."""
    return Response(orjson.dumps({"data": donnees, "links": {}, "meta": meta or {}}), media_type=MEDIA_TYPE)


def habiller(appel: Appel, reponse: Response) -> Response:
    """Cache, rate and request-id headers, on answers and refusals alike."""
    reponse.raw_headers.extend(_COMMUNS)
    reponse.raw_headers.append((b"ratelimit-reset", str(appel.ctx.maintenant + 1).encode()))
    reponse.raw_headers.append((b"x-request-id", identifiant_requete().encode()))
    return reponse
