"""The crèche in front of the failure catalogue: it says that the login failed, and never fails itself."""

from __future__ import annotations

import pytest

from gateway.franceconnect.pannes.catalogue import CATALOGUE, TOLEREE, Panne
from tests.franceconnect.navigation import Navigateur, code_erreur, lire, nouveau_client, post
from tests.support.serveur import Sandbox

#: What the crèche lets pass: it harms nobody here, and a citizen should not pay for it.
INDULGENCES = {
    "token-type-contenu",
    "token-duree-nulle",
    "token-code-deux-fois",
    "id-token-autre-algorithme",
    "identite-sans-email",
    "identite-sans-lieu",
    "identite-date-illisible",
    "identite-sexe-inconnu",
    "identite-caractere-invisible",
}
RENCONTREES = [p for p in CATALOGUE.values() if p.lieu != "checktoken" and not p.detection.endswith(".delai")]


@pytest.fixture(scope="module")
def espace(sandbox: Sandbox) -> str:
    assert post(f"{sandbox.url}/_bac/spaces", json={"slug": "creche-pannes"}).status_code == 201
    return f"{sandbox.url}/e/creche-pannes"


@pytest.mark.parametrize("panne", RENCONTREES, ids=lambda p: p.nom)
def test_la_creche_tient(espace: str, panne: Panne) -> None:
    """A fault ends on a page of the crèche, or of FranceConnect with its code; the file opens only when it may."""
    assert post(f"{espace}/_bac/faults", json={"name": panne.nom}).status_code == 201
    navigateur = Navigateur(espace)
    page = navigateur.aller(f"{espace}/demo/creche/connexion")
    while "/demo/creche" not in page.url.path and lire(page).formulaires:
        page = navigateur.soumettre(page, 0, **({"login": "test"} if 'name="login"' in page.text else {}))
    nouveau_client().delete(f"{espace}/_bac/faults")
    assert page.status_code != 500 or code_erreur(page), page.text
    admise = panne.detection == TOLEREE or panne.nom in INDULGENCES
    assert (page.url.path.endswith("/demo/creche/dossier") and page.status_code == 200) == admise
