"""The name by which a caller reached us: every address that the sandbox writes starts with it, so it must be one."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

#: Callers use a handful of names; an attacker's are forgotten.
GARDES = 256
# RFC 3986, section 3.2.2: a registered name, an IPv4 address or an IPv6 address in brackets, then a port.
_HOTE = re.compile(rb"(?:[A-Za-z0-9._~!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


@lru_cache(GARDES)
def lisible(hote: bytes) -> bool:
    """Whether a `Host` header may start an address (RFC 9110, section 7.2: otherwise, 400)."""
    if _HOTE.fullmatch(hote) is None:
        return False
    try:
        return urlsplit(f"//{hote.decode('ascii')}").port != 0
    except ValueError:
        return False
