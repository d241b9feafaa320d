"""`/v3/dss/quotient_familial` over HTTP: both modalities, the order of the checks, each code of the fact sheet."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest

from tests.providers.appels import QF_FC, QF_IDENTITE, SCOPES, SIRET, Service

CNAF = SCOPES["cnaf_msa"]
ANGELA: dict[str, Any] = {
    "recipient": SIRET,
    "nomNaissance": "DUBOIS",
    "prenoms[]": ["ANGELA", "CLAIRE"],
    "anneeDateNaissance": "1962",
    "moisDateNaissance": "8",
    "jourDateNaissance": "24",
    "sexeEtatCivil": "F",
    "codeCogInseePaysNaissance": "99100",
    "codeCogInseeCommuneNaissance": "75107",
}


def codes(reponse: httpx.Response) -> list[str]:
    return [e["code"] for e in reponse.json()["errors"]]


def identite(service: Service, jeton_presente: str | None = None, /, **champs: Any) -> httpx.Response:
    """Angela asked by her identity, some parameters changed; None removes one."""
    parametres = {nom: valeur for nom, valeur in (ANGELA | champs).items() if valeur is not None}
    jeton = jeton_presente or service.jeton_api(CNAF)["token"]
    return service.client.get(QF_IDENTITE, params=parametres, headers={"Authorization": f"Bearer {jeton}"})


def test_les_deux_modalites_donnent_la_meme_reponse(service: Service) -> None:
    """The same citizen by FranceConnect or by identity: one household, one quotient familial."""
    par_fc = service.lire(QF_FC, service.jeton(CNAF))
    assert par_fc.status_code == 200
    assert par_fc.json() == identite(service).json()
    assert set(par_fc.json()["data"]) == {"allocataires", "enfants", "adresse", "quotient_familial"}
    assert (par_fc.json()["links"], par_fc.json()["meta"]) == ({}, {})


def test_en_tetes(service: Service) -> None:
    """Media type, rate, cache and request id go out on answers and refusals alike."""
    jeton = service.jeton(CNAF)
    for reponse in (service.lire(QF_FC, jeton), service.lire("/v3/dss/quotient_familial/france_connect", jeton)):
        assert reponse.headers["content-type"] == "application/vnd.api+json"
        assert reponse.headers["ratelimit-limit"] == "20"
        assert int(reponse.headers["ratelimit-reset"]) > 1_700_000_000
        assert (reponse.headers["x-response-cached"], reponse.headers["x-cache-expires-in"]) == ("false", "")
        assert uuid.UUID(reponse.headers["x-request-id"])


@pytest.mark.parametrize(
    ("jeton", "code"),
    [(None, "00101"), ("eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "50002"), ("pas un jeton", "50001"), ("x" * 43, "50002")],
)
def test_jeton_france_connect_refuse(service: Service, jeton: str | None, code: str) -> None:
    """No token, an API token or an unknown one, and text that is no token: 401 with its own code."""
    reponse = service.lire(QF_FC, jeton)
    assert (reponse.status_code, codes(reponse)) == (401, [code])


def test_jeton_api_refuse(service: Service) -> None:
    """Absent or forged, expired, revoked: 00101, 00103, 00105."""
    assert (identite(service, "abc.def.ghi").status_code, codes(identite(service, "abc.def.ghi"))) == (401, ["00101"])
    assert codes(service.lire(QF_IDENTITE, None)) == ["00101"]
    assert codes(identite(service, service.jeton_api(CNAF, expires_in=-1)["token"])) == ["00103"]
    revoque = service.jeton_api(CNAF)
    service.client.delete(f"/_bac/api-tokens/{revoque['jti']}")
    assert codes(identite(service, revoque["token"])) == ["00105"]


def test_les_trois_porteurs_du_jeton(service: Service) -> None:
    """`Authorization`, `X-Api-Key` and `?token=` carry the same API token."""
    jeton = service.jeton_api(CNAF)
    lus = [
        service.lire("/api/introspect", jeton["token"]),
        service.client.get("/api/introspect", headers={"X-Api-Key": jeton["token"]}),
        service.client.get("/api/introspect", params={"token": jeton["token"]}),
    ]
    assert [r.json() for r in lus] == [{"_id": jeton["jti"], "name": "", "scopes": sorted(CNAF)}] * 3
    assert service.lire("/api/introspect", None).status_code == 401
    assert service.lire("/api/ping", None).status_code == 200


def test_sans_scope_du_quotient(service: Service) -> None:
    """403 00100 in both modalities, before any parameter is looked at."""
    par_fc = service.lire("/v3/dss/quotient_familial/france_connect", service.jeton(["dgfip_rfr"]))
    par_identite = identite(service, service.jeton_api(["dgfip_rfr"])["token"], recipient=None)
    assert [(r.status_code, codes(r)) for r in (par_fc, par_identite)] == [(403, ["00100"])] * 2


def test_version_absente(service: Service) -> None:
    """A version other resources have: 404 00402, after the token and the scopes."""
    chemin = "/v4/dss/quotient_familial/france_connect"
    assert codes(service.lire(chemin, service.jeton(CNAF))) == ["00402"]
    assert codes(service.lire(chemin, service.jeton(["dgfip_rfr"]))) == ["00100"]


@pytest.mark.parametrize("recipient", [None, "", "13002526500014", "1300252650001", "3560000000012A"])
def test_recipient_invalide(service: Service, recipient: str | None) -> None:
    """422 00210 alone, whatever else is wrong; La Poste's own form has no Luhn key."""
    reponse = identite(service, recipient=recipient, nomNaissance="")
    assert (reponse.status_code, codes(reponse)) == (422, ["00210"])
    assert reponse.json()["errors"][0]["source"] == {"parameter": "recipient"}
    assert identite(service, recipient="35600000012345").status_code == 200


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"nomNaissance": ""}, "00420"),
        ({"nomNaissance": "DUB0IS"}, "00420"),
        ({"prenoms[]": ["ANGE1A"]}, "00367"),
        ({"prenoms[]": None, "prenoms": "ANGELA"}, "00367"),
        ({"anneeDateNaissance": "1899"}, "00363"),
        ({"moisDateNaissance": "13"}, "00363"),
        ({"moisDateNaissance": "2", "jourDateNaissance": "30"}, "00363"),
        ({"sexeEtatCivil": "X"}, "00427"),
        ({"codeCogInseePaysNaissance": None}, "00400"),
        ({"codeCogInseePaysNaissance": "FR"}, "00400"),
        ({"codeCogInseeCommuneNaissance": None}, "00365"),
        ({"codeCogInseeCommuneNaissance": "PARIS"}, "00365"),
        (
            {
                "codeCogInseeCommuneNaissance": None,
                "nomCommuneNaissance": "Paris",
                "codeCogInseeDepartementNaissance": "96",
            },
            "00428",
        ),
        (
            {
                "codeCogInseeCommuneNaissance": None,
                "nomCommuneNaissance": "Paris",
                "codeCogInseeDepartementNaissance": "75",
                "anneeDateNaissance": None,
            },
            "00307",
        ),
        ({"annee": "2019"}, "00356"),
        ({"annee": "3019"}, "00356"),
        ({"mois": "13"}, "00354"),
        ({"mois": "0"}, "00354"),
        ({"nomUsage": "INCONNU"}, "00355"),
        ({"nomNaissance": "INTROUVABLE"}, "00355"),
    ],
)
def test_parametres_refuses(service: Service, champs: dict[str, Any], code: str) -> None:
    """Each faulty parameter has its 422 code."""
    reponse = identite(service, **champs)
    assert (reponse.status_code, codes(reponse)) == (422, [code])


def test_plusieurs_fautes_a_la_fois(service: Service) -> None:
    """All the faulty parameters are listed in one answer."""
    reponse = identite(service, nomNaissance=None, sexeEtatCivil="X", mois="13")
    assert codes(reponse) == ["00420", "00427", "00354"]


@pytest.mark.parametrize(
    "champs",
    [
        {"nomNaissance": "dubois", "prenoms[]": ["angela"]},
        {"prenoms[]": None},
        {"jourDateNaissance": None},
        {"sexeEtatCivil": None},
        {
            "codeCogInseeCommuneNaissance": None,
            "nomCommuneNaissance": "paris 7e arrondissement",
            "codeCogInseeDepartementNaissance": "75",
        },
    ],
)
def test_identite_toleree(service: Service, champs: dict[str, Any]) -> None:
    """Case, missing parts and a birth place by name still find the one person."""
    reponse = identite(service, **champs)
    assert reponse.json()["data"]["allocataires"][0]["date_naissance"] == "1962-08-24"


def test_homonymes(service: Service) -> None:
    """Two Pierre BERNARD born the same day in the same place: 00355, until the second given name tells them apart."""
    bernard = {
        "nomNaissance": "BERNARD",
        "anneeDateNaissance": "1983",
        "moisDateNaissance": "1",
        "jourDateNaissance": "9",
        "sexeEtatCivil": "M",
        "codeCogInseeCommuneNaissance": "79191",
    }
    assert codes(identite(service, **bernard, **{"prenoms[]": ["PIERRE"]})) == ["00355"]
    assert identite(service, **bernard, **{"prenoms[]": ["PIERRE", "HENRI"]}).status_code == 200


def test_date_presumee_et_naissance_a_l_etranger(service: Service) -> None:
    """Born in 1992 in Afghanistan, day and month unknown: found by the year, served with zeros."""
    reponse = identite(
        service,
        nomNaissance="NOORI",
        anneeDateNaissance="1992",
        moisDateNaissance=None,
        sexeEtatCivil="M",
        codeCogInseePaysNaissance="99212",
        codeCogInseeCommuneNaissance=None,
        **{"prenoms[]": ["AHMAD"]},
    )
    assert reponse.json()["data"]["allocataires"][0]["date_naissance"] == "1992-00-00"


@pytest.mark.parametrize(
    ("login", "code"), [("thomas-mercier", "35003"), ("odette-garnier", "35003"), ("stephane-lemaire", "23003")]
)
def test_sans_dossier(service: Service, login: str, code: str) -> None:
    """A grown-up child and a widow whom no fund pays: 35003; a closed CAF file: 23003."""
    reponse = service.lire(QF_FC, service.jeton(CNAF, login))
    assert (reponse.status_code, codes(reponse)) == (404, [code])


def test_la_msa_calcule_au_jour_de_l_appel(service: Service) -> None:
    """A farmer's quotient comes from the MSA and is dated of the call, a past month too."""
    jour = service.citoyen("yann-le-goff")["day"]
    annee, mois = int(jour[:4]), int(jour[5:7])
    qf = service.lire(f"{QF_FC}&annee={annee - 1}&mois=12", service.jeton(CNAF, "yann-le-goff")).json()["data"]
    assert qf["quotient_familial"]["fournisseur"] == "MSA"
    assert (qf["quotient_familial"]["annee"], qf["quotient_familial"]["mois"]) == (annee - 1, 12)
    assert (qf["quotient_familial"]["annee_calcul"], qf["quotient_familial"]["mois_calcul"]) == (annee, mois)
