"""`/v3/dss/{benefit}`: the ordered checks, then the answer of each benefit, in both modalities.

Order: token 401, scope 403, version 404, recipient 422, identity parameters 422, identity 422, file 404.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from kernel.api_particulier.acces import jeton_api, jeton_france_connect, verifier_recipient, verifier_scopes
from kernel.api_particulier.erreurs import VERSION_ABSENTE, RefusParticulier
from kernel.api_particulier.identite import lire_identite
from kernel.api_particulier.reponse import habiller, reponse_donnees
from kernel.appel import Appel, Traitement, point
from law.parametres import ParametreAbsent
from providers.dss import errors, projection
from providers.dss.scopes import FILTRE, SLUG, porte
from registry.erreurs import PersonneInconnue, PlusieursPersonnes, SansDossier
from registry.facts import Personne
from registry.registre import Registre

# API Particulier numbers versions by resource: these exist, but not for these.
VERSIONS_D_AUTRES_RESSOURCES = (4, 5)


@dataclass(frozen=True, slots=True)
class Prestation:
    """`nom` is the last part of the address and the root of the scopes' paths; `scopes`: one suffices."""

    nom: str
    vue: Callable[[Registre, str, date], Any]
    projeter: Callable[[Any, str], Any]

    @property
    def scopes(self) -> frozenset[str]:
        return porte(self.nom)


def _dossier(registre: Registre, ref: str, jour: date) -> Any:
    return registre.vue_caf(ref, jour)


def _dossier_ou_enfant(registre: Registre, ref: str, jour: date) -> Any:
    """The AEEH may be asked of the child too."""
    try:
        return registre.vue_caf(ref, jour)
    except SansDossier as absence:
        if absence.clos_organisme:
            raise
        return registre.vue_caf_de_l_enfant(ref, jour)


def _rncps(registre: Registre, ref: str, jour: date) -> Any:
    try:
        return registre.vue_complementaire(ref, jour)
    except SansDossier:
        raise errors.InconnuDuRncps from None


PRESTATIONS = (
    Prestation("allocation_adulte_handicape", _dossier, projection.adulte_handicape),
    Prestation("allocation_enfant_handicape", _dossier_ou_enfant, projection.enfant_handicape),
    Prestation("allocation_soutien_familial", _dossier, projection.soutien_familial),
    Prestation("complementaire_sante_solidaire", _rncps, projection.complementaire),
    Prestation("participation_familiale_eaje", _dossier, projection.participation_familiale),
    Prestation("prime_activite", _dossier, projection.prime_activite),
    Prestation("revenu_solidarite_active", _dossier, projection.solidarite_active),
)


def _par_france_connect(prestation: Prestation) -> Traitement:
    async def traiter(appel: Appel) -> Response:
        introspection = await jeton_france_connect(appel.request, appel.ctx, SLUG)
        appel.service = introspection.aud
        verifier_scopes(introspection.scopes, prestation.scopes)
        verifier_recipient(appel.request.query_params)
        try:
            personne = appel.ctx.registre.un_seul(introspection.pivot)
        except (PersonneInconnue, PlusieursPersonnes):
            raise errors.IdentiteNonReconnue from None
        return _repondre(appel, prestation, personne, introspection.scopes)

    return traiter


def _par_identite(prestation: Prestation) -> Traitement:
    async def traiter(appel: Appel) -> Response:
        jeton = await jeton_api(appel.request, appel.ctx)
        appel.service = jeton.client_id
        verifier_scopes(jeton.scopes, prestation.scopes)
        verifier_recipient(appel.request.query_params)
        demande, fautes = lire_identite(appel.request.query_params, appel.ctx.jour)
        if demande is None:
            raise errors.ParametresRefuses(fautes)
        trouves = demande.personnes(appel.ctx.registre)
        if len(trouves) != 1:
            raise errors.IdentiteNonReconnue
        return _repondre(appel, prestation, trouves[0], jeton.scopes)

    return traiter


def _version_absente(prestation: Prestation) -> Traitement:
    """Another version of a known endpoint: 404 00402, after the token and its scopes."""

    async def traiter(appel: Appel) -> Response:
        if appel.request.path_params["modalite"] == "france_connect":
            scopes = (await jeton_france_connect(appel.request, appel.ctx, SLUG)).scopes
        else:
            scopes = (await jeton_api(appel.request, appel.ctx)).scopes
        verifier_scopes(scopes, prestation.scopes)
        raise RefusParticulier(404, VERSION_ABSENTE)

    return traiter


def _repondre(appel: Appel, prestation: Prestation, personne: Personne, accordes: frozenset[str]) -> Response:
    appel.citoyen = personne.ref
    try:
        complet = prestation.projeter(prestation.vue(appel.ctx.registre, personne.ref, appel.ctx.jour), personne.ref)
    except SansDossier as absence:
        if absence.clos_organisme:
            raise errors.DossierAbsent(absence.clos_organisme) from None
        raise errors.AllocataireNonReference from None
    except ParametreAbsent:
        raise errors.MoisNonCalculable from None
    if complet is None:
        raise errors.AllocataireNonEligible
    appel.champs = FILTRE.ouverture(accordes).champs_de(prestation.nom)
    return reponse_donnees(projection.ouvrir(prestation.nom, complet, accordes))


def _routes(prestation: Prestation) -> list[Route]:
    chemin = f"dss/{prestation.nom}"
    fc = point(SLUG, f"{prestation.nom}/france_connect", _par_france_connect(prestation), habiller)
    identite = point(SLUG, f"{prestation.nom}/identite", _par_identite(prestation), habiller)
    absente = point(SLUG, prestation.nom, _version_absente(prestation), habiller)
    return [
        Route(f"/v3/{chemin}/france_connect", fc, methods=["GET"]),
        Route(f"/v3/{chemin}/identite", identite, methods=["GET"]),
        *(Route(f"/v{v}/{chemin}/{{modalite}}", absente, methods=["GET"]) for v in VERSIONS_D_AUTRES_RESSOURCES),
    ]


ROUTES = tuple(route for prestation in PRESTATIONS for route in _routes(prestation))
