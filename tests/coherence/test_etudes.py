"""Students of a draw: the ministry, the CNOUS, the DGFiP and the registry tell one story."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from law.bourses import bourse_superieur
from tests.clients.communs import SIRET
from tests.coherence.citoyen import Temoin
from tests.support.serveur import Sandbox

TIRAGE = 1_500
POINTS = range(18)


@pytest.fixture(scope="module")
def temoin(sandbox: Sandbox) -> Iterator[Temoin]:
    with closing(Temoin(sandbox.url)) as temoin:
        yield temoin


@pytest.fixture(scope="module")
def etudiants(temoin: Temoin) -> list[dict[str, Any]]:
    """The files of those of the draw who study."""
    tirage = temoin.client.get("/_bac/citizens", params={"limit": TIRAGE, "seed": 77}).json()["citizens"]
    return [fiche for fiche in map(temoin.fiche, tirage) if fiche["numbers"]["ine"]]


def _lire(temoin: Temoin, ref: str, chemin: str) -> dict[str, Any] | None:
    reponse = temoin.client.get(chemin, {"Authorization": f"Bearer {temoin.jeton(ref)}"}, {"recipient": SIRET})
    assert reponse.status_code in (200, 404), reponse.text
    lu: dict[str, Any] | None = reponse.json()["data"] if reponse.status_code == 200 else None
    return lu


def test_the_ministry_knows_every_student(temoin: Temoin, etudiants: list[dict[str, Any]]) -> None:
    """Whoever studies has admissions, those of their file; their occupation says whether they still do."""
    assert len(etudiants) > TIRAGE / 60
    for fiche in etudiants:
        admissions = _lire(temoin, fiche["ref"], "/v3/mesri/statut_etudiant/france_connect")
        faits = [a["etablissement"]["uai"] for annee in fiche["facts"]["studies"] for a in annee["admissions"]]
        assert admissions is not None, fiche["ref"]
        assert [a["etablissement_etudes"]["uai"] for a in admissions["admissions"]] == faits
        etudie = fiche["facts"]["studies"][0]["annee"] == temoin.jour.year
        assert etudie == ("etudes" in {a["nature"] for a in fiche["facts"]["activities"]})
        assert min(int(a["date_debut"][:4]) for a in admissions["admissions"]) >= fiche_naissance(fiche) + 18


def fiche_naissance(fiche: dict[str, Any]) -> int:
    return int(fiche["identity"]["date_naissance"][:4])


def test_a_grant_follows_the_notice_that_the_dgfip_serves(temoin: Temoin, etudiants: list[dict[str, Any]]) -> None:
    """A scholar is a student of the same year and place; the échelon is due for the income on a parent's notice."""
    boursiers = 0
    for fiche in etudiants:
        bourse = _lire(temoin, fiche["ref"], "/v4/cnous/etudiant_boursier/france_connect")
        if bourse is None:
            continue
        boursiers += 1
        annee = int(bourse["periode_versement_bourse"]["date_rentree"][:4])
        etudes = next(e for e in fiche["facts"]["studies"] if e["annee"] == annee)
        prise = next(a for a in etudes["admissions"] if a["inscrit_le"])
        assert bourse["etablissement_etudes"]["nom_etablissement"] == prise["etablissement"]["nom"]
        assert bourse["email"] == fiche["identity"]["email"]
        assert _echelons(temoin, fiche, annee) >= {bourse["echelon_bourse"]["echelon"]}, fiche["ref"]
    assert boursiers > len(etudiants) / 20


def _echelons(temoin: Temoin, fiche: dict[str, Any], annee: int) -> set[str]:
    """What the law may give for the « revenu brut global » of each parent's notice, whatever the points."""
    avis = [temoin.avis_de(p["ref"], annee - 2) for p in fiche["parents"] if p["login"].startswith("n-")]
    return {bourse_superieur(annee, a["revenuBrutGlobal"], p).echelon for a in avis if a for p in POINTS}
