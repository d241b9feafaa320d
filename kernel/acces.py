"""Who is calling: the tokens a request carries, before anybody judges them."""

from __future__ import annotations

import base64
import binascii
import re

from starlette.requests import Request

# RFC 6750 §2.1: b64token.
_B64TOKEN = re.compile(r"[A-Za-z0-9\-._~+/]+=*")


def porteur(request: Request) -> str | None:
    """The bearer token of `Authorization` (RFC 6750 §2.1); None when there is none."""
    genre, _, jeton = request.headers.get("authorization", "").partition(" ")
    jeton = jeton.strip()
    return jeton if genre.lower() == "bearer" and jeton else None


def bien_forme(jeton: str) -> bool:
    """Whether the text may be a token at all."""
    return _B64TOKEN.fullmatch(jeton) is not None


def basique(request: Request) -> tuple[str, str] | None:
    """The client id and secret of HTTP Basic (RFC 7617); None when absent or unreadable."""
    genre, _, code = request.headers.get("authorization", "").partition(" ")
    if genre.lower() != "basic":
        return None
    try:
        texte = base64.b64decode(code.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    nom, deux_points, secret = texte.partition(":")
    return (nom, secret) if deux_points else None
