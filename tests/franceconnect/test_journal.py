"""What FranceConnect writes in the journal: events by their real names, never a value."""

from __future__ import annotations

from typing import Any

import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, get
from tests.franceconnect.test_checktoken import FauxFd, jwks


def evenements(fs: FauxService) -> list[dict[str, Any]]:
    """The events of this service, in order."""
    tous = get(f"{fs.base}/_bac/journal", params={"limit": 10_000}).json()["events"]
    return [e for e in tous if e.get("service") == fs.client_id]


@pytest.mark.parametrize(
    ("type_", "consentement", "scope", "transfert"),
    [
        ("public", False, "openid email", "FC_DATATRANSFER_INFORMATION_IDENTITY"),
        ("private", False, "openid email", "FC_DATATRANSFER_INFORMATION_IDENTITY"),
        ("private", True, "openid email", "FC_DATATRANSFER_CONSENT_IDENTITY"),
        ("private", True, "openid", "FC_DATATRANSFER_INFORMATION_ANONYMOUS"),
    ],
)
def test_connexion(base: str, type_: str, consentement: bool, scope: str, transfert: str) -> None:
    """A login is verified, then its transfer noted by kind; the direct login writes the same."""
    fs = FauxService(base, type=type_, identityConsent=consentement)
    fs.jetons(scope=scope)
    par_les_pages = [e["evenement"] for e in evenements(fs)]
    fs.jeton_direct(scope=scope)
    assert par_les_pages == ["FC_VERIFIED", transfert]
    assert [e["evenement"] for e in evenements(fs)] == par_les_pages * 2


def test_ni_nom_ni_date(base: str) -> None:
    """The journal names the citizen's ref, the scopes and the claims, and holds no value of theirs."""
    fs = FauxService(base)
    fs.jetons(scope="openid identite_pivot email")
    transfert = evenements(fs)[-1]
    assert (transfert["citoyen"], transfert["scopes"]) == ("test", ["openid", "identite_pivot", "email"])
    assert {"family_name", "email"} <= set(transfert["claims"])
    assert "DUBOIS" not in str(evenements(fs))


def test_introspection(base: str) -> None:
    """A data provider's question is noted with its scopes, a dead token's too."""
    fs = FauxService(base)
    fd = FauxFd(base, "http://127.0.0.1:9/", jwks=jwks(), jwks_uri=None)
    fd.lire(fs.jeton_direct(scope="openid dgfip_rfr")["access_token"])
    fd.lire("x" * 43)
    servi = evenements(fs)[-1]
    assert (servi["evenement"], servi["fournisseur"]) == ("DP_VERIFIED_FC_CHECKTOKEN", fd.client_id)
    assert servi["scopes"] == ["dgfip_rfr"]
    dernier = get(f"{base}/_bac/journal").json()["events"][-1]
    assert (dernier["evenement"], dernier["fournisseur"]) == ("DP_USED_INVALID_ACCESS_TOKEN", fd.client_id)


def test_deconnexion(base: str, navigateur: Navigateur) -> None:
    """A logout is asked, then the session ends."""
    fs = FauxService(base)
    jetons = fs.jetons(navigateur=navigateur)
    fin = navigateur.aller(f"{fs.fc}/session/end", params={"id_token_hint": jetons["id_token"]})
    navigateur.soumettre(fin)
    assert [e["evenement"] for e in evenements(fs)][-2:] == ["SP_REQUESTED_LOGOUT", "FC_SESSION_TERMINATED"]
