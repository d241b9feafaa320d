"""The door: what answers a path, in which space, with which header."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "api-de-controle.md"


@pytest.mark.parametrize(
    "chemin", ["/", "/_bac/health", "/api/v2/jwks", "/v3/dss/inconnu", "/inconnu", "/e/inconnu/", "/statique/bac.css"]
)
def test_every_answer_says_that_it_is_synthetic(racine: httpx.Client, chemin: str) -> None:
    """X-Synthetic is on every answer, refusals included."""
    assert racine.get(chemin).headers["x-synthetic"] == "true"


def test_an_unknown_path_is_refused_in_the_words_of_its_owner(racine: httpx.Client) -> None:
    """FranceConnect's error page under /api/v2, plain text under a provider, an unknown space in JSON."""
    franceconnect = racine.get("/api/v2/inconnu")
    assert franceconnect.status_code == 404
    assert "Y000404" in franceconnect.text
    fournisseur = racine.get("/v3/inconnu")
    assert (fournisseur.status_code, fournisseur.headers["content-type"].split(";")[0]) == (404, "text/plain")
    espace = racine.get("/e/inconnu/api/v2/jwks")
    assert (espace.status_code, espace.json()["error"]) == (404, "espace_inconnu")


def test_the_same_paths_answer_in_a_space(espace: httpx.Client) -> None:
    """FranceConnect, a provider, the demonstration, the portal and the control API all live under /e/{slug}."""
    for chemin, statut in (
        ("/api/v2/.well-known/openid-configuration", 200),
        ("/v3/dss/quotient_familial/france_connect", 401),
        ("/demo/creche/", 200),
        ("/fi/demonstration/authorize", None),
        ("/", 200),
        ("/_bac/openapi.json", 200),
    ):
        recu = espace.get(chemin).status_code
        assert recu == statut or (statut is None and recu < 500), chemin


def test_another_method_on_a_known_path_is_405(racine: httpx.Client) -> None:
    """A provider's path asked with another method is refused as such, not as unknown."""
    assert racine.delete("/v3/dss/quotient_familial/identite").status_code == 405


def test_our_api_describes_itself(racine: httpx.Client) -> None:
    """Every operation of the control API has a summary and a description, for people as for tools."""
    document = racine.get("/_bac/openapi.json").json()
    operations = [o for chemin in document["paths"].values() for o in chemin.values()]
    assert len(operations) > 25
    assert all(o.get("summary") and o.get("description") for o in operations)


def test_the_page_lists_every_route_of_our_api_and_no_other(racine: httpx.Client) -> None:
    """docs/api-de-controle.md and the OpenAPI description name the same operations."""
    chemins = racine.get("/_bac/openapi.json").json()["paths"]
    servies = {f"{methode.upper()} /_bac{chemin}" for chemin, objet in chemins.items() for methode in objet}
    assert set(re.findall(r"^\| `([A-Z]+ [^`]+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) == servies
