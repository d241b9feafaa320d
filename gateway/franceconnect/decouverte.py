"""The public documents: the discovery document, the signing keys, and the keys that identity providers need."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import appel
from gateway.franceconnect.chiffrement import ALGORITHMES, ENC
from gateway.franceconnect.durees import CACHE_PUBLIC
from gateway.franceconnect.pannes.frappe import appliquer
from gateway.franceconnect.profil import Profil
from gateway.franceconnect.reponses import json
from gateway.franceconnect.scopes import CLAIMS_PROTOCOLE

_CACHE = {"Cache-Control": f"public, max-age={CACHE_PUBLIC}"}
_ASYMETRIQUES = ["ES256", "RS256"]


def document(profil: Profil, emetteur: str) -> dict[str, Any]:
    """OpenID Connect Discovery 1.0, as FranceConnect's platforms fill it."""
    return {
        "acr_values_supported": list(profil.niveaux),
        "authorization_endpoint": f"{emetteur}/authorize",
        "claims_parameter_supported": True,
        "claims_supported": list(dict.fromkeys([*profil.portee.claims, *CLAIMS_PROTOCOLE])),
        # Advertised by the real platform, which refuses PKCE at authorize.
        "code_challenge_methods_supported": ["S256"],
        "end_session_endpoint": f"{emetteur}/session/end",
        "grant_types_supported": ["authorization_code"],
        "issuer": emetteur,
        "jwks_uri": f"{emetteur}/jwks",
        "authorization_response_iss_parameter_supported": True,
        # Advertised by the real platform, which refuses `response_mode` at authorize.
        "response_modes_supported": ["form_post", "fragment", "query"],
        "response_types_supported": ["code"],
        "scopes_supported": list(profil.portee.scopes),
        "subject_types_supported": ["pairwise"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": _ASYMETRIQUES,
        "token_endpoint": f"{emetteur}/token",
        "id_token_signing_alg_values_supported": list(profil.algorithmes),
        "request_object_signing_alg_values_supported": ["ES256", "RS256", "HS256"],
        "request_parameter_supported": True,
        "request_uri_parameter_supported": False,
        "userinfo_endpoint": f"{emetteur}/userinfo",
        "userinfo_signing_alg_values_supported": list(profil.algorithmes),
        "revocation_endpoint": f"{emetteur}/token/revocation",
        "dpop_signing_alg_values_supported": _ASYMETRIQUES,
        "claim_types_supported": ["normal"],
        **(_chiffrement() if profil.chiffrement else {}),
    }


def _chiffrement() -> dict[str, Any]:
    """What only FranceConnect+ announces."""
    annonce: dict[str, Any] = {}
    for jeton in ("id_token", "userinfo"):
        annonce[f"{jeton}_encryption_alg_values_supported"] = list(ALGORITHMES)
        annonce[f"{jeton}_encryption_enc_values_supported"] = [ENC]
    return annonce


async def decouvrir(request: Request) -> Response:
    ctx = appel(request)
    return await appliquer(request, "decouverte", json(document(ctx.profil, ctx.emetteur), entetes=_CACHE))


async def cles(request: Request) -> Response:
    """The keys of the algorithms the platform signs with."""
    ctx = appel(request)
    publiees = [cle for cle in ctx.cles.jwks()["keys"] if cle["alg"] in ctx.profil.algorithmes]
    reponse = json({"keys": publiees}, entetes=_CACHE, type_="application/jwk-set+json")
    return await appliquer(request, "jwks", reponse)


async def cles_client(request: Request) -> Response:
    """FranceConnect's keys as a client: identity providers encrypt with them, and verify its assertions."""
    publiees = (await appel(request).cles_client()).jwks()
    return json(publiees, entetes=_CACHE, type_="application/jwk-set+json")
