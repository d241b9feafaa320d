"""`/v3/dss/{benefit}` over HTTP: both modalities, who may be asked, the order of the checks, each official code."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.providers.appels import SCOPES, SIRET, Service

DSS = SCOPES["dss"]
RESSOURCES = (
    "allocation_adulte_handicape",
    "allocation_enfant_handicape",
    "allocation_soutien_familial",
    "complementaire_sante_solidaire",
    "participation_familiale_eaje",
    "prime_activite",
    "revenu_solidarite_active",
)


def par_fc(service: Service, ressource: str, login: str, scopes: frozenset[str] = DSS) -> httpx.Response:
    return service.lire(f"/v3/dss/{ressource}/france_connect?recipient={SIRET}", service.jeton(scopes, login))


def par_identite(service: Service, ressource: str, login: str, /, **champs: Any) -> httpx.Response:
    """A citizen asked by the identity of their file, some parameters changed; None removes one."""
    qui = service.citoyen(login)["identity"]
    annee, mois, jour = qui["date_naissance"].split("-")
    parametres = {
        "recipient": SIRET,
        "nomNaissance": qui["nom_naissance"],
        "prenoms[]": qui["prenoms"],
        "anneeDateNaissance": annee,
        "moisDateNaissance": mois,
        "jourDateNaissance": jour,
        "sexeEtatCivil": qui["sexe"],
        "codeCogInseePaysNaissance": "99100",
        "codeCogInseeCommuneNaissance": qui["lieu_naissance"]["code"],
    } | champs
    jeton = service.jeton_api(DSS)["token"]
    utiles = {nom: valeur for nom, valeur in parametres.items() if valeur is not None}
    entetes = {"Authorization": f"Bearer {jeton}"}
    return service.client.get(f"/v3/dss/{ressource}/identite", params=utiles, headers=entetes)


def codes(reponse: httpx.Response) -> list[str]:
    return [e["code"] for e in reponse.json()["errors"]]


@pytest.mark.parametrize("ressource", RESSOURCES)
def test_les_deux_modalites_donnent_la_meme_reponse(service: Service, ressource: str) -> None:
    """A mother of two young children is answered alike by FranceConnect and by identity, in the official envelope."""
    reponse = par_fc(service, ressource, "claire-moreau")
    assert reponse.status_code == 200, reponse.text
    assert reponse.headers["content-type"] == "application/vnd.api+json"
    assert (reponse.json()["links"], reponse.json()["meta"]) == ({}, {})
    assert reponse.json() == par_identite(service, ressource, "claire-moreau").json()


@pytest.mark.parametrize("ressource", RESSOURCES)
def test_sans_scope_de_la_ressource(service: Service, ressource: str) -> None:
    """403 00100 with the scopes of every other benefit, before the recipient is looked at."""
    autres = frozenset(s for s in DSS if not s.removeprefix("cnav_").startswith(ressource))
    jeton = service.jeton(autres, "claire-moreau")
    reponse = service.lire(f"/v3/dss/{ressource}/france_connect", jeton)
    assert (reponse.status_code, codes(reponse)) == (403, ["00100"])


@pytest.mark.parametrize("ressource", RESSOURCES)
def test_version_recipient_et_identite(service: Service, ressource: str) -> None:
    """Another version is 404 00402; a wrong SIRET 422 00210 alone; then every faulty parameter; then 00355."""
    jeton = service.jeton(DSS, "claire-moreau")
    assert codes(service.lire(f"/v4/dss/{ressource}/france_connect", jeton)) == ["00402"]
    assert codes(service.lire(f"/v3/dss/{ressource}/france_connect", jeton)) == ["00210"]
    assert codes(service.lire(f"/v3/dss/{ressource}/france_connect", None)) == ["00101"]
    fautes = par_identite(service, ressource, "claire-moreau", nomNaissance="", sexeEtatCivil="X")
    assert (fautes.status_code, codes(fautes)) == (422, ["00420", "00427"])
    assert codes(par_identite(service, ressource, "claire-moreau", nomNaissance="INTROUVABLE")) == ["00355"]


def test_beneficiaires_et_non_beneficiaires(service: Service) -> None:
    """Élodie lives on RSA with the C2S, Bastien has the AAH, Claire nothing of it."""
    rsa = par_fc(service, "revenu_solidarite_active", "elodie-girard").json()["data"]
    assert rsa["est_beneficiaire"] is True
    assert rsa["date_debut_droit"].endswith("-09-01")
    aah = par_fc(service, "allocation_adulte_handicape", "bastien-hubert").json()["data"]
    assert (aah["est_beneficiaire"], aah["date_debut_droit"][4:]) == (True, "-01-01")
    c2s = par_fc(service, "complementaire_sante_solidaire", "elodie-girard").json()["data"]
    assert (c2s["est_beneficiaire"], c2s["avec_participation"]) == (True, False)
    neant = {"est_beneficiaire": False, "avec_majoration": None, "date_debut_droit": None}
    assert par_fc(service, "revenu_solidarite_active", "claire-moreau").json()["data"] == neant


def test_la_majoration_a_son_scope(service: Service) -> None:
    """One scope opens the status, another the majoration; either opens the door."""
    statut = par_fc(service, "revenu_solidarite_active", "elodie-girard", frozenset({"revenu_solidarite_active"}))
    assert set(statut.json()["data"]) == {"est_beneficiaire", "date_debut_droit"}
    seule = frozenset({"revenu_solidarite_active_majoration"})
    majoration = par_fc(service, "revenu_solidarite_active", "elodie-girard", seule)
    assert set(majoration.json()["data"]) == {"avec_majoration"}


def test_qui_n_a_pas_de_dossier(service: Service) -> None:
    """A child 35003, a closed file 23003; the RNCPS knows everyone alive, farmers included."""
    for ressource in sorted({*RESSOURCES} - {"complementaire_sante_solidaire", "allocation_enfant_handicape"}):
        reponse = par_fc(service, ressource, "tom-lefevre")
        assert (reponse.status_code, codes(reponse)) == (404, ["35003"]), ressource
        ferme = par_fc(service, ressource, "stephane-lemaire")
        assert (ferme.status_code, codes(ferme)) == (404, ["23003"]), ressource
    for login in ("tom-lefevre", "stephane-lemaire", "yann-le-goff"):
        assert par_fc(service, "complementaire_sante_solidaire", login).status_code == 200


def test_l_enfant_est_demande_pour_l_aeeh(service: Service) -> None:
    """A child of a file is known, and here opens no right."""
    donnees = par_fc(service, "allocation_enfant_handicape", "tom-lefevre").json()["data"]
    assert donnees == {"status": "non_beneficiaire", "date_debut_droit": None}


def test_la_creche_veut_un_enfant_de_moins_de_sept_ans(service: Service) -> None:
    """A file without child: 404 37003, by the CNAV."""
    reponse = par_fc(service, "participation_familiale_eaje", "bastien-hubert")
    assert (reponse.status_code, codes(reponse)) == (404, ["37003"])
    assert reponse.json()["errors"][0]["meta"] == {"provider": "CNAV"}
