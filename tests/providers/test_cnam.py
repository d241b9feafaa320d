"""`/v1/droits/beneficiaires` over HTTP: the caller, the dependants, the window of dates and the refusals."""

from __future__ import annotations

from datetime import date, timedelta

import httpx
import pytest

from tests.providers.appels import DROITS, SCOPES, Service

CNAM = SCOPES["cnam"]


def code(reponse: httpx.Response) -> tuple[int, str]:
    return reponse.status_code, reponse.json()["code"]


@pytest.fixture(scope="module")
def jour(service: Service) -> date:
    return date.fromisoformat(service.citoyen("test")["day"])


def test_moi_et_mes_beneficiaires(service: Service) -> None:
    """A mother of two sees herself, then her two children, each answering by their own NIR."""
    jeton = service.jeton(CNAM, "claire-moreau")
    moi = service.lire(f"{DROITS}/me", jeton).json()
    assert (moi["nir"], moi["qualite"]) == (service.citoyen("claire-moreau")["numbers"]["nir"], "assure")
    enfants = service.lire(f"{DROITS}/me/beneficiaires", jeton).json()
    assert [e["qualite"] for e in enfants] == ["enfant", "enfant"]
    for beneficiaire in (moi, *enfants):
        for chemin in (DROITS, f"{DROITS}/"):
            assert service.lire(chemin, jeton, {"nir": beneficiaire["nir"]}).json() == beneficiaire
        assert service.lire(DROITS, jeton, {"nir": beneficiaire["nir"][:13]}).json() == beneficiaire


def test_caisse_et_contrats(service: Service, jour: date) -> None:
    """The fund of the department, and a basic cover known for a year at most."""
    jeton, nir = service.jeton(CNAM), {"nir": service.citoyen("test")["numbers"]["nir"]}
    assert service.lire(f"{DROITS}/caisse", jeton, nir).json()["id"] == "01491"
    (contrat,) = service.lire(f"{DROITS}/contrats", jeton, nir).json()
    assert contrat["nature_assurance"] == "AMO"
    assert date.fromisoformat(contrat["date_fin"]) - jour <= timedelta(days=366)


def test_l_absence_de_cle_est_signalee(service: Service) -> None:
    """The real service wants `X-API-Key`: its absence is answered with a warning."""
    jeton = service.jeton(CNAM)
    assert "x-bacasable-avertissement" in service.lire(f"{DROITS}/me", jeton).headers
    assert "x-bacasable-avertissement" not in service.lire(f"{DROITS}/me", jeton, {"X-API-Key": "cle"}).headers


@pytest.mark.parametrize(
    ("debut", "fin"),
    [(-1, None), (0, 400), (10, 5), (400, None), ("hier", None), (None, "2026-02-30"), ("20260101", None)],
)
def test_dates_refusees(service: Service, jour: date, debut: int | str | None, fin: int | str | None) -> None:
    """Neither the past, nor beyond a year, nor an end before its start, nor what is no ISO date."""
    bornes = {"dateDebut": debut, "dateFin": fin}
    textes = {n: str(jour + timedelta(days=v)) if isinstance(v, int) else v for n, v in bornes.items() if v is not None}
    reponse = service.client.get(
        f"{DROITS}/me", params=textes, headers={"Authorization": f"Bearer {service.jeton(CNAM)}"}
    )
    assert code(reponse) == (400, "DATES_INVALIDES")


def test_refus(service: Service) -> None:
    """Token, scope, NIR, somebody else's NIR, another scheme, and what is not simulated."""
    jeton = service.jeton(CNAM)
    autre = service.citoyen("claire-moreau")["numbers"]["nir"]
    assert code(service.lire(f"{DROITS}/me", None)) == (401, "JETON_INVALIDE")
    assert code(service.lire(f"{DROITS}/me", "inconnu")) == (401, "JETON_INVALIDE")
    assert code(service.lire(f"{DROITS}/caisse", service.jeton(["cnam_contrats"]))) == (403, "SCOPE_ABSENT")
    assert code(service.lire(f"{DROITS}/me", service.jeton(["dgfip_rfr"]))) == (403, "SCOPE_ABSENT")
    assert code(service.lire(f"{DROITS}/caisse", jeton)) == (400, "NIR_INVALIDE")
    assert code(service.lire(f"{DROITS}/caisse", jeton, {"nir": autre})) == (404, "BENEFICIAIRE_INCONNU")
    assert code(service.lire(f"{DROITS}/me", service.jeton(CNAM, "yann-le-goff"))) == (404, "BENEFICIAIRE_INCONNU")
    for ressource in ("exonerations", "medecin-traitant"):
        assert code(service.lire(f"{DROITS}/{ressource}", jeton)) == (404, "RESSOURCE_NON_SIMULEE")
