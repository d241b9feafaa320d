"""Journeys one after the other in one browser: other providers, hints, levels (Connexion - SSO, Token, idp_hint)."""

from __future__ import annotations

import httpx
import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, get, lire
from tests.franceconnect.test_fournisseurs_identite import FISCAL, LOW, SUBSTANTIEL
from tests.franceconnect.test_plus import ServicePlus, claims_id_token


@pytest.fixture(scope="module")
def exclusif(base: str) -> FauxService:
    """A service open to one identity provider alone."""
    return FauxService(base, title="Exclusif", idpFilterExclude=False, idpFilterList=[FISCAL])


@pytest.fixture(scope="module")
def sans_lui(base: str) -> FauxService:
    """Another service, open to all but that one."""
    return FauxService(base, title="Sans lui", idpFilterExclude=True, idpFilterList=[FISCAL])


def entrer_par(
    fs: FauxService, navigateur: Navigateur, uid: str, *, login: str = "", **demande: str | None
) -> httpx.Response:
    """The redirect to the service, after a whole journey by this provider."""
    fi = navigateur.soumettre(fs.autoriser(navigateur, **demande), providerUid=uid)
    return navigateur.soumettre(navigateur.soumettre(fi, 0, **({"login": login} if login else {})))


def nom(fs: FauxService, jeton: str) -> str:
    lu: str = fs.verifier(fs.userinfo(jeton).text)["family_name"]
    return lu


def test_second_service_par_un_autre_fournisseur(
    exclusif: FauxService, sans_lui: FauxService, navigateur: Navigateur
) -> None:
    """A second service closed to the session's provider: another provider completes the journey."""
    entrer_par(exclusif, navigateur, FISCAL)
    assert sans_lui.echanger(entrer_par(sans_lui, navigateur, LOW)).status_code == 200


def test_jeton_valable_apres_un_changement_d_identite(
    exclusif: FauxService, sans_lui: FauxService, navigateur: Navigateur
) -> None:
    """The first service still reads its own citizen after another identity entered the second one."""
    premier = exclusif.echanger(entrer_par(exclusif, navigateur, FISCAL)).json()["access_token"]
    retour = entrer_par(sans_lui, navigateur, LOW, login="fatoumata-diarra")
    second = sans_lui.echanger(retour).json()["access_token"]
    assert (nom(exclusif, premier), nom(sans_lui, second)) == ("DUBOIS", "DIARRA")


def test_troisieme_service_apres_un_arret_sur_la_mire(fs: FauxService, base: str, navigateur: Navigateur) -> None:
    """A journey left on the tiles does not end single sign-on for a third service."""
    fs.entrer(navigateur)
    ferme = FauxService(base, idpFilterList=[LOW])
    assert "Choisissez un compte" in ferme.autoriser(navigateur).text
    page = FauxService(base).autoriser(navigateur)
    assert page.url.path.endswith("/consent")


def test_indice_puis_sso(fs: FauxService, base: str, navigateur: Navigateur) -> None:
    """A valid hint skips the tiles; at the second service the same hint gives way to single sign-on."""
    fi = fs.autoriser(navigateur, idp_hint=LOW)
    assert "/fi/demonstration/" in str(fi.url)
    navigateur.soumettre(navigateur.soumettre(fi))
    page = FauxService(base, title="Second").autoriser(navigateur, idp_hint=LOW)
    assert page.url.path.endswith("/consent")


def test_indice_a_plus(base: str, navigateur: Navigateur) -> None:
    """At FranceConnect+ a valid hint leads to that provider and the journey goes to its end."""
    plus = ServicePlus(base)
    fi = plus.autoriser(navigateur, acr_values="eidas2", idp_hint=SUBSTANTIEL)
    assert "/fi/demonstration-substantiel/" in str(fi.url)
    retour = navigateur.soumettre(navigateur.soumettre(fi, login="test"))
    assert claims_id_token(plus, retour)["acr"] == "eidas2"


def test_sub_inchange_apres_un_second_service(fs: FauxService, base: str, navigateur: Navigateur) -> None:
    """Reading its user again after single sign-on elsewhere, the first service sees the subject it knew."""
    premier = fs.jetons(navigateur=navigateur)
    autre = FauxService(base, entityId="c" * 32)
    second = autre.echanger(navigateur.soumettre(autre.autoriser(navigateur))).json()
    relu = fs.verifier(fs.userinfo(premier["access_token"]).text)["sub"]
    assert relu == fs.verifier(premier["id_token"])["sub"] != autre.verifier(second["id_token"])["sub"]


def test_sso_de_plus_ferme_au_second(base: str, navigateur: Navigateur) -> None:
    """At FranceConnect+ a second service that excludes the session's provider gets the tiles."""
    entrer_par(ServicePlus(base), navigateur, SUBSTANTIEL, login="test", acr_values="eidas2")
    ferme = ServicePlus(base, idpFilterList=[SUBSTANTIEL])
    assert "Choisissez un compte" in ferme.autoriser(navigateur, acr_values="eidas2").text


def test_liste_de_plus(base: str) -> None:
    """At FranceConnect+ a service with a list of its own has those tiles and no other."""
    fs = ServicePlus(base, idpFilterExclude=False, idpFilterList=[SUBSTANTIEL])
    formulaires = lire(fs.autoriser(acr_values="eidas2")).formulaires
    assert [f.champs["providerUid"] for f in formulaires] == [SUBSTANTIEL]


def test_du_substantiel_a_l_eleve(base: str, navigateur: Navigateur) -> None:
    """At FranceConnect+ a session of eidas2 does not serve a request of eidas3."""
    entrer_par(ServicePlus(base), navigateur, SUBSTANTIEL, login="test", acr_values="eidas2")
    assert "Choisissez un compte" in ServicePlus(base).autoriser(navigateur, acr_values="eidas3").text


def test_jeton_de_plus_apres_une_nouvelle_connexion(base: str, navigateur: Navigateur) -> None:
    """At FranceConnect+ a token stays valid after another identity entered another service in the same browser."""
    plus, autre = ServicePlus(base), ServicePlus(base)
    premier = plus.echanger(plus.entrer(navigateur)).json()["access_token"]
    second = autre.echanger(autre.entrer(navigateur, "fatoumata-diarra")).json()["access_token"]
    assert (nom(plus, premier), nom(autre, second)) == ("DUBOIS", "DIARRA")


def test_deux_administrations_un_jeton(fs: FauxService, base: str) -> None:
    """One token opens two administrations within its minute, each for its own scopes."""
    jeton = fs.jeton_direct(scope="openid dgfip_rfr droits_assurance_maladie")["access_token"]
    entete = {"Authorization": f"Bearer {jeton}"}
    for chemin in ("impotparticulier/1.0/situations/ir/assiettes/annrev/2024", "v1/droits/beneficiaires/me"):
        assert get(f"{base}/{chemin}", headers=entete).status_code == 200
