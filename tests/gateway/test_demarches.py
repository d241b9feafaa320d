"""Facts posted about job seekers, the national service and vehicles, seen at once by their administration."""

from __future__ import annotations

from typing import Any

import httpx

from tests.providers.appels import IMMATRICULATION_FC, SERVICE_NATIONAL_FC, STATUT_AUGMENTE, enregistrer


def poser(espace: httpx.Client, ref: str, nature: str, valeur: dict[str, Any]) -> httpx.Response:
    jour = espace.get(f"/_bac/citizens/{ref}").json()["day"]
    return espace.post(f"/_bac/citizens/{ref}/facts", json={"kind": nature, "value": valeur, "since": jour})


def test_une_inscription_change_de_categorie(espace: httpx.Client) -> None:
    """France Travail tells the category posted, in this space."""
    assert poser(espace, "fatoumata-diarra", "emploi", {"categorie": 4}).status_code == 201
    service = enregistrer("", espace)
    jeton = service.jeton(["api_fc-statutaugmentev1"], "fatoumata-diarra")
    assert service.lire(STATUT_AUGMENTE, jeton).json()["situationInscription"]["categorieInscription"] == 4


def test_un_jeune_n_est_plus_en_regle(espace: httpx.Client) -> None:
    """A student who never registered is not in order any more."""
    assert poser(espace, "camille-faure", "service_national", {"recense": None, "jdc": None}).status_code == 201
    service = enregistrer("", espace)
    lu = service.lire(SERVICE_NATIONAL_FC, service.jeton(["dsnj_statut_service_national"], "camille-faure"))
    assert lu.json()["data"]["statut_service_national"] == "pas_en_regle"


def test_qui_n_avait_pas_de_voiture_en_a_une(espace: httpx.Client) -> None:
    """The file tells the plate of the vehicle posted, and the ANTS knows it."""
    assert espace.get("/_bac/citizens/test").json()["numbers"]["immatriculation"] is None
    valeur = {"marque": "DACIA", "denomination": "SPRING", "carburant": "EL", "location": "LCB"}
    assert poser(espace, "test", "vehicule", valeur).status_code == 201
    service = enregistrer("", espace)
    fiche = service.citoyen("test")
    jeton = service.jeton([f"ants_extrait_immatriculation_vehicule_{s}" for s in ("statut_rattachement",)], "test")
    lu = service.lire(f"{IMMATRICULATION_FC}&immatriculation={fiche['numbers']['immatriculation']}", jeton).json()
    assert fiche["facts"]["vehicle"]["modele"]["marque"] == "DACIA"
    assert lu["data"]["statut_rattachement"] == "locataire"


def test_un_fait_impossible_est_refuse(espace: httpx.Client) -> None:
    """An unknown category, or a plate that may be somebody's: 422, with the rule."""
    assert poser(espace, "test", "emploi", {"categorie": 9}).status_code == 422
    refus = poser(espace, "test", "vehicule", {"marque": "FC-123-AB", "denomination": "X"})
    assert (refus.status_code, refus.json()["erreur"]) == (422, "identifiant_reel")
