"""`/v3/mesri/statut_etudiant` over HTTP: three modalities, one answer, each code of the fact sheet."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import httpx
import pytest

from tests.providers.appels import SCOPES, SIRET, Service, enregistrer

CHEMIN = "/v3/mesri/statut_etudiant"
FC = f"{CHEMIN}/france_connect?recipient={SIRET}"
MESRI = SCOPES["mesri"]
ELODIE: dict[str, Any] = {
    "recipient": SIRET,
    "nomNaissance": "Perrin",
    "prenoms[]": ["Elodie"],
    "sexeEtatCivil": "f",
}


def codes(reponse: httpx.Response) -> list[str]:
    return [e["code"] for e in reponse.json()["errors"]]


def elodie(service: Service) -> dict[str, Any]:
    """Élodie Perrin as the endpoints want her."""
    annee, mois, jour = service.citoyen("elodie-perrin")["identity"]["date_naissance"].split("-")
    return ELODIE | {"anneeDateNaissance": annee, "moisDateNaissance": mois, "jourDateNaissance": jour}


def demander(service: Service, modalite: str, parametres: dict[str, Any], scopes: Any = MESRI) -> httpx.Response:
    jeton = service.jeton_api(scopes)["token"]
    presents = {nom: valeur for nom, valeur in parametres.items() if valeur is not None}
    return service.client.get(f"{CHEMIN}/{modalite}", params=presents, headers={"Authorization": f"Bearer {jeton}"})


def test_les_trois_modalites_donnent_la_meme_reponse(service: Service) -> None:
    """By identity and by INE the answers are equal; FranceConnect's is the same without the identity."""
    ine = service.citoyen("elodie-perrin")["numbers"]["ine"]
    par_identite = demander(service, "identite", elodie(service)).json()
    par_ine = demander(service, "ine", {"recipient": SIRET, "ine": ine.lower()}).json()
    par_fc = service.lire(FC, service.jeton(MESRI, "elodie-perrin")).json()
    assert par_identite == par_ine
    assert par_ine["data"].pop("identite")["prenom"] == "Élodie"
    assert par_fc == par_ine
    assert (par_fc["links"], par_fc["meta"]) == ({}, {})


def test_ce_que_dit_une_admission(service: Service) -> None:
    """Élodie is enrolled at Lyon 2 in initial training; in her first year she was admitted in Saint-Étienne too."""
    admissions = service.lire(FC, service.jeton(MESRI, "elodie-perrin")).json()["data"]["admissions"]
    prises = [a for a in admissions if a["est_inscrit"]]
    assert {a["etablissement_etudes"]["uai"] for a in prises} == {"0691775E"}
    assert prises[0]["code_cog_insee_commune"] == "69387"
    assert prises[0]["regime_formation"] == {"libelle": "formation initiale", "code": "RF1"}
    assert [a["etablissement_etudes"]["uai"] for a in admissions if not a["est_inscrit"]] == ["0421095M"]


def test_un_apprenti(service: Service) -> None:
    """Lucas left the university for an engineering school, where he is an apprentice."""
    admissions = service.lire(FC, service.jeton(MESRI, "lucas-guerin")).json()["data"]["admissions"]
    regimes = [(a["etablissement_etudes"]["nom"], a["regime_formation"]["code"]) for a in admissions]
    assert regimes[0] == ("INSA Rennes", "RF4")
    assert regimes[-1] == ("Université de Rennes", "RF1")


def test_sans_la_liste_rien_d_une_admission(service: Service) -> None:
    """A scope of detail without `mesri_admissions` opens nothing; with it, dates and its own field."""
    seul = service.lire(FC, service.jeton(["mesri_admission_inscrit"], "elodie-perrin"))
    assert (seul.status_code, seul.json()["data"]) == (200, {})
    deux = service.lire(FC, service.jeton(["mesri_admission_inscrit", "mesri_admissions"], "elodie-perrin")).json()
    assert set(deux["data"]["admissions"][0]) == {"date_debut", "date_fin", "est_inscrit"}


def test_une_identite_seule_ne_suffit_pas_par_franceconnect(service: Service) -> None:
    """FranceConnect's citizens lose the scopes of identity: nothing is left, 403 00100."""
    reponse = service.lire(FC, service.jeton(["mesri_identite"], "elodie-perrin"))
    assert (reponse.status_code, codes(reponse)) == (403, ["00100"])


def test_qui_n_etudie_pas(service: Service) -> None:
    """A mother, an unknown identity and an INE of nobody: 404 25003 with the official words."""
    refus = [
        service.lire(FC, service.jeton(MESRI, "claire-moreau")),
        demander(service, "identite", elodie(service) | {"nomNaissance": "INTROUVABLE"}),
        demander(service, "ine", {"recipient": SIRET, "ine": "1234567890X"}),
    ]
    assert [(r.status_code, codes(r)) for r in refus] == [(404, ["25003"])] * 3
    assert refus[0].json()["errors"][0]["meta"] == {"provider": "MESRI"}


@pytest.mark.parametrize(
    ("champs", "attendus"),
    [
        ({"nomNaissance": ""}, ["00420"]),
        ({"prenoms[]": None}, ["00421"]),
        ({"prenoms[]": ["ELOD1E"]}, ["00421"]),
        ({"anneeDateNaissance": None}, ["00422"]),
        ({"moisDateNaissance": "13"}, ["00423"]),
        ({"jourDateNaissance": "0"}, ["00424"]),
        ({"moisDateNaissance": "2", "jourDateNaissance": "30"}, ["00425"]),
        ({"sexeEtatCivil": None}, ["00427"]),
        ({"codeCogInseeCommuneNaissance": "PARIS"}, ["00365"]),
        ({"nomCommuneNaissance": "Lyon", "codeCogInseeDepartementNaissance": "96"}, ["00428"]),
        ({"nomNaissance": "", "sexeEtatCivil": "X", "jourDateNaissance": ""}, ["00420", "00424", "00427"]),
    ],
)
def test_parametres_refuses(service: Service, champs: dict[str, Any], attendus: list[str]) -> None:
    """422 with the code of each faulty parameter, all at once."""
    reponse = demander(service, "identite", elodie(service) | champs)
    assert (reponse.status_code, codes(reponse)) == (422, attendus)


@pytest.mark.parametrize("ine", ["", "12345", "123456789IO", "ABCDEFGHIJK", "12345678901234"])
def test_ine_mal_forme(service: Service, ine: str) -> None:
    """A number of none of the four layouts: 422 00360."""
    reponse = demander(service, "ine", {"recipient": SIRET, "ine": ine})
    assert (reponse.status_code, codes(reponse)) == (422, ["00360"])


def test_le_lieu_de_naissance_compte(service: Service) -> None:
    """Told by code or by name with its department, a birth place that is not hers finds nobody."""
    ici = {"nomCommuneNaissance": "saint etienne", "codeCogInseeDepartementNaissance": "42"}
    lus = [ici, {"codeCogInseeCommuneNaissance": "42218"}, ici | {"nomCommuneNaissance": "Roanne"}]
    assert [demander(service, "identite", elodie(service) | lieu).status_code for lieu in lus] == [200, 200, 404]


def test_ordre_des_controles(service: Service) -> None:
    """Token, scope, version, recipient, then the parameters."""
    assert codes(service.lire(f"{CHEMIN}/ine", None)) == ["00101"]
    assert codes(demander(service, "ine", {}, ["cnaf_enfants"])) == ["00100"]
    assert codes(demander(service, "ine", {})) == ["00210"]
    assert codes(service.lire("/v4/mesri/statut_etudiant/france_connect", service.jeton(MESRI))) == ["00402"]


def test_ceux_qu_un_espace_fabrique(service: Service) -> None:
    """A student made by preset and somebody who goes back to study are found by FranceConnect and by their INE."""
    service.client.post("/_bac/spaces", json={"slug": "mesri-fabrique"})
    ici = enregistrer(f"{str(service.client.base_url).rstrip('/')}/e/mesri-fabrique")
    with closing(ici.client):
        fait = ici.client.post("/_bac/citizens", json={"preset": "etudiant"}).json()["citizens"]
        jour = service.citoyen("elodie-perrin")["day"]
        reprise = {"event": "etudes", "on": f"{int(jour[:4]) - 1}-08-20"}
        assert ici.client.post("/_bac/citizens/claire-moreau/events", json=reprise).is_success
        refs = [next(c["ref"] for c in fait if ici.citoyen(c["ref"])["numbers"]["ine"]), "claire-moreau"]
        for ref in refs:
            par_fc = ici.lire(FC, ici.jeton(MESRI, ref))
            assert par_fc.status_code == 200, par_fc.text
            parametres = {"recipient": SIRET, "ine": ici.citoyen(ref)["numbers"]["ine"]}
            assert demander(ici, "ine", parametres).json()["data"]["admissions"] == par_fc.json()["data"]["admissions"]
