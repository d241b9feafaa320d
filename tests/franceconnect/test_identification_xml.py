"""The RNIPP identification service read as another hub reads it: by its documented XML paths."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.franceconnect.navigation import get, nouveau_client, post

NS = {"i": "http://xml.insee.fr/schema/electoral"}
INDIVIDU = "i:IdentificationIndividuCitoyen/i:SituationActuelle/i:Individu"
ANGELA = {
    "rechercheType": "S",
    "nom": "DUBOIS",
    "prenoms": "Angela Claire Louise",
    "dateNaissance": "19620824",
    "sexe": "F",
    "codeLieuNaissance": "75107",
}
AHMAD = {**ANGELA, "nom": "NOORI", "prenoms": "Ahmad", "dateNaissance": "19920000", "sexe": "M"} | {
    "codeLieuNaissance": "99212"
}
LUCIEN = {**ANGELA, "nom": "FONTAINE", "prenoms": "Lucien Armand", "dateNaissance": "19380227", "sexe": "M"} | {
    "codeLieuNaissance": "18279"
}


@pytest.fixture
def a_part(base: str) -> Iterator[str]:
    """The address of a space where outcomes may be armed."""
    assert post(f"{base}/_bac/spaces", json={"slug": "rnipp-xml"}).status_code == 201
    yield f"{base}/e/rnipp-xml"
    nouveau_client().delete(f"{base}/_bac/spaces/rnipp-xml")


def demander(base: str, **identite: str) -> httpx.Response:
    return get(f"{base}/Brpp2IdentificationComplet/individus", params=identite)


def identifier(base: str, **identite: str) -> ET.Element:
    reponse = demander(base, **identite)
    assert reponse.headers["content-type"].startswith("application/xml")
    racine = ET.fromstring(reponse.content)
    assert racine.tag == f"{{{NS['i']}}}IdentificationsIndividusCitoyens"
    return racine


def type_reponse(racine: ET.Element) -> str | None:
    return racine.findtext("i:TypeReponseIdentification", namespaces=NS)


def test_trouve(base: str) -> None:
    """The identity of the act is found as it is: names one by one, birth, sex, act number, no divergence, no death."""
    racine = identifier(base, **ANGELA)
    individu = racine.find(INDIVIDU, NS)
    assert individu is not None
    assert type_reponse(racine) == "2"
    assert individu.findtext("i:Noms/i:NomFamille", namespaces=NS) == "DUBOIS"
    assert [p.text for p in individu.findall("i:Prenoms/i:Prenom", NS)] == ["Angela", "Claire", "Louise"]
    assert individu.findtext("i:Naissance/i:DateNaissance", namespaces=NS) == "1962-08-24"
    assert [e.get("code") for e in individu.findall("i:Naissance/i:LieuNaissance/i:Localite", NS)] == ["75107"]
    acte = individu.findtext("i:Naissance/i:NumeroActeNaissance", namespaces=NS)
    assert f"n° {acte}<" in get(f"{base}/citoyen/test").text
    assert individu.findtext("i:Sexe", namespaces=NS) == "F"
    assert {e.text for e in racine.findall("i:Divergences/*", NS)} == {"false"}
    assert individu.find("i:Deces", NS) is None


def test_rectifie(base: str) -> None:
    """Another spelling is found after rectification: the register's names, and the divergence said."""
    racine = identifier(base, **{**ANGELA, "nom": "Dubois"})
    assert type_reponse(racine) == "3"
    assert racine.findtext(f"{INDIVIDU}/i:Noms/i:NomFamille", namespaces=NS) == "DUBOIS"
    assert racine.findtext("i:Divergences/i:DivergenceNom", namespaces=NS) == "true"
    assert racine.findtext("i:Divergences/i:DivergencePrenoms", namespaces=NS) == "false"


def test_date_partielle_et_naissance_a_l_etranger(base: str) -> None:
    """Unknown parts of a date are asked as 00 and left out of the answer; abroad the place is a country."""
    racine = identifier(base, **AHMAD)
    assert type_reponse(racine) == "2"
    assert racine.findtext(f"{INDIVIDU}/i:Naissance/i:DateNaissance", namespaces=NS) == "1992"
    assert [e.get("code") for e in racine.findall(f"{INDIVIDU}/i:Naissance/i:LieuNaissance/i:Pays", NS)] == ["99212"]


def test_decede(base: str) -> None:
    """The dead are found with the day, place and act of their death, which is last 20 November."""
    racine = identifier(base, **LUCIEN)
    deces = racine.find(f"{INDIVIDU}/i:Deces", NS)
    assert deces is not None
    assert type_reponse(racine) == "2"
    assert (deces.findtext("i:DateDeces", namespaces=NS) or "").endswith("-11-20")
    assert [e.get("code") for e in deces.findall("i:LieuDeces/i:Localite", NS)] == ["18279"]
    assert deces.findtext("i:NumeroActeDeces", namespaces=NS) == "212"


@pytest.mark.parametrize(
    ("changement", "attendu"),
    [
        ({"dateNaissance": "19620825"}, "4"),
        ({"nom": "MARTIN", "prenoms": "Nathalie", "dateNaissance": "19750517", "codeLieuNaissance": "44109"}, "6"),
        ({"nom": "INCONNUE"}, "8"),
        ({"nom": ""}, "9"),
        ({"nom": "DUBOIS\x01"}, "9"),
        ({"rechercheType": "X"}, "9"),
        ({"dateNaissance": "1962-08-24"}, "9"),
        ({"dateNaissance": "19620024"}, "9"),
        ({"sexe": "X"}, "9"),
        ({"codeLieuNaissance": "PARIS"}, "9"),
        ({"prenoms": "Angela_E010004"}, "4"),
        ({"prenoms": "Angela_E010006"}, "6"),
        ({"prenoms": "Angela_E010007"}, "7"),
        ({"prenoms": "Angela_E010008"}, "8"),
        ({"prenoms": "Angela_E010009"}, "9"),
    ],
)
def test_type_de_reponse(base: str, changement: dict[str, str], attendu: str) -> None:
    """One near, several, nobody or a bad request by the identity itself, and each code by the given name's suffix."""
    assert type_reponse(identifier(base, **{**ANGELA, **changement})) == attendu


def test_une_identite_inventee_est_rendue(base: str) -> None:
    """With a suffix an identity that nobody bears is given back, birth name in capitals, deceased if so asked."""
    racine = identifier(base, **{**ANGELA, "nom": "Inconnue", "prenoms": "Jeanne_E010015"})
    assert racine.findtext(f"{INDIVIDU}/i:Noms/i:NomFamille", namespaces=NS) == "INCONNUE"
    assert racine.findtext(f"{INDIVIDU}/i:Prenoms/i:Prenom", namespaces=NS) == "Jeanne"
    assert racine.find(f"{INDIVIDU}/i:Deces", NS) is not None


def test_pannes(base: str) -> None:
    """Unreachable is a 503, unreadable is not XML, and too late is later than a hurried hub waits."""
    assert demander(base, **{**ANGELA, "prenoms": "Angela_E010012"}).status_code == 503
    with pytest.raises(ET.ParseError):
        ET.fromstring(demander(base, **{**ANGELA, "prenoms": "Angela_E010013"}).content)
    adresse = f"{base}/Brpp2IdentificationComplet/individus"
    with pytest.raises(httpx.ReadTimeout):
        nouveau_client().get(adresse, params={**ANGELA, "prenoms": "Angela_E010011"}, timeout=2)


def test_issue_armee(a_part: str) -> None:
    """What is armed for a citizen is answered here too."""
    nouveau_client().put(f"{a_part}/_bac/citizens/test/rnipp", json={"outcome": "deceased"})
    assert identifier(a_part, **ANGELA).find(f"{INDIVIDU}/i:Deces", NS) is not None


def test_tout_citoyen_de_la_nation_est_trouve(base: str) -> None:
    """Ten citizens drawn at random are found by the identity of their file, or are one of several namesakes."""
    for ref in get(f"{base}/_bac/citizens", params={"limit": 10, "seed": 5}).json()["citizens"]:
        qui = get(f"{base}/_bac/citizens/{ref}").json()["identity"]
        demande = {
            "rechercheType": "S",
            "nom": qui["nom_naissance"],
            "prenoms": " ".join(qui["prenoms"]),
            "dateNaissance": qui["date_naissance"].replace("-", ""),
            "sexe": qui["sexe"],
            "codeLieuNaissance": qui["lieu_naissance"]["code"],
        }
        assert type_reponse(identifier(base, **demande)) in ("2", "6"), demande
