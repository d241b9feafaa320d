"""Redirections: the browser never goes where a service did not declare, and no header is born from a parameter."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.franceconnect.navigation import (
    RETOUR,
    FauxService,
    Navigateur,
    code_erreur,
    get,
    nouveau_client,
    parametres,
    post,
)

SLUG = "adresses-ressemblantes"
LOCAL = "http://localhost:3000/retour"
#: Addresses that look like the declared one.
RUSES = {
    "suffixe d'hôte": "https://service.exemple.fr.pirate.fr/retour",
    "préfixe d'hôte": "https://pirate-service.exemple.fr/retour",
    "sous-domaine": "https://a.service.exemple.fr/retour",
    "userinfo": "https://service.exemple.fr@pirate.fr/retour",
    "userinfo de l'hôte": "https://pirate@service.exemple.fr/retour",
    "userinfo encodé": "https://service.exemple.fr%40pirate.fr/retour",
    "barre inverse": "https://pirate.fr\\@service.exemple.fr/retour",
    "fragment": f"{RETOUR}#pirate",
    "fragment vide": f"{RETOUR}#",
    "requête": f"{RETOUR}?suite=https://pirate.fr",
    "requête vide": f"{RETOUR}?",
    "casse de l'hôte": "https://SERVICE.exemple.fr/retour",
    "casse du chemin": "https://service.exemple.fr/Retour",
    "casse du schéma": "HTTPS://service.exemple.fr/retour",
    "remontée": "https://service.exemple.fr/retour/../vol",
    "remontée encodée": "https://service.exemple.fr/retour/%2e%2e/vol",
    "point": "https://service.exemple.fr/./retour",
    "lettre encodée": "https://service.exemple.fr/%72etour",
    "barre finale": f"{RETOUR}/",
    "barre double": "https://service.exemple.fr//retour",
    "port": "https://service.exemple.fr:443/retour",
    "point final": "https://service.exemple.fr./retour",
    "sans chiffrement": "http://service.exemple.fr/retour",
    "espace": f"{RETOUR} ",
    "tabulation": "https://service.exemple.fr/re\ttour",
    "retour à la ligne": f"{RETOUR}\r\nLocation: https://pirate.fr",
    "sans schéma": "//service.exemple.fr/retour",
    "script": "javascript:alert(1)//service.exemple.fr/retour",
    "données": "data:text/html,retour",
    "homoglyphe": "https://servicе.exemple.fr/retour",
    "boucle": "http://127.0.0.1:3000/retour",
    "boucle v6": "http://[::1]:3000/retour",
    "autre port local": "http://localhost:3001/retour",
    "localhost suffixé": "http://localhost.pirate.fr:3000/retour",
    "localhost point": "http://localhost.:3000/retour",
    "zéro": "http://0.0.0.0:3000/retour",
    "vide": "",
}
REFUS = {"Y04C013C", "Y030007"}


@pytest.fixture(scope="module")
def service(base: str) -> Iterator[FauxService]:
    """A service with an address on the Web and another on its developer's machine, alone in its space.

    Alone, because the way back by hand takes any address that some service of the space declared.
    """
    assert post(f"{base}/_bac/spaces", json={"slug": SLUG}).status_code == 201
    yield FauxService(f"{base}/e/{SLUG}", redirect_uris=[RETOUR, LOCAL])
    nouveau_client().delete(f"{base}/_bac/spaces/{SLUG}")


@pytest.mark.parametrize("ruse", RUSES)
def test_une_adresse_ressemblante_n_est_pas_la_sienne(service: FauxService, ruse: str) -> None:
    """Authorize compares the address exactly: a look-alike gets an error page, whose links do not lead there either."""
    for change in ({}, {"response_type": "token"}, {"scope": "profile"}, {"acr_values": "eidas9"}):
        demande = service.demande(redirect_uri=RUSES[ruse], **change)
        page = get(f"{service.fc}/authorize", params=demande)
        assert page.status_code == 400
        assert code_erreur(page) in REFUS | {"Y040001"}
        assert 'href="https://pirate' not in page.text
        assert "location" not in page.headers


def test_ni_a_l_echange_du_code_ni_a_la_sortie(service: FauxService) -> None:
    """Neither the token endpoint, nor the logout, nor the way back by hand takes a look-alike."""
    retour, indice = service.entrer(), service.jeton_direct()["id_token"]
    for adresse in RUSES.values():
        refus = service.echanger(retour, redirect_uri=adresse)
        assert (refus.status_code, refus.json()["error"]) == (400, "invalid_grant" if adresse else "invalid_request")
        fin = {"id_token_hint": indice, "post_logout_redirect_uri": adresse or "/"}
        assert code_erreur(get(f"{service.fc}/session/end", params=fin)) == "Y04CFAEF"
        par_le_lien = get(f"{service.fc}/redirect-to-sp-with-error", params={"redirect_uri": adresse, "state": "x"})
        assert code_erreur(par_le_lien) == "Y030030"
    assert service.echanger(retour).status_code == 200


def test_l_adresse_du_voyage_l_emporte(fs: FauxService, pirate: FauxService, navigateur: Navigateur) -> None:
    """During a journey the way back ignores the address of the link, even one that another service declared."""
    fs.autoriser(navigateur)
    lien = {"redirect_uri": pirate.retour, "state": "du-pirate"}
    retour = navigateur.aller(f"{fs.fc}/redirect-to-sp-with-error", params=lien)
    assert retour.headers["location"].startswith(f"{fs.retour}?")
    assert parametres(retour)["state"] == "etat-du-service"


def test_l_adresse_de_sortie_d_un_autre(fs: FauxService, pirate: FauxService) -> None:
    """The address after logout is one of the service whose id_token it is, not of another."""
    fin = {"id_token_hint": fs.jeton_direct()["id_token"], "post_logout_redirect_uri": "https://pirate.exemple.fr/fin"}
    assert code_erreur(get(f"{fs.fc}/session/end", params=fin)) == "Y04CFAEF"
    assert pirate.fiche["post_logout_redirect_uris"] == ["https://pirate.exemple.fr/fin"]


@pytest.mark.parametrize(
    "etat", ["a\r\nSet-Cookie: pirate=1", "a\nb", "a\r\n\r\n<script>", "é", "a&iss=https://pirate.fr"]
)
def test_un_etat_n_ecrit_pas_d_en_tete(fs: FauxService, navigateur: Navigateur, etat: str) -> None:
    """The state comes back as it was, by success, refusal, abandon and logout, and adds no header nor parameter."""
    succes = fs.entrer(navigateur, state=etat)
    refus = get(f"{fs.fc}/authorize", params=fs.demande(state=etat, scope="profile"))
    fs.autoriser(navigateur, state=etat)
    abandon = navigateur.aller(f"{fs.fc}/redirect-to-sp-with-error", params={"state": "autre"})
    fin = {"id_token_hint": fs.jeton_direct()["id_token"], "state": etat}
    page = navigateur.aller(
        f"{fs.fc}/session/end", params={**fin, "post_logout_redirect_uri": fs.fiche["post_logout_redirect_uris"][0]}
    )
    sortie = navigateur.soumettre(navigateur.soumettre(page))
    for redirection in (succes, refus, abandon, sortie):
        assert "pirate" not in redirection.headers.get("set-cookie", "")
        assert parametres(redirection)["state"] == etat
        assert parametres(redirection).get("iss", fs.fc) == fs.fc
        assert urlsplit(redirection.headers["location"]).hostname == "service.exemple.fr"


def test_chaque_retour_nomme_l_emetteur(fs: FauxService, navigateur: Navigateur) -> None:
    """Mix-up (RFC 9207): success, refusal and abandon all carry `iss`, once, and it is the issuer of the discovery."""
    emetteur = get(f"{fs.fc}/.well-known/openid-configuration").json()["issuer"]
    succes = fs.entrer(navigateur)
    refus = get(f"{fs.fc}/authorize", params=fs.demande(scope="profile"))
    fs.autoriser(navigateur)
    abandon = navigateur.aller(f"{fs.fc}/redirect-to-sp-with-error")
    for redirection in (succes, refus, abandon):
        assert redirection.headers["location"].count("iss=") == 1
        assert parametres(redirection)["iss"] == emetteur
