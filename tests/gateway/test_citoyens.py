"""The people through the control API: the whole file, samples, search and edits."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from fixtures.identifiants import est_spi_synthetique
from tests.gateway.test_espaces import jeton


def test_the_file_of_the_test_login(racine: httpx.Client) -> None:
    """FranceConnect's well-known test identity: Angela Claire Louise DUBOIS, born 24 August 1962, login `test`."""
    lu = racine.get("/_bac/citizens/test").json()
    assert set(lu) >= {
        "ref",
        "login",
        "identity",
        "numbers",
        "household",
        "foyers",
        "facts",
        "parents",
        "siblings",
        "children",
    }
    qui = lu["identity"]
    assert (lu["login"], qui["nom_naissance"], qui["date_naissance"]) == ("test", "DUBOIS", "1962-08-24")
    assert qui["prenoms"] == ["Angela", "Claire", "Louise"]
    assert len(lu["foyers"]["fiscaux"]) == len(lu["facts"]["incomes"]) == 3


def test_a_sample_is_the_same_for_a_seed(racine: httpx.Client) -> None:
    """`limit` refs, the same for the same seed; without seed, the seed drawn is told; personas come in front."""
    tirage = racine.get("/_bac/citizens", params={"limit": 50, "seed": 3}).json()["citizens"]
    assert len(set(tirage)) == 50
    assert racine.get("/_bac/citizens", params={"limit": 50, "seed": 3}).json()["citizens"] == tirage
    libre = racine.get("/_bac/citizens", params={"limit": 5}).json()
    assert racine.get("/_bac/citizens", params={"limit": 5, "seed": libre["seed"]}).json() == libre
    assert "test" in racine.get("/_bac/citizens", params={"limit": 1, "personas": True}).json()["citizens"]


def test_every_file_has_a_login_that_works_and_numbers_of_nobody(racine: httpx.Client) -> None:
    """Twenty citizens drawn: the login of the file logs in as that citizen, and the tax number is nobody's."""
    for ref in racine.get("/_bac/citizens", params={"limit": 20, "seed": 11}).json()["citizens"]:
        lu = racine.get(f"/_bac/citizens/{ref}").json()
        corps = {"client_id": "demo-mediatheque", "login": lu["login"]}
        assert racine.post("/_bac/login", json=corps).status_code == 200
        assert est_spi_synthetique(lu["numbers"]["spi"])


def test_each_number_and_the_identity_lead_to_the_citizen(racine: httpx.Client) -> None:
    """Search by NIR (13 or 15 characters), SPI, allocataire and civil identity finds the one citizen."""
    lu = racine.get("/_bac/citizens/test").json()
    numeros, qui = lu["numbers"], lu["identity"]
    dossier = numeros["allocataire"]
    demandes: list[dict[str, Any]] = [
        {"nir": numeros["nir"]},
        {"nir": numeros["nir"][:13]},
        {"spi": numeros["spi"]},
        {"allocataire": dossier["numero"], "organisme": dossier["code_organisme"]},
        {"nom": "dubois", "prenom": "ANGELA", "naissance": "1962-08-24", "lieu": qui["lieu_naissance"]["code"]},
    ]
    for demande in demandes:
        trouve = racine.get("/_bac/search", params=demande).json()
        assert [c["ref"] for c in trouve["citizens"]] == ["test"], demande
    assert racine.get("/_bac/search").status_code == 422


@pytest.mark.parametrize(
    ("fait", "mot"),
    [
        ({"kind": "residence", "since": "2020-01-01", "value": {"commune": "NANTES"}}, "nom_voie"),
        ({"kind": "email", "since": "1900-01-01", "value": {"email": "a@example.org"}}, "naissance"),
        ({"kind": "revenus", "since": "2024-01-01", "value": {"annee": 2024, "salaires": -1}}, "euros"),
        ({"kind": "email", "since": "2024-01-01", "value": {"courriel": "x"}}, "courriel"),
    ],
)
def test_an_edit_that_cannot_be_true_is_refused_by_its_rule(
    espace: httpx.Client, fait: dict[str, Any], mot: str
) -> None:
    """422 with the rule in the sentence, and nothing is kept."""
    refus = espace.post("/_bac/citizens/test/facts", json=fait)
    assert (refus.status_code, refus.json()["erreur"]) == (422, "fait_refuse")
    assert mot in refus.json()["message"]
    assert espace.get("/_bac/citizens/test/facts").json()["edits"] == []


@pytest.mark.parametrize(
    ("kind", "valeur", "regle"),
    [
        ("email", {"email": "camille@gmail.com"}, "email"),
        ("nom_usage", {"nom_usage": "2 55 08 14 168 025 38"}, "nir"),
        ("revenus", {"annee": 2024, "salaires": 1899582886173}, "spi"),
    ],
)
def test_an_identifier_of_somebody_does_not_come_in(
    espace: httpx.Client, kind: str, valeur: dict[str, Any], regle: str
) -> None:
    """422 naming the field and the rule, never the number, and nothing is kept."""
    refus = espace.post("/_bac/citizens/test/facts", json={"kind": kind, "since": "2024-01-01", "value": valeur})
    assert (refus.status_code, refus.json()["erreur"]) == (422, "identifiant_reel")
    assert f"{regle} :" in refus.json()["message"]
    assert not any(str(v) in refus.text for v in valeur.values() if v != 2024)
    assert espace.get("/_bac/citizens/test/facts").json()["edits"] == []


def test_an_edit_is_kept_as_it_was_posted(espace: httpx.Client) -> None:
    """The edits of a citizen are listed in order, with their value, since when, and who knows them."""
    fait = {
        "kind": "nom_usage",
        "since": "2024-05-01",
        "value": {"nom_usage": "MARTIN"},
        "known_by": {"caf": "2024-06-01"},
    }
    pose = espace.post("/_bac/citizens/test/facts", json=fait).json()
    assert {nom: pose[nom] for nom in fait} == fait
    assert espace.get("/_bac/citizens/test/facts").json()["edits"] == [pose]
    assert espace.get("/_bac/citizens/test").json()["identity"]["nom_usage"] == "MARTIN"


def test_nobody_is_said_so(racine: httpx.Client) -> None:
    """An unknown ref or login is 404 everywhere, and the sentence says where to find one."""
    assert racine.get("/_bac/citizens/n-999999999").status_code == 404
    fait = {"kind": "email", "since": "2024-01-01", "value": {"email": "a@example.org"}}
    assert racine.post("/_bac/citizens/personne/facts", json=fait).status_code == 404
    corps = {"client_id": "demo-creche", "citizen": "personne"}
    assert racine.post("/_bac/login", json=corps).json()["erreur"] == "citoyen_inconnu"


def test_the_dead_do_not_log_in(espace: httpx.Client) -> None:
    """After a death laid over a citizen FranceConnect refuses the login, and the sentence says why."""
    espace.post("/_bac/citizens/test/facts", json={"kind": "deces", "since": "2024-01-01", "value": {}})
    refus = espace.post("/_bac/login", json={"client_id": "demo-creche", "login": "test"})
    assert (refus.status_code, refus.json()["erreur"]) == (422, "connexion_refusee")


def test_the_journal_names_fields_and_never_values(espace: httpx.Client) -> None:
    """A data call is traced with who, whom, what and the names of the fields, and the identity appears nowhere."""
    porteur = jeton(espace, "cnaf_quotient_familial")
    entetes = {"authorization": f"Bearer {porteur}"}
    parametres = {"recipient": "13002526500013"}
    espace.get("/v3/dss/quotient_familial/france_connect", params=parametres, headers=entetes)
    journal = espace.get("/_bac/journal")
    echange = next(e for e in journal.json()["events"] if e["type"] == "echange")
    assert (echange["fournisseur"], echange["statut"], echange["citoyen"]) == ("cnaf_msa", 200, "test")
    assert "quotient_familial" in echange["champs"]
    assert "DUBOIS" not in journal.text
    assert espace.get("/_bac/journal", params={"after": journal.json()["last"]}).json()["events"] == []
