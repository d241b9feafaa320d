"""`/etat-civil/v1` over HTTP: one's own documents, and orders for documents with the right to have them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.providers.appels import ETAT_CIVIL, SCOPES, Service

EC = SCOPES["etat_civil"]
ACTE = f"{ETAT_CIVIL}/france-connect/acte-de-naissance"
ENFANTS = f"{ETAT_CIVIL}/france-connect/enfants/actes-de-naissance"
LIVRET = f"{ETAT_CIVIL}/france-connect/livret-de-famille"
DEMANDES = f"{ETAT_CIVIL}/demandes-de-documents"
GUY, YVONNE = ({"noms": {"nomDeFamille": n}, "prenoms": p} for n, p in (("DUBOIS", "Guy"), ("BAZIN", "Yvonne")))
ANGELA: dict[str, Any] = {"noms": {"nomDeFamille": "DUBOIS"}, "prenoms": "Angela", "pere": GUY, "mere": YVONNE}


def code(reponse: httpx.Response) -> tuple[int, str]:
    return reponse.status_code, reponse.json()["code"]


def demande(document: str = "EXTSF", demandeur: dict[str, Any] | None = None, **evenement: Any) -> dict[str, Any]:
    """An order about Angela's birth act, some members of the event changed."""
    corps: dict[str, Any] = {
        "natureDocument": document,
        "evenement": {
            "natureEvenement": "NAI",
            "interesse": ANGELA,
            "dateEvenement": {"dateDebut": "1962-08-24"},
            "lieuEvenement": {"codeInsee": "75107"},
            **evenement,
        },
    }
    return corps if demandeur is None else {**corps, "demandeur": demandeur}


def demandeur(qualite: str, nom: str, prenoms: str, naissance: str) -> dict[str, Any]:
    individu = {"noms": {"nomDeFamille": nom}, "prenoms": prenoms, "naissance": {"date": naissance}}
    return {"qualiteDemandeur": qualite, "individu": individu}


def commander(service: Service, corps: Any, scopes: frozenset[str] = EC) -> httpx.Response:
    jeton = service.jeton_api(scopes)["token"]
    return service.client.post(DEMANDES, json=corps, headers={"Authorization": f"Bearer {jeton}"})


def test_mon_acte_et_ceux_de_mes_enfants(service: Service) -> None:
    """One's own extract; the children's as a list, or one by its rank or its reference."""
    jeton = service.jeton(EC)
    acte = service.lire(ACTE, jeton).json()
    assert (acte["titulaire"]["nom"], acte["natureDocument"]) == ("DUBOIS", "EXTAF")
    enfants = service.lire(ENFANTS, jeton).json()["enfants"]
    assert [e["titulaire"]["prenoms"][0] for e in enfants] == ["Julie", "Thomas"]
    for choix in ("2", enfants[1]["reference"]):
        assert service.lire(f"{ACTE}?enfant={choix}", jeton).json() == enfants[1]
    assert code(service.lire(f"{ACTE}?enfant=3", jeton)) == (404, "ENFANT_INCONNU")


def test_livret_de_famille(service: Service) -> None:
    """Married parents share one livret; somebody with neither marriage nor child has none."""
    lui, elle = (service.lire(LIVRET, service.jeton(EC, ref)).json() for ref in ("julien-lefevre", "claire-moreau"))
    assert lui == elle
    assert (len(lui["titulaires"]), len(lui["enfants"])) == (2, 2)
    assert code(service.lire(LIVRET, service.jeton(EC, "camille-faure"))) == (404, "LIVRET_ABSENT")


def test_acces_refuses(service: Service) -> None:
    """No token, an unknown one, a scope that opens another document."""
    assert code(service.lire(ACTE, None)) == (401, "JETON_INVALIDE")
    assert code(service.lire(ACTE, "inconnu")) == (401, "JETON_INVALIDE")
    assert code(service.lire(LIVRET, service.jeton(["etat_civil_extrait_naissance"]))) == (403, "SCOPE_ABSENT")
    assert code(service.client.post(DEMANDES, json=demande())) == (401, "JETON_INVALIDE")
    assert code(commander(service, demande(), frozenset({"etat_civil_mentions"}))) == (403, "SCOPE_ABSENT")
    sans_filiation = EC - {"etat_civil_filiation"}
    assert code(commander(service, demande("EXTAF"), sans_filiation)) == (403, "SCOPE_ABSENT")


def test_extrait_sans_filiation_pour_tous(service: Service) -> None:
    """Anyone gets EXTSF with the name, the date and the place, by code or by name; it never has the parents."""
    par_code = commander(service, demande()).json()
    par_nom = commander(service, demande(lieuEvenement={"ville": "paris 7e arrondissement"})).json()
    assert par_code == par_nom
    assert (par_code["natureDocument"], "parents" in par_code) == ("EXTSF", False)


@pytest.mark.parametrize(
    "qui",
    [
        demandeur("INTERESSE", "DUBOIS", "Angela Claire", "1962-08-24"),
        demandeur("DESCENDANT", "MERCIER", "Thomas", "1993-11-03"),
    ],
    ids=["soi", "descendant"],
)
def test_extrait_avec_filiation(service: Service, qui: dict[str, Any]) -> None:
    """The person and a descendant who name both parents get EXTAF."""
    acte = commander(service, demande("EXTAF", qui)).json()
    assert [p["nom"] for p in acte["parents"]] == ["DUBOIS", "BAZIN"]


@pytest.mark.parametrize(
    ("qui", "interesse"),
    [
        (None, ANGELA),
        (demandeur("DESCENDANT", "MOREAU", "Claire", "1992-03-12"), ANGELA),
        (demandeur("CONJOINT", "MERCIER", "Thomas", "1993-11-03"), ANGELA),
        (demandeur("INTERESSE", "DUBOIS", "Angela", "1962-08-24"), {**ANGELA, "mere": None}),
    ],
    ids=["personne", "inconnue", "fils comme conjoint", "mere non nommee"],
)
def test_demandeur_non_autorise(service: Service, qui: dict[str, Any] | None, interesse: dict[str, Any]) -> None:
    """No applicant, a stranger, a false capacity, or a parent left out: no filiation."""
    corps = demande("EXTAF", qui, interesse=interesse)
    assert code(commander(service, corps)) == (403, "DEMANDEUR_NON_AUTORISE")


def test_un_parent_demande_l_acte_de_son_enfant(service: Service) -> None:
    """A mother, as ascendant, and a spouse, as such."""
    pere, mere = (
        {"noms": {"nomDeFamille": n}, "prenoms": p} for n, p in (("MERCIER", "Philippe"), ("DUBOIS", "Angela"))
    )
    julie = demande(
        "EXTAF",
        interesse={"noms": {"nomDeFamille": "MERCIER"}, "prenoms": "Julie", "pere": pere, "mere": mere},
        dateEvenement={"dateDebut": "1990-02-14"},
        lieuEvenement={"codeInsee": "49007"},
    )
    for qui in (
        demandeur("ASCENDANT", "DUBOIS", "Angela", "1962-08-24"),
        demandeur("CONJOINT", "FERRAND", "Nicolas", "1988-09-30"),
    ):
        assert commander(service, {**julie, "demandeur": qui}).status_code == 200


@pytest.mark.parametrize(
    ("corps", "statut", "attendu"),
    [
        ([], 400, "DEMANDE_INVALIDE"),
        ({"natureDocument": "EXTSF"}, 400, "DEMANDE_INVALIDE"),
        (demande(interesse={}), 400, "DEMANDE_INVALIDE"),
        (demande(dateEvenement={"dateDebut": "24/08/1962"}), 400, "DEMANDE_INVALIDE"),
        (demande(lieuEvenement="Paris"), 400, "DEMANDE_INVALIDE"),
        (demande("EXTAF", {"qualiteDemandeur": "VOISIN"}), 400, "DEMANDE_INVALIDE"),
        (demande("CPI"), 400, "DOCUMENT_NON_SIMULE"),
        (demande(natureEvenement="MAR"), 400, "DOCUMENT_NON_SIMULE"),
        (demande(dateEvenement={"dateDebut": "1962-08-25"}), 404, "ACTE_INTROUVABLE"),
        (
            demande(
                interesse={"noms": {"nomDeFamille": "BERNARD"}, "prenoms": "Pierre"},
                dateEvenement={"dateDebut": "1983-01-09"},
                lieuEvenement={"codeInsee": "79191"},
            ),
            409,
            "PLUSIEURS_ACTES",
        ),
    ],
)
def test_demande_refusee(service: Service, corps: Any, statut: int, attendu: str) -> None:
    """Ill-formed orders, documents that are not simulated, nobody, namesakes."""
    assert code(commander(service, corps)) == (statut, attendu)
