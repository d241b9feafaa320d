"""`/v3` to `/v5/men/scolarites/identite` over HTTP: one school or a perimeter, each code of the fact sheet."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.providers.appels import SCOPES, SIRET, Service
from tests.providers.test_mesri import codes

MEN = SCOPES["men"]
ELEVE = "nathan-perrin"


def ecole(service: Service) -> dict[str, Any]:
    """The school year of the pupil's file."""
    scolarite: dict[str, Any] = service.citoyen(ELEVE)["facts"]["schooling"]
    return scolarite


def parametres(service: Service, **champs: Any) -> dict[str, Any]:
    """Nathan in his own school, some parameters changed; None removes one. `_` stands for `[]`."""
    lu, ici = service.citoyen(ELEVE)["identity"], ecole(service)
    annee, mois, jour = lu["date_naissance"].split("-")
    tous = {
        "recipient": SIRET,
        "nomNaissance": "PERRIN",
        "prenoms[]": ["NATHAN"],
        "sexeEtatCivil": "M",
        "anneeDateNaissance": annee,
        "moisDateNaissance": mois,
        "jourDateNaissance": jour,
        "anneeScolaire": f"{ici['annee']}-{ici['annee'] + 1}",
        "codeEtablissement": ici["uai"],
    }
    changes = {nom.replace("_", "[]"): valeur for nom, valeur in champs.items()}
    return {nom: valeur for nom, valeur in (tous | changes).items() if valeur is not None}


def demander(service: Service, version: int = 5, scopes: Any = MEN, **champs: Any) -> httpx.Response:
    jeton = service.jeton_api(scopes)["token"]
    chemin = f"/v{version}/men/scolarites/identite"
    entete = {"Authorization": f"Bearer {jeton}"}
    return service.client.get(chemin, params=parametres(service, **champs), headers=entete)


def test_un_lyceen(service: Service) -> None:
    """Identity, school and level; v3 and v4 are the same answer, v5 adds the boarding."""
    trois, quatre, cinq = (demander(service, v).json()["data"] for v in (3, 4, 5))
    assert cinq.pop("regime_pensionnat")["code"] in "023"
    assert trois == quatre == cinq
    assert (trois["identite"]["nom"], trois["identite"]["prenom"], trois["est_scolarise"]) == ("PERRIN", "Nathan", True)
    assert trois["etablissement"]["code_uai"] == ecole(service)["uai"]
    assert trois["statut_eleve"] == {"code": "ST", "libelle": "SCOLAIRE"}


def test_par_perimetre(service: Service) -> None:
    """In the department or the académie region, at the right degree; elsewhere 404 30003."""
    la: dict[str, Any] = {"codeEtablissement": None, "degreEtablissement": "2D"}
    trouves = [
        demander(service, **la, codesBcnDepartements_=["043", "042"]),
        demander(service, **la, codesBcnRegions_=["01"]),
    ]
    assert [r.status_code for r in trouves] == [200, 200]
    ailleurs = [
        demander(service, **la, codesBcnDepartements_=["043"]),
        demander(service, **la, codesBcnRegions_=["16"]),
        demander(service, **la | {"degreEtablissement": "1D"}, codesBcnDepartements_=["042"]),
        demander(service, codeEtablissement="0750001A"),
    ]
    assert [(r.status_code, codes(r)) for r in ailleurs] == [(404, ["30003"])] * 4


def test_sans_scolarite(service: Service) -> None:
    """Another school year than the one under way: 30004. An adult, an unknown identity: 30003."""
    passee = demander(service, anneeScolaire="2019-2020")
    assert (passee.status_code, codes(passee)) == (404, ["30004"])
    assert passee.json()["errors"][0]["title"] == "Scolarité non trouvée"
    claire = service.citoyen("claire-moreau")["identity"]["date_naissance"].split("-")
    adulte: dict[str, Any] = dict(
        zip(("anneeDateNaissance", "moisDateNaissance", "jourDateNaissance"), claire, strict=True)
    )
    moreau: dict[str, Any] = {"nomNaissance": "MOREAU", "prenoms_": ["Claire"], "sexeEtatCivil": "F"}
    assert codes(demander(service, **moreau, **adulte)) == ["30003"]
    assert codes(demander(service, nomNaissance="INTROUVABLE")) == ["30003"]


@pytest.mark.parametrize(
    ("champs", "attendus"),
    [
        ({"anneeScolaire": None}, ["00411"]),
        ({"anneeScolaire": "25-26"}, ["00411"]),
        ({"codeEtablissement": None}, ["00410"]),
        ({"codeEtablissement": "75A"}, ["00410"]),
        ({"codesBcnDepartements_": ["042"]}, ["00419"]),
        ({"codeEtablissement": None, "codesBcnDepartements_": ["042"]}, ["00412"]),
        ({"codeEtablissement": None, "codesBcnRegions_": ["01"], "degreEtablissement": "3D"}, ["00412"]),
        (
            {
                "codeEtablissement": None,
                "codesBcnDepartements_": ["042"],
                "codesBcnRegions_": ["01"],
                "degreEtablissement": "2D",
            },
            ["00413"],
        ),
        ({"codeEtablissement": None, "codesBcnDepartements": "042", "degreEtablissement": "2D"}, ["00414"]),
        ({"codeEtablissement": None, "codesBcnDepartements_": ["42"], "degreEtablissement": "2D"}, ["00416"]),
        ({"codeEtablissement": None, "codesBcnRegions_": ["19"], "degreEtablissement": "2D"}, ["00417"]),
        ({"sexeEtatCivil": None, "anneeScolaire": None}, ["00427", "00411"]),
    ],
)
def test_parametres_refuses(service: Service, champs: dict[str, Any], attendus: list[str]) -> None:
    """422 with the code of each faulty parameter, those of the identity first."""
    reponse = demander(service, **champs)
    assert (reponse.status_code, codes(reponse)) == (422, attendus)


def test_ordre_des_controles(service: Service) -> None:
    """Token, scope, recipient."""
    assert codes(service.lire("/v5/men/scolarites/identite", None)) == ["00101"]
    assert codes(demander(service, scopes=["cnaf_enfants"], recipient=None)) == ["00100"]
    assert codes(demander(service, recipient=None, anneeScolaire=None)) == ["00210"]


def test_franceconnect_ne_connait_pas_ces_scopes(service: Service) -> None:
    """They are in no document of FranceConnect: an API token only opens them."""
    connus = service.client.get("/api/v2/.well-known/openid-configuration").json()["scopes_supported"]
    assert not set(connus) & MEN
