"""A login without a browser, for continuous integration and load: the same checks, events and token as the journey.

No browser, so no trusted device: no notification mail either.
"""

from __future__ import annotations

from typing import Any

from gateway.declarations import Service
from gateway.franceconnect import comptes, evenements, identite, niveaux, rnipp
from gateway.franceconnect.appel import Appel
from gateway.franceconnect.autorisation import scopes_accordes, valider_algorithmes
from gateway.franceconnect.durees import JETON_ACCES
from gateway.franceconnect.jetons import emettre, preparer
from gateway.hasard import identifiant
from gateway.hasard import jeton as opaque
from gateway.rnipp.issues import Issue


async def connecter(
    ctx: Appel,
    service: Service,
    ref: str,
    scopes: list[str],
    duree: int = JETON_ACCES,
    issue: Issue | None = None,
) -> dict[str, Any]:
    """The token endpoint's answer for the citizen `ref`; the access token lives `duree` seconds, 0 is one already dead.

    `issue` is the outcome asked of the RNIPP.

    Raises `ErreurRetour` when a scope is outside the service's habilitation, `ErreurPage` when the RNIPP, the state of
    the citizen's account or the service's algorithms refuse, `ErreurApi` when its encryption key cannot be had.
    """
    valider_algorithmes(ctx.profil, service)
    accordes = scopes_accordes(ctx, service, " ".join(scopes))
    reponse = await rnipp.redresser(ctx, ref, issue)
    personne, code = identite.verifier(ctx, ref), identifiant()
    identite.exiger_email(personne)
    fi = niveaux.premier(ctx.fournisseurs_identite, ctx.profil.niveau_defaut).uid
    compte = await comptes.verifier(ctx, ref, fi)
    membres = {"acr": ctx.profil.niveau_defaut, "fi": fi, "code": code}
    evenements.noter_service(ctx, evenements.VERIFIE, service, ref, rnipp=reponse, **membres)
    evenements.noter_transfert(ctx, service, ref, accordes, **membres)
    await comptes.noter_connexion(ctx, ref)
    prepare = preparer(
        ctx,
        service,
        personne,
        scopes=accordes,
        nonce=opaque(),
        fi=fi,
        acr=ctx.profil.niveau_defaut,
        auth_time=ctx.maintenant,
        amr=False,
        subs=compte.subs,
    )
    return await emettre(ctx, service, opaque(), prepare, duree)
