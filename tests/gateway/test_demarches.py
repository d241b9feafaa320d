"""Facts posted about job seekers, the national service and vehicles, seen at once by their administration."""

from __future__ import annotations

from typing import Any

import httpx

from tests.providers.appels import (
    IMMATRICULATION_FC,
    LISTE_PAIEMENTS,
    SERVICE_NATIONAL_FC,
    STATUT_AUGMENTE,
    enregistrer,
)


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


def test_un_enfant_n_a_pas_de_voiture(espace: httpx.Client) -> None:
    """Refused by the name of its invariant."""
    refus = poser(espace, "tom-lefevre", "vehicule", {"marque": "DACIA", "denomination": "SPRING"})
    assert refus.status_code == 422
    assert "titulaire-majeur" in refus.text


def test_un_fait_impossible_est_refuse(espace: httpx.Client) -> None:
    """An unknown category, or a plate that may be somebody's: 422, with the rule."""
    assert poser(espace, "test", "emploi", {"categorie": 9}).status_code == 422
    refus = poser(espace, "test", "vehicule", {"marque": "FC-123-AB", "denomination": "X"})
    assert (refus.status_code, refus.json()["erreur"]) == (422, "identifiant_reel")


def test_perdre_son_emploi_inscrit_a_france_travail(espace: httpx.Client) -> None:
    """The life event makes a job seeker, whose payments of the next year are the benefits of the event."""
    espace.put("/_bac/clock", json={"day": "2026-09-15"}).raise_for_status()
    evenement = {"event": "perte_emploi", "on": "2024-03-01", "value": {"allocations": 9_000}}
    assert espace.post("/_bac/citizens/claire-moreau/events", json=evenement).status_code == 201
    service = enregistrer("", espace)
    lu = service.lire(LISTE_PAIEMENTS, service.jeton(["api_fc-liste-paiementsv1"], "claire-moreau")).json()
    verses = [p["allocations"] for p in lu["listePaiement"] if p["date_paiement"].startswith("2025")]
    assert lu["statutInscription"] is True
    assert (len(verses), round(sum(verses), 2)) == (12, 9_000)
