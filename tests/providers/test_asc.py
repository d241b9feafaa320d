"""`/v3/gip_mds/service_civique` over HTTP: both modalities, both statuses, each code of the fact sheet."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.providers.appels import SCOPES, SIRET, Service
from tests.providers.test_mesri import codes

CHEMIN = "/v3/gip_mds/service_civique"
FC = f"{CHEMIN}/france_connect?recipient={SIRET}"
ASC = SCOPES["asc"]
SANS_CONTRAT = {
    "contrat_trouve": False,
    "organisme_accueil": {"siret": None, "raison_sociale": None},
    "date_debut_contrat": None,
    "date_fin_contrat": None,
}


def oceane(service: Service) -> dict[str, Any]:
    annee, mois, jour = service.citoyen("oceane-guerin")["identity"]["date_naissance"].split("-")
    naissance = {"anneeDateNaissance": annee, "moisDateNaissance": mois, "jourDateNaissance": jour}
    return {"recipient": SIRET, "nomNaissance": "GUERIN", "prenoms[]": ["Océane"], **naissance}


def demander(service: Service, parametres: dict[str, Any], scopes: Any = ASC) -> httpx.Response:
    jeton = service.jeton_api(scopes)["token"]
    presents = {nom: valeur for nom, valeur in parametres.items() if valeur is not None}
    return service.client.get(f"{CHEMIN}/identite", params=presents, headers={"Authorization": f"Bearer {jeton}"})


def test_une_volontaire_par_les_deux_modalites(service: Service) -> None:
    """Océane's contract is under way, and lasts the year; by FranceConnect or by identity, the same answer."""
    par_fc = service.lire(FC, service.jeton(ASC, "oceane-guerin"))
    annee = service.citoyen("oceane-guerin")["day"][:4]
    assert par_fc.json() == demander(service, oceane(service)).json()
    actuel = par_fc.json()["data"]["statut_actuel"]
    assert (actuel["contrat_trouve"], actuel["date_debut_contrat"]) == (True, f"{annee}-01-01")
    assert actuel["organisme_accueil"]["siret"].startswith("0")
    assert par_fc.json()["data"]["statut_passe"] == SANS_CONTRAT


def test_un_ancien_volontaire(service: Service) -> None:
    """Lucas has finished his: the other status."""
    donnees = service.lire(FC, service.jeton(ASC, "lucas-guerin")).json()["data"]
    assert donnees["statut_actuel"] == SANS_CONTRAT
    assert donnees["statut_passe"]["contrat_trouve"] is True


def test_qui_n_a_jamais_ete_volontaire(service: Service) -> None:
    """Someone known without a contract is a 200 with two empty statuses."""
    reponse = service.lire(FC, service.jeton(ASC, "claire-moreau"))
    assert (reponse.status_code, reponse.json()["data"]) == (
        200,
        {"statut_actuel": SANS_CONTRAT, "statut_passe": SANS_CONTRAT},
    )


def test_un_detail_ne_s_ouvre_qu_avec_un_statut(service: Service) -> None:
    """Dates alone open nothing; with one status, the dates of that one."""
    seul = service.lire(FC, service.jeton(["gip_mds_service_civique_dates"], "oceane-guerin"))
    assert (seul.status_code, seul.json()["data"]) == (200, {})
    deux = ["gip_mds_service_civique_dates", "gip_mds_service_civique_statut_passe"]
    donnees = service.lire(FC, service.jeton(deux, "oceane-guerin")).json()["data"]
    assert {nom: set(v) for nom, v in donnees.items()} == {
        "statut_passe": {"contrat_trouve", "date_debut_contrat", "date_fin_contrat"}
    }


def test_introuvables(service: Service) -> None:
    """Nobody, or a child: 404 31003. Two people with one identity: 422 00391."""
    tom = service.citoyen("tom-lefevre")["identity"]
    annee, mois, jour = tom["date_naissance"].split("-")
    enfant = {"nomNaissance": tom["nom_naissance"], "prenoms[]": tom["prenoms"][:1], "anneeDateNaissance": annee}
    refus = [
        demander(service, oceane(service) | {"nomNaissance": "INTROUVABLE"}),
        demander(service, oceane(service) | enfant | {"moisDateNaissance": mois, "jourDateNaissance": jour}),
    ]
    assert [(r.status_code, codes(r)) for r in refus] == [(404, ["31003"])] * 2


def test_homonymes(service: Service) -> None:
    """Nathalie Martin of Tours and of Brest, born the same day: 422 00391."""
    nathalie = service.citoyen("nathalie-martin-tours")["identity"]
    annee, mois, jour = nathalie["date_naissance"].split("-")
    identite = {"nomNaissance": "MARTIN", "prenoms[]": ["Nathalie"], "anneeDateNaissance": annee}
    reponse = demander(service, {"recipient": SIRET, **identite, "moisDateNaissance": mois, "jourDateNaissance": jour})
    assert (reponse.status_code, codes(reponse)) == (422, ["00391"])


@pytest.mark.parametrize(
    ("champs", "attendus"),
    [
        ({"nomNaissance": None}, ["00420"]),
        ({"prenoms[]": None}, ["00421"]),
        ({"anneeDateNaissance": "vingt"}, ["00422"]),
        ({"moisDateNaissance": None, "jourDateNaissance": None}, ["00423", "00424"]),
        ({"moisDateNaissance": "2", "jourDateNaissance": "31"}, ["00425"]),
    ],
)
def test_parametres_refuses(service: Service, champs: dict[str, Any], attendus: list[str]) -> None:
    """422 with the code of each faulty parameter; neither sex nor birth place is one."""
    reponse = demander(service, oceane(service) | champs)
    assert (reponse.status_code, codes(reponse)) == (422, attendus)
    assert demander(service, oceane(service) | {"sexeEtatCivil": "X"}).status_code == 200


def test_ordre_des_controles(service: Service) -> None:
    """Token, scope, version, recipient."""
    assert codes(service.lire(f"{CHEMIN}/identite", None)) == ["00101"]
    assert codes(demander(service, {}, ["cnaf_enfants"])) == ["00100"]
    assert codes(demander(service, {})) == ["00210"]
    assert codes(service.lire("/v5/gip_mds/service_civique/identite", service.jeton_api(ASC)["token"])) == ["00402"]
