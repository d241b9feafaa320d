"""`/impotparticulier/1.0` over HTTP: both flavours, both ways to authenticate, years, and the codes of the refusals."""

from __future__ import annotations

from datetime import datetime

import httpx
import pytest

from providers.dgfip import contract
from providers.dgfip.scopes import RESSOURCES
from registry.vues import derniere_annee_imposee
from tests.providers.appels import IMPOT, SCOPES, Service, correlation

DGFIP = SCOPES["dgfip"]
DONNEES = frozenset(s for s in DGFIP if "annee_n_moins" not in s)
SITUATION = "/situations/ir/assiettes/annrev/{}"
CHEMINS = (
    (SITUATION, contract.MEDIA_SITUATION),
    ("/dernieresituation/ir/assiettes/annrev/{}", contract.MEDIA_DERNIERE),
    ("/dernieresituation/ir/assiettes/deuxans", contract.MEDIA_DERNIERE),
    ("/situations/ir/assiettes/multiple/annrev/{}", contract.MEDIA_MULTIPLE),
    ("/situations/ir/factures/annrev/{}", contract.MEDIA_FACTURES),
)


def code(reponse: httpx.Response) -> tuple[int, int]:
    return reponse.status_code, reponse.json()["erreur"]["code"]


@pytest.fixture(scope="module")
def derniere(service: Service) -> int:
    """The last income year assessed on the civil day of the space."""
    return derniere_annee_imposee(datetime.fromisoformat(service.citoyen("test")["day"]).date())


@pytest.fixture(scope="module")
def spi(service: Service) -> str:
    return str(service.citoyen("test")["numbers"]["spi"])


@pytest.mark.parametrize(("chemin", "media_type"), CHEMINS)
def test_chaque_ressource_de_trois_facons(
    service: Service, derniere: int, spi: str, chemin: str, media_type: str
) -> None:
    """FranceConnect bearer alone, DGFiP bearer with the FranceConnect header, and tax number: one same answer."""
    ici = chemin.format(derniere)
    jeton = service.jeton(DGFIP)
    dgfip = service.jeton_dgfip(*RESSOURCES)
    seul = service.lire(IMPOT + ici, jeton)
    double = service.lire(IMPOT + ici, dgfip, {**correlation(), "X-FranceConnect-OAuth": jeton})
    par_spi = service.lire(f"{IMPOT}/spi/{spi}{ici}", dgfip, correlation())
    assert [r.headers["content-type"] for r in (seul, double, par_spi)] == [media_type] * 3
    assert seul.json() == double.json() == par_spi.json()


def test_l_annee_de_l_exemple_de_france_connect(service: Service, derniere: int, spi: str) -> None:
    """2018, which the sample service asks for, gives the latest notice by FranceConnect, and nothing by tax number."""
    par_fc = service.lire(IMPOT + SITUATION.format(2018), service.jeton(DONNEES))
    assert par_fc.json() == service.lire(IMPOT + SITUATION.format(derniere), service.jeton(DONNEES)).json()
    dgfip = service.jeton_dgfip("RessourceIR")
    assert code(service.lire(f"{IMPOT}/spi/{spi}{SITUATION.format(2018)}", dgfip, correlation())) == (403, 4032)


@pytest.mark.parametrize(
    ("scope", "ouvertes"),
    [
        ("dgfip_annee_n_moins_1", {0}),
        ("dgfip_annee_n_moins_2", {1}),
        ("dgfip_annee_n_moins_3", {2}),
        ("dgfip_annee_n_moins_2_si_indispo_n_moins_1", {0}),
        ("dgfip_rfr", {0, 1, 2}),
    ],
)
def test_les_scopes_d_annee(service: Service, derniere: int, scope: str, ouvertes: set[int]) -> None:
    """Each year scope gives its income year only; without any, the last three are open."""
    jeton = service.jeton(["dgfip_rfr", scope])
    statuts = {rang: service.lire(IMPOT + SITUATION.format(derniere - rang), jeton).status_code for rang in range(3)}
    assert statuts == {rang: 200 if rang in ouvertes else 403 for rang in range(3)}


def test_parametres_mal_formes(service: Service, derniere: int) -> None:
    """Correlation id, tax number and year have each their 400, dated with an offset."""
    dgfip = service.jeton_dgfip("RessourceIR")
    ici = SITUATION.format(derniere)
    sans_uuid = service.lire(f"{IMPOT}/spi/3999999887219{ici}", dgfip)
    assert code(sans_uuid) == (400, 4000)
    assert datetime.fromisoformat(sans_uuid.json()["erreur"]["horodatage"]).tzinfo is not None
    mauvais_spi = service.lire(f"{IMPOT}/spi/12345{ici}", dgfip, correlation())
    assert code(mauvais_spi) == (400, 4001)
    assert mauvais_spi.json()["erreur"]["message"] == "format SPI incorrect"
    assert code(service.lire(IMPOT + SITUATION.format("20x4"), service.jeton(DGFIP))) == (400, 4002)


def test_acces_refuses(service: Service, derniere: int, spi: str) -> None:
    """Unknown tokens 401, a resource without its OAuth scope 403, no data scope 403."""
    ici = SITUATION.format(derniere)
    assert code(service.lire(f"{IMPOT}/spi/{spi}{ici}", "inconnu", correlation())) == (401, 4010)
    assert code(service.lire(IMPOT + ici, None)) == (401, 4011)
    assert code(service.lire(IMPOT + ici, "inconnu")) == (401, 4011)
    autre = service.jeton_dgfip("RessourceIRFacture")
    assert code(service.lire(f"{IMPOT}/spi/{spi}{ici}", autre, correlation())) == (403, 4031)
    fc_inconnu = {**correlation(), "X-FranceConnect-OAuth": "inconnu"}
    assert code(service.lire(IMPOT + ici, service.jeton_dgfip("RessourceIR"), fc_inconnu)) == (401, 4011)
    assert code(service.lire(IMPOT + ici, service.jeton(["cnaf_enfants"]))) == (403, 4032)


def test_aucun_avis(service: Service, derniere: int) -> None:
    """404 40401: a year not assessed yet, a tax number of nobody, a student on the parents' return."""
    dgfip = service.jeton_dgfip("RessourceIR")
    ici = SITUATION.format(derniere)
    assert code(service.lire(IMPOT + SITUATION.format(derniere + 1), service.jeton(DONNEES))) == (404, 40401)
    assert code(service.lire(f"{IMPOT}/spi/3999999887219{ici}", dgfip, correlation())) == (404, 40401)
    assert code(service.lire(IMPOT + ici, service.jeton(DONNEES, "camille-faure"))) == (404, 40401)


def test_jeton_de_la_passerelle(service: Service) -> None:
    """Client credentials by Basic; known resources are granted, the others dropped; bad clients get 401."""
    soi = (service.client_id, service.client_secret)
    demande = {"grant_type": "client_credentials", "scope": "RessourceIR Autre"}
    emis = service.client.post("/token", data=demande, auth=soi).json()
    assert (emis["token_type"], emis["scope"]) == ("Bearer", "RessourceIR")
    assert emis["expires_in"] > 0
    assert service.client.post("/token", data=demande, auth=(soi[0], "faux")).status_code == 401
    assert service.client.post("/token", data=demande).json() == {"error": "invalid_client"}
    autre = service.client.post("/token", data={"grant_type": "password"}, auth=soi)
    assert (autre.status_code, autre.json()) == (400, {"error": "unsupported_grant_type"})
