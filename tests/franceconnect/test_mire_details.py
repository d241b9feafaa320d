"""The tiles after a failure of the identity provider, the confirmation before leaving, the session's cookie."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.franceconnect.navigation import ETAT, FauxService, Navigateur, lire, parametres
from tests.franceconnect.test_fournisseurs_identite import FISCAL
from tests.franceconnect.test_journal import evenements
from tests.franceconnect.test_parcours import au_fi

ANNULER = "Renoncer et revenir à FranceConnect"
ECHEC = "n'a pas abouti"


def apres_refus(fs: FauxService, navigateur: Navigateur) -> httpx.Response:
    """The tiles again, after the citizen gave up at the identity provider."""
    mire = navigateur.aller(lire(au_fi(fs, navigateur)).liens[ANNULER])
    assert ECHEC in mire.text
    return mire


def test_echec_puis_retour_au_service(fs: FauxService, navigateur: Navigateur) -> None:
    """After the identity provider's error, the banner is there and the link back to the service works."""
    mire = apres_refus(fs, navigateur)
    recus = parametres(navigateur.aller(lire(mire).liens["Revenir sur Ma commune"]))
    assert (recus["error"], recus["error_description"], recus["state"]) == ("access_denied", "User auth aborted", ETAT)


def test_echec_puis_autre_fournisseur(fs: FauxService, navigateur: Navigateur) -> None:
    """After the identity provider's error, another one completes the journey."""
    fi = navigateur.soumettre(apres_refus(fs, navigateur), providerUid=FISCAL)
    retour = navigateur.soumettre(navigateur.soumettre(fi))
    assert "code" in parametres(retour)


def test_confirmation_annulee(fs: FauxService, navigateur: Navigateur) -> None:
    """In the confirmation before a trial provider, the button to cancel sends nothing: it closes the dialog."""
    mire = fs.autoriser(navigateur)
    assert 'popovertargetaction="hide">Annuler</button>' in mire.text
    boutons: list[dict[str, Any]] = [b for f in lire(mire).formulaires for b in f.boutons]
    fermetures = [b for b in boutons if b.get("popovertargetaction") == "hide"]
    assert [b["type"] for b in fermetures] == ["button"]


def test_cookie_apres_la_fin(fs: FauxService, navigateur: Navigateur) -> None:
    """At the end of the journey the session's cookie stays: it will serve for single sign-on."""
    fs.entrer(navigateur)
    assert navigateur.client.cookies["fc_session_id"]


def test_code_de_navigation(base: str, navigateur: Navigateur) -> None:
    """Two journeys of one browser have other session ids and the same code in their events, another browser another."""
    fs = FauxService(base)
    fs.entrer(navigateur)
    premier = navigateur.client.cookies["fc_session_id"]
    navigateur.soumettre(fs.autoriser(navigateur))
    assert navigateur.client.cookies["fc_session_id"] != premier
    fs.entrer(Navigateur(base))
    codes = [e["code"] for e in evenements(fs) if e["evenement"] == "FC_VERIFIED"]
    assert codes[0] == codes[1] != codes[2]


@pytest.mark.parametrize(("type_", "consentement"), [("public", False), ("private", False), ("private", True)])
def test_connexion_anonyme(base: str, navigateur: Navigateur, type_: str, consentement: bool) -> None:
    """With `openid` alone, a service of any kind gets a page that asks nothing, then an anonymous transfer is noted."""
    fs = FauxService(base, type=type_, identityConsent=consentement)
    page = navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur, scope="openid")))
    assert "anonymement" in page.text
    assert "checkbox" not in page.text
    avant = [e["evenement"] for e in evenements(fs)]
    navigateur.soumettre(page)
    assert avant == ["FC_VERIFIED"]
    assert evenements(fs)[-1]["evenement"] == "FC_DATATRANSFER_INFORMATION_ANONYMOUS"
