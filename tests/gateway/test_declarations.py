"""Services and data providers: defaults, refusals, changes."""

from __future__ import annotations

import re

import httpx

from gateway.catalogue import FOURNISSEURS
from tests.gateway.conftest import SERVICE

HEXA_64 = re.compile(r"[0-9a-f]{64}")


def test_only_redirect_uris_are_needed(espace: httpx.Client) -> None:
    """By default a service may ask every scope, is public, signs ES256 and gets its keys (fact sheet §11.1)."""
    reponse = espace.post("/_bac/services", json=SERVICE)
    fiche = reponse.json()
    assert reponse.status_code == 201
    assert fiche["client_id"] == fiche["key"]
    assert HEXA_64.fullmatch(fiche["client_secret"])
    assert HEXA_64.fullmatch(fiche["key"])
    assert len(fiche["entityId"]) >= 32
    assert (fiche["type"], fiche["id_token_signed_response_alg"]) == ("public", "ES256")
    assert fiche["userinfo_signed_response_alg"] == "ES256"


def test_by_default_a_service_gets_every_scope(espace: httpx.Client) -> None:
    """A service declared without scopes may log a citizen in with all that FranceConnect knows."""
    cle = espace.post("/_bac/services", json=SERVICE).json()["key"]
    connus = espace.get("/api/v2/.well-known/openid-configuration").json()["scopes_supported"]
    accordes = espace.post("/_bac/login", json={"client_id": cle, "login": "test"}).json()["scope"]
    assert set(accordes.split()) == set(connus)


def test_given_credentials_are_kept_and_may_not_be_taken_twice(espace: httpx.Client) -> None:
    """A caller who brings its client_id and secret finds them again; the second one is told 409."""
    voulu = SERVICE | {"key": "mon-service", "client_secret": "un-secret-de-test-assez-long"}
    fiche = espace.post("/_bac/services", json=voulu).json()
    assert (fiche["client_id"], fiche["client_secret"]) == ("mon-service", "un-secret-de-test-assez-long")
    refus = espace.post("/_bac/services", json=voulu)
    assert (refus.status_code, refus.json()["erreur"]) == (409, "deja_declare")
    assert espace.post("/_bac/services", json=SERVICE | {"key": "demo-creche"}).status_code == 409


def test_a_record_read_may_be_written_back(espace: httpx.Client, voisin: httpx.Client) -> None:
    """What GET gives, POST accepts in another space and PUT in the same one."""
    cle = espace.post("/_bac/services", json=SERVICE).json()["key"]
    fiche = espace.get(f"/_bac/services/{cle}").json()
    assert voisin.post("/_bac/services", json=fiche).json() == fiche
    assert espace.put(f"/_bac/services/{cle}", json=fiche).json() == fiche


def test_what_is_wrong_is_named(espace: httpx.Client) -> None:
    """An unknown field, a missing one, a relative address and an unknown scope are 422 and say which."""
    for corps, mot in (
        (SERVICE | {"redirect_uri": "x"}, "redirect_uri"),
        ({"name": "x"}, "redirect_uris"),
        ({"redirect_uris": ["/retour"]}, "redirect_uris.0"),
        (SERVICE | {"scopes": ["cnaf_quotient_familiale"]}, "cnaf_quotient_familiale"),
    ):
        refus = espace.post("/_bac/services", json=corps)
        assert refus.status_code == 422
        assert mot in refus.json()["message"]
        assert refus.json()["remede"]


def test_a_patch_changes_what_it_names(espace: httpx.Client) -> None:
    """PATCH keeps the rest of the record, refuses what would make it invalid, and takes effect at once."""
    cle = espace.post("/_bac/services", json=SERVICE).json()["key"]
    fiche = espace.patch(f"/_bac/services/{cle}", json={"scopes": ["openid"]}).json()
    assert (fiche["scopes"], fiche["redirect_uris"]) == (["openid"], SERVICE["redirect_uris"])
    assert espace.patch(f"/_bac/services/{cle}", json={"redirect_uris": []}).status_code == 422
    refus = espace.post("/_bac/login", json={"client_id": cle, "login": "test", "scope": "openid email"})
    assert (refus.status_code, refus.json()["erreur"]) == (422, "scope_non_autorise")


def test_a_built_in_service_may_be_changed_and_comes_back(espace: httpx.Client, voisin: httpx.Client) -> None:
    """Changing the demonstration service changes this space only; removing the change restores the original."""
    espace.patch("/_bac/services/demo-creche", json={"title": "Autre"})
    assert espace.get("/_bac/services/demo-creche").json()["title"] == "Autre"
    origine = voisin.get("/_bac/services/demo-creche").json()
    assert origine["title"] != "Autre"
    assert espace.delete("/_bac/services/demo-creche").status_code == 204
    assert espace.get("/_bac/services/demo-creche").json() == origine
    assert espace.delete("/_bac/services/demo-creche").status_code == 409


def test_an_inactive_service_is_unknown(espace: httpx.Client) -> None:
    """A service put to sleep may not log anybody in any more."""
    cle = espace.post("/_bac/services", json=SERVICE).json()["key"]
    espace.patch(f"/_bac/services/{cle}", json={"active": False})
    refus = espace.post("/_bac/login", json={"client_id": cle, "login": "test"})
    assert (refus.status_code, refus.json()["erreur"]) == (422, "service_inactif")


def test_a_data_provider_has_credentials_of_the_real_length(espace: httpx.Client) -> None:
    """client_id and client_secret have at least 32 characters (fact sheet §11.3); shorter ones are refused."""
    fiche = espace.post("/_bac/data-providers", json={"scopes": ["cnaf_enfants"]}).json()
    assert len(fiche["client_id"]) >= 32
    assert len(fiche["client_secret"]) >= 32
    assert espace.post("/_bac/data-providers", json={"client_id": "court"}).status_code == 422
    assert espace.delete(f"/_bac/data-providers/{fiche['client_id']}").status_code == 204
    assert espace.get(f"/_bac/data-providers/{fiche['client_id']}").status_code == 404


def test_every_administration_is_declared(espace: httpx.Client) -> None:
    """Each simulated administration that FranceConnect knows is a data provider that sees the scopes it declares."""
    declares = {f["slug"]: f["scopes"] for f in espace.get("/_bac/data-providers").json()["fournisseurs"]}
    assert set(declares) == {f.slug for f in FOURNISSEURS if f.scopes}
    assert "cnaf_quotient_familial" in declares["cnaf_msa"]
    assert "dgfip_rfr" not in declares["cnaf_msa"]
    assert set(declares["ft"]) == {"api_fc-statutaugmentev1", "api_fc-liste-paiementsv1"}
