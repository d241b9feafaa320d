"""The strict rules of `/authorize` and its two channels of refusal (API - authorize)."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.franceconnect.navigation import (
    ETAT,
    RETOUR,
    FauxService,
    Navigateur,
    code_erreur,
    fragment,
    get,
    parametres,
    post,
)
from tests.franceconnect.partenaire import publier

OBLIGATOIRES = ["client_id", "response_type", "scope", "redirect_uri", "state", "nonce", "acr_values"]


def refus_page(reponse: httpx.Response) -> tuple[int, str]:
    assert reponse.headers["content-type"].startswith("text/html")
    return reponse.status_code, code_erreur(reponse)


def refus_redirige(fs: FauxService, reponse: httpx.Response) -> dict[str, str]:
    """The parameters that the service gets, after the checks that hold for every error redirect."""
    recus = parametres(reponse)
    assert reponse.status_code == 303
    assert reponse.headers["location"].startswith(f"{RETOUR}?")
    assert (recus.pop("iss"), recus.pop("state")) == (fs.fc, ETAT)
    return recus


@pytest.mark.parametrize("prompt", [None, "login", "consent", "login consent", "consent login"])
def test_demande_acceptee(fs: FauxService, base: str, prompt: str | None) -> None:
    """A correct request gets a 303 to its interaction, with the session cookie; the allowed prompts change nothing."""
    reponse = get(f"{fs.fc}/authorize", params=fs.demande(prompt=prompt))
    assert reponse.status_code == 303
    assert reponse.headers["location"].startswith(f"{fs.fc}/interaction/")
    cookie = reponse.headers["set-cookie"]
    assert cookie.startswith("fc_session_id=")
    assert {"HttpOnly", "SameSite=lax", "Path=/api/v2", "Max-Age=1800"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


def test_demande_par_post(fs: FauxService) -> None:
    """The same request is accepted as a form."""
    reponse = post(f"{fs.fc}/authorize", data=fs.demande())
    assert (reponse.status_code, "/interaction/" in reponse.headers["location"]) == (303, True)


def test_ui_locales_ignore(fs: FauxService) -> None:
    """`ui_locales` is accepted."""
    assert "Choisissez un compte" in fs.autoriser(ui_locales="fr").text


@pytest.mark.parametrize("absent", OBLIGATOIRES)
def test_parametre_obligatoire_absent(fs: FauxService, absent: str) -> None:
    """Each mandatory parameter missing is a page without any link back."""
    reponse = fs.autoriser(None, **{absent: None})
    assert refus_page(reponse) == (400, "Y030007")
    assert "redirect-to-sp-with-error" not in reponse.text


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": ""},
        {"nonce": "vingt-et-un-caracteres"[:21]},
        {"acr_values": "e" * 65},
        {"redirect_uri": "pas-une-adresse"},
        {"redirect_uri": "javascript:alert(1)"},
        {"prompt": ""},
        {"prompt": "none"},
        {"prompt": "select_account"},
        {"prompt": "login none"},
    ],
    ids=str,
)
def test_parametre_mal_forme(fs: FauxService, change: dict[str, str]) -> None:
    """A badly formed parameter is a page."""
    assert refus_page(fs.autoriser(None, **change)) == (400, "Y030007")


@pytest.mark.parametrize(
    "nom",
    ["login_hint", "code_challenge", "max_age", "display", "response_mode", "request", "id_token_hint", "utm_source"],
)
def test_parametre_en_trop(fs: FauxService, nom: str) -> None:
    """One parameter outside the list is enough to refuse: PKCE, login hints, tracking."""
    assert refus_page(fs.autoriser(None, **{nom: "x"})) == (400, "Y030007")


def test_parametre_repete(fs: FauxService, navigateur: Navigateur) -> None:
    """A repeated parameter is refused, even with the same value."""
    doubles = [*fs.demande().items(), ("state", ETAT)]
    assert refus_page(navigateur.aller(f"{fs.fc}/authorize", params=doubles)) == (400, "Y030007")


def test_client_inconnu(fs: FauxService) -> None:
    """An unknown client is a page: no address can be trusted."""
    assert refus_page(fs.autoriser(client_id="personne")) == (400, "Y04EA6EF")


def test_client_inactif(base: str) -> None:
    """A deactivated client is as unknown as another."""
    assert refus_page(FauxService(base, active=False).autoriser()) == (400, "Y04EA6EF")


@pytest.mark.parametrize("adresse", ["https://ailleurs.exemple.fr/", f"{RETOUR}/", f"{RETOUR}?a=b"])
def test_redirect_uri_non_declaree(fs: FauxService, adresse: str) -> None:
    """The address is compared exactly with those declared."""
    assert refus_page(fs.autoriser(redirect_uri=adresse)) == (400, "Y04C013C")


def test_scope_et_redirect_uri_mauvais(fs: FauxService) -> None:
    """With a bad scope too, the refusal is the library's generic one."""
    reponse = fs.autoriser(scope="identite_pivot", redirect_uri="https://ailleurs.exemple.fr/")
    assert refus_page(reponse) == (400, "Y040001")


def test_sector_identifier_injoignable(base: str) -> None:
    """A sector identifier that does not answer breaks the service, on FranceConnect's side."""
    fs = FauxService(base, sector_identifier_uri="http://127.0.0.1:9/secteur")
    assert refus_page(fs.autoriser()) == (400, "Y04A8220")


def test_sector_identifier_incomplet(base: str) -> None:
    """A sector identifier must list every address of the service."""
    with publier(["https://autre.exemple.fr/retour"]) as adresse:
        assert refus_page(FauxService(base, sector_identifier_uri=adresse).autoriser()) == (400, "Y046696C")


def test_sector_identifier_complet(base: str) -> None:
    """A sector identifier that lists the addresses lets the request in, on any of its hosts."""
    adresses = [RETOUR, "https://second.exemple.fr/retour"]
    with publier(adresses) as adresse:
        fs = FauxService(base, redirect_uris=adresses, sector_identifier_uri=adresse)
        assert "Choisissez un compte" in fs.autoriser(redirect_uri=adresses[1]).text


def test_response_type_vide(fs: FauxService) -> None:
    """An empty response_type goes back to the service."""
    assert refus_redirige(fs, fs.autoriser(response_type="")) == {
        "error": "invalid_request",
        "error_description": "missing required parameter 'response_type'",
    }


def test_response_type_inconnu(fs: FauxService) -> None:
    """Another response_type goes back in the query."""
    assert refus_redirige(fs, fs.autoriser(response_type="autre")) == {
        "error": "unsupported_response_type",
        "error_description": "unsupported response_type requested",
    }


@pytest.mark.parametrize("type_", ["token", "id_token", "code token", "code id_token token"])
def test_response_type_de_fragment(fs: FauxService, type_: str) -> None:
    """What would have been answered in the fragment is refused there."""
    recus = fragment(fs.autoriser(response_type=type_))
    assert (recus["error"], recus["state"], recus["iss"]) == ("unsupported_response_type", ETAT, fs.fc)


def test_scope_sans_openid(fs: FauxService) -> None:
    """`openid` must be asked."""
    assert refus_redirige(fs, fs.autoriser(scope="identite_pivot")) == {
        "error": "invalid_request",
        "error_description": "openid scope must be requested when using the acr_values parameter",
    }


def test_scope_hors_habilitation(base: str) -> None:
    """A known scope that the service is not entitled to is refused by name."""
    fs = FauxService(base, scopes=["openid", "email"])
    assert refus_redirige(fs, fs.autoriser(scope="openid email dgfip_rfr")) == {
        "error": "invalid_scope",
        "error_description": "requested scope is not allowed",
        "scope": "dgfip_rfr",
    }


def test_scope_inconnu_ignore(fs: FauxService) -> None:
    """An unknown scope is ignored and absent from what is granted."""
    retour = fs.entrer(scope="openid inconnu email address")
    assert fs.echanger(retour).json()["scope"] == "openid email"


@pytest.mark.parametrize(
    ("demande", "garde"),
    [("eidas2", "eidas2"), ("eidas3", "eidas3"), ("eidas3 eidas2", "eidas2")],
)
def test_niveau_refuse(fs: FauxService, demande: str, garde: str) -> None:
    """The lowest level asked is kept; above eidas1 it goes back to the service with FranceConnect's own code."""
    attendu = f"acr_value is not valid, should be equal one of these values, expected eidas1, got {garde}"
    assert refus_redirige(fs, fs.autoriser(acr_values=demande)) == {
        "error": "invalid_acr",
        "error_description": attendu,
    }


@pytest.mark.parametrize("demande", ["eidas1", "eidas3 eidas1", "inconnu", "eidas2 eidas1 inconnu"])
def test_niveau_garde(fs: FauxService, demande: str) -> None:
    """With eidas1 among the levels, or no known level, the journey goes on."""
    assert "Choisissez un compte" in fs.autoriser(acr_values=demande).text


def test_claims_illisible(fs: FauxService) -> None:
    """A claims parameter that is not JSON goes back to the service."""
    assert refus_redirige(fs, fs.autoriser(claims="{")) == {
        "error": "invalid_request",
        "error_description": "could not parse the claims parameter JSON",
    }


def test_amr_sans_habilitation(base: str) -> None:
    """Asking for `amr` without being entitled to it is a page."""
    fs = FauxService(base, claims=[])
    assert refus_page(fs.autoriser(claims='{"id_token":{"amr":{"essential":true}}}')) == (400, "Y100009")


def test_idp_hint_refuse(fs: FauxService) -> None:
    """An identity provider that is unknown goes back to the service."""
    assert refus_redirige(fs, fs.autoriser(idp_hint="inconnu")) == {
        "error": "invalid_idp_hint",
        "error_description": "An idp_hint was provided but is not allowed",
    }


def test_idp_hint_hors_liste_du_service(base: str, uid_fi: str) -> None:
    """A service with its own list may only name those."""
    fs = FauxService(base, allowedIdpHints=["un-autre"])
    assert refus_redirige(fs, fs.autoriser(idp_hint=uid_fi))["error"] == "invalid_idp_hint"


def test_idp_hint_saute_la_mire(fs: FauxService, uid_fi: str) -> None:
    """A good hint leads straight to that identity provider, by GET or by POST with the hint in the query."""
    assert "/fi/demonstration/" in str(fs.autoriser(idp_hint=uid_fi).url)
    autre: Any = post(f"{fs.fc}/authorize", params={"idp_hint": uid_fi}, data=fs.demande())
    assert "/fi/demonstration/" in autre.headers["location"]


def test_adresses_de_developpement(base: str) -> None:
    """The sandbox accepts localhost, and any of several declared addresses on one host."""
    adresses = ["http://localhost:3000/retour", "http://127.0.0.1:3000/retour"]
    fs = FauxService(base, redirect_uris=adresses)
    for adresse in adresses:
        assert "Choisissez un compte" in fs.autoriser(redirect_uri=adresse).text
