"""Spaces apart, their reset and their civil day."""

from __future__ import annotations

import httpx

from tests.gateway.conftest import SERVICE

DEMENAGEMENT = {
    "kind": "residence",
    "since": "2020-01-01",
    "value": {"nom_voie": "DES LILAS", "code_postal": "44000", "commune": "NANTES", "code_commune": "44109"},
}


def jeton(espace: httpx.Client, scope: str = "cnaf_quotient_familial cnaf_adresse") -> str:
    corps = {"client_id": "demo-creche", "login": "test", "scope": scope}
    valeur: str = espace.post("/_bac/login", json=corps).json()["access_token"]
    return valeur


def quotient(espace: httpx.Client, porteur: str) -> httpx.Response:
    chemin = "/v3/dss/quotient_familial/france_connect"
    parametres = {"recipient": "13002526500013"}
    return espace.get(chemin, params=parametres, headers={"authorization": f"Bearer {porteur}"})


def dossier(espace: httpx.Client, ref: str = "test") -> dict[str, object]:
    lu: dict[str, object] = espace.get(f"/_bac/citizens/{ref}").json()
    return lu


def test_a_space_has_its_own_address_and_issuer(espace: httpx.Client) -> None:
    """Under /e/{slug} the same paths serve another issuer and other keys."""
    decouverte = espace.get("/api/v2/.well-known/openid-configuration").json()
    assert decouverte["issuer"] == f"{str(espace.base_url).rstrip('/')}/api/v2"


def test_keys_differ_between_spaces(espace: httpx.Client, voisin: httpx.Client) -> None:
    """A token signed in one space is foreign to the other's JWKS; the EC key comes first in both."""
    jeux = [e.get("/api/v2/jwks").json()["keys"] for e in (espace, voisin)]
    assert {c["kid"] for c in jeux[0]}.isdisjoint(c["kid"] for c in jeux[1])
    assert [jeu[0]["kty"] for jeu in jeux] == ["EC", "EC"]


def test_edits_stay_in_their_space(espace: httpx.Client, voisin: httpx.Client) -> None:
    """A move in one space is seen by the CAF there and by nobody in the neighbour."""
    avant = quotient(voisin, jeton(voisin)).json()["data"]["adresse"]
    assert espace.post("/_bac/citizens/test/facts", json=DEMENAGEMENT).status_code == 201
    assert quotient(espace, jeton(espace)).json()["data"]["adresse"]["code_postal_ville"] == "44000 NANTES"
    assert quotient(voisin, jeton(voisin)).json()["data"]["adresse"] == avant
    assert voisin.get("/_bac/citizens/test/facts").json()["edits"] == []


def test_tokens_stay_in_their_space(espace: httpx.Client, voisin: httpx.Client) -> None:
    """An access token of one space opens its data and is refused next door."""
    porteur = jeton(espace)
    assert quotient(espace, porteur).status_code == 200
    assert quotient(voisin, porteur).status_code == 401


def test_journals_and_services_stay_in_their_space(espace: httpx.Client, voisin: httpx.Client) -> None:
    """What happens and who is declared in one space is unknown to the other."""
    cle = espace.post("/_bac/services", json=SERVICE).json()["key"]
    jeton(espace)
    assert espace.get("/_bac/journal").json()["events"]
    assert voisin.get("/_bac/journal").json()["events"] == []
    assert voisin.get(f"/_bac/services/{cle}").status_code == 404


def test_reset_forgets_what_happened_and_keeps_who_was_declared(espace: httpx.Client) -> None:
    """After a reset tokens, edits, journal and API tokens are gone and the declared service stays."""
    cle = espace.post("/_bac/services", json=SERVICE).json()["key"]
    espace.post("/_bac/citizens/test/facts", json=DEMENAGEMENT)
    espace.post("/_bac/api-tokens", json={})
    porteur = jeton(espace)
    assert espace.post("/_bac/reset").status_code == 200
    assert quotient(espace, porteur).status_code == 401
    assert espace.get("/_bac/citizens/test/facts").json()["edits"] == []
    assert espace.get("/_bac/api-tokens").json()["tokens"] == []
    assert espace.get(f"/_bac/services/{cle}").status_code == 200


def test_a_reset_leaves_the_journal_empty(espace: httpx.Client) -> None:
    """Events written just before a reset do not come back after it."""
    jeton(espace)
    espace.post("/_bac/reset")
    assert espace.get("/_bac/journal").json()["events"] == []


def test_a_reset_of_everything_removes_the_declarations_and_keeps_the_keys(espace: httpx.Client) -> None:
    """`everything` drops the services too; the signing keys stay, clients keep them in memory."""
    cle = espace.post("/_bac/services", json=SERVICE).json()["key"]
    cles = espace.get("/api/v2/jwks").json()
    espace.post("/_bac/reset", json={"everything": True})
    assert espace.get(f"/_bac/services/{cle}").status_code == 404
    assert espace.get("/api/v2/jwks").json() == cles


def test_moving_the_civil_day_changes_this_space_only(espace: httpx.Client, voisin: httpx.Client) -> None:
    """Thirteen months later a citizen is a year older here, the quotient is that month's, the neighbour is the same."""
    espace.put("/_bac/clock", json={"day": "2026-02-10"})
    ici, a_cote = dossier(espace), dossier(voisin)
    espace.put("/_bac/clock", json={"day": "2027-03-10"})
    apres = dossier(espace)
    assert apres["identity"]["age"] == ici["identity"]["age"] + 1  # type: ignore[index]
    qf = quotient(espace, jeton(espace, "cnaf_quotient_familial")).json()["data"]["quotient_familial"]
    assert (qf["annee"], qf["mois"]) == (2027, 3)
    assert dossier(voisin) == a_cote


def test_the_protocol_clock_is_real_whatever_the_civil_day(espace: httpx.Client) -> None:
    """Tokens follow real time: a token of a space pinned in another year is good and lives 60 seconds."""
    horloge = espace.put("/_bac/clock", json={"day": "2031-01-01"}).json()
    assert horloge["pinned"]
    assert horloge["day"] == "2031-01-01"
    assert abs(espace.get("/_bac/clock").json()["now"] - horloge["now"]) < 60
    reponse = espace.post("/_bac/login", json={"client_id": "demo-creche", "login": "test"}).json()
    assert reponse["expires_in"] == 60
    assert espace.put("/_bac/clock", json={"day": None}).json()["pinned"] is False


def test_a_space_may_have_its_own_seed_size_and_day(racine: httpx.Client) -> None:
    """Seed, size and day define the population; the day's year is its epoch, and a reset goes back to that day."""
    voulu = {"slug": "a-part", "seed": 7, "size": 20_000, "day": "2027-03-01"}
    cree = racine.post("/_bac/spaces", json=voulu).json()
    assert (cree["seed"], cree["size"], cree["epoch"], cree["day"]) == (7, 20_000, 2027, "2027-03-01")
    racine.put("/e/a-part/_bac/clock", json={"day": "2028-01-01"})
    assert racine.post("/e/a-part/_bac/reset").json()["day"] == "2027-03-01"
    assert racine.delete("/_bac/spaces/a-part").status_code == 204
    assert racine.get("/e/a-part/_bac/health").status_code == 404


def test_a_space_is_created_once_under_a_plain_name(racine: httpx.Client, espace: httpx.Client) -> None:
    """A taken slug is 409, a slug that is no path segment 422, an unknown space 404; the default one stays."""
    slug = str(espace.base_url).rstrip("/").rpartition("/")[2]
    assert racine.post("/_bac/spaces", json={"slug": slug}).status_code == 409
    assert racine.post("/_bac/spaces", json={"slug": "À part"}).status_code == 422
    assert racine.delete("/_bac/spaces/inconnu").status_code == 404
    assert "" in {e["slug"] for e in racine.get("/_bac/spaces").json()["spaces"]}


def test_a_space_made_again_knows_nothing_of_the_first(racine: httpx.Client) -> None:
    """Deleting a space deletes its journal, its services and its edits for good."""
    racine.post("/_bac/spaces", json={"slug": "ephemere"})
    racine.post("/e/ephemere/_bac/citizens/test/facts", json=DEMENAGEMENT)
    racine.post("/e/ephemere/_bac/login", json={"client_id": "demo-creche", "login": "test"})
    racine.delete("/_bac/spaces/ephemere")
    racine.post("/_bac/spaces", json={"slug": "ephemere"})
    assert racine.get("/e/ephemere/_bac/journal").json()["events"] == []
    assert racine.get("/e/ephemere/_bac/citizens/test").json()["edits"] == []
    racine.delete("/_bac/spaces/ephemere")
