"""Faults of the redirect that brings the citizen back to the service."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.responses import Response

from gateway.franceconnect.pannes.effets.coup import Coup, Effet
from gateway.franceconnect.reponses import rediriger

#: Nobody's issuer: the domain is reserved (RFC 2606).
EMETTEUR_ETRANGER = "https://autre-fournisseur.example/api/v2"


def _lire(coup: Coup) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(coup.reponse.headers["location"]).query, keep_blank_values=True)


def _ecrire(coup: Coup, parametres: list[tuple[str, str]]) -> Response:
    adresse = urlsplit(coup.reponse.headers["location"])._replace(query=urlencode(parametres))
    return rediriger(adresse.geturl())


def parametres(**changements: str | None) -> Effet:
    """Parameters replaced or added; None takes one away."""

    def changer(coup: Coup) -> Response:
        tous = {**dict(_lire(coup)), **changements}
        return _ecrire(coup, [(nom, valeur) for nom, valeur in tous.items() if valeur is not None])

    return changer


def repeter(nom: str) -> Effet:
    """A second value of the same parameter behind the first."""
    return lambda coup: _ecrire(coup, [*_lire(coup), (nom, "repete")])


def erreur(code: str, description: str | None) -> Effet:
    """An error redirect instead of the code; the code that was made is never told to anyone."""
    return parametres(code=None, error=code, error_description=description)
