"""People made in a space are one person everywhere: FranceConnect and the four providers tell one story."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from fixtures.fabrique.presets import PRESETS, Preset
from tests.coherence import accords
from tests.coherence.citoyen import Temoin
from tests.support.serveur import Sandbox

ESPACE = "coherence-fabrique"


@pytest.fixture(scope="module")
def temoin(sandbox: Sandbox) -> Iterator[Temoin]:
    with closing(Temoin(sandbox.url)) as racine:
        racine.client.post("/_bac/spaces", json_={"slug": ESPACE})
        with closing(Temoin(f"{sandbox.url}/e/{ESPACE}")) as ici:
            yield ici


def _creer(temoin: Temoin, preset: str, **options: object) -> list[str]:
    reponse = temoin.client.post("/_bac/citizens", json_={"preset": preset, **options})
    assert reponse.status_code == 201, reponse.text
    return [c["ref"] for c in reponse.json()["citizens"]]


def _verifier(temoin: Temoin, refs: list[str]) -> None:
    for ref in refs:
        citoyen = temoin.citoyen(ref)
        accords.identite(citoyen)
        accords.adresse(citoyen)
        accords.famille(citoyen)
        accords.revenus(citoyen)
        accords.prestations(citoyen)
    accords.quotient(citoyen, temoin.avis_de, temoin.jour)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.nom)
def test_a_preset_is_one_family_everywhere(temoin: Temoin, preset: Preset) -> None:
    """Identity, address, family, incomes and quotient of everyone a preset makes agree across administrations."""
    _verifier(temoin, _creer(temoin, preset.nom))


def test_what_happened_is_known_alike(temoin: Temoin) -> None:
    """After a birth and the loss of a job, the same administrations still agree, the newborn included."""
    mere, *autres = _creer(temoin, "couple_marie", ages=[8, 5])
    jour = f"{temoin.jour.year - 1}-10-02"
    nes = []
    for evenement in ("naissance", "perte_emploi"):
        corps = {"event": evenement, "on": jour}
        reponse = temoin.client.post(f"/_bac/citizens/{mere}/events", json_=corps)
        assert reponse.status_code == 201, reponse.text
        nes += [c["ref"] for c in reponse.json()["citizens"]]
    assert len(nes) == 1
    _verifier(temoin, [mere, *autres, *nes])
