"""A subject kept by the account since FranceConnect v1 wins over the computed one (Connexion - Sub)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.franceconnect.navigation import FauxService, get, nouveau_client, post

ANCIEN = "fournisseur-v1-0123456789abcdef"
ENTITE = "a" * 32


@pytest.fixture(scope="module")
def fs(base: str) -> Iterator[FauxService]:
    """A service of the entity, in a space where the account of `test` keeps its old subject."""
    assert post(f"{base}/_bac/spaces", json={"slug": "sub-garde"}).status_code == 201
    espace = f"{base}/e/sub-garde"
    compte = nouveau_client().patch(f"{espace}/_bac/citizens/test/account", json={"subs": {ENTITE: ANCIEN}})
    assert compte.json()["subs"] == {ENTITE: ANCIEN}
    yield FauxService(espace, entityId=ENTITE)
    nouveau_client().delete(f"{base}/_bac/spaces/sub-garde")


def test_sub_garde(fs: FauxService) -> None:
    """Both tokens carry the subject that the account keeps, by the pages as without a browser."""
    for jetons in (fs.jetons(), fs.jeton_direct()):
        assert fs.verifier(jetons["id_token"])["sub"] == ANCIEN
        assert fs.verifier(fs.userinfo(jetons["access_token"]).text)["sub"] == ANCIEN


def test_les_autres_sont_calcules(fs: FauxService) -> None:
    """Another entity, and another citizen of the same entity, have the computed one."""
    autre = FauxService(fs.base, entityId="b" * 32)
    for sub in (autre.identite()["sub"], fs.identite("claire-moreau")["sub"]):
        assert (len(sub), sub[64:]) == (66, "v1")


def test_preferences_sans_effet_sur_le_sub(fs: FauxService) -> None:
    """Changing something else of the account keeps its subjects; a subject that is not one is refused."""
    adresse = f"{fs.base}/_bac/citizens/test/account"
    assert nouveau_client().patch(adresse, json={"allowFutureIdp": True}).json()["subs"] == {ENTITE: ANCIEN}
    assert nouveau_client().patch(adresse, json={"subs": {ENTITE: ""}}).status_code == 422
    assert get(adresse).json()["subs"] == {ENTITE: ANCIEN}
