"""The living nation through the control API and the portal: a feed by pages, and nothing of what is to come."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx

from tests.gateway.test_evenements import arrive
from tests.gateway.test_fabrique import dossier

ANNEE = 2026


def au(espace: httpx.Client, jour: str) -> None:
    espace.put("/_bac/clock", json={"day": jour}).raise_for_status()


def fil(espace: httpx.Client, **parametres: Any) -> dict[str, Any]:
    reponse = espace.get("/_bac/events", params=parametres)
    assert reponse.status_code == 200, reponse.text
    lu: dict[str, Any] = reponse.json()
    return lu


def test_the_feed_is_read_by_pages(espace: httpx.Client) -> None:
    """Pages of twenty follow each other without a gap or a double, in the order of days and numbers."""
    au(espace, "2026-03-05")
    fenetre = {"from": "2026-03-03", "to": "2026-03-05", "kind": ["naissance", "deces"]}
    tous = fil(espace, **fenetre, limit=1000)["events"]
    lus: list[dict[str, Any]] = []
    suite: int | None = -1
    while suite is not None:
        page = fil(espace, **fenetre, limit=20, after=suite)
        lus, suite = lus + page["events"], page["next"]
    assert lus == tous
    assert len(tous) > 100
    assert [e["sequence"] for e in tous] == sorted({e["sequence"] for e in tous})
    assert {e["kind"] for e in tous} == {"naissance", "deces"}
    assert {e["day"] for e in tous} == {"2026-03-03", "2026-03-04", "2026-03-05"}


def test_nothing_is_told_of_what_is_to_come(espace: httpx.Client) -> None:
    """Before the day nobody has heard of the birth, by feed, file or number; that day everybody may."""
    au(espace, "2026-07-01")
    (ne,) = fil(espace, **{"from": "2026-06-20"}, kind="naissance", limit=1)["events"]
    enfant, mere = ne["citizens"][:2]
    nir = dossier(espace, enfant)["numbers"]["nir"]
    assert enfant in [c["ref"] for c in dossier(espace, mere)["children"]]
    au(espace, "2026-06-01")
    assert fil(espace, **{"from": "2026-06-20", "to": "2026-07-01"})["events"] == []
    assert espace.get(f"/_bac/citizens/{enfant}").status_code == 404
    assert espace.get(f"/citoyen/{enfant}").status_code == 404
    assert espace.get("/_bac/search", params={"nir": nir}).json()["citizens"] == []
    assert enfant not in [c["ref"] for c in dossier(espace, mere)["children"]]


def test_a_space_lives_through_the_years_its_clock_skips(espace: httpx.Client) -> None:
    """Four years later the births of these years are there, with numbers that were not needed before."""
    avant = fil(espace)["day"]
    au(espace, f"{int(avant[:4]) + 4}-06-15")
    (ne,) = fil(espace, kind="naissance", limit=1)["events"]
    enfant = dossier(espace, ne["citizens"][0])
    assert enfant["identity"]["age"] == 0
    assert enfant["identity"]["date_naissance"] == f"{int(avant[:4]) + 4}-06-15"
    nir = enfant["numbers"]["nir"]
    assert [c["ref"] for c in espace.get("/_bac/search", params={"nir": nir}).json()["citizens"]] == [enfant["ref"]]


def test_a_death_is_learnt_by_each_in_its_time(espace: httpx.Client) -> None:
    """The file says the death and when each administration learns of it; a login is refused from that day on."""
    au(espace, "2026-05-20")
    (mort,) = fil(espace, kind="deces", limit=1)["events"]
    lu = dossier(espace, mort["citizens"][0])
    assert lu["identity"]["deces"]["jour"] == "2026-05-20"
    connu = mort["known_by"]
    assert connu["etat_civil"] == "2026-05-20" < connu["cnam"] < connu["caf"] == "2026-06-01" < connu["dgfip"]
    au(espace, "2026-05-19")
    assert dossier(espace, mort["citizens"][0])["identity"]["deces"] is None


def test_what_a_space_decides_replaces_what_the_nation_held(espace: httpx.Client) -> None:
    """After an event told to the space, the household lives no birth of the nation's, and the feed tells both."""
    au(espace, "2026-09-15")
    naissances = fil(espace, **{"from": "2026-08-01"}, kind="naissance", limit=40)["events"]
    ne = next(e for e in naissances if len(e["citizens"]) == 3)
    enfant, mere, pere = ne["citizens"]
    nir = dossier(espace, enfant)["numbers"]["nir"]
    arrive(espace, pere, "deces", on="2026-03-01")
    assert enfant not in [c["ref"] for c in dossier(espace, mere)["children"]]
    assert espace.get("/_bac/search", params={"nir": nir}).json()["citizens"] == []
    assert espace.get(f"/_bac/citizens/{enfant}").status_code == 404
    lus = fil(espace, **{"from": "2026-03-01", "to": "2026-03-01"}, kind="deces", limit=1000)["events"]
    assert lus[-1]["citizens"][0] == pere
    jour = {"from": ne["day"], "to": ne["day"]}
    assert ne not in fil(espace, **jour, kind="naissance", limit=1000)["events"]


def test_an_impossible_question_is_refused(espace: httpx.Client) -> None:
    """An unknown kind, a limit out of bounds, a number out of bounds: 422, with the reason."""
    for mauvais in ({"kind": "licorne"}, {"limit": 0}, {"limit": 100_000}, {"after": 2**60}, {"from": "demain"}):
        assert espace.get("/_bac/events", params=mauvais).status_code == 422


def test_the_page_lists_events_with_links(espace: httpx.Client) -> None:
    """The page shows who, what and when, page after page; a day that is none is left out."""
    au(espace, "2026-03-05")
    lue = espace.get("/vie", params={"du": "2026-03-04", "au": "2026-03-05", "nature": "deces"}).text
    premier = fil(espace, **{"from": "2026-03-04"}, kind="deces", limit=1)["events"][0]
    assert f"/citoyen/{premier['citizens'][0]}" in lue
    assert "La suite" in espace.get("/vie").text
    assert espace.get("/vie", params={"du": "hier", "apres": "x" * 30, "nature": "?"}).status_code == 200


def test_a_citizen_s_page_tells_their_life(espace: httpx.Client) -> None:
    """Up to the civil day: the wedding of the day is there, and was not the day before."""
    au(espace, "2026-06-06")
    (mariage,) = fil(espace, kind="mariage", limit=1)["events"]
    page = f"/citoyen/{mariage['citizens'][0]}"
    assert f'datetime="{date(ANNEE, 6, 6)}">6 juin 2026</time> : mariage avec' in espace.get(page).text
    au(espace, "2026-06-05")
    assert 'datetime="2026-06-06"' not in espace.get(page).text
