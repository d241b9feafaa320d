"""The page « Fabriquer une famille » does what the control API does, for the same callers only."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import StartSandbox
from tests.support.serveur import Sandbox


@pytest.fixture
def espace(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{sandbox.url}/e/portail-famille", trust_env=False, timeout=30) as ouvert:
        httpx.post(f"{sandbox.url}/_bac/spaces", json={"slug": "portail-famille"}, trust_env=False).raise_for_status()
        yield ouvert
        httpx.delete(f"{sandbox.url}/_bac/spaces/portail-famille", trust_env=False)


def test_le_formulaire_mene_a_la_fiche(espace: httpx.Client) -> None:
    """A preset and a quotient sent by the form give a citizen whose page is shown, then listed on the form's page."""
    envoi = {"preset": "parent_isole", "children": "1", "qf_max": "600", "qf_min": "", "commune": "", "seed": ""}
    reponse = espace.post("/fabrique", data=envoi)
    assert reponse.status_code == 303
    ref = reponse.headers["location"].rpartition("/")[2]
    dossier = espace.get(f"/_bac/citizens/{ref}").json()
    assert len(dossier["foyers"]["allocataire"]["enfants"]) == 1
    assert espace.get(f"/citoyen/{ref}").status_code == 200
    assert ref in espace.get("/fabrique").text


@pytest.mark.parametrize(
    ("envoi", "mot"),
    [
        ({"preset": "licorne"}, "preset-connu"),
        ({"preset": "parent_isole", "commune": "00000"}, "lieu-connu"),
        ({"preset": "parent_isole", "children": "beaucoup"}, "children"),
        ({}, "preset"),
    ],
)
def test_un_refus_est_dit_sur_la_page(espace: httpx.Client, envoi: dict[str, str], mot: str) -> None:
    """The page comes back with the sentence, what was typed and status 422; nobody is kept."""
    page = espace.post("/fabrique", data=envoi)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert mot in page.text
    assert espace.get("/_bac/created").json() == []


def test_un_autre_site_ne_fabrique_rien(espace: httpx.Client) -> None:
    """A form sent from a page of another site is refused, as the control API refuses it."""
    page = espace.post("/fabrique", data={"preset": "jeune_actif"}, headers={"origin": "https://ailleurs.test"})
    assert page.status_code == 403
    assert espace.get("/_bac/created").json() == []


def test_la_cle_de_controle_garde_la_page(start_sandbox: StartSandbox) -> None:
    """With a key set on the server, the form needs it."""
    bac = start_sandbox(control_key="cle-de-l-atelier", nation_size=20_000)
    with httpx.Client(base_url=bac.url, trust_env=False, timeout=30) as client:
        assert client.post("/fabrique", data={"preset": "jeune_actif"}).status_code == 401
        envoi = {"preset": "jeune_actif", "cle": "cle-de-l-atelier"}
        assert client.post("/fabrique", data=envoi).status_code == 303
