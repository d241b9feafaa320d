"""A login without a browser, for continuous integration and load: the same checks, events and token as the journey."""

from __future__ import annotations

from typing import Any

from gateway.declarations import Service
from gateway.franceconnect import evenements, identite
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.autorisation import scopes_accordes
from gateway.franceconnect.durees import JETON_ACCES
from gateway.franceconnect.jetons import emettre, preparer
from gateway.hasard import jeton as opaque


async def connecter(
    ctx: Appel, service: Service, ref: str, scopes: list[str], duree: int = JETON_ACCES
) -> dict[str, Any]:
    """The token endpoint's answer for the citizen `ref`; the access token lives `duree` seconds, 0 is one already dead.

    Raises `ErreurRetour` when a scope is outside the service's habilitation, `ErreurPage` when the citizen is unknown
    or dead.
    """
    accordes = scopes_accordes(service, " ".join(scopes))
    personne = identite.verifier(ctx, ref)
    fi = next(iter(ctx.fournisseurs_identite))
    evenements.noter_service(ctx, evenements.VERIFIE, service, ref, fi=fi)
    evenements.noter_transfert(ctx, service, ref, accordes)
    prepare = preparer(
        ctx, service, personne, scopes=accordes, nonce=opaque(), fi=fi, auth_time=ctx.maintenant, amr=False
    )
    return await emettre(ctx, service, opaque(), prepare, duree)
