"""`/v3/ants/extrait_immatriculation_vehicule` over HTTP: order of the checks, each code, each scope, the matching."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import httpx
import pytest

from providers.ants.projection import donnees
from providers.ants.scopes import IDENTITE, PREFIXE
from tests.providers.appels import IMMATRICULATION_FC, SCOPES, SIRET, Service
from tests.providers.foyers import voiture

ANTS = SCOPES["ants"]
TITULAIRE, COTITULAIRE, LOCATAIRE, PIETON = "claire-moreau", "julien-lefevre", "romain-chevalier", "test"


def codes(reponse: httpx.Response) -> list[str]:
    return [e["code"] for e in reponse.json()["errors"]]


def plaque(service: Service, login: str = TITULAIRE) -> str:
    return str(service.citoyen(login)["numbers"]["immatriculation"])


def extrait(service: Service, login: str, de: str = TITULAIRE, scopes: frozenset[str] = ANTS) -> httpx.Response:
    """What `login` reads of the vehicle of `de`."""
    jeton = service.jeton(scopes, login)
    return service.lire(f"{IMMATRICULATION_FC}&immatriculation={plaque(service, de).lower()}", jeton)


def test_titulaire_et_cotitulaire(service: Service) -> None:
    """Both spouses read the same vehicle, each with their own identity and status."""
    reponses = {login: extrait(service, login).json() for login in (TITULAIRE, COTITULAIRE)}
    lues = {login: lu["data"] for login, lu in reponses.items()}
    assert lues[TITULAIRE]["statut_rattachement"] == "titulaire"
    assert lues[COTITULAIRE]["statut_rattachement"] == "cotitulaire"
    assert lues[TITULAIRE]["identite_particulier"]["nom"] == "MOREAU"
    assert lues[COTITULAIRE]["identite_particulier"]["nom"] == "LEFÈVRE"
    commun = ("donnees_immatriculation_vehicule", "caracteristiques_techniques_vehicule", "adresse_particulier")
    assert [lues[TITULAIRE][c] for c in commun] == [lues[COTITULAIRE][c] for c in commun]
    concordance = {"family_name": 1.0, "given_name": 1.0, "birth_date": 1.0, "overall_match": True}
    assert reponses[TITULAIRE]["meta"] == {"identity_matching": concordance}


def test_voiture_louee(service: Service) -> None:
    """The lessee is on the certificate as such, with the kind of lease."""
    lues = extrait(service, LOCATAIRE, LOCATAIRE).json()["data"]
    assert lues["statut_rattachement"] == "locataire"
    location = lues["donnees_immatriculation_vehicule"]["statut_location"]
    assert location == {"code": "LLD", "label": "Location Longue Durée"}
    assert lues["caracteristiques_techniques_vehicule"]["type_carburant"]["code"] == "EL"


@pytest.mark.parametrize(("jeton", "code"), [(None, "00101"), ("pas un jeton", "50001"), ("x" * 43, "50002")])
def test_jeton_refuse(service: Service, jeton: str | None, code: str) -> None:
    """No token, text that is no token, an unknown one: 401."""
    reponse = service.lire(IMMATRICULATION_FC, jeton)
    assert (reponse.status_code, codes(reponse)) == (401, [code])


def test_scopes_avant_les_parametres(service: Service) -> None:
    """403 without scope, and with the scope of identity alone; another version: 404; then recipient and plate: 422."""
    sans_destinataire = IMMATRICULATION_FC.removesuffix(f"?recipient={SIRET}")
    for scopes in ({"dgfip_rfr"}, {IDENTITE}):
        reponse = service.lire(sans_destinataire, service.jeton(scopes))
        assert (reponse.status_code, codes(reponse)) == (403, ["00100"])
    jeton = service.jeton(ANTS)
    assert codes(service.lire(sans_destinataire.replace("v3", "v4"), jeton)) == ["00402"]
    assert codes(service.lire(sans_destinataire, jeton)) == ["00210"]
    for vide in ("", "&immatriculation=", "&immatriculation=%20"):
        reponse = service.lire(IMMATRICULATION_FC + vide, jeton)
        assert (reponse.status_code, codes(reponse)) == (422, ["00430"])


def test_vehicule_ou_identite_non_trouves(service: Service) -> None:
    """An unknown plate: 42003; the plate of somebody else's vehicle: 42005."""
    for autre in ("FC-123-AB", "II-000-II", "1234AB75"):
        reponse = service.lire(f"{IMMATRICULATION_FC}&immatriculation={autre}", service.jeton(ANTS))
        assert (reponse.status_code, codes(reponse)) == (404, ["42003"])
    etranger = extrait(service, PIETON)
    assert (etranger.status_code, codes(etranger)) == (404, ["42005"])
    assert etranger.json()["errors"][0]["title"] == "Identité non trouvée"


@pytest.mark.parametrize("scope", sorted(ANTS - {IDENTITE}))
def test_chaque_scope_ouvre_son_membre(service: Service, scope: str) -> None:
    """A scope alone opens the member of its name, beside the identity that is never masked."""
    lues = extrait(service, TITULAIRE, scopes=frozenset({scope})).json()["data"]
    assert set(lues) == {"identite_particulier", scope.removeprefix(PREFIXE)}


@pytest.mark.parametrize(
    ("annee", "classe"),
    [
        *[(1996, "Euro 1"), (1998, "Euro 2"), (2003, "Euro 3"), (2010, "Euro 4"), (2012, "Euro 5a")],
        *[(2014, "Euro 5b"), (2017, "Euro 6b"), (2019, "Euro 6c"), (2020, "Euro 6d-TEMP")],
        *[(2022, "Euro 6d"), (2025, "Euro 6e")],
    ],
)
def test_la_classe_environnementale_suit_la_date(annee: int, classe: str) -> None:
    """The class of a car is that of all new cars of its day (directive 70/220/CEE, règlement 715/2007)."""
    vue = voiture()
    vue = replace(vue, vehicule=replace(vue.vehicule, premiere_immatriculation=date(annee, 6, 1)))
    lues = donnees(vue, vue.inscrits[0], ANTS)["caracteristiques_techniques_vehicule"]["classe_environnementale"]
    assert lues == {"code": classe, "label": f"Norme européenne d'émission {classe}"}
