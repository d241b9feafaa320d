"""The only file that draws at random: names of new things, and a seed when a caller gives none."""

from __future__ import annotations

import secrets
import uuid


def hexa(octets: int = 32) -> str:
    """`2 * octets` hexadecimal digits."""
    return secrets.token_hex(octets)


def jeton() -> str:
    """43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def identifiant() -> str:
    """A version 4 UUID."""
    return str(uuid.uuid4())


def graine() -> int:
    """A non-negative seed of 31 bits."""
    return secrets.randbelow(2**31)
