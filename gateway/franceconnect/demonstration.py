"""The demonstration identity provider: any citizen's login, any password, and a picker of personas.

FranceConnect is its only client and its only return address, so a request needs nothing but `state`.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.durees import CODE_FI
from gateway.franceconnect.reponses import ParametresIllisibles, formulaire, rediriger
from gateway.hasard import jeton as opaque
from gateway.pages import page
from gateway.rnipp.issues import couper
from registry.erreurs import PersonneInconnue

NATURE = "code_fi"
LOGIN_PROPOSE = "test"
MOT_DE_PASSE_PROPOSE = "123"
FAMILLE = Markup('<li class="carte"><h3>{noms}</h3><p>{histoire}</p>{entrees}</li>\n')
ENTREE = Markup(
    '<p class="discret">{interet}</p><button type="submit" name="login" value="{login}">Entrer comme {nom}</button>'
)
INCONNU = "Aucun citoyen de ce bac à sable n'a cet identifiant."
SANS_CONNEXION = "Cette page se rejoint en choisissant ce fournisseur d'identité depuis FranceConnect."


async def echanger(ctx: Appel, code: str) -> tuple[str, str] | None:
    """Behind a code, once: the ref of the citizen and the RNIPP outcome their login asks for (`""`: none)."""
    identite = await ctx.magasin.prendre(ctx.espace, NATURE, code)
    return (identite["ref"], identite["rnipp"]) if identite else None


async def afficher(request: Request) -> Response:
    """The login form and the personas."""
    state = request.query_params.get("state", "")
    if not state:
        return page("message.html", request, statut=400, titre="Connexion non demandée", message=SANS_CONNEXION)
    return _formulaire(request, state)


def _formulaire(request: Request, state: str, login: str = LOGIN_PROPOSE, erreur: str = "") -> Response:
    ctx = appel(request)
    return page(
        "franceconnect/demonstration.html",
        request,
        statut=422 if erreur else 200,
        state=state,
        login=login,
        mot_de_passe=MOT_DE_PASSE_PROPOSE,
        erreur=erreur,
        personas=_personas(ctx),
        action=f"{ctx.base_url}{ctx.profil.racine_fi}/fi/demonstration/login",
        annuler=f"{ctx.base_url}{ctx.profil.racine_fi}/fi/demonstration/abandon?{urlencode({'state': state})}",
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
    """Any password opens any citizen's account; an unknown login shows the form again.

    A login followed by `_E0100NN` is the same citizen, for whom the RNIPP will answer that code.
    """
    ctx = appel(request)
    try:
        donnees = await formulaire(request)
    except ParametresIllisibles:
        donnees = {}
    state, login = donnees.get("state", ""), donnees.get("login", "").strip()
    try:
        identifiant, issue = couper(login)
        personne = ctx.registre.par_login(identifiant)
    except PersonneInconnue:
        return _formulaire(request, state, login, INCONNU)
    code = opaque()
    await ctx.magasin.poser(
        ctx.espace, NATURE, code, {"ref": personne.ref, "rnipp": issue.nom if issue else ""}, CODE_FI
    )
    return _retour(ctx, code=code, state=state)


async def abandonner(request: Request) -> Response:
    """Back to FranceConnect with a refusal."""
    state = request.query_params.get("state", "")
    return _retour(appel(request), error="access_denied", error_description="User auth aborted", state=state)


def _retour(ctx: Appel, **valeurs: str) -> Response:
    return rediriger(f"{ctx.emetteur}/oidc-callback?{urlencode(valeurs)}")


def creer() -> Starlette:
    """The provider's application, with paths relative to `/fi/demonstration`."""
    return Starlette(
        routes=[
            Route("/authorize", afficher, methods=["GET"]),
            Route("/login", entrer, methods=["POST"]),
            Route("/abandon", abandonner, methods=["GET"]),
        ]
    )
