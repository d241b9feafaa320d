"""The proposal for the SIV's scope, over HTTP: the certificate for whoever it names, each refusal."""

from __future__ import annotations

import pytest

from tests.providers.appels import CARTE_GRISE, IMMATRICULATION_FC, SCOPES, Service

MI, ANTS = SCOPES["mi"], SCOPES["ants"]
TITULAIRE, COTITULAIRE, PIETON = "claire-moreau", "julien-lefevre", "test"


def plaque(service: Service) -> str:
    return str(service.citoyen(TITULAIRE)["numbers"]["immatriculation"])


@pytest.mark.parametrize(("login", "rattachement"), [(TITULAIRE, "titulaire"), (COTITULAIRE, "cotitulaire")])
def test_carte_grise(service: Service, login: str, rattachement: str) -> None:
    """Both spouses read the certificate that names them, with the vehicle that the ANTS tells."""
    jeton = service.jeton(MI | ANTS, login)
    carte = service.lire(f"{CARTE_GRISE}?immatriculation={plaque(service)}", jeton).json()
    extrait = service.lire(f"{IMMATRICULATION_FC}&immatriculation={plaque(service)}", jeton).json()["data"]
    assert (carte["titulaire"]["rattachement"], carte["titulaire"]["nombreTitulaires"]) == (rattachement, 2)
    assert carte["titulaire"]["nom"] == extrait["identite_particulier"]["nom"]
    assert carte["vehicule"]["marque"] == extrait["caracteristiques_techniques_vehicule"]["marque"]
    immatriculation = extrait["donnees_immatriculation_vehicule"]
    assert carte["vehicule"]["datePremiereImmatriculation"] == immatriculation["date_premiere_immatriculation"]


def test_refus(service: Service) -> None:
    """Token 401, scope 403, plate missing 400, then the same 404 for an unknown plate and for somebody else's."""
    assert service.lire(CARTE_GRISE, None).json()["code"] == "JETON_INVALIDE"
    assert service.lire(CARTE_GRISE, "x" * 43).status_code == 401
    assert service.lire(CARTE_GRISE, service.jeton(ANTS, TITULAIRE)).json()["code"] == "SCOPE_ABSENT"
    assert service.lire(CARTE_GRISE, service.jeton(MI, TITULAIRE)).json()["code"] == "IMMATRICULATION_MANQUANTE"
    jeton = service.jeton(MI, PIETON)
    refus = [service.lire(f"{CARTE_GRISE}?immatriculation={p}", jeton) for p in (plaque(service), "FC-123-AB")]
    assert [r.status_code for r in refus] == [404, 404]
    assert refus[0].json() == refus[1].json()
