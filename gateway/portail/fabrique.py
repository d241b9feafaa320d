"""The page « Fabriquer une famille »: a form over the presets, which does what `POST /_bac/citizens` does."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gateway.controle import fabrique
from gateway.controle.acces import refus_acces
from gateway.controle.appel import contexte
from gateway.controle.demandes import Creation
from gateway.controle.erreurs import ErreurControle, erreur_modele
from gateway.franceconnect.comptoir_fi import donnees_recues
from gateway.pages import page

#: Name of the option, label, advice.
OPTIONS = (
    ("children", "Nombre d’enfants", "Vide : celui du preset."),
    ("qf_min", "Quotient familial, au moins (€)", "Les revenus suivent."),
    ("qf_max", "Quotient familial, au plus (€)", "Les revenus suivent."),
    ("seed", "Graine", "La même graine tire les mêmes gens. Vide : au sort."),
)


async def afficher(request: Request) -> Response:
    """The form, and who was made in the space."""
    return await _page(request, {}, None)


async def fabriquer(request: Request) -> Response:
    """Make the family, then show the first of its people; the same page says why when it is refused."""
    ctx, saisie = contexte(request), await donnees_recues(request)
    refus = refus_acces(request, ctx.reglages, saisie.get("cle", ""))
    if refus is not None:
        return await _page(request, saisie, refus)
    voulu = {nom: v.strip() for nom, v in saisie.items() if v.strip() and nom != "cle"}
    try:
        faite = await fabrique.fabriquer(ctx, Creation.model_validate(voulu))
    except ValidationError as erreur:
        return await _page(request, saisie, erreur_modele(erreur))
    except ErreurControle as erreur:
        return await _page(request, saisie, erreur)
    return RedirectResponse(f"{ctx.base_url}/citoyen/{faite.ref}", HTTPStatus.SEE_OTHER)


async def _page(request: Request, saisie: Mapping[str, str], refus: ErreurControle | None) -> Response:
    ctx = contexte(request)
    ouvert = await ctx.bac.espace(ctx.espace)
    registre = ctx.bac.registre(ouvert)
    return page(
        "portail/fabrique.html",
        request,
        HTTPStatus.OK if refus is None else refus.statut,
        presets=ctx.bac.referentiel.atelier.presets,
        options=OPTIONS,
        saisie=saisie,
        refus=refus.corps if refus else None,
        a_cle=bool(ctx.reglages.control_key),
        ajoutees=[registre.personne(ref) for ref in registre.ajouts.personnes],
    )
