"""What every client library does once it has a token: read the four administrations as the same citizen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

RETOUR = "http://127.0.0.1:9/retour"
APRES = "http://127.0.0.1:9/au-revoir"
SIRET = "13002526500013"
SCOPES = (
    "openid identite_pivot email preferred_username cnaf_quotient_familial cnaf_allocataires cnaf_enfants "
    "cnaf_adresse dgfip_rfr dgfip_nbpart dgfip_sitfam dgfip_nmNaiDec1 dgfip_nmNaiDec2 dgfip_annee_n_moins_1 "
    "droits_assurance_maladie etat_civil_extrait_naissance etat_civil_filiation"
)


@dataclass(frozen=True, slots=True)
class Enregistre:
    """A service registered in the sandbox."""

    client_id: str
    client_secret: str


def enregistrer(url: str, **champs: Any) -> Enregistre:
    """Register a service through the control API."""
    corps = {"redirect_uris": [RETOUR], "post_logout_redirect_uris": [APRES], **champs}
    reponse = httpx.post(f"{url}/_bac/services", json=corps, trust_env=False)
    assert reponse.status_code == 201, reponse.text
    service = reponse.json()
    return Enregistre(service["client_id"], service["client_secret"])


def quatre_administrations(url: str, jeton: str) -> dict[str, Any]:
    """The answers of the four providers to one FranceConnect token, each a 200."""
    annee = int(httpx.get(f"{url}/_bac/clock", trust_env=False).json()["day"][:4]) - 1
    chemins = {
        "caf": f"/v3/dss/quotient_familial/france_connect?recipient={SIRET}",
        "dgfip": f"/impotparticulier/1.0/situations/ir/assiettes/annrev/{annee}",
        "cnam": "/v1/droits/beneficiaires/me",
        "etat_civil": "/etat-civil/v1/france-connect/acte-de-naissance",
    }
    reponses = {}
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {jeton}"}, trust_env=False) as client:
        for nom, chemin in chemins.items():
            reponse = client.get(chemin)
            assert reponse.status_code == 200, (nom, reponse.status_code, reponse.text)
            reponses[nom] = reponse.json()
    return reponses


def verifier_une_seule_personne(userinfo: dict[str, Any], reponses: dict[str, Any]) -> None:
    """The four administrations and FranceConnect speak of the same woman or man."""
    nom, prenom, naissance = userinfo["family_name"], userinfo["given_name_array"][0], userinfo["birthdate"]
    allocataires = reponses["caf"]["data"]["allocataires"]
    assert (nom, naissance) in [(a["nom_naissance"], a["date_naissance"]) for a in allocataires]
    assert nom in (reponses["dgfip"].get("nmNaiDec1"), reponses["dgfip"].get("nmNaiDec2"))
    assert reponses["cnam"]["nom_famille"] == nom
    assert reponses["cnam"]["date_naissance"] == naissance
    texte = str(reponses["etat_civil"])
    assert nom in texte
    assert prenom in texte
