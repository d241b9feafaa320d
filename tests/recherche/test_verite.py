"""Whoever is found satisfies the criterion, in the answers of the administrations or the registry's own file."""

from __future__ import annotations

import pytest

from fixtures.nation import Nation
from fixtures.nation.vie.nation import NationVivante
from gateway.recherche.criteres import CRITERES
from gateway.recherche.moteur import chercher
from registry.registre import Registre
from tests.recherche.conftest import EPOQUE, Vu
from tests.recherche.exemples import EXEMPLES
from tests.recherche.test_tamis import CAS, demander
from tests.recherche.verite import VERITES, Verite

TROUVES = 6


def test_every_criterion_has_a_truth() -> None:
    """Whoever adds a criterion says where else it can be read."""
    assert set(VERITES) == set(CRITERES) == set(EXEMPLES)


@pytest.fixture(scope="module")
def sans_personas(pays: Nation) -> Registre:
    return Registre([pays])


@pytest.fixture(scope="module")
def vivants(pays: Nation) -> Registre:
    """The same nation, in which people have lived since the epoch."""
    return Registre([NationVivante(pays.graine, pays.taille, EPOQUE, 1)])


@pytest.mark.parametrize(("nom", "texte"), CAS)
def test_who_is_found_satisfies(
    sans_personas: Registre, registre: Registre, vivants: Registre, vus: list[Vu], nom: str, texte: str
) -> None:
    """Somebody is found (an invalidity card: among the personas), and each says so elsewhere."""
    demande = demander(vus, (nom, texte))
    peuple = registre if (nom, texte) == ("invalidite", "oui") else vivants if nom == "evenement" else sans_personas
    trouves = chercher(peuple, demande, TROUVES, "", lambda: False)
    assert trouves.sujets
    ((_, voulu),) = demande.voulus
    for sujet in trouves.sujets:
        assert voulu.convient(VERITES[nom](Verite(peuple, sujet.ref))), sujet.ref
