"""The first checks of a call, in API Particulier's order: token 401, scope 403, then the recipient 422."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from starlette.datastructures import QueryParams
from starlette.requests import Request

from kernel.acces import bien_forme, porteur
from kernel.api_particulier import erreurs
from kernel.api_particulier.erreurs import RefusParticulier
from kernel.contexte import Contexte, Introspection, JetonApi, JetonExpire, JetonInvalide, JetonRevoque

LA_POSTE = re.compile(r"356000000\d{5}")
#: A service sends its own number at every call.
SIRETS_GARDES = 1024


def jeton_presente(request: Request) -> str | None:
    """The API token in any of its three carriers: `Authorization`, `X-Api-Key`, `?token=`."""
    return porteur(request) or request.headers.get("x-api-key") or request.query_params.get("token") or None


async def jeton_api(request: Request, ctx: Contexte) -> JetonApi:
    """The API token of the call: 401 00101, 00103 or 00105 otherwise."""
    jeton = jeton_presente(request)
    if jeton is None:
        raise RefusParticulier(401, erreurs.JETON_INVALIDE)
    try:
        return await ctx.jeton_api_particulier(jeton)
    except JetonExpire:
        raise RefusParticulier(401, erreurs.JETON_EXPIRE) from None
    except JetonRevoque:
        raise RefusParticulier(401, erreurs.JETON_LISTE_NOIRE) from None
    except JetonInvalide:
        raise RefusParticulier(401, erreurs.JETON_INVALIDE) from None


async def jeton_france_connect(request: Request, ctx: Contexte, fournisseur: str) -> Introspection:
    """The citizen and scopes behind the FranceConnect bearer: 401 00101, 50001 or 50002 otherwise."""
    jeton = porteur(request)
    if jeton is None:
        raise RefusParticulier(401, erreurs.JETON_INVALIDE)
    if not bien_forme(jeton):
        raise RefusParticulier(401, erreurs.FC_JETON_MALFORME)
    introspection = await ctx.introspecter(jeton, fournisseur)
    if introspection is None:
        raise RefusParticulier(401, erreurs.FC_JETON_INCONNU)
    return introspection


def verifier_scopes(accordes: frozenset[str], attendus: Iterable[str]) -> None:
    """403 00100 unless one scope of the endpoint is granted."""
    if accordes.isdisjoint(attendus):
        raise RefusParticulier(403, erreurs.PRIVILEGES_INSUFFISANTS)


def verifier_recipient(parametres: QueryParams) -> None:
    """422 00210 unless `recipient` is a SIRET (14 digits with the Luhn key, or La Poste's form)."""
    if not siret_valide(parametres.get("recipient", "")):
        raise RefusParticulier(422, erreurs.RECIPIENT_INVALIDE)


def siret_valide(siret: str) -> bool:
    if len(siret) != 14 or not (siret.isascii() and siret.isdigit()):
        return False
    return LA_POSTE.fullmatch(siret) is not None or _cle_valide(siret)


@lru_cache(SIRETS_GARDES)
def _cle_valide(siret: str) -> bool:
    """Luhn's key over the 14 digits."""
    return sum(sum(divmod(int(c) * (2 - rang % 2), 10)) for rang, c in enumerate(siret)) % 10 == 0
