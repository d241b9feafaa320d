"""The simulated identity providers, under `/fi/{name}`: any password opens the account of any citizen.

FranceConnect is their only client and its callback their only return address, so a request needs nothing but `state`.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TypedDict
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.comptes_simules import SAISIES, propose, titulaire
from gateway.franceconnect.durees import CODE_FI
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite
from gateway.franceconnect.niveaux import NIVEAUX
from gateway.franceconnect.reponses import ParametresIllisibles, formulaire, rediriger
from gateway.hasard import jeton as opaque
from gateway.pages import page
from registry.erreurs import PersonneInconnue

NATURE = "code_fi"
MOT_DE_PASSE_PROPOSE = "123"
FAMILLE = Markup('<li class="carte"><h3>{noms}</h3><p>{histoire}</p>{entrees}</li>\n')
ENTREE = Markup(
    '<p class="discret">{interet}</p><button type="submit" name="login" value="{login}">Entrer comme {nom}</button>'
)
INCONNU = "Aucun citoyen de ce bac à sable n'a cet identifiant."
SANS_CONNEXION = "Cette page se rejoint en choisissant ce fournisseur d'identité depuis FranceConnect."


class Rendu(TypedDict):
    """What a provider tells FranceConnect against a code: the citizen, and the level of the authentication."""

    fi: str
    ref: str
    acr: str


async def echanger(ctx: Appel, fi: FournisseurIdentite, code: str) -> Rendu:
    """What is behind a code, once; Y020026 when this provider never gave it."""
    rendu = await ctx.magasin.prendre(ctx.espace, NATURE, code)
    if rendu is None or rendu["fi"] != fi.uid:
        raise ErreurPage("Y020026")
    return Rendu(fi=rendu["fi"], ref=rendu["ref"], acr=rendu["acr"])


async def afficher(request: Request) -> Response:
    """The login form and the personas."""
    fi, state = _simule(request), request.query_params.get("state", "")
    if fi is None or fi.identifiant is None or not state:
        return page("message.html", request, statut=400, titre="Connexion non demandée", message=SANS_CONNEXION)
    login = propose(appel(request), fi.identifiant)
    return _formulaire(request, fi, state, request.query_params.get("acr_values", ""), login)


def _simule(request: Request) -> FournisseurIdentite | None:
    """The provider that the path names."""
    nom = request.path_params["nom"]
    tous = appel(request).fournisseurs_identite.values()
    return next((fi for fi in tous if fi.name == nom and fi.identifiant), None)


def _formulaire(
    request: Request, fi: FournisseurIdentite, state: str, acr: str, login: str, erreur: str = ""
) -> Response:
    ctx = appel(request)
    ici = f"{ctx.base_url}/fi/{fi.name}"
    assert fi.identifiant is not None  # `_simule` gives no other
    return page(
        "franceconnect/demonstration.html",
        request,
        statut=422 if erreur else 200,
        fi=fi,
        saisie=SAISIES[fi.identifiant],
        state=state,
        acr=acr,
        niveaux=NIVEAUX if fi.identifiant == "login" else (),
        login=login,
        mot_de_passe=MOT_DE_PASSE_PROPOSE,
        erreur=erreur,
        personas=_personas(ctx) if fi.identifiant == "login" else "",
        action=f"{ici}/login",
        annuler=f"{ici}/abandon?{urlencode({'state': state})}",
    )


def _personas(ctx: Appel) -> Markup:
    """The picker, one card for each family."""
    return _familles(tuple((p.famille_slug, p.histoire, p.login, p.prenom_nom, p.interet) for p in ctx.personas()))


@lru_cache(maxsize=4)
def _familles(personas: tuple[tuple[str, str, str, str, str], ...]) -> Markup:
    """The same for everybody, so written once; the story of a family is told once."""
    return Markup("").join(_famille(histoire, list(gens)) for (_, histoire), gens in groupby(personas, lambda p: p[:2]))


def _famille(histoire: str, gens: list[tuple[str, str, str, str, str]]) -> Markup:
    entrees = (ENTREE.format(interet=interet, login=login, nom=nom) for *_, login, nom, interet in gens)
    noms = ", ".join(nom for *_, nom, _ in gens)
    return FAMILLE.format(noms=noms, histoire=histoire, entrees=Markup("").join(entrees))


async def entrer(request: Request) -> Response:
    """Any password opens any citizen's account; an unknown login shows the form again."""
    ctx, fi, donnees = appel(request), _simule(request), await _donnees(request)
    if fi is None or fi.identifiant is None:
        return page("message.html", request, statut=400, titre="Connexion non demandée", message=SANS_CONNEXION)
    state, login, acr = donnees.get("state", ""), donnees.get("login", "").strip(), _niveau(fi, donnees)
    try:
        personne = titulaire(ctx, fi.identifiant, login)
    except PersonneInconnue:
        return _formulaire(request, fi, state, acr, login, INCONNU)
    return await _revenir(ctx, state, Rendu(fi=fi.uid, ref=personne.ref, acr=acr))


async def _donnees(request: Request) -> dict[str, str]:
    try:
        return await formulaire(request)
    except ParametresIllisibles:
        return {}


def _niveau(fi: FournisseurIdentite, donnees: dict[str, str]) -> str:
    """The level picked on the page, else the one FranceConnect asked, else the provider's lowest."""
    return donnees.get("acr") or donnees.get("acr_values") or min(fi.allowedAcr, key=NIVEAUX.index)


async def _revenir(ctx: Appel, state: str, rendu: Rendu) -> Response:
    code = opaque()
    await ctx.magasin.poser(ctx.espace, NATURE, code, {**rendu}, CODE_FI)
    return _retour(ctx, code=code, state=state)


async def abandonner(request: Request) -> Response:
    """Back to FranceConnect with a refusal."""
    state = request.query_params.get("state", "")
    return _retour(appel(request), error="access_denied", error_description="User auth aborted", state=state)


def _retour(ctx: Appel, **valeurs: str) -> Response:
    return rediriger(f"{ctx.emetteur}/oidc-callback?{urlencode(valeurs)}")


def creer() -> Starlette:
    """The providers' application, with paths relative to `/fi`."""
    return Starlette(
        routes=[
            Route("/{nom}/authorize", afficher, methods=["GET"]),
            Route("/{nom}/login", entrer, methods=["POST"]),
            Route("/{nom}/abandon", abandonner, methods=["GET"]),
        ]
    )
