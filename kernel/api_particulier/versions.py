"""A version of a known endpoint that does not exist: 404 00402, after the token and its scopes."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from kernel.api_particulier.acces import jeton_api, jeton_france_connect, verifier_scopes
from kernel.api_particulier.erreurs import VERSION_ABSENTE, RefusParticulier
from kernel.api_particulier.reponse import habiller
from kernel.appel import Appel, point

# API Particulier numbers versions by resource: these exist, but not for all of them.
VERSIONS = (4, 5)


def versions_absentes(fournisseur: str, ressource: str, scopes: frozenset[str]) -> list[Route]:
    """The routes of the other versions of `ressource` (`dsnj/service_national`), which only has version 3."""

    async def refuser(appel: Appel) -> Response:
        if appel.request.path_params["modalite"] == "france_connect":
            accordes = (await jeton_france_connect(appel.request, appel.ctx, fournisseur)).scopes
        else:
            accordes = (await jeton_api(appel.request, appel.ctx)).scopes
        verifier_scopes(accordes, scopes)
        raise RefusParticulier(404, VERSION_ABSENTE)

    endpoint = point(fournisseur, ressource, refuser, habiller)
    return [Route(f"/v{version}/{ressource}/{{modalite}}", endpoint, methods=["GET"]) for version in VERSIONS]
