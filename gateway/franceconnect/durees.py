"""How long each thing FranceConnect remembers stays valid, in seconds (reference: its low-level instance)."""

from __future__ import annotations

JETON_ACCES = 60
ID_TOKEN = 60
USERINFO = 60
CODE = 30
CODE_FI = 30
SESSION = 1800
SESSION_PLUS = 600
DECONNEXION = 1800
CACHE_PUBLIC = 600
#: How long keys and lists fetched from a partner are kept before they are asked again.
CACHE_DISTANT = 60
