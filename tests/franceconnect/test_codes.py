"""Every error page of FranceConnect on demand: its status, its code, and what the way back tells the service."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gateway.franceconnect.erreurs import ERREURS
from tests.franceconnect.checklist import Code, codes
from tests.franceconnect.navigation import (
    ETAT,
    FauxService,
    Navigateur,
    code_erreur,
    lire,
    nouveau_client,
    parametres,
    post,
)

PAGES = [c for c in codes() if c.page]


@pytest.fixture(scope="module")
def fs(base: str) -> Iterator[FauxService]:
    """A service in a space of its own, where pages are armed."""
    assert post(f"{base}/_bac/spaces", json={"slug": "codes"}).status_code == 201
    yield FauxService(f"{base}/e/codes", title="Ma commune")
    nouveau_client().delete(f"{base}/_bac/spaces/codes")


@pytest.fixture(scope="module")
def connu(fs: FauxService) -> Navigateur:
    """A browser known to FranceConnect, which single sign-on leads straight to the information page."""
    navigateur = Navigateur(fs.base)
    fs.entrer(navigateur)
    return navigateur


def armer(fs: FauxService, code: str) -> int:
    corps = {"name": "session-page-erreur", "scope": "next-login", "code": code}
    return post(f"{fs.base}/_bac/faults", json=corps).status_code


@pytest.mark.parametrize("code", PAGES, ids=lambda c: c.code)
def test_page_sur_commande(fs: FauxService, connu: Navigateur, code: Code) -> None:
    """Armed, the page of this code is shown with its status; the link back tells the service the documented error."""
    assert armer(fs, code.code) == 201
    page = fs.autoriser(connu)
    assert (page.status_code, code_erreur(page)) == (code.statut, code.code)
    lien = lire(page).liens.get("Revenir sur Ma commune")
    assert bool(lien) is bool(code.erreur)
    if lien is not None:
        recu = parametres(connu.aller(lien))
        attendu = {"error": code.erreur, "error_description": code.description, "state": ETAT, "iss": fs.fc}
        assert recu == attendu


def test_service_retire_en_route(fs: FauxService) -> None:
    """A service withdrawn while its citizen is at the tiles is Y030027."""
    ephemere, navigateur = FauxService(fs.base), Navigateur(fs.base)
    mire = ephemere.autoriser(navigateur)
    assert nouveau_client().delete(f"{fs.base}/_bac/services/{ephemere.client_id}").status_code == 204
    page = navigateur.soumettre(mire)
    assert (page.status_code, code_erreur(page)) == (400, "Y030027")


def test_code_inconnu(fs: FauxService) -> None:
    """A page that FranceConnect does not have cannot be armed."""
    assert armer(fs, "Y999999") == 422


def test_les_codes_du_bac_a_sable_sont_ceux_de_la_liste() -> None:
    """Each error page served here is in the list, with the same status and the same words for the service."""
    servies = {c: (e.statut, e.erreur, e.description if e.erreur else "") for c, e in ERREURS.items()}
    assert servies == {c.code: (c.statut, c.erreur, c.description) for c in PAGES}
