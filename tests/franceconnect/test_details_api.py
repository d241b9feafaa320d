"""What FranceConnect's own suite checks of its API besides the rest: nonces, empty values, returns, FranceConnect+."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from sqlmodel import select

from registry.stockage.base import Base
from registry.stockage.tables import EtatProtocole
from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, get, parametres, verifier
from tests.franceconnect.partenaire import publier
from tests.franceconnect.test_checktoken import FauxFd, jwks
from tests.franceconnect.test_parcours import au_fi, rappel, refus
from tests.franceconnect.test_plus import ServicePlus
from tests.support.serveur import Sandbox


@pytest.mark.parametrize("nonce", ["n" * 22, "n" * 32, "soixante-quatre-caracteres-et-des-signes@#&" * 2], ids=len)
def test_nonces_admis(fs: FauxService, navigateur: Navigateur, nonce: str) -> None:
    """A nonce of 22 characters or more is accepted, whatever its characters, and comes back as it was."""
    jetons = fs.echanger(fs.entrer(navigateur, nonce=nonce)).json()
    assert fs.verifier(jetons["id_token"])["nonce"] == nonce


@pytest.mark.parametrize("nonce", ["", "nonce_trop_court"])
def test_nonces_refuses(fs: FauxService, nonce: str) -> None:
    """An empty or short nonce is a page, and the service never hears of it."""
    assert refus(fs.autoriser(nonce=nonce)) == (400, "Y030007")


def test_scope_vide(fs: FauxService) -> None:
    """An empty scope goes back to the service: `openid` must be requested."""
    recus = parametres(fs.autoriser(scope=""))
    attendu = "openid scope must be requested when using the acr_values parameter"
    assert (recus["error"], recus["error_description"]) == ("invalid_request", attendu)


@pytest.mark.parametrize("nom", ["redirect_uri", "client_id"])
def test_parametre_vide(fs: FauxService, nom: str) -> None:
    """An empty redirect address or client_id is a badly formed request: a page, without any link back."""
    page = fs.autoriser(None, **{nom: ""})
    assert refus(page) == (400, "Y030007")
    assert "redirect-to-sp-with-error" not in page.text


def test_erreur_du_fi_sans_etat(fs: FauxService, navigateur: Navigateur) -> None:
    """An identity provider's error without state is refused like any other return."""
    au_fi(fs, navigateur)
    assert refus(rappel(fs, navigateur, error="access_denied")) == (400, "Y020021")


def test_lien_de_retour_par_la_main(fs: FauxService, navigateur: Navigateur) -> None:
    """Without a live journey, the link tells the service an authentication aborted, with the issuer."""
    lien = f"{fs.fc}/redirect-to-sp-with-error"
    retour = navigateur.aller(lien, params={"redirect_uri": fs.retour, "state": "abc"})
    assert retour.status_code == 302
    assert parametres(retour) == {
        "error": "access_denied",
        "error_description": "user authentication aborted",
        "state": "abc",
        "iss": fs.fc,
    }


@pytest.mark.parametrize("adresse", [None, "https://ailleurs.exemple.fr/"])
def test_lien_de_retour_refuse_sans_lien(fs: FauxService, navigateur: Navigateur, adresse: str | None) -> None:
    """A foreign address of return gives a page that leads nowhere."""
    page = navigateur.aller(f"{fs.fc}/redirect-to-sp-with-error", params={"redirect_uri": adresse} if adresse else {})
    assert code_erreur(page) == "Y030030"
    assert "Revenir sur" not in page.text


@pytest.fixture(scope="module")
def cles_du_fd() -> Iterator[str]:
    with publier(jwks()) as ici:
        yield ici


@pytest.mark.parametrize(("signature", "chiffrement"), [("ES256", "RSA-OAEP-256"), ("ES256", "ECDH-ES")])
@pytest.mark.parametrize("niveau", ["eidas2", "eidas3"])
def test_checktoken_de_plus(base: str, cles_du_fd: str, signature: str, chiffrement: str, niveau: str) -> None:
    """FranceConnect+ answers `checktoken` in the same envelope, with its own issuer and the level obtained."""
    plus = ServicePlus(base)
    algs = {"checktoken_signed_response_alg": signature, "checktoken_encrypted_response_alg": chiffrement}
    fd = FauxFd(base, cles_du_fd, **algs)
    fd.fc = plus.fc
    jeton = plus.echanger(plus.entrer(acr_values=niveau, scope="openid dgfip_rfr")).json()["access_token"]
    charge = verifier(plus.fc, fd.dechiffrer(fd.demander(jeton)))
    lu = charge["token_introspection"]
    assert (charge["iss"], lu["acr"], lu["scope"], lu["aud"]) == (plus.fc, niveau, "dgfip_rfr", plus.client_id)


def test_durees_de_vie(fs: FauxService, sandbox: Sandbox) -> None:
    """The server forgets a code 30 seconds after it was given, and its access token after 60."""
    avant = int(time.time())
    retour = fs.entrer()
    code = parametres(retour)["code"]
    echeance = fin_de_vie(sandbox, code)
    jeton = fs.echanger(retour).json()["access_token"]
    fin_du_jeton, apres = fin_de_vie(sandbox, jeton), int(time.time())
    assert avant + 30 <= echeance <= apres + 30
    assert avant + 60 <= fin_du_jeton <= apres + 60


def fin_de_vie(sandbox: Sandbox, cle: str) -> int:
    """When the server forgets what has this key (epoch seconds)."""
    base = Base(sandbox.database_url)
    with base.session() as session:
        (fin,) = session.exec(select(EtatProtocole.expire_le).where(EtatProtocole.cle == cle)).all()
    base.fermer()
    return fin


def test_decouverte_sans_chiffrement(fs: FauxService) -> None:
    """The low platform announces three signatures for both tokens, one response type and grant, no back channel."""
    d = get(f"{fs.fc}/.well-known/openid-configuration").json()
    for jeton in ("id_token", "userinfo"):
        assert set(d[f"{jeton}_signing_alg_values_supported"]) == {"HS256", "ES256", "RS256"}
    assert (d["response_types_supported"], d["grant_types_supported"]) == (["code"], ["authorization_code"])
    assert [n for n in d if n.startswith(("backchannel", "frontchannel"))] == []


@pytest.mark.parametrize("chemin", ["userinfo", "jwks", ".well-known/openid-configuration"])
def test_api_sans_cookie_ni_session(fs: FauxService, navigateur: Navigateur, chemin: str) -> None:
    """An API answer sets no cookie, even to a browser that has a session."""
    fs.entrer(navigateur)
    assert "set-cookie" not in navigateur.client.get(f"{fs.fc}/{chemin}").headers
