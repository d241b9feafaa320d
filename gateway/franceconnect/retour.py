"""The way back to the service without a login: the link of the mire and of the error pages."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from gateway.franceconnect.appel import Appel, appel, iss
from gateway.franceconnect.erreurs import ABANDON, ABANDON_VOLONTAIRE, ERREURS, ErreurPage
from gateway.franceconnect.reponses import parametres, rediriger, rediriger_vers_service
from gateway.franceconnect.session import FINI, Voyage, enregistrer, ouvrir


def lien_retour(ctx: Appel, voyage: Voyage, code: str = "") -> str:
    """The address of the link; `code` is the error the citizen leaves on."""
    valeurs = {"redirect_uri": voyage["redirect_uri"], "state": voyage["state"], "code_erreur": code}
    return f"{ctx.emetteur}/redirect-to-sp-with-error?{urlencode({n: v for n, v in valeurs.items() if v})}"


async def revenir(request: Request) -> Response:
    """End the live journey, or, without one, follow the link by hand if its address belongs to some service."""
    ctx = appel(request)
    recus = parametres(request.url.query)
    code = recus.get("code_erreur", "")
    session = await ouvrir(request)
    voyage = session.voyage if session else None
    if session and voyage and voyage["etape"] != FINI:
        voyage["etape"] = FINI
        await enregistrer(ctx, session)
        adresse, state = voyage["redirect_uri"], voyage["state"]
        erreur, description = _motif(code, ABANDON_VOLONTAIRE)
        return rediriger_vers_service(adresse, iss(ctx), error=erreur, error_description=description, state=state)
    return _sans_voyage(ctx, recus, *_motif(code, ABANDON))


def _motif(code: str, abandon: str) -> tuple[str, str]:
    """What the service is told: the error page's own words, or else `abandon`."""
    quittee = ERREURS.get(code)
    if quittee is None or not quittee.erreur:
        return "access_denied", abandon
    return quittee.erreur, quittee.description


def _sans_voyage(ctx: Appel, recus: dict[str, str], erreur: str, description: str) -> Response:
    """FranceConnect's words for an abandon differ here from those of the mire's own link."""
    adresse = recus.get("redirect_uri", "")
    if not any(adresse in s.redirections(ctx.base_url) for s in ctx.services.values()):
        raise ErreurPage("Y030030")
    # FranceConnect's template prints the missing state as the word itself.
    valeurs = {
        "error": erreur,
        "error_description": description,
        "state": recus.get("state", "undefined"),
        **({"iss": iss(ctx)} if iss(ctx) else {}),
    }
    return rediriger(f"{adresse}{'&' if '?' in adresse else '?'}{urlencode(valeurs)}", 302)
