"""Making people: by preset or by field, in the space alone, known alike by all, refused by the rule they break."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from fixtures import identifiants
from fixtures.fabrique.evenements import EVENEMENTS
from fixtures.fabrique.presets import PRESETS
from fixtures.identifiants import est_spi_synthetique
from fixtures.inoffensif import est_nir_synthetique
from tests.conftest import StartSandbox
from tests.gateway.conftest import client
from tests.support.serveur import Sandbox

DEUX_PARENTS: dict[str, Any] = {
    "members": [
        {"key": "mere", "sexe": "F", "date_naissance": "1990-03-02", "nom_naissance": "ESSAI", "prenoms": ["Maud"]},
        {"key": "pere", "sexe": "M", "date_naissance": "1988-07-09", "revenus": {"salaires": 24000}},
        {"key": "enfant", "sexe": "M", "age": 4, "parents": ["mere", "pere"]},
    ],
    "unions": [{"nature": "mariage", "membres": ["mere", "pere"], "debut": "2015-06-20"}],
    "addresses": {"maison": {"commune": "44109", "nom_voie": "DES LILAS"}},
}


def creer(espace: httpx.Client, demande: dict[str, Any]) -> list[str]:
    """The refs of the people created."""
    reponse = espace.post("/_bac/citizens", json=demande)
    assert reponse.status_code == 201, reponse.text
    return [c["ref"] for c in reponse.json()["citizens"]]


def dossier(espace: httpx.Client, ref: str) -> dict[str, Any]:
    lu: dict[str, Any] = espace.get(f"/_bac/citizens/{ref}").raise_for_status().json()
    return lu


def quotient(espace: httpx.Client, ref: str) -> dict[str, Any]:
    """The CAF's answer, by a FranceConnect token of this citizen."""
    jeton = espace.post("/_bac/login", json={"client_id": "demo-creche", "citizen": ref}).raise_for_status().json()
    entetes = {"authorization": f"Bearer {jeton['access_token']}"}
    adresse = "/v3/dss/quotient_familial/france_connect?recipient=13002526500013"
    lu: dict[str, Any] = espace.get(adresse, headers=entetes).raise_for_status().json()["data"]
    return lu


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.nom)
def test_each_preset_makes_people_with_numbers_of_nobody(espace: httpx.Client, preset: Any) -> None:
    """Everyone has a login that works, and a NIR and a tax number of the reserved ranges that lead to them alone."""
    for ref in creer(espace, {"preset": preset.nom}):
        lu = dossier(espace, ref)
        assert est_nir_synthetique(lu["numbers"]["nir"])
        assert est_spi_synthetique(lu["numbers"]["spi"])
        for champ in ("nir", "spi"):
            trouves = espace.get("/_bac/search", params={champ: lu["numbers"][champ]}).json()["citizens"]
            assert [c["ref"] for c in trouves] == [ref]
        corps = {"client_id": "demo-mediatheque", "login": lu["login"]}
        assert espace.post("/_bac/login", json=corps).status_code == 200


def test_a_lone_parent_with_the_quotient_asked_for(espace: httpx.Client) -> None:
    """Two children in Nantes and a quotient of 700 € at most: the CAF says so by itself, from the incomes."""
    demande = {"preset": "parent_isole", "children": 2, "qf_max": 700, "qf_min": 400, "commune": "44109"}
    mere, *enfants = creer(espace, demande)
    servi = quotient(espace, mere)
    assert 400 <= servi["quotient_familial"]["valeur"] <= 700
    assert len(servi["enfants"]) == len(enfants) == 2
    assert dossier(espace, mere)["household"]["adresse"]["commune"] == "NANTES"


def test_a_family_by_field_is_what_was_told(espace: httpx.Client) -> None:
    """Names, dates, union, address and incomes are those of the request; the rest is drawn."""
    mere, pere, enfant = creer(espace, DEUX_PARENTS)
    lu = dossier(espace, mere)
    assert (lu["identity"]["nom_naissance"], lu["identity"]["date_naissance"]) == ("ESSAI", "1990-03-02")
    assert [c["ref"] for c in lu["children"]] == [enfant]
    assert lu["foyers"]["allocataire"]["conjoint"] == pere
    assert lu["foyers"]["fiscaux"][0]["declarants"] == [mere, pere]
    assert {p["ref"] for p in dossier(espace, enfant)["parents"]} == {mere, pere}
    assert dossier(espace, pere)["facts"]["incomes"][0]["salaires"] == 24000


def test_the_created_are_found_by_their_identity(espace: httpx.Client) -> None:
    """The identity of the file leads back to the ref, and FranceConnect's checks accept it."""
    mere = creer(espace, DEUX_PARENTS)[0]
    trouves = espace.get("/_bac/search", params={"nom": "essai", "prenom": "maud", "naissance": "1990-03-02"}).json()
    assert [c["ref"] for c in trouves["citizens"]] == [mere]


def test_the_created_live_in_their_space_until_its_reset(espace: httpx.Client, voisin: httpx.Client) -> None:
    """Another space does not know them; a reset forgets them, and their numbers are free again."""
    mere = creer(espace, DEUX_PARENTS)[0]
    nir = dossier(espace, mere)["numbers"]["nir"]
    assert espace.get("/_bac/created").json()[0]["ref"] == mere
    assert voisin.get(f"/_bac/citizens/{mere}").status_code == 404
    assert espace.post("/_bac/reset").is_success
    assert espace.get(f"/_bac/citizens/{mere}").status_code == 404
    assert espace.get("/_bac/search", params={"nir": nir}).json()["total"] == 0
    assert espace.get("/_bac/created").json() == []


def test_a_hundred_people_have_a_hundred_numbers(espace: httpx.Client) -> None:
    """Twenty-five families of four, made one after the other: no number, no login and no identity twice."""
    refs = [ref for n in range(25) for ref in creer(espace, {"preset": "couple_marie", "seed": n, "commune": "75115"})]
    lus = [dossier(espace, ref) for ref in refs]
    for champ in ("nir", "spi"):
        assert len({lu["numbers"][champ] for lu in lus}) == len(refs) == 100
    assert len({lu["login"] for lu in lus}) == 100


CONTRADICTIONS: dict[str, dict[str, Any]] = {
    "parents-plus-ages": {
        "members": [
            {"key": "mere", "sexe": "F", "age": 20},
            {"key": "enfant", "sexe": "F", "age": 12, "parents": ["mere"]},
        ]
    },
    "union-majeurs": DEUX_PARENTS | {"unions": [DEUX_PARENTS["unions"][0] | {"debut": "2005-01-01"}]},
    "mineur-accompagne": {"members": [{"key": "enfant", "sexe": "F", "age": 8}]},
    "pensions-apres-50-ans": {
        "members": [{"key": "seul", "sexe": "M", "age": 30, "revenus": {"pensions_retraite": 9000}}]
    },
    "nir-annee": {
        "members": [
            {
                "key": "seul",
                "sexe": "F",
                "date_naissance": "1990-05-05",
                "lieu_naissance": "44109",
                "nir": identifiants.nir("F", 1991, 5, "44109", 575, "B"),
            }
        ]
    },
    "lieu-connu": {"preset": "parent_isole", "commune": "00000"},
    "preset-connu": {"preset": "licorne"},
    "quotient-atteignable": {"preset": "couple_retraites", "qf_max": 500, "qf_min": 600},
}


@pytest.mark.parametrize("regle", CONTRADICTIONS)
def test_a_contradiction_is_refused_by_its_rule(espace: httpx.Client, regle: str) -> None:
    """422 with the rule's name, in the body and in the sentence, and nobody is kept."""
    refus = espace.post("/_bac/citizens", json=CONTRADICTIONS[regle])
    assert refus.status_code == 422, refus.text
    assert refus.json()["regle"] == regle
    assert regle in refus.json()["message"]
    assert espace.get("/_bac/created").json() == []


def test_somebody_s_number_does_not_come_in(espace: httpx.Client) -> None:
    """A NIR that may be real is refused before anything else, and not repeated."""
    membre = {"key": "a", "sexe": "F", "date_naissance": "1955-08-01", "nir": "255081416802538"}
    refus = espace.post("/_bac/citizens", json={"members": [membre]})
    assert (refus.status_code, refus.json()["erreur"]) == (422, "identifiant_reel")
    assert membre["nir"] not in refus.text


def test_the_catalogue_lists_presets_and_events(racine: httpx.Client) -> None:
    """At least ten presets and eleven events, each told in a sentence."""
    lu = racine.get("/_bac/presets").json()
    assert [p["name"] for p in lu["presets"]] == [p.nom for p in PRESETS]
    assert [e["name"] for e in lu["events"]] == [e.nom for e in EVENEMENTS]
    assert len(lu["presets"]) >= 10
    assert all(d["title"].endswith(".") for d in (*lu["presets"], *lu["events"]))


def test_two_servers_of_one_database_agree(espace: httpx.Client, start_sandbox: StartSandbox, sandbox: Sandbox) -> None:
    """What one process created, another that shares its database serves the same."""
    mere = creer(espace, {"preset": "parent_isole", "children": 1})[0]
    autre = start_sandbox(database_url=sandbox.database_url)
    chemin = str(espace.base_url.path).rstrip("/")
    with client(f"{autre.url}{chemin}") as la:
        assert dossier(la, mere)["numbers"] == dossier(espace, mere)["numbers"]
        assert quotient(la, mere) == quotient(espace, mere)


def test_two_servers_never_give_a_number_twice(start_sandbox: StartSandbox) -> None:
    """Twelve families made at the same moment through two processes: every reference and number once."""
    un = start_sandbox(nation_size=20_000)
    deux = start_sandbox(un.database_url, nation_size=20_000)

    def fabriquer(n: int) -> list[str]:
        with client((un, deux)[n % 2].url) as ici:
            return creer(ici, {"preset": "couple_marie", "seed": n})

    with ThreadPoolExecutor(4) as equipe:
        refs = [ref for famille in equipe.map(fabriquer, range(12)) for ref in famille]
    assert len(set(refs)) == len(refs) == 48
    with client(un.url) as ici:
        numeros = [dossier(ici, ref)["numbers"] for ref in refs]
    assert len({n["nir"] for n in numeros}) == len({n["spi"] for n in numeros}) == 48
