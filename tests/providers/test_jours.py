"""What the civil day of a space changes at the administrations: unknown law, years that have no notice yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import httpx
import pytest

from tests.providers.appels import IMPOT, QF_FC, SCOPES, Service, correlation, enregistrer
from tests.support.serveur import Sandbox

AVIS = "/situations/ir/assiettes/annrev/{}"


@pytest.fixture
def voyageur(sandbox: Sandbox) -> Iterator[Service]:
    """A service in a space of its own, whose civil day may move."""
    slug = "jours-des-administrations"
    with httpx.Client(base_url=sandbox.url, trust_env=False) as racine:
        racine.post("/_bac/spaces", json={"slug": slug}).raise_for_status()
        service = enregistrer(f"{sandbox.url}/e/{slug}")
        with closing(service.client):
            yield service
        racine.delete(f"/_bac/spaces/{slug}").raise_for_status()


def aller(service: Service, jour: date) -> None:
    service.client.put("/_bac/clock", json={"day": jour.isoformat()}).raise_for_status()


def test_un_droit_inconnu_est_une_erreur_declaree(voyageur: Service) -> None:
    """The law is recorded from 2023 (allowances) and 2021 (tax) on: what is earlier is refused in official words."""
    aller(voyageur, date(2024, 1, 15))
    jeton = voyageur.jeton(SCOPES["cnaf_msa"] | {"dgfip_rfr"})
    assert voyageur.lire(f"{QF_FC}&annee=2023&mois=1", jeton).status_code == 200
    ancien = voyageur.lire(f"{QF_FC}&annee=2022&mois=12", jeton)
    assert (ancien.status_code, ancien.json()["errors"][0]["code"]) == (404, "35003")
    assert voyageur.lire(IMPOT + AVIS.format(2021), jeton).status_code == 200
    assert voyageur.lire(IMPOT + AVIS.format(2020), jeton).json()["erreur"]["code"] == 40401


def test_l_annee_d_avant_si_la_derniere_est_indisponible(voyageur: Service) -> None:
    """Dead before the last income year, one has no notice for it: the scope then gives the year before."""
    fiche = voyageur.citoyen("lucien-fontaine")
    deces = date.fromisoformat(fiche["identity"]["deces"]["jour"])
    aller(voyageur, date(deces.year + 2, 9, 1))
    scope = "dgfip_annee_n_moins_2_si_indispo_n_moins_1"
    habilite = enregistrer(str(voyageur.client.base_url), voyageur.client, scopes=["openid", "dgfip_rfr", scope])
    jeton = habilite.jeton_dgfip("RessourceIR", "RessourceIRDerniere2")

    def statut(ref: str, annee: int) -> int:
        spi = habilite.citoyen(ref)["numbers"]["spi"]
        return habilite.lire(f"{IMPOT}/spi/{spi}{AVIS.format(annee)}", jeton, correlation()).status_code

    assert [statut("lucien-fontaine", deces.year + n) for n in (1, 0, -1)] == [404, 200, 403]
    assert [statut("test", deces.year + n) for n in (1, 0)] == [200, 403]
    spi = fiche["numbers"]["spi"]
    deux_ans = habilite.lire(f"{IMPOT}/spi/{spi}/dernieresituation/ir/assiettes/deuxans", jeton, correlation())
    assert deux_ans.json()["annRevenu"] == deces.year
