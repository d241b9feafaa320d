"""A citizen's account: disabled, an identity provider blocked, and the trace of the last connection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.franceconnect.navigation import (
    ETAT,
    FauxService,
    Navigateur,
    code_erreur,
    get,
    lire,
    nouveau_client,
    parametres,
    post,
)


@pytest.fixture
def a_part(base: str) -> Iterator[FauxService]:
    """A service in a space where accounts may be changed."""
    assert post(f"{base}/_bac/spaces", json={"slug": "comptes"}).status_code == 201
    yield FauxService(f"{base}/e/comptes", title="Ma commune")
    nouveau_client().delete(f"{base}/_bac/spaces/comptes")


def changer(fs: FauxService, ref: str = "test", **corps: Any) -> httpx.Response:
    return nouveau_client().patch(f"{fs.base}/_bac/citizens/{ref}/account", json=corps)


def compte(fs: FauxService, ref: str = "test") -> dict[str, Any]:
    lu: dict[str, Any] = get(f"{fs.base}/_bac/citizens/{ref}/account").json()
    return lu


def apres_le_fi(fs: FauxService, login: str = "test") -> httpx.Response:
    navigateur = Navigateur(fs.base)
    return navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur)), login=login)


def test_compte_desactive(a_part: FauxService) -> None:
    """A disabled account is refused after the identity provider, and the service hears access_denied."""
    assert changer(a_part, active=False).json()["active"] is False
    page = apres_le_fi(a_part)
    assert (page.status_code, code_erreur(page)) == (403, "Y180001")
    recu = parametres(get(lire(page).liens["Revenir sur Ma commune"]))
    assert (recu["error"], recu["error_description"]) == ("access_denied", "user authentication aborted")
    assert recu["state"] == ETAT
    assert apres_le_fi(a_part, "ahmad-noori").status_code == 200


def test_compte_retabli(a_part: FauxService) -> None:
    """Enabled again, or after a reset of the space, the account logs in; without a browser the same is refused."""
    changer(a_part, active=False)
    corps = {"client_id": a_part.client_id, "login": "test"}
    assert "Y180001" in post(f"{a_part.base}/_bac/login", json=corps).json()["message"]
    changer(a_part, active=True)
    assert apres_le_fi(a_part).status_code == 200
    changer(a_part, active=False)
    post(f"{a_part.base}/_bac/reset")
    assert apres_le_fi(a_part).status_code == 200


@pytest.mark.parametrize("futurs", [True, False])
def test_fournisseur_bloque(a_part: FauxService, futurs: bool) -> None:
    """A blocked identity provider is shown on the tiles, and refused only once the citizen has used it."""
    uid = lire(a_part.autoriser()).formulaires[0].champs["providerUid"]
    lu = changer(a_part, blockedIdps=[uid], allowFutureIdp=futurs).json()
    assert (lu["blockedIdps"], lu["allowFutureIdp"]) == ([uid], futurs)
    assert "disabled" not in lire(a_part.autoriser()).formulaires[0].boutons[0]
    page = apres_le_fi(a_part)
    assert (page.status_code, code_erreur(page)) == (403, "Y100011")
    assert "préférences" in page.text
    changer(a_part, blockedIdps=[])
    assert apres_le_fi(a_part).status_code == 200


def test_le_sso_revoit_le_compte(a_part: FauxService) -> None:
    """An account disabled between two services ends single sign-on."""
    navigateur = Navigateur(a_part.base)
    a_part.entrer(navigateur)
    changer(a_part, active=False)
    assert code_erreur(a_part.autoriser(navigateur)) == "Y180001"


def test_derniere_connexion(a_part: FauxService) -> None:
    """The last connection is none, then that of the id_token."""
    assert compte(a_part)["lastConnection"] is None
    jetons = a_part.jetons()
    assert abs(compte(a_part)["lastConnection"] - a_part.verifier(jetons["id_token"])["iat"]) <= 5
    assert compte(a_part, "ahmad-noori")["lastConnection"] is None


def test_changements_refuses(a_part: FauxService) -> None:
    """An unknown identity provider, citizen or field is refused and changes nothing."""
    assert changer(a_part, blockedIdps=["inconnu"]).status_code == 422
    assert changer(a_part, ref="personne", active=False).status_code == 404
    assert changer(a_part, actif=False).status_code == 422
    assert compte(a_part)["active"] is True
