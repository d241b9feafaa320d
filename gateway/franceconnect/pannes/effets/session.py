"""Faults of the journey: a lost session, a page that leads nowhere."""

from __future__ import annotations

import re

from starlette.responses import Response

from gateway.franceconnect.erreurs import ErreurPage
from gateway.franceconnect.pannes.effets.coup import Coup
from gateway.franceconnect.reponses import page_erreur
from gateway.franceconnect.session import effacer_cookie

_CSRF = re.compile(r'(name="csrfToken" value=")[^"]*')


def perdue(coup: Coup) -> Response:
    """The page comes with the order to forget the session's cookie."""
    return effacer_cookie(coup.corps(coup.texte), coup.ctx)


def formulaire_mort(coup: Coup) -> Response:
    """The form's token is another one, and the cookies stay."""
    page = coup.corps(_CSRF.sub(r"\1perime", coup.texte))
    page.raw_headers += [entete for entete in coup.reponse.raw_headers if entete[0] == b"set-cookie"]
    return page


def abandon(_: Coup) -> Response:
    """Nothing to click: the citizen closes the tab, and the service will not hear of it."""
    return Response(status_code=204)


def page_technique(coup: Coup) -> Response:
    """An error page without a way back."""
    return page_erreur(coup.request, "Y040001")


def page_voulue(coup: Coup) -> Response:
    """The error page whose code was asked, with the way back to the service that this error allows."""
    raise ErreurPage(coup.code)
