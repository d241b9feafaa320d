"""A FranceConnect token that is dead, foreign or forged: each administration refuses it in its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.providers.appels import DROITS, ETAT_CIVIL, IMPOT, QF_FC, Service, enregistrer
from tests.support.serveur import Sandbox

#: Where each administration answers a live token, and the code it gives for one that is not.
REFUS: dict[str, tuple[str, Callable[[Any], Any], Any]] = {
    "caf": (QF_FC, lambda corps: corps["errors"][0]["code"], "50002"),
    "dgfip": (f"{IMPOT}/situations/ir/assiettes/annrev/2024", lambda corps: corps["erreur"]["code"] // 10, 401),
    "cnam": (f"{DROITS}/me", lambda corps: sorted(corps), ["code", "message"]),
    "etat_civil": (f"{ETAT_CIVIL}/france-connect/acte-de-naissance", lambda corps: sorted(corps), ["code", "message"]),
}
TOUS = ("cnaf_quotient_familial", "dgfip_rfr", "droits_assurance_maladie", "etat_civil_extrait_naissance")


@pytest.fixture(scope="module")
def voisin(sandbox: Sandbox) -> Iterator[Service]:
    """A service of another space."""
    adresse = f"{sandbox.url}/e/jetons-etrangers"
    httpx.post(f"{sandbox.url}/_bac/spaces", json={"slug": "jetons-etrangers"}, trust_env=False)
    with httpx.Client(base_url=adresse, trust_env=False) as client:
        yield enregistrer(adresse, client)
    httpx.delete(f"{sandbox.url}/_bac/spaces/jetons-etrangers", trust_env=False)


@pytest.fixture(scope="module")
def service(sandbox: Sandbox) -> Iterator[Service]:
    with httpx.Client(base_url=sandbox.url, trust_env=False) as client:
        yield enregistrer(sandbox.url, client)


def expire(service: Service, voisin: Service) -> str:
    corps = {"client_id": service.client_id, "login": "test", "expires_in": 0}
    return str(service.client.post("/_bac/login", json=corps).json()["access_token"])


def revoque(service: Service, voisin: Service) -> str:
    jeton = service.jeton(TOUS)
    donnees = {"token": jeton, "client_id": service.client_id, "client_secret": service.client_secret}
    assert service.client.post("/api/v2/token/revocation", data=donnees).status_code == 200
    return jeton


def etranger(service: Service, voisin: Service) -> str:
    jeton = voisin.jeton(TOUS)
    assert voisin.lire(QF_FC, jeton).status_code == 200
    return jeton


def forge(service: Service, voisin: Service) -> str:
    jeton = service.jeton(TOUS)
    return ("A" if jeton[0] != "A" else "B") + jeton[1:]


@pytest.mark.parametrize("qui", REFUS)
@pytest.mark.parametrize("mort", [expire, revoque, etranger, forge])
def test_a_token_that_is_not_alive_here_is_refused(
    service: Service, voisin: Service, qui: str, mort: Callable[[Service, Service], str]
) -> None:
    """Expired, revoked, foreign and forged tokens: 401 and the administration's own code, where a live one passes."""
    chemin, code, attendu = REFUS[qui]
    assert service.lire(chemin, service.jeton(TOUS)).status_code == 200
    refus = service.lire(chemin, mort(service, voisin))
    assert (refus.status_code, code(refus.json())) == (401, attendu)
