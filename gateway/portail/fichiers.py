"""Static files, read once and served from memory with cache headers."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
AN = 365 * 24 * 3600
HEURE = 3600


def _lire() -> dict[str, bytes]:
    dossier = Path(__file__).parent / "statique"
    return {f.name: f.read_bytes() for f in sorted(dossier.iterdir()) if f.suffix in TYPES}


FICHIERS = _lire()
#: Changes with the content of any file; pages link `…?v=VERSION`, which may then be cached for a year.
VERSION = hashlib.sha256(b"".join(FICHIERS.values())).hexdigest()[:12]
_ETAG = f'"{VERSION}"'


def repondre(request: Request) -> Response:
    """The file named by the last segment of the path; 304 when the browser has it, 404 when there is none."""
    nom = request.url.path.rpartition("/")[2]
    contenu = FICHIERS.get(nom)
    if contenu is None:
        return PlainTextResponse("Fichier inconnu.", 404)
    fige = request.query_params.get("v") == VERSION
    entetes = {
        "ETag": _ETAG,
        "Cache-Control": f"public, max-age={AN}, immutable" if fige else f"public, max-age={HEURE}",
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("if-none-match") == _ETAG:
        return Response(None, 304, entetes)
    return Response(contenu, 200, entetes, TYPES[Path(nom).suffix])


async def fichiers(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI application to mount on `/statique`."""
    await repondre(Request(scope))(scope, receive, send)
