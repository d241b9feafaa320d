"""FranceConnect v1, as its last clients describe it, for those who rehearse their migration (fact sheet §1.3)."""

from __future__ import annotations

from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from tests.franceconnect.navigation import (
    FauxService,
    Navigateur,
    code_erreur,
    entete,
    get,
    nouveau_client,
    parametres,
    post,
)
from tests.support.serveur import Sandbox


class ServiceV1(FauxService):
    """A service that has not moved to v2: it sends no level, and verifies with its secret."""

    def __init__(self, base: str, **declaration: Any) -> None:
        super().__init__(base, **declaration)
        self.fc = f"{base}/api/v1"

    def demande(self, **changements: str | None) -> dict[str, str]:
        return super().demande(**{"acr_values": None, **changements})

    def claims(self, id_token: str) -> dict[str, Any]:
        secret = OctKey.import_key(self.secret)
        return dict(jwt.decode(id_token, secret, algorithms=["HS256"]).claims)

    def jeton(self, login: str = "test", scope: str = "openid identite_pivot") -> str:
        jeton: str = self.echanger(self.entrer(login=login, scope=scope)).json()["access_token"]
        return jeton

    def introspecter(self, jeton: Any) -> Any:
        return post(f"{self.fc}/checktoken", json={"token": jeton})


@pytest.fixture(scope="module")
def espace(sandbox: Sandbox) -> str:
    """A space where v1 is on."""
    assert post(f"{sandbox.url}/_bac/spaces", json={"slug": "fc-v1", "size": 1000}).status_code == 201
    url = f"{sandbox.url}/e/fc-v1"
    assert nouveau_client().put(f"{url}/_bac/profiles", json={"v1": True}).json() == {"v1": True}
    return url


@pytest.fixture(scope="module")
def v1(espace: str) -> ServiceV1:
    return ServiceV1(espace, title="Ancienne mairie")


@pytest.mark.parametrize("chemin", ["/authorize", "/token", "/userinfo", "/checktoken", "/fi/demonstration/authorize"])
def test_ferme_par_defaut(base: str, v1: ServiceV1, chemin: str) -> None:
    """v1 is unknown where nobody asked for it, even while another space has it."""
    reponse = get(f"{base}/api/v1{chemin}")
    assert (reponse.status_code, code_erreur(reponse)) == (404, "Y000404")
    assert get(f"{base}/_bac/profiles").json() == {"v1": False}


def test_se_referme(sandbox: Sandbox) -> None:
    """Turned off, or forgotten by a reset of everything, it is unknown again."""
    assert post(f"{sandbox.url}/_bac/spaces", json={"slug": "fc-v1-ferme", "size": 1000}).status_code == 201
    url, client = f"{sandbox.url}/e/fc-v1-ferme", nouveau_client()
    client.put(f"{url}/_bac/profiles", json={"v1": True})
    assert get(f"{url}/api/v1/userinfo").status_code == 401
    client.put(f"{url}/_bac/profiles", json={"v1": False})
    assert get(f"{url}/api/v1/userinfo").status_code == 404
    client.put(f"{url}/_bac/profiles", json={"v1": True})
    post(f"{url}/_bac/reset", json={"everything": True})
    assert get(f"{url}/api/v1/userinfo").status_code == 404


def test_parcours(v1: ServiceV1) -> None:
    """Without `acr_values`, with a short nonce and its own parameter, the journey ends with a code and no `iss`."""
    retour = v1.entrer(nonce="court", suivi="a1")
    assert set(parametres(retour)) == {"code", "state"}
    jetons = v1.echanger(retour).json()
    claims = v1.claims(jetons["id_token"])
    assert entete(jetons["id_token"]) == {"alg": "HS256"}
    assert (claims["nonce"], claims["acr"], claims["aud"]) == ("court", "eidas1", v1.client_id)


@pytest.mark.parametrize("manquant", ["state", "nonce"])
def test_parametres_obligatoires(v1: ServiceV1, manquant: str) -> None:
    """`state` and `nonce` were mandatory already."""
    assert code_erreur(v1.autoriser(**{manquant: None})) == "Y030007"


def test_ni_decouverte_ni_cles(v1: ServiceV1) -> None:
    """v1 publishes no document and no key."""
    for chemin in ("/.well-known/openid-configuration", "/jwks", "/token/revocation"):
        assert get(v1.fc + chemin).status_code == 404


def test_userinfo_en_json(v1: ServiceV1) -> None:
    """Userinfo is plain JSON, with or without `schema=openid`; the subject is the id_token's."""
    jetons = v1.echanger(v1.entrer()).json()
    entetes = {"Authorization": f"Bearer {jetons['access_token']}"}
    reponse = get(f"{v1.fc}/userinfo?schema=openid", headers=entetes)
    assert reponse.headers["content-type"].startswith("application/json")
    assert reponse.json()["sub"] == v1.claims(jetons["id_token"])["sub"]
    assert {"aud", "exp", "iat", "iss", "given_name_array"}.isdisjoint(reponse.json())


def test_nom_d_usage_dans_le_pivot(v1: ServiceV1) -> None:
    """`identite_pivot` contains the usage name; `address` and `phone` are known scopes without data."""
    jeton = v1.jeton("claire-moreau", "openid identite_pivot address phone")
    identite = v1.userinfo(jeton).json()
    assert identite["preferred_username"]
    assert {"address", "phone_number"}.isdisjoint(identite)
    assert {"address", "phone"} <= set(v1.introspecter(jeton).json()["scope"])


def test_meme_sujet_qu_en_v2(v1: ServiceV1) -> None:
    """A service keeps its subjects when it moves to v2."""
    ancien = v1.claims(v1.echanger(v1.entrer()).json()["id_token"])["sub"]
    v2 = FauxService(v1.base, entityId=v1.fiche["entityId"])
    assert v2.verifier(v2.jeton_direct()["id_token"])["sub"] == ancien


def test_checktoken(v1: ServiceV1) -> None:
    """JSON in and out, without authentication: scopes, identity, service, identity provider, level."""
    reponse = v1.introspecter(v1.jeton(scope="openid identite_pivot dgfip_rfr"))
    lu = reponse.json()
    assert (reponse.status_code, lu["scope"]) == (200, ["openid", "identite_pivot", "dgfip_rfr"])
    assert lu["client"] == {"client_id": v1.client_id, "client_name": "Ancienne mairie"}
    assert (lu["identity"]["family_name"], lu["acr"]) == ("DUBOIS", "eidas1")
    assert set(lu) == {"scope", "identity", "client", "identity_provider_id", "identity_provider_host", "acr"}


@pytest.mark.parametrize("jeton", [None, "", "court", 12])
def test_checktoken_mal_forme(v1: ServiceV1, jeton: Any) -> None:
    """What cannot be a token is malformed."""
    reponse = v1.introspecter(jeton)
    assert reponse.status_code == 401
    assert reponse.json() == {"status": "fail", "message": "Malformed access token."}


def test_checktoken_inconnu(v1: ServiceV1) -> None:
    """An unknown token, or one of v2, is not found: 401, where v2 says 200 and inactive."""
    de_v2 = FauxService(v1.base).jeton_direct()["access_token"]
    for jeton in ("x" * 43, de_v2):
        reponse = v1.introspecter(jeton)
        assert reponse.status_code == 401
        assert reponse.json() == {"status": "fail", "message": "token_not_found_or_expired"}


def test_deconnexion(v1: ServiceV1, sandbox: Sandbox) -> None:
    """`/logout` takes the HS256 id_token and brings the citizen back; the token is dead for data providers."""
    navigateur = Navigateur(sandbox.url)
    jetons = v1.echanger(v1.entrer(navigateur)).json()
    adieu = v1.fiche["post_logout_redirect_uris"][0]
    demande = {"id_token_hint": jetons["id_token"], "post_logout_redirect_uri": adieu, "state": "s"}
    fin = navigateur.soumettre(navigateur.soumettre(navigateur.aller(f"{v1.fc}/logout", params=demande)))
    assert fin.headers["location"] == f"{adieu}?state=s"
    assert v1.introspecter(jetons["access_token"]).status_code == 401


def test_abandon(v1: ServiceV1, sandbox: Sandbox) -> None:
    """Going back to the service from the tiles tells it so, without `iss`."""
    navigateur = Navigateur(sandbox.url)
    mire = v1.autoriser(navigateur)
    lien = mire.text.partition("/api/v1/redirect-to-sp-with-error")
    assert lien[1]
    retour = navigateur.aller(f"{v1.fc}/redirect-to-sp-with-error")
    assert set(parametres(retour)) == {"error", "error_description", "state"}
