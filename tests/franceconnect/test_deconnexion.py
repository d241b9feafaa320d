"""Logout through the browser (Deconnexion Usager)."""

from __future__ import annotations

import httpx
import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from tests.franceconnect.navigation import ADIEU, FauxService, Navigateur, code_erreur, get, lire, parametres


def demander(fs: FauxService, navigateur: Navigateur, **changements: str | None) -> httpx.Response:
    """`GET /session/end` of a service that wants its citizen back."""
    tous = {"post_logout_redirect_uri": ADIEU, "state": "au-revoir", **changements}
    return navigateur.aller(f"{fs.fc}/session/end", params={n: v for n, v in tous.items() if v is not None})


@pytest.fixture(scope="module")
def indice(fs: FauxService) -> str:
    """An id_token of the service."""
    jeton: str = fs.jeton_direct()["id_token"]
    return jeton


def test_deconnexion_complete(fs: FauxService, navigateur: Navigateur) -> None:
    """Two pages that send themselves, a button without script, then the service with its state; SSO is over."""
    jetons = fs.jetons(navigateur=navigateur)
    premiere = demander(fs, navigateur, id_token_hint=jetons["id_token"])
    assert lire(premiere).formulaires[0].methode == "get"
    seconde = navigateur.soumettre(premiere)
    assert list(lire(seconde).formulaires[0].champs) == ["xsrf"]
    retour = navigateur.soumettre(seconde)
    assert (retour.status_code, retour.headers["location"].split("?")[0]) == (303, ADIEU)
    assert parametres(retour) == {"state": "au-revoir"}
    assert "Choisissez un compte" in fs.autoriser(navigateur).text
    assert fs.userinfo(jetons["access_token"]).status_code == 401


def test_sans_session(fs: FauxService, navigateur: Navigateur, indice: str) -> None:
    """Without a session the confirmation comes at once, once."""
    page = demander(fs, navigateur, id_token_hint=indice)
    assert navigateur.soumettre(page).headers["location"].startswith(ADIEU)
    assert code_erreur(navigateur.soumettre(page)) == "Y190001"


def test_sans_adresse(fs: FauxService, navigateur: Navigateur, indice: str) -> None:
    """Without an address the citizen is told that they are disconnected."""
    fin = navigateur.soumettre(demander(fs, navigateur, id_token_hint=indice, post_logout_redirect_uri=None))
    assert fin.url.path.endswith("/session/end/success")
    assert "déconnecté" in fin.text


def test_sans_state(fs: FauxService, navigateur: Navigateur, indice: str) -> None:
    """Without a state the address is used as it was declared."""
    assert navigateur.soumettre(demander(fs, navigateur, id_token_hint=indice, state=None)).headers["location"] == ADIEU


def test_autre_service_conserve(fs: FauxService, base: str, navigateur: Navigateur) -> None:
    """Logging out of one service does not revoke the other's token."""
    autre = FauxService(base)
    jetons = fs.jetons(navigateur=navigateur)
    autres = autre.echanger(navigateur.soumettre(autre.autoriser(navigateur))).json()
    navigateur.soumettre(navigateur.soumettre(demander(fs, navigateur, id_token_hint=jetons["id_token"])))
    assert autre.userinfo(autres["access_token"]).status_code == 200


@pytest.mark.parametrize("change", [{"id_token_hint": None}, {"id_token_hint": ""}, {"autre": "x"}], ids=str)
def test_parametres_stricts(
    fs: FauxService, navigateur: Navigateur, indice: str, change: dict[str, str | None]
) -> None:
    """The hint is mandatory, and no other parameter is known."""
    reponse = demander(fs, navigateur, **{"id_token_hint": indice, **change})
    assert (reponse.status_code, code_erreur(reponse)) == (400, "Y000400")


@pytest.mark.parametrize("nom", ["logout_hint", "ui_locales"])
def test_parametres_admis(fs: FauxService, navigateur: Navigateur, indice: str, nom: str) -> None:
    """These are accepted and change nothing."""
    assert demander(fs, navigateur, id_token_hint=indice, **{nom: "fr"}).status_code == 200


def test_adresse_non_declaree(fs: FauxService, navigateur: Navigateur, indice: str) -> None:
    """The address must be declared exactly."""
    reponse = demander(fs, navigateur, id_token_hint=indice, post_logout_redirect_uri=f"{ADIEU}/")
    assert (reponse.status_code, code_erreur(reponse)) == (400, "Y04CFAEF")


@pytest.mark.parametrize("indice_faux", ["pas-un-jeton", "a.b.c", "e30.e30.e30"])
def test_indice_illisible(fs: FauxService, navigateur: Navigateur, indice_faux: str) -> None:
    """A hint that is not a JWT is refused."""
    reponse = demander(fs, navigateur, id_token_hint=indice_faux)
    assert (reponse.status_code, code_erreur(reponse)) == (400, "Y04FEDB9")


def test_indice_contrefait(fs: FauxService, navigateur: Navigateur) -> None:
    """A hint that FranceConnect did not sign is refused."""
    faux = jws.serialize_compact(
        {"alg": "ES256"}, f'{{"aud":"{fs.client_id}"}}', ECKey.generate_key("P-256"), algorithms=["ES256"]
    )
    assert demander(fs, navigateur, id_token_hint=faux).status_code == 400


def test_client_different_de_l_indice(fs: FauxService, navigateur: Navigateur, indice: str) -> None:
    """The client_id, when given, must be the one of the hint."""
    assert demander(fs, navigateur, id_token_hint=indice, client_id=fs.client_id).status_code == 200
    assert demander(fs, navigateur, id_token_hint=indice, client_id="autre").status_code == 400


def test_etape_forgee(fs: FauxService, navigateur: Navigateur) -> None:
    """A logout nobody asked for does not end the session."""
    fs.entrer(navigateur)
    assert code_erreur(navigateur.aller(f"{fs.fc}/client/logout-callback?state=faux")) == "Y190001"
    assert fs.autoriser(navigateur).url.path.endswith("/consent")


def test_code_obtenu_avant_la_deconnexion(fs: FauxService, base: str, navigateur: Navigateur, indice: str) -> None:
    """A code not yet exchanged shares the fate of its token: lost for the service that logs out, kept by the other."""
    autre = FauxService(base)
    retour = fs.entrer(navigateur)
    conserve = navigateur.soumettre(autre.autoriser(navigateur))
    page = navigateur.aller(f"{fs.fc}/session/end", params={"id_token_hint": indice})
    navigateur.soumettre(navigateur.soumettre(page))
    assert fs.echanger(retour).json()["error"] == "invalid_grant"
    jeton = autre.echanger(conserve).json()["access_token"]
    assert autre.userinfo(jeton).status_code == 200
    donnees = get(f"{base}/v1/droits/beneficiaires/me", headers={"Authorization": f"Bearer {jeton}"})
    assert donnees.status_code == 401
