"""The scopes of the retired v1: `address`, `phone`, and a usage name inside the pivot identity."""

from __future__ import annotations

from gateway.franceconnect.scopes import GROUPES, IDENTITE, Portee

#: Claims and scopes that came with v2.
_NOUVEAUX = frozenset({"given_name_array", "idp_birthdate", "idp_id", "amr"})


def _identite() -> dict[str, tuple[str, ...]]:
    anciens = {
        scope: tuple(c for c in claims if c not in _NOUVEAUX)
        for scope, claims in IDENTITE.items()
        if scope not in _NOUVEAUX
    }
    return {
        **anciens,
        "identite_pivot": (*anciens["identite_pivot"], "preferred_username"),
        "address": ("address",),
        "phone": ("phone_number",),
    }


V1 = Portee(_identite(), GROUPES)
