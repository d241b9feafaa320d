"""`/v3` and `/v4/cnous/etudiant_boursier` over HTTP: the grant, its year, each code of the fact sheet."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest

from tests.providers.appels import SCOPES, SIRET, Service
from tests.providers.test_mesri import FC as MESRI_FC
from tests.providers.test_mesri import codes, elodie

CNOUS = SCOPES["cnous"]


def fc(version: int = 4) -> str:
    return f"/v{version}/cnous/etudiant_boursier/france_connect?recipient={SIRET}"


def demander(service: Service, chemin: str, parametres: dict[str, Any]) -> httpx.Response:
    jeton = service.jeton_api(CNOUS)["token"]
    ici = f"/{chemin[:2]}/cnous/etudiant_boursier/{chemin[3:]}"
    return service.client.get(ici, params=parametres, headers={"Authorization": f"Bearer {jeton}"})


def campagnes(service: Service) -> tuple[int, int]:
    """The campaign under way and the one before, on the civil day."""
    jour = date.fromisoformat(service.citoyen("elodie-perrin")["day"])
    courante = jour.year if jour.month >= 7 else jour.year - 1
    return courante, courante - 1


def test_une_boursiere(service: Service) -> None:
    """Élodie has échelon 5 for ten months, in v3 and in v4, which tells more of her status."""
    trois, quatre = (service.lire(fc(v), service.jeton(CNOUS, "elodie-perrin")).json()["data"] for v in (3, 4))
    courante, _ = campagnes(service)
    assert trois.pop("est_boursier") is True
    assert quatre.pop("statut_boursier") == {"est_boursier": True, "est_radie": False, "date_radiation": None}
    assert trois == quatre
    assert trois["echelon_bourse"] == {"echelon": "5", "echelon_bourse_regionale_provisoire": False}
    assert trois["periode_versement_bourse"] == {"date_rentree": f"{courante}-09-01", "duree": 10}


def test_le_cnous_et_le_ministere_s_accordent(service: Service) -> None:
    """A scholar is a student: same establishment, and the grant starts with the school year."""
    bourse = service.lire(fc(), service.jeton(CNOUS, "elodie-perrin")).json()["data"]
    etudes = service.lire(MESRI_FC, service.jeton(SCOPES["mesri"], "elodie-perrin")).json()["data"]["admissions"]
    prise = next(a for a in etudes if a["date_debut"] == bourse["periode_versement_bourse"]["date_rentree"])
    assert prise["etablissement_etudes"]["nom"] == bourse["etablissement_etudes"]["nom_etablissement"]
    assert bourse["etablissement_etudes"]["nom_commune"] == "Lyon"


@pytest.mark.parametrize("version", ["v3", "v4"])
def test_les_trois_modalites(service: Service, version: str) -> None:
    """By identity (the sex may be left out) and by INE: the answer of FranceConnect, and the identity."""
    ine = service.citoyen("elodie-perrin")["numbers"]["ine"]
    sans_sexe = {nom: valeur for nom, valeur in elodie(service).items() if nom != "sexeEtatCivil"}
    par_identite = demander(service, f"{version}/identite", sans_sexe).json()["data"]
    assert par_identite == demander(service, f"{version}/ine", {"recipient": SIRET, "ine": ine}).json()["data"]
    identite = par_identite.pop("identite")
    assert (identite["nom"], identite["prenoms"], identite["sexe"]) == ("PERRIN", ["Élodie", "Jeanne"], "F")
    assert identite["nom_commune_naissance"] == "Saint-Étienne"
    assert par_identite == service.lire(fc(int(version[1])), service.jeton(CNOUS, "elodie-perrin")).json()["data"]


def test_une_autre_campagne(service: Service) -> None:
    """v4 answers about the campaign asked, v3 does not know the parameter."""
    _, passee = campagnes(service)
    jeton = service.jeton(CNOUS, "elodie-perrin")
    rentrees = [
        service.lire(f"{fc(v)}&campaignYear={passee}", jeton).json()["data"]["periode_versement_bourse"]["date_rentree"]
        for v in (3, 4)
    ]
    assert rentrees == [f"{passee + 1}-09-01", f"{passee}-09-01"]
    assert codes(service.lire(f"{fc()}&campaignYear=2021", jeton)) == ["26003"]


@pytest.mark.parametrize("annee", ["2020", "9999", "deux-mille", "20256", "2025.5"])
def test_campagne_invalide(service: Service, annee: str) -> None:
    """A year before 2021, to come, or that is no year: 422 00368."""
    reponse = service.lire(f"{fc()}&campaignYear={annee}", service.jeton(CNOUS, "elodie-perrin"))
    assert (reponse.status_code, codes(reponse)) == (422, ["00368"])


@pytest.mark.parametrize("login", ["camille-faure", "lucas-guerin", "claire-moreau"])
def test_sans_bourse(service: Service, login: str) -> None:
    """A student refused by the law, an apprentice who asked nothing, who does not study: 404 26003."""
    reponse = service.lire(fc(), service.jeton(CNOUS, login))
    assert (reponse.status_code, codes(reponse)) == (404, ["26003"])
    assert reponse.json()["errors"][0]["meta"] == {"provider": "CNOUS"}


def test_le_revenu_des_parents_fait_l_echelon(service: Service) -> None:
    """With the mother's income of N-2 raised above the ceiling, the grant is gone; the year before keeps its own."""
    courante, passee = campagnes(service)
    service.client.post("/_bac/spaces", json={"slug": "cnous-revenu"})
    ici = "/e/cnous-revenu"
    revenus = {"annee": courante - 2, "salaires": 90_000}
    fait = {"kind": "revenus", "since": f"{courante - 2}-01-01", "value": revenus}
    pose = service.client.post(f"{ici}/_bac/citizens/sylvie-perrin/facts", json=fait)
    assert pose.is_success, pose.text
    cree = service.client.post(f"{ici}/_bac/services", json={"redirect_uris": ["http://127.0.0.1:9/retour"]}).json()
    corps = {"client_id": cree["client_id"], "login": "elodie-perrin", "scope": " ".join(["openid", *CNOUS])}
    jeton = service.client.post(f"{ici}/_bac/login", json=corps).json()["access_token"]
    assert codes(service.lire(ici + fc(), jeton)) == ["26003"]
    assert service.lire(f"{ici}{fc()}&campaignYear={passee}", jeton).status_code == 200


def test_version_absente_et_scope(service: Service) -> None:
    """v5 does not exist here; `cnous_statut_bourse` opens the resource and no field."""
    assert codes(service.lire(fc(5), service.jeton(CNOUS, "elodie-perrin"))) == ["00402"]
    reponse = service.lire(fc(), service.jeton(["cnous_statut_bourse"], "elodie-perrin"))
    assert (reponse.status_code, reponse.json()["data"]) == (200, {})
    assert codes(service.lire(fc(), service.jeton(["cnous_identite"], "elodie-perrin"))) == ["00100"]


def test_le_montant_s_explique(service: Service) -> None:
    """Ten payments of 521.20 €, from the points of the family to the échelon, each step with its article."""
    lus = service.client.get("/_bac/citizens/elodie-perrin/amounts").json()["amounts"]
    (bourse,) = [m for m in lus if m["name"] == "bourse_superieur"]
    assert bourse["value"] == 5212
    assert [e["label"] for e in bourse["steps"]][-2:] == ["Échelon", "Montant annuel"]
