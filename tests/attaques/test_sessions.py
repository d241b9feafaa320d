"""Session fixation: a cookie that the attacker knows is worth nothing once the citizen has proved who they are."""

from __future__ import annotations

import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, lire

COOKIE = "fc_session_id"


def identifiant(navigateur: Navigateur) -> str:
    return navigateur.client.cookies[COOKIE]


def avec(base: str, cle: str) -> Navigateur:
    """A browser where this cookie was planted."""
    navigateur = Navigateur(base)
    navigateur.client.cookies.set(COOKIE, cle, domain="127.0.0.1", path="/api/v2")
    return navigateur


def test_l_identifiant_change_a_chaque_seuil(fs: FauxService, navigateur: Navigateur) -> None:
    """A new id at each journey and after the identity provider's return; the former ones open nothing."""
    mire = fs.autoriser(navigateur)
    premier = identifiant(navigateur)
    consentement = navigateur.soumettre(navigateur.soumettre(mire), login="test")
    second = identifiant(navigateur)
    navigateur.soumettre(consentement)
    fs.autoriser(navigateur)
    troisieme = identifiant(navigateur)
    assert len({premier, second, troisieme}) == 3
    for perdu in (premier, second):
        assert "Choisissez un compte" in fs.autoriser(avec(fs.base, perdu)).text
    assert "Angela" in fs.autoriser(avec(fs.base, troisieme)).text


@pytest.mark.parametrize("plante", ["a" * 43, "", "../../x", '"\\000"', "x" * 5000])
def test_un_cookie_invente_n_est_jamais_adopte(fs: FauxService, plante: str) -> None:
    """A planted id that names no session is replaced as soon as a journey starts, and never becomes one."""
    victime = avec(fs.base, plante)
    consentement = victime.soumettre(victime.soumettre(fs.autoriser(victime)), login="test")
    assert consentement.status_code == 200
    assert identifiant(victime) != plante
    assert code_erreur(avec(fs.base, plante).aller(str(consentement.url))) == "Y190001"
    assert "Choisissez un compte" in fs.autoriser(avec(fs.base, plante)).text


def test_le_cookie_du_pirate_ne_lui_livre_rien(fs: FauxService, navigateur_pirate: Navigateur) -> None:
    """The attacker plants his own journey's cookie; the victim logs in through it; he gets neither page nor SSO."""
    mire = fs.autoriser(navigateur_pirate)
    plante = identifiant(navigateur_pirate)
    victime = avec(fs.base, plante)
    consentement = victime.soumettre(victime.soumettre(mire), login="test")
    assert "Angela" in consentement.text
    pirate = avec(fs.base, plante)
    assert code_erreur(pirate.aller(str(consentement.url))) == "Y190001"
    champs = lire(consentement).formulaires[0].champs
    assert code_erreur(pirate.client.post(f"{fs.fc}/login", data=champs)) == "Y190001"
    assert "Choisissez un compte" in fs.autoriser(avec(fs.base, plante)).text


def test_deconnecte_le_cookie_est_mort(fs: FauxService, navigateur: Navigateur) -> None:
    """After the logout a copy of the cookie opens nothing, and the browser was told to forget it."""
    jetons = fs.jetons(navigateur=navigateur)
    copie = identifiant(navigateur)
    page = navigateur.aller(f"{fs.fc}/session/end", params={"id_token_hint": jetons["id_token"]})
    navigateur.soumettre(navigateur.soumettre(page))
    assert COOKIE not in navigateur.client.cookies
    assert "Choisissez un compte" in fs.autoriser(avec(fs.base, copie)).text
