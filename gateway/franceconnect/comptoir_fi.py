"""What the pages of simulated identity providers share: who it is, the code it gives, the way to FranceConnect."""

from __future__ import annotations

import asyncio
from typing import Any, TypedDict
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect import userinfo_fi
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.durees import CODE_FI
from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite
from gateway.franceconnect.profil import NIVEAUX
from gateway.franceconnect.reponses import ParametresIllisibles, formulaire, rediriger
from gateway.hasard import jeton as opaque
from gateway.pages import page

NATURE = "code_fi"
SANS_CONNEXION = "Cette page se rejoint en choisissant ce fournisseur d'identité depuis FranceConnect."


class Rendu(TypedDict):
    """What a provider tells FranceConnect against a code.

    The level of the authentication, and the citizen: a ref of the register with the outcome that the login asks of the
    RNIPP (`""`: none), or else the claims of a userinfo answer.
    """

    ref: str
    rnipp: str
    acr: str
    claims: dict[str, Any] | None


async def echanger(ctx: Appel, fi: FournisseurIdentite, code: str) -> Rendu:
    """What is behind a code, once; Y020026 when this provider never gave it, Y020027 when its userinfo fails."""
    promis = await ctx.magasin.prendre(ctx.espace, NATURE, code)
    if promis is None or promis["fi"] != fi.uid or promis["refuse"]:
        raise ErreurPage("Y020026")
    claims = None
    if promis["userinfo"] is not None:
        claims = userinfo_fi.lire(await _attendre(ctx, userinfo_fi.Reponse(*promis["userinfo"])))
    return Rendu(ref=promis["ref"], rnipp=promis["rnipp"], acr=promis["acr"], claims=claims)


async def _attendre(ctx: Appel, reponse: userinfo_fi.Reponse) -> userinfo_fi.Reponse:
    """The answer when it comes, unless FranceConnect has lost patience."""
    patience = ctx.reglages.idp_timeout
    await asyncio.sleep(min(reponse.delai, patience))
    if reponse.delai >= patience:
        raise ErreurPage("Y020027", "userinfo : délai dépassé")
    return reponse


def adresse(ctx: Appel, fi: FournisseurIdentite) -> str:
    """Where a simulated provider answers the platform that is called."""
    return f"{ctx.base_url}{ctx.profil.racine_fi}/fi/{fi.name}"


def simule(request: Request) -> FournisseurIdentite | None:
    """The provider that the path names."""
    nom = request.path_params["nom"]
    tous = appel(request).fournisseurs_identite.values()
    return next((fi for fi in tous if fi.name == nom and fi.identifiant), None)


def non_demandee(request: Request) -> Response:
    """Nobody comes here by themselves."""
    return page("message.html", request, statut=400, titre="Connexion non demandée", message=SANS_CONNEXION)


async def donnees_recues(request: Request) -> dict[str, str]:
    try:
        return await formulaire(request)
    except ParametresIllisibles:
        return {}


def niveau_rendu(fi: FournisseurIdentite, donnees: dict[str, str]) -> str:
    """The level picked on the page, else the one FranceConnect asked, else the provider's lowest."""
    return donnees.get("acr") or donnees.get("acr_values") or min(fi.allowedAcr, key=NIVEAUX.index)


async def promettre(
    ctx: Appel,
    fi: FournisseurIdentite,
    state: str,
    acr: str,
    *,
    ref: str = "",
    rnipp: str = "",
    userinfo: userinfo_fi.Reponse | None = None,
    refuse: bool = False,
) -> Response:
    """Back to FranceConnect with a code, and what its exchange will give."""
    code = opaque()
    reponse = None if userinfo is None else list(userinfo)
    promis = {"fi": fi.uid, "ref": ref, "rnipp": rnipp, "acr": acr, "userinfo": reponse, "refuse": refuse}
    await ctx.magasin.poser(ctx.espace, NATURE, code, promis, CODE_FI)
    return _retour(ctx, code=code, state=state)


async def abandonner(request: Request) -> Response:
    """Back to FranceConnect with a refusal."""
    state = request.query_params.get("state", "")
    return _retour(appel(request), error="access_denied", error_description="User auth aborted", state=state)


def _retour(ctx: Appel, **valeurs: str) -> Response:
    return rediriger(f"{ctx.emetteur}/oidc-callback?{urlencode(valeurs)}")
