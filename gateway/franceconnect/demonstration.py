"""The simulated identity providers, under `/fi/{name}`: any password opens the account of any citizen.

FranceConnect is their only client and its callback their only return address, so a request needs nothing but `state`.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect import identite
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.comptes_simules import CITOYEN_PROPOSE, SAISIES, propose, titulaire
from gateway.franceconnect.comptoir_fi import adresse, donnees_recues, niveau_rendu, non_demandee, promettre, simule
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite
from gateway.franceconnect.pages_actives import page_active
from gateway.franceconnect.profil import NIVEAUX
from gateway.franceconnect.scenarios_fi import SCENARIOS
from gateway.rnipp.issues import couper
from registry.erreurs import PersonneInconnue

MOT_DE_PASSE_PROPOSE = "123"
FAMILLE = Markup('<li class="carte"><h3>{noms}</h3><p>{histoire}</p>{entrees}</li>\n')
ENTREE = Markup(
    '<p class="discret">{interet}</p><button type="submit" name="login" value="{login}">Entrer comme {nom}</button>'
)
INCONNU = "Aucun citoyen de ce bac à sable n'a cet identifiant."


async def afficher(request: Request) -> Response:
    """The login form and the personas."""
    fi, state = simule(request), request.query_params.get("state", "")
    if fi is None or fi.identifiant is None or not state:
        return non_demandee(request)
    login = propose(appel(request), fi.identifiant)
    return _formulaire(request, fi, state, request.query_params.get("acr_values", ""), login)


def _formulaire(
    request: Request, fi: FournisseurIdentite, state: str, acr: str, login: str, erreur: str = ""
) -> Response:
    ctx = appel(request)
    ici = adresse(ctx, fi)
    assert fi.identifiant is not None  # `_simule` gives no other
    return page_active(
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
        libre=f"{ici}/login/with-custom-identity?{urlencode({'state': state, 'acr_values': acr})}",
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
    ctx, fi, donnees = appel(request), simule(request), await donnees_recues(request)
    if fi is None or fi.identifiant is None:
        return non_demandee(request)
    state, login, acr = donnees.get("state", ""), donnees.get("login", "").strip(), niveau_rendu(fi, donnees)
    if fi.identifiant == "login" and login in SCENARIOS:
        return await _echouer(ctx, fi, state, acr, login)
    try:
        identifiant, issue = couper(login)
        personne = titulaire(ctx, fi.identifiant, identifiant)
    except PersonneInconnue:
        return _formulaire(request, fi, state, acr, login, INCONNU)
    return await promettre(ctx, fi, state, acr, ref=personne.ref, rnipp=issue.nom if issue else "")


async def _echouer(ctx: Appel, fi: FournisseurIdentite, state: str, acr: str, login: str) -> Response:
    """The account of `test`, with what the scenario of this login does to it."""
    scenario = SCENARIOS[login]
    claims = identite.claims(ctx.registre.par_login(CITOYEN_PROPOSE))
    # FranceConnect's own demonstration provider: the subject is the SHA-256 of the login.
    reponse = scenario.userinfo({**claims, "sub": sha256(login.encode()).hexdigest()})
    return await promettre(ctx, fi, state, acr, userinfo=reponse, refuse=scenario.refuse_le_code)
