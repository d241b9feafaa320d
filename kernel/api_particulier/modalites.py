"""The ways of naming a person to API Particulier, each with its checks in order, for a provider to put on its routes.

Order: token 401, scope 403, version 404, recipient 422, every other parameter 422; then the provider answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from kernel.api_particulier.acces import jeton_api, jeton_france_connect, verifier_recipient, verifier_scopes
from kernel.api_particulier.civilite import Civilite, lire_civilite, verifier_pivot
from kernel.api_particulier.erreurs import VERSION_ABSENTE, Erreur, RefusParticulier
from kernel.api_particulier.ine import lire_ine
from kernel.appel import Appel, Traitement
from kernel.scopes import Filtre

#: Scopes that FranceConnect's citizens never open: the service has their identity already.
IDENTITE = "_identite"
#: What a provider does with the people who fit, the scopes that are granted.
Repondre = Callable[[Appel, Sequence[str], frozenset[str]], Response]
#: The errors of the parameters that an endpoint has of its own.
Verifier = Callable[[Appel], list[Erreur]]


def _rien(appel: Appel) -> list[Erreur]:
    return []


@dataclass(frozen=True, slots=True)
class Ressource:
    """One resource of one provider: who may read it, what else it is asked, what it answers."""

    slug: str
    filtre: Filtre
    repondre: Repondre
    verifier: Verifier = _rien

    def par_france_connect(self) -> Traitement:
        """The citizen of a FranceConnect token; scopes of identity are taken away."""

        async def traiter(appel: Appel) -> Response:
            introspection = await jeton_france_connect(appel.request, appel.ctx, self.slug)
            appel.service = introspection.aud
            accordes = frozenset(s for s in introspection.scopes if IDENTITE not in s)
            self._ouvrir(appel, accordes)
            _exiger(verifier_pivot(introspection.pivot) + self.verifier(appel))
            trouves = appel.ctx.registre.identifier(introspection.pivot)
            return self.repondre(appel, [p.ref for p in trouves], accordes)

        return traiter

    def par_civilite(self, attendue: Civilite) -> Traitement:
        """Whoever has the civil identity told."""

        async def traiter(appel: Appel) -> Response:
            accordes = await self._par_jeton(appel)
            demande, fautes = lire_civilite(appel.request.query_params, appel.ctx.jour, attendue)
            _exiger(fautes + self.verifier(appel))
            trouves = demande.personnes(appel.ctx.registre) if demande else ()
            return self.repondre(appel, [p.ref for p in trouves], accordes)

        return traiter

    def par_ine(self) -> Traitement:
        """Whoever has the national student number told."""

        async def traiter(appel: Appel) -> Response:
            accordes = await self._par_jeton(appel)
            ine, fautes = lire_ine(appel.request.query_params)
            _exiger(fautes + self.verifier(appel))
            return self.repondre(appel, appel.ctx.registre.par_ine(ine), accordes)

        return traiter

    async def version_absente(self, appel: Appel) -> Response:
        """Another version of a known endpoint: 404 00402, after the token and its scopes."""
        if appel.request.path_params["modalite"] == "france_connect":
            accordes = (await jeton_france_connect(appel.request, appel.ctx, self.slug)).scopes
        else:
            accordes = (await jeton_api(appel.request, appel.ctx)).scopes
        verifier_scopes(accordes, self.filtre.noms)
        raise RefusParticulier(404, VERSION_ABSENTE)

    async def _par_jeton(self, appel: Appel) -> frozenset[str]:
        jeton = await jeton_api(appel.request, appel.ctx)
        appel.service = jeton.client_id
        self._ouvrir(appel, jeton.scopes)
        return jeton.scopes

    def _ouvrir(self, appel: Appel, accordes: frozenset[str]) -> None:
        verifier_scopes(accordes, self.filtre.noms)
        verifier_recipient(appel.request.query_params)


def _exiger(fautes: list[Erreur]) -> None:
    """422 with every faulty parameter."""
    if fautes:
        raise RefusParticulier(422, *fautes)
