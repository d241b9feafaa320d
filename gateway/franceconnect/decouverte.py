"""The two public documents: the discovery document and the signing keys."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import appel
from gateway.franceconnect.autorisation import NIVEAUX_PERMIS
from gateway.franceconnect.durees import CACHE_PUBLIC
from gateway.franceconnect.pannes.frappe import appliquer
from gateway.franceconnect.reponses import json
from gateway.franceconnect.scopes import CLAIMS, CLAIMS_PROTOCOLE, SCOPES

_CACHE = {"Cache-Control": f"public, max-age={CACHE_PUBLIC}"}
_ASYMETRIQUES = ["ES256", "RS256"]
_SERVICES = ["HS256", "ES256", "RS256"]


def document(emetteur: str) -> dict[str, Any]:
    """OpenID Connect Discovery 1.0, as FranceConnect's low platform fills it."""
    return {
        "acr_values_supported": list(NIVEAUX_PERMIS),
        "authorization_endpoint": f"{emetteur}/authorize",
        "claims_parameter_supported": True,
        "claims_supported": [*CLAIMS, *(c for c in CLAIMS_PROTOCOLE if c not in CLAIMS)],
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
        "scopes_supported": list(SCOPES),
        "subject_types_supported": ["pairwise"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": _ASYMETRIQUES,
        "token_endpoint": f"{emetteur}/token",
        "id_token_signing_alg_values_supported": _SERVICES,
        "request_object_signing_alg_values_supported": ["ES256", "RS256", "HS256"],
        "request_parameter_supported": True,
        "request_uri_parameter_supported": False,
        "userinfo_endpoint": f"{emetteur}/userinfo",
        "userinfo_signing_alg_values_supported": _SERVICES,
        "revocation_endpoint": f"{emetteur}/token/revocation",
        "dpop_signing_alg_values_supported": _ASYMETRIQUES,
        "claim_types_supported": ["normal"],
    }


async def decouvrir(request: Request) -> Response:
    return await appliquer(request, "decouverte", json(document(appel(request).emetteur), entetes=_CACHE))


async def cles(request: Request) -> Response:
    reponse = json(appel(request).cles.jwks(), entetes=_CACHE, type_="application/jwk-set+json")
    return await appliquer(request, "jwks", reponse)
