"""France Travail over HTTP: API Particulier by identifier, the FranceConnect APIs, each refusal, each scope."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest

from providers.ft.scopes import SCOPES_API, SCOPES_INDEMNITES, SCOPES_STATUT
from registry.numeros import identifiant_demandeur
from tests.providers.appels import FRANCE_TRAVAIL, LISTE_PAIEMENTS, SIRET, STATUT_AUGMENTE, Service

DEMANDEUSE, SALARIEE = "fatoumata-diarra", "claire-moreau"
TOUS_FC = ("api_fc-statutaugmentev1", "api_fc-liste-paiementsv1")


def codes(reponse: httpx.Response) -> list[str]:
    return [e["code"] for e in reponse.json()["errors"]]


def identifiant(service: Service, login: str = DEMANDEUSE) -> str:
    return identifiant_demandeur(service.citoyen(login)["numbers"]["spi"])


def demander(service: Service, ressource: str, jeton: str | None = None, /, **champs: Any) -> httpx.Response:
    """Fatoumata asked by her identifier, some parameters changed; None removes one."""
    demande = {"recipient": SIRET, "identifiant": identifiant(service)} | champs
    parametres = {nom: valeur for nom, valeur in demande.items() if valeur is not None}
    jeton = jeton or service.jeton_api([s.nom for s in SCOPES_API])["token"]
    return service.client.get(
        f"{FRANCE_TRAVAIL}/{ressource}/identifiant", params=parametres, headers={"Authorization": f"Bearer {jeton}"}
    )


def test_statut(service: Service) -> None:
    """The registration of a job seeker, found by her identifier whatever its case, in the official envelope."""
    reponse = demander(service, "statut", identifiant=identifiant(service).lower())
    assert (reponse.status_code, reponse.headers["content-type"]) == (200, "application/vnd.api+json")
    donnees = reponse.json()["data"]
    annee = int(service.citoyen(DEMANDEUSE)["day"][:4])
    assert donnees["identite"]["nom_naissance"] == "DIARRA"
    assert donnees["identite"]["date_naissance"] == "1992-11-01"
    assert donnees["inscription"]["date_debut"] == f"{annee - 1}-03-01"
    assert donnees["inscription"]["categorie"]["code"] == 1
    assert donnees["identifiant"] == identifiant(service)


def test_indemnites(service: Service) -> None:
    """The payments made until the civil day, the last one first; those of last year are what she declared."""
    reponse = demander(service, "indemnites")
    paiements = reponse.json()["data"]["paiements"]
    jour = date.fromisoformat(service.citoyen(DEMANDEUSE)["day"])
    versements = [date.fromisoformat(p["date_versement"]) for p in paiements]
    assert versements == sorted(versements, reverse=True)
    assert versements[0] <= jour
    passe = [p["montant_total"] for p in paiements if p["date_versement"].startswith(str(jour.year - 1))]
    assert (len(passe), round(sum(passe), 2)) == (9, 11_400)


@pytest.mark.parametrize("ressource", ["statut", "indemnites"])
def test_jeton_refuse(service: Service, ressource: str) -> None:
    """Forged, expired, revoked: 00101, 00103, 00105."""
    scopes = [s.nom for s in SCOPES_API]
    assert codes(demander(service, ressource, "abc.def.ghi")) == ["00101"]
    assert codes(demander(service, ressource, service.jeton_api(scopes, expires_in=-1)["token"])) == ["00103"]
    revoque = service.jeton_api(scopes)
    service.client.delete(f"/_bac/api-tokens/{revoque['jti']}")
    assert codes(demander(service, ressource, revoque["token"])) == ["00105"]


@pytest.mark.parametrize(("ressource", "autres"), [("statut", SCOPES_INDEMNITES), ("indemnites", SCOPES_STATUT)])
def test_sans_scope(service: Service, ressource: str, autres: frozenset[str]) -> None:
    """The scopes of the other endpoint open nothing of this one: 403 before any parameter is looked at."""
    reponse = demander(service, ressource, service.jeton_api(autres)["token"], recipient=None)
    assert (reponse.status_code, codes(reponse)) == (403, ["00100"])


@pytest.mark.parametrize("ressource", ["statut", "indemnites"])
def test_parametres_refuses(service: Service, ressource: str) -> None:
    """Recipient alone first, then the identifier: 422 00210 and 00380; a version others have: 404 00402."""
    assert codes(demander(service, ressource, recipient="13002526500014", identifiant=None)) == ["00210"]
    for vide in (None, "", "  "):
        reponse = demander(service, ressource, identifiant=vide)
        assert (reponse.status_code, codes(reponse)) == (422, ["00380"])
    jeton = service.jeton_api([s.nom for s in SCOPES_API])["token"]
    assert codes(service.lire(f"/v4/france_travail/{ressource}/identifiant", jeton)) == ["00402"]


@pytest.mark.parametrize("ressource", ["statut", "indemnites"])
def test_situation_non_trouvee(service: Service, ressource: str) -> None:
    """An identifier of nobody, of another form, or of someone who never looked for a job: 404 24003."""
    for autre in ("99999999Z", "jean.dupont33", identifiant(service, SALARIEE)):
        reponse = demander(service, ressource, identifiant=autre)
        assert (reponse.status_code, codes(reponse)) == (404, ["24003"]), autre


@pytest.mark.parametrize("scope", sorted(SCOPES_STATUT))
def test_chaque_scope_du_statut(service: Service, scope: str) -> None:
    """`pole_emploi_x` alone opens the member `x` alone."""
    donnees = demander(service, "statut", service.jeton_api([scope])["token"]).json()["data"]
    assert set(donnees) == {scope.removeprefix("pole_emploi_")}


def test_les_memes_faits_par_france_connect(service: Service) -> None:
    """« Statut augmenté » and « liste des paiements » tell what API Particulier tells, in their own words."""
    jeton = service.jeton(TOUS_FC, DEMANDEUSE)
    augmente, paiements = (service.lire(chemin, jeton).json() for chemin in (STATUT_AUGMENTE, LISTE_PAIEMENTS))
    statut = demander(service, "statut").json()["data"]
    verses = demander(service, "indemnites").json()["data"]["paiements"]
    assert augmente["etatCivil"]["nom"] == statut["identite"]["nom_naissance"]
    assert augmente["situationInscription"]["dateInscription"][:10] == statut["inscription"]["date_debut"]
    assert augmente["adresse"]["inseecommune"] == statut["adresse"]["code_cog_insee_commune"]
    assert paiements["statutInscription"] is True
    assert [p["date_paiement"] for p in paiements["listePaiement"]] == [p["date_versement"] for p in verses]
    assert [p["allocations"] for p in paiements["listePaiement"]] == [p["montant_allocations"] for p in verses]


@pytest.mark.parametrize("chemin", [STATUT_AUGMENTE, LISTE_PAIEMENTS])
def test_refus_des_api_france_connect(service: Service, chemin: str) -> None:
    """No token or an unknown one: 401; the scope of the other API: 403."""
    assert service.lire(chemin, None).status_code == 401
    assert service.lire(chemin, "x" * 43).json()["code"] == "JETON_INVALIDE"
    autre = TOUS_FC[1] if chemin == STATUT_AUGMENTE else TOUS_FC[0]
    reponse = service.lire(chemin, service.jeton([autre], DEMANDEUSE))
    assert (reponse.status_code, reponse.json()["code"]) == (403, "SCOPE_ABSENT")


def test_qui_n_est_pas_demandeur_d_emploi(service: Service) -> None:
    """An employee: 404 for the registration; no registration and no payment in the other API."""
    jeton = service.jeton(TOUS_FC, SALARIEE)
    statut = service.lire(STATUT_AUGMENTE, jeton)
    assert (statut.status_code, statut.json()["code"]) == (404, "DEMANDEUR_INCONNU")
    assert service.lire(LISTE_PAIEMENTS, jeton).json() == {"statutInscription": False, "listePaiement": []}


def test_france_connect_n_annonce_pas_les_scopes_d_api(service: Service) -> None:
    """The scopes of an API token are not FranceConnect's: discovery leaves them out."""
    annonces = set(service.client.get("/api/v2/.well-known/openid-configuration").json()["scopes_supported"])
    assert annonces.isdisjoint(s.nom for s in SCOPES_API)
    assert annonces >= set(TOUS_FC)
