"""`/etat-civil/v1`: the citizen's documents by FranceConnect token, and orders for documents with an API token.

Order: token 401, scope 403, request 400, act 404 or 409, applicant 403.
"""

from __future__ import annotations

import orjson
from starlette.responses import Response
from starlette.routing import Route

from kernel.acces import porteur
from kernel.appel import Appel, point
from kernel.contexte import JetonInvalide
from providers.etat_civil import errors, projection
from providers.etat_civil.capacite import verifier_demandeur
from providers.etat_civil.demande import Individu, lire_demande
from providers.etat_civil.scopes import EXTRAIT, FILIATION, FILTRE, SLUG
from registry.erreurs import PersonneInconnue, PlusieursPersonnes, SansDossier
from registry.facts import Personne
from registry.vues import VueNaissance

PREFIXE = "/etat-civil/v1"


async def acte_de_naissance(appel: Appel) -> Response:
    """The caller's act, or with `?enfant=` (rank from 1, or act reference) the act of one of their children."""
    choix = appel.request.query_params.get("enfant")
    accordes = await _scopes(appel, "acte" if choix is None else "enfants")
    moi = _citoyen(appel)
    if choix is None:
        return _reponse(
            appel, "acte", projection.acte(appel.ctx.registre.vue_naissance(moi, appel.ctx.jour), accordes), accordes
        )
    vue = _enfant_choisi(_actes_des_enfants(appel, moi), choix)
    return _reponse(appel, "enfants", projection.actes_enfants([vue], accordes)["enfants"][0], accordes)


async def actes_des_enfants(appel: Appel) -> Response:
    accordes = await _scopes(appel, "enfants")
    vues = _actes_des_enfants(appel, _citoyen(appel))
    return _reponse(appel, "enfants", projection.actes_enfants(vues, accordes), accordes)


async def livret_de_famille(appel: Appel) -> Response:
    accordes = await _scopes(appel, "livret")
    try:
        vue = appel.ctx.registre.vue_livret(_citoyen(appel), appel.ctx.jour)
    except SansDossier:
        raise errors.LivretAbsent from None
    return _reponse(appel, "livret", projection.livret(vue), accordes)


async def demande_de_document(appel: Appel) -> Response:
    """`EXTSF` for anyone who gives the name, the date and the place; `EXTAF` for those the décret names."""
    ctx = appel.ctx
    jeton = porteur(appel.request)
    try:
        lu = await ctx.jeton_api_particulier(jeton or "")
    except JetonInvalide:
        raise errors.JetonRefuse from None
    appel.service = lu.client_id
    if EXTRAIT not in lu.scopes:
        raise errors.ScopeAbsent
    demande = lire_demande(await appel.request.body())
    avec_filiation = demande.document == "EXTAF"
    if avec_filiation and FILIATION not in lu.scopes:
        raise errors.ScopeAbsent
    titulaire = _titulaire(appel, demande.interesse)
    vue = ctx.registre.vue_naissance(titulaire.ref, ctx.jour)
    if avec_filiation:
        verifier_demandeur(demande, vue, ctx.registre)
    accordes = lu.scopes & FILTRE.noms if avec_filiation else lu.scopes & FILTRE.noms - {FILIATION}
    appel.citoyen = titulaire.ref
    return _reponse(appel, "acte", projection.acte(vue, accordes), accordes)


async def _scopes(appel: Appel, objet: str) -> frozenset[str]:
    """The granted scopes, once they open `objet`; notes who is calling, and for whom."""
    jeton = porteur(appel.request)
    introspection = await appel.ctx.introspecter(jeton, SLUG) if jeton else None
    if introspection is None:
        raise errors.JetonRefuse
    appel.service = introspection.aud
    if not FILTRE.ouverture(introspection.scopes).ouvre(objet):
        raise errors.ScopeAbsent
    try:
        appel.citoyen = appel.ctx.registre.un_seul(introspection.pivot).ref
    except PersonneInconnue:
        raise errors.ActeIntrouvable from None
    except PlusieursPersonnes:
        raise errors.PlusieursActes from None
    return introspection.scopes


def _citoyen(appel: Appel) -> str:
    if appel.citoyen is None:
        raise errors.ActeIntrouvable
    return appel.citoyen


def _actes_des_enfants(appel: Appel, moi: str) -> list[VueNaissance]:
    registre, jour = appel.ctx.registre, appel.ctx.jour
    nes = [e for e in registre.enfants(moi) if e.ne_le(jour)]
    nes.sort(key=lambda e: (e.naissance.reelle, e.rang_naissance))
    return [registre.vue_naissance(e.ref, jour) for e in nes]


def _enfant_choisi(vues: list[VueNaissance], choix: str) -> VueNaissance:
    for rang, vue in enumerate(vues, 1):
        if choix in (str(rang), projection.reference(vue.titulaire)):
            return vue
    raise errors.EnfantInconnu


def _titulaire(appel: Appel, interesse: Individu) -> Personne:
    trouves = [p for p in interesse.personnes(appel.ctx.registre) if p.ne_le(appel.ctx.jour)]
    if not trouves:
        raise errors.ActeIntrouvable
    if len(trouves) > 1:
        raise errors.PlusieursActes
    return trouves[0]


def _reponse(appel: Appel, objet: str, corps: object, accordes: frozenset[str]) -> Response:
    appel.champs = FILTRE.ouverture(accordes).champs_de(objet)
    return Response(orjson.dumps(corps), media_type="application/json")


POINTS = (
    ("GET", "/france-connect/acte-de-naissance", acte_de_naissance),
    ("GET", "/france-connect/enfants/actes-de-naissance", actes_des_enfants),
    ("GET", "/france-connect/livret-de-famille", livret_de_famille),
    ("POST", "/demandes-de-documents", demande_de_document),
)
ROUTES = tuple(
    Route(PREFIXE + chemin, point(SLUG, traiter.__name__, traiter), methods=[methode])
    for methode, chemin, traiter in POINTS
)
