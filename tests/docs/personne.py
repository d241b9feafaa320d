"""The person in front of the screen: opens the address a program gives, answers each page, comes back to the service.

`python -m tests.docs.personne LOGIN ADDRESS`
"""

from __future__ import annotations

import sys
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.support.parcours import Navigateur


def repondre(login: str, adresse: str) -> None:
    """Log in as `login`, or log out, according to the address; then load the page the service shows."""
    demande = parse_qs(urlsplit(adresse).query)
    with Navigateur() as navigateur:
        if "redirect_uri" in demande:
            retour = navigateur.connecter(adresse, demande["redirect_uri"][0], login)
        else:
            retour = navigateur.deconnecter(adresse, demande["post_logout_redirect_uri"][0])
    httpx.get(retour, trust_env=False)


if __name__ == "__main__":
    repondre(*sys.argv[1:])
