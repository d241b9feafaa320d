"""The page « Chercher par situation » finds what the control API finds, and says why when it cannot."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import httpx
import pytest

from gateway.recherche.criteres import CRITERES
from gateway.recherche.demande import noms_admis
from tests.support.serveur import Sandbox

CRITERES_DEMANDES = {"situation": "parent_isole", "qf_max": "700", "age_enfant_min": "2", "age_enfant_max": "2"}


@pytest.fixture(scope="module")
def base(sandbox: Sandbox) -> str:
    return sandbox.url


def lire(base: str, chemin: str, **parametres: str) -> httpx.Response:
    return httpx.get(base + chemin, params=parametres or None, trust_env=False, timeout=30)


def test_le_formulaire_a_tous_les_criteres(base: str) -> None:
    """Every criterion has its field, under a name that the search reads."""
    texte = lire(base, "/situations").text
    champs = set(re.findall(r'name="(\w+)"', texte)) - {"viewport"}
    assert all(champs & set(noms_admis(c)) for c in CRITERES.values())
    assert "Bac à sable — données fictives" in texte


def test_les_cartes_sont_celles_de_l_api(base: str) -> None:
    """Page after page, the same people in the same order; each card leads to its citizen."""
    attendus: list[str] = []
    curseur = ""
    while len(attendus) < 25:
        lu = lire(base, "/_bac/situations", **CRITERES_DEMANDES, cursor=curseur).json()
        attendus += [c["ref"] for c in lu["citizens"]]
        curseur = lu["cursor"]
    refs: list[str] = []
    suite = f"/situations?{urlencode(CRITERES_DEMANDES)}&lieu="
    while len(refs) < 25:
        texte = lire(base, suite).text
        refs += re.findall(r"/citoyen/([\w-]+)", texte)
        (suite,) = (s.replace("&amp;", "&") for s in re.findall(r'href="[^"]*(/situations\?[^"]*cursor=[^"]+)"', texte))
    assert refs[:25] == attendus[:25]
    assert lire(base, f"/citoyen/{refs[0]}").status_code == 200


def test_un_refus_est_dit_sur_la_page(base: str) -> None:
    """A value that means nothing: the sentence, what was typed, status 400."""
    page = lire(base, "/situations", qf_max="peu")
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert 'value="peu"' in page.text
