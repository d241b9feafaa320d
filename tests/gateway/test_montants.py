"""`GET /_bac/citizens/{ref}/amounts` and its page: the amounts served, explained by those who serve them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.gateway.conftest import SERVICE

SIRET = "13002526500013"
MERE = "claire-moreau"


def montants(client: httpx.Client, ref: str) -> dict[str, dict[str, Any]]:
    lus: list[dict[str, Any]] = client.get(f"/_bac/citizens/{ref}/amounts").json()["amounts"]
    return {m["name"]: m for m in lus}


def test_the_amounts_explained_are_those_served(racine: httpx.Client) -> None:
    """The quotient and the tax explained are the CAF's and the DGFiP's answers; the last step gives each amount."""
    lus = montants(racine, MERE)
    scope = "openid identite_pivot cnaf_quotient_familial dgfip_mntRevbareme"
    service = racine.post("/_bac/services", json=SERVICE).json()
    login = {"client_id": service["client_id"], "citizen": MERE, "scope": scope}
    porteur = {"Authorization": f"Bearer {racine.post('/_bac/login', json=login).json()['access_token']}"}
    caf = racine.get("/v3/dss/quotient_familial/france_connect", params={"recipient": SIRET}, headers=porteur)
    assert lus["quotient_familial"]["value"] == caf.json()["data"]["quotient_familial"]["valeur"]
    annee = lus["impot_revenu"]["period"]
    avis = racine.get(f"/impotparticulier/1.0/situations/ir/assiettes/annrev/{annee}", headers=porteur)
    assert lus["impot_revenu"]["value"] == avis.json()["montTotIr"]
    for montant in lus.values():
        assert montant["steps"][-1]["value"] == montant["value"]
        assert all(etape["article"] for etape in montant["steps"])


def test_the_benefits_of_the_quotient_are_there(racine: httpx.Client) -> None:
    """What the quotient adds as benefits of the month is the sum of those explained beside it."""
    lus = montants(racine, MERE)
    (ajoutees,) = [e["value"] for e in lus["quotient_familial"]["steps"] if e["label"] == "Prestations du mois"]
    noms = ("allocations_familiales", "complement_familial", "allocation_base")
    assert ajoutees == pytest.approx(sum(lus[nom]["value"] for nom in noms))


def test_nobody_pays_a_child(racine: httpx.Client) -> None:
    """A child has no amount, an unknown reference no answer."""
    assert montants(racine, "tom-lefevre") == {}
    assert racine.get("/_bac/citizens/personne/amounts").status_code == 404


def test_the_page_tells_each_step(racine: httpx.Client) -> None:
    """The portal's page has one table for each amount, with the articles; the citizen's file leads to it."""
    texte = racine.get(f"/citoyen/{MERE}/montants").text
    assert texte.count("<table>") == len(montants(racine, MERE))
    assert "CGI, art. 197, I, 4" in texte
    assert "Bac à sable — données fictives" in texte
    assert f"/citoyen/{MERE}/montants" in racine.get(f"/citoyen/{MERE}").text
    assert "Aucune administration" in racine.get("/citoyen/tom-lefevre/montants").text
    assert racine.get("/citoyen/personne/montants").status_code == 404
