"""Two spaces, one host: what one gives opens nothing in the other, even to a service declared alike in both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.attaques.test_sessions import COOKIE, identifiant
from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, get, nouveau_client, post

SLUG = "attaques"
JUMEAU = {"client_id": "service-jumeau", "client_secret": "secret-du-service-jumeau-des-deux-espaces"}
IDENTITE = "/v3/dss/quotient_familial/identite"
QUOTIENT = "/v3/dss/quotient_familial/france_connect?recipient=13002526500013"


@pytest.fixture(scope="module")
def ici(base: str) -> FauxService:
    return FauxService(base, **JUMEAU)


@pytest.fixture(scope="module")
def ailleurs(base: str) -> Iterator[FauxService]:
    """The same client_id, secret and addresses, in another space."""
    assert post(f"{base}/_bac/spaces", json={"slug": SLUG}).status_code == 201
    yield FauxService(f"{base}/e/{SLUG}", **JUMEAU)
    nouveau_client().delete(f"{base}/_bac/spaces/{SLUG}")


def test_un_code_ne_change_pas_d_espace(ici: FauxService, ailleurs: FauxService) -> None:
    """A code is unknown elsewhere, and the attempt neither uses it nor revokes anything here."""
    retour = ici.entrer()
    refus = ailleurs.echanger(retour)
    assert (refus.status_code, refus.json()["error"]) == (400, "invalid_grant")
    assert ici.echanger(retour).status_code == 200


def test_un_jeton_ne_change_pas_d_espace(ici: FauxService, ailleurs: FauxService) -> None:
    """A token opens neither userinfo nor an administration elsewhere, and revoking it there leaves it alive here."""
    jeton = ici.jeton_direct(scope="openid cnaf_enfants")["access_token"]
    assert ailleurs.userinfo(jeton).status_code == 401
    assert get(ailleurs.base + QUOTIENT, headers={"Authorization": f"Bearer {jeton}"}).status_code == 401
    assert ailleurs.revoquer(jeton).status_code == 200
    assert ici.userinfo(jeton).status_code == 200


def test_un_jeton_d_api_ne_change_pas_d_espace(ici: FauxService, ailleurs: FauxService) -> None:
    """Neither an API Particulier token nor a DGFiP one is known elsewhere."""
    jeton = post(f"{ici.base}/_bac/api-tokens", json={}).json()["token"]
    acces = {"Authorization": f"Bearer {jeton}"}
    assert get(f"{ici.base}/api/introspect", headers=acces).status_code == 200
    assert get(f"{ailleurs.base}/api/introspect", headers=acces).status_code == 401
    donnees = {"grant_type": "client_credentials", "scope": "RessourceIRDerniere"}
    dgfip = post(f"{ici.base}/token", data=donnees, auth=(ici.client_id, ici.secret)).json()["access_token"]
    entetes = {"Authorization": f"Bearer {dgfip}", "X-Correlation-ID": "6a1f0f6e-2b0c-4a7e-8a51-0d5c9f3b1c01"}
    chemin = "/impotparticulier/1.0/spi/3099999999999/situations/ir/assiettes/annrev/2024"
    assert get(ailleurs.base + chemin, headers=entetes).status_code == 401


def test_une_session_ne_change_pas_d_espace(ici: FauxService, ailleurs: FauxService, navigateur: Navigateur) -> None:
    """The cookie of a space, carried by hand to another, gives neither SSO nor the pages of the journey."""
    page = navigateur.soumettre(navigateur.soumettre(ici.autoriser(navigateur)), login="test")
    cle = identifiant(navigateur)
    navigateur.soumettre(page)
    intrus = Navigateur(ailleurs.base)
    intrus.client.cookies.set(COOKIE, cle, domain="127.0.0.1", path=f"/e/{SLUG}/api/v2")
    chemin = str(page.url).removeprefix(ici.base)
    assert code_erreur(intrus.aller(ailleurs.base + chemin)) == "Y190001"
    assert "Choisissez un compte" in ailleurs.autoriser(intrus).text


def test_un_id_token_ne_change_pas_d_espace(ici: FauxService, ailleurs: FauxService) -> None:
    """The id_token of a space, though of the same client_id, does not log anybody out elsewhere: the keys differ."""
    fin = {"id_token_hint": ici.jeton_direct()["id_token"]}
    assert code_erreur(get(f"{ailleurs.fc}/session/end", params=fin)) == "Y040001"


@pytest.mark.parametrize("slug", ["inconnu", "..", "%2e%2e", "attaques%2f..", "%00", "ATTAQUES", "x" * 5000, "é", ""])
def test_un_espace_mal_nomme(base: str, ailleurs: FauxService, slug: str) -> None:
    """A name that is not exactly a space's is a 404 that says so, and never falls back on another space."""
    reponse = get(f"{base}/e/{slug}//api/v2/jwks")
    assert reponse.status_code == 404
    assert "keys" not in reponse.text
