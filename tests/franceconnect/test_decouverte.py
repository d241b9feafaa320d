"""The public documents and the edges of FranceConnect's paths (API - discovery, API - core)."""

from __future__ import annotations

import pytest

from tests.franceconnect.navigation import FauxService, code_erreur, get, parametres


def test_document_de_decouverte(fs: FauxService) -> None:
    """The discovery document has the values that real clients read, at the issuer's address, cached ten minutes."""
    reponse = get(f"{fs.fc}/.well-known/openid-configuration")
    d = reponse.json()
    assert reponse.headers["cache-control"] == "public, max-age=600"
    assert d["issuer"] == fs.fc
    assert d["end_session_endpoint"] == f"{fs.fc}/session/end"
    assert d["revocation_endpoint"] == f"{fs.fc}/token/revocation"
    assert d["acr_values_supported"] == ["eidas1"]
    assert d["subject_types_supported"] == ["pairwise"]
    assert d["code_challenge_methods_supported"] == ["S256"]
    assert d["token_endpoint_auth_methods_supported"] == ["client_secret_post", "private_key_jwt"]
    assert d["authorization_response_iss_parameter_supported"] is True


def test_scopes_et_claims_annonces(fs: FauxService) -> None:
    """Every identity and data scope is announced, `openid` first; v1's `address` and `phone` are not."""
    d = get(f"{fs.fc}/.well-known/openid-configuration").json()
    scopes = d["scopes_supported"]
    assert scopes[0] == "openid"
    assert {"identite_pivot", "idp_birthdate", "cnaf_quotient_familial", "dgfip_rfr", "cnous_email"} <= set(scopes)
    assert {"address", "phone", "offline_access"}.isdisjoint(scopes)
    assert d["claims_supported"][-4:] == ["acr", "sid", "auth_time", "iss"]
    assert {"given_name_array", "dgfip_rfr"} <= set(d["claims_supported"])


def test_cles_publiques(fs: FauxService) -> None:
    """Two public keys, the EC one first, each with `use`, `alg` and `kid`, and nothing private."""
    reponse = get(f"{fs.fc}/jwks")
    cles = reponse.json()["keys"]
    assert reponse.headers["content-type"] == "application/jwk-set+json"
    assert reponse.headers["cache-control"] == "public, max-age=600"
    assert [(c["kty"], c["use"], c["alg"]) for c in cles] == [("EC", "sig", "ES256"), ("RSA", "sig", "RS256")]
    assert all(c["kid"] and "d" not in c for c in cles)


@pytest.mark.parametrize("chemin", ["", "/"])
def test_racine(fs: FauxService, chemin: str) -> None:
    """The root sends to FranceConnect's own site for good."""
    reponse = get(fs.fc + chemin)
    assert (reponse.status_code, reponse.headers["location"]) == (301, "https://franceconnect.gouv.fr")


@pytest.mark.parametrize("chemin", ["/inconnu", "/token/introspection", "/request", "/reg", "/session/check", "/token"])
def test_page_inconnue(fs: FauxService, chemin: str) -> None:
    """An unknown page, or a known one by another method, is an HTML page with its code."""
    reponse = get(fs.fc + chemin)
    assert (reponse.status_code, code_erreur(reponse)) == (404, "Y000404")
    assert reponse.headers["content-type"].startswith("text/html")


def test_pas_de_cors(fs: FauxService) -> None:
    """Server to server only: a browser's script from elsewhere is never allowed."""
    reponse = get(f"{fs.fc}/jwks", headers={"Origin": "https://exemple.fr"})
    assert not [nom for nom in reponse.headers if nom.startswith("access-control")]


def test_un_emetteur_par_adresse(fs: FauxService) -> None:
    """Reached under another name, the sandbox is that issuer everywhere: documents, redirects, tokens; same subject."""
    autre = FauxService(fs.base.replace("127.0.0.1", "localhost"), entityId=fs.fiche["entityId"])
    assert get(f"{autre.fc}/.well-known/openid-configuration").json()["issuer"] == autre.fc != fs.fc
    retour = autre.entrer()
    claims = [x.verifier(x.echanger(r).json()["id_token"]) for x, r in ((autre, retour), (fs, fs.entrer()))]
    assert parametres(retour)["iss"] == claims[0]["iss"] == autre.fc
    assert claims[0]["sub"] == claims[1]["sub"]
