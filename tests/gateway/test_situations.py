"""`GET /_bac/situations`: people by their situation, page after page, and in words when the question means nothing."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from gateway.recherche.criteres import CRITERES
from gateway.recherche.demande import noms_admis

ROUTE = "/_bac/situations"


def chercher(client: httpx.Client, **criteres: Any) -> dict[str, Any]:
    reponse = client.get(ROUTE, params=criteres)
    assert reponse.status_code == 200, reponse.text
    lu: dict[str, Any] = reponse.json()
    return lu


def premiers(client: httpx.Client, nombre: int, limite: int, **criteres: Any) -> list[dict[str, Any]]:
    """The first ones, by pages of at most `limite`, however slow the machine."""
    trouves: list[dict[str, Any]] = []
    curseur: str | None = ""
    while curseur is not None and len(trouves) < nombre:
        page = chercher(client, **criteres, limit=limite, cursor=curseur)
        assert page["complete"] or len(page["citizens"]) < limite
        trouves += page["citizens"]
        curseur = page["cursor"]
    return trouves[:nombre]


def test_a_lone_parent_in_one_call(racine: httpx.Client) -> None:
    """Lone parents with a quotient under 700 and a child of two: each file says so, as the amounts explained do."""
    trouves = premiers(racine, 5, 5, situation="parent_isole", qf_max=700, age_enfant=2)
    assert len(trouves) == 5
    for c in trouves:
        lu = racine.get(f"/_bac/citizens/{c['ref']}").json()
        assert [u for u in lu["facts"]["unions"] if u["fin"] is None] == []
        assert 2 in c["enfants"]
        montants = racine.get(f"/_bac/citizens/{c['ref']}/amounts").json()["amounts"]
        (quotient,) = [m["value"] for m in montants if m["name"] == "quotient_familial"]
        assert c["values"]["qf"] == quotient <= 700
        assert racine.post("/_bac/login", json={"client_id": "demo-creche", "citizen": c["ref"]}).status_code == 200


def test_pages_never_overlap_nor_miss(racine: httpx.Client) -> None:
    """Pages of three put end to end are the page of twelve; asked again, the same; the last one has no cursor."""
    criteres = {"aah": "oui", "lieu": "59", "age_min": 50}
    ensemble = premiers(racine, 12, 12, **criteres)
    assert len({c["ref"] for c in ensemble}) == 12
    assert premiers(racine, 12, 3, **criteres) == premiers(racine, 12, 12, **criteres) == ensemble
    assert premiers(racine, 1, 5, age=150) == []


@pytest.mark.parametrize(
    ("criteres", "dit"),
    [
        ({"qf_maxi": "3"}, "qf_max"),
        ({"sexe_min": "3"}, "sexe"),
        ({"situation": "isolé"}, "parent_isole"),
        ({"enfants": "deux"}, "2..5"),
        ({"enfants": "5..2"}, "2..5"),
        ({"enfants": "nan"}, "2..5"),
        ({"qf_min": "700", "qf_max": "600"}, "intervalle"),
        ({"sexe": ["F", "M"]}, "virgules"),
        ({"annee": "1990", "sexe": "F"}, "une des années"),
        ({}, "aucun critère"),
        ({"sexe": "F", "cursor": "2.3"}, "curseur"),
        ({"sexe": "F", "cursor": "2.3.00000000"}, "autre recherche"),
    ],
    ids=str,
)
def test_what_means_nothing_is_refused_in_words(racine: httpx.Client, criteres: dict[str, Any], dit: str) -> None:
    """400 with the sentence, the nearest name, and the list of the criteria."""
    refus = racine.get(ROUTE, params=criteres)
    assert refus.status_code == 400
    lu = refus.json()
    assert dit in lu["message"] + lu["remede"]
    assert "situation, union, enfants" in lu["remede"]


def test_the_space_s_own_people_come_first(espace: httpx.Client) -> None:
    """A family made in the space, a citizen whose facts are edited, are found before the nation, and only there."""
    faite = espace.post("/_bac/citizens", json={"preset": "parent_isole", "children": 2, "commune": "44109", "seed": 5})
    ref = faite.json()["ref"]
    seuls = premiers(espace, 10, 10, situation="seul", age="40..60", personnes=1, lieu="59")
    (emmenage, *_) = [c["ref"] for c in seuls if c["ref"].startswith("n-")]
    residence = {"nom_voie": "DES LILAS", "code_postal": "44000", "commune": "NANTES", "code_commune": "44109"}
    fait = {"kind": "residence", "since": "2026-01-02", "value": residence}
    assert espace.post(f"/_bac/citizens/{emmenage}/facts", json=fait).status_code == 201
    tous = [c["ref"] for c in chercher(espace, lieu="44109", limit=200)["citizens"]]
    assert tous[0] == ref
    assert len(tous) == len(set(tous))
    nation = [r for r in tous if r.startswith("n-")]
    assert nation[0] == emmenage


def test_a_cursor_does_not_outlive_an_edit(espace: httpx.Client) -> None:
    """Once the space has changed, the next page is refused rather than wrong."""
    curseur = chercher(espace, sexe="F", limit=2)["cursor"]
    fait = {"kind": "email", "since": "2026-01-02", "value": {"email": ""}}
    assert espace.post("/_bac/citizens/test/facts", json=fait).status_code == 201
    assert espace.get(ROUTE, params={"sexe": "F", "cursor": curseur}).status_code == 400


def test_the_criteria_are_listed(racine: httpx.Client) -> None:
    """Names, labels and values of every criterion; the OpenAPI description has them all."""
    groupes = racine.get("/_bac/criteria").json()["groups"]
    decrits = {c["name"]: c for g in groupes for c in g["criteria"]}
    assert set(decrits) == set(CRITERES)
    assert decrits["situation"]["values"]["parent_isole"]
    parametres = racine.get("/_bac/openapi.json").json()["paths"]["/situations"]["get"]["parameters"]
    assert {n for c in CRITERES.values() for n in noms_admis(c)} < {p["name"] for p in parametres}
