"""`/v3/dsnj/service_national` over HTTP: both modalities, the order of the checks, each code of the fact sheet."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from providers.dsnj.projection import EXEMPTE, donnees
from providers.dsnj.scopes import FILTRE
from registry.service_national import ServiceNational
from tests.providers.appels import SCOPES, SERVICE_NATIONAL, SERVICE_NATIONAL_FC, SIRET, Service
from tests.providers.foyers import jeune

DSNJ = SCOPES["dsnj"]
ETUDIANTE, APPRENTI, RETRAITEE = "camille-faure", "enzo-lemaire", "test"


def codes(reponse: httpx.Response) -> list[str]:
    return [e["code"] for e in reponse.json()["errors"]]


def identite(service: Service, jeton: str | None = None, /, login: str = ETUDIANTE, **champs: Any) -> httpx.Response:
    """A citizen asked by identity, some parameters changed; None removes one."""
    personne = service.citoyen(login)["identity"]
    annee, mois, jour = personne["date_naissance"].split("-")
    demande: dict[str, Any] = {
        "recipient": SIRET,
        "nomNaissance": personne["nom_naissance"],
        "prenoms[]": personne["prenoms"],
        "anneeDateNaissance": annee,
        "moisDateNaissance": mois,
        "jourDateNaissance": jour,
        "sexeEtatCivil": personne["sexe"],
        "codeCogInseePaysNaissance": "99100",
        "codeCogInseeCommuneNaissance": personne["lieu_naissance"]["code"],
    }
    parametres = {nom: valeur for nom, valeur in (demande | champs).items() if valeur is not None}
    entetes = {"Authorization": f"Bearer {jeton or service.jeton_api(DSNJ)['token']}"}
    return service.client.get(f"{SERVICE_NATIONAL}/identite", params=parametres, headers=entetes)


@pytest.mark.parametrize(("login", "situation"), [(ETUDIANTE, "en_regle"), (APPRENTI, "pas_en_regle")])
def test_les_deux_modalites_donnent_la_meme_reponse(service: Service, login: str, situation: str) -> None:
    """The same young person by FranceConnect or by identity, in the envelope of API Particulier."""
    par_fc = service.lire(SERVICE_NATIONAL_FC, service.jeton(DSNJ, login))
    assert (par_fc.status_code, par_fc.headers["content-type"]) == (200, "application/vnd.api+json")
    assert par_fc.json() == {
        "data": {"statut_service_national": situation, "commentaires": None},
        "links": {},
        "meta": {},
    }
    assert identite(service, login=login).json() == par_fc.json()


def test_un_exempte_est_en_regle_et_le_commentaire_le_dit() -> None:
    """In order, with a comment."""
    vue = jeune(ServiceNational(recense=10, jdc=None, exempte=True))
    assert donnees(vue, FILTRE.noms) == {"statut_service_national": "en_regle", "commentaires": EXEMPTE}


def test_jetons_refuses(service: Service) -> None:
    """By FranceConnect 00101, 50001 and 50002; an API token forged, expired or revoked: 00101, 00103, 00105."""
    assert [codes(service.lire(SERVICE_NATIONAL_FC, j)) for j in (None, "pas un jeton", "x" * 43)] == [
        ["00101"],
        ["50001"],
        ["50002"],
    ]
    revoque = service.jeton_api(DSNJ)
    service.client.delete(f"/_bac/api-tokens/{revoque['jti']}")
    jetons = ("abc.def.ghi", service.jeton_api(DSNJ, expires_in=-1)["token"], revoque["token"])
    assert [codes(identite(service, jeton)) for jeton in jetons] == [["00101"], ["00103"], ["00105"]]


def test_sans_scope_puis_sans_destinataire(service: Service) -> None:
    """403 before the recipient is read, 404 for another version, then 422 00210 alone."""
    assert codes(service.lire(f"{SERVICE_NATIONAL}/france_connect", service.jeton(["dgfip_rfr"]))) == ["00100"]
    assert codes(identite(service, service.jeton_api(["dgfip_rfr"])["token"], recipient=None)) == ["00100"]
    version = service.lire("/v4/dsnj/service_national/france_connect", service.jeton(DSNJ))
    assert (version.status_code, codes(version)) == (404, ["00402"])
    assert codes(identite(service, recipient="13002526500014", nomNaissance=None)) == ["00210"]


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"nomNaissance": None}, "00420"),
        ({"nomNaissance": "FAUR3"}, "00420"),
        ({"prenoms[]": None}, "00421"),
        ({"prenoms[]": None, "prenoms": "CAMILLE"}, "00421"),
        ({"prenoms[]": ["CAM1LLE"]}, "00421"),
        ({"anneeDateNaissance": None}, "00422"),
        ({"moisDateNaissance": "13"}, "00423"),
        ({"jourDateNaissance": "0"}, "00424"),
        ({"moisDateNaissance": "2", "jourDateNaissance": "30"}, "00425"),
        ({"sexeEtatCivil": None}, "00427"),
        ({"sexeEtatCivil": "X"}, "00427"),
        ({"codeCogInseePaysNaissance": None}, "00400"),
        ({"codeCogInseeCommuneNaissance": "LIMOGES"}, "00365"),
        ({"anneeDateNaissance": "1962"}, "39400"),
    ],
)
def test_parametres_refuses(service: Service, champs: dict[str, Any], code: str) -> None:
    """Each faulty parameter has its 422 code."""
    reponse = identite(service, **champs)
    assert (reponse.status_code, codes(reponse)) == (422, [code])


def test_plusieurs_fautes_a_la_fois(service: Service) -> None:
    """All the faulty parameters are listed in one answer, the age with them."""
    reponse = identite(service, nomNaissance="", sexeEtatCivil="", anneeDateNaissance="1962")
    assert codes(reponse) == ["00420", "00427", "39400"]
    assert reponse.json()["errors"][2]["meta"] == {"provider": "DSNJ"}


def test_trop_age_par_france_connect(service: Service) -> None:
    """Angela was born in 1962: 422 39400."""
    reponse = service.lire(SERVICE_NATIONAL_FC, service.jeton(DSNJ, RETRAITEE))
    assert (reponse.status_code, codes(reponse)) == (422, ["39400"])


def test_identite_toleree_ou_inconnue(service: Service) -> None:
    """Without the commune, in lower case and sex included, the person is found; nobody of that name: 404 39003."""
    assert identite(service, codeCogInseeCommuneNaissance=None, nomNaissance="faure", sexeEtatCivil="f").is_success
    inconnue = identite(service, nomNaissance="INTROUVABLE")
    assert (inconnue.status_code, codes(inconnue)) == (404, ["39003"])
