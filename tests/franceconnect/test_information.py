"""The operators' banner above the tiles (Message Information)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.franceconnect.navigation import FauxService, get, nouveau_client, post

TEXTE = "Maintenance <ce soir> à 20 heures."
HEURE = 3600


@pytest.fixture
def fs(base: str) -> Iterator[FauxService]:
    """A service in a space of its own."""
    assert post(f"{base}/_bac/spaces", json={"slug": "bandeau"}).status_code == 201
    yield FauxService(f"{base}/e/bandeau", title="Ma commune")
    nouveau_client().delete(f"{base}/_bac/spaces/bandeau")


def poser(fs: FauxService, **corps: Any) -> httpx.Response:
    return nouveau_client().put(f"{fs.base}/_bac/information", json={"text": TEXTE, **corps})


@pytest.mark.parametrize(
    ("debut", "fin", "actif", "montre"),
    [
        (-HEURE, HEURE, True, True),
        (-2 * HEURE, -HEURE, True, False),
        (HEURE, 2 * HEURE, True, False),
        (-HEURE, HEURE, False, False),
    ],
    ids=["actif", "expire", "futur", "desactive"],
)
def test_message(fs: FauxService, debut: int, fin: int, actif: bool, montre: bool) -> None:
    """Shown on the tiles between its dates while it is active; not when expired, still to come, or deactivated."""
    maintenant = int(time.time())
    assert poser(fs, start=maintenant + debut, until=maintenant + fin, active=actif).status_code == 200
    assert ("Maintenance &lt;ce soir&gt; à 20 heures." in fs.autoriser().text) is montre


def test_message_retire(fs: FauxService) -> None:
    """By default it shows at once; removed it is gone, and a second time it is not found."""
    adresse = f"{fs.base}/_bac/information"
    assert poser(fs, type="erreur").json()["active"] is True
    assert 'class="alerte erreur"' in fs.autoriser().text
    assert get(adresse).json()["text"] == TEXTE
    assert [nouveau_client().delete(adresse).status_code for _ in range(2)] == [204, 404]
    assert get(adresse).status_code == 404
    assert "Maintenance" not in fs.autoriser().text


@pytest.mark.parametrize(
    "corps",
    [{"text": ""}, {"type": "rouge"}, {"start": 10, "until": 10}, {"autre": 1}],
    ids=["vide", "type", "dates", "champ"],
)
def test_message_refuse(fs: FauxService, corps: dict[str, Any]) -> None:
    """A message without text, of no known colour, that ends before it starts: nothing is put."""
    assert poser(fs, **corps).status_code == 422
    assert get(f"{fs.base}/_bac/information").status_code == 404
