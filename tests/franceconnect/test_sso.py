"""Single sign-on between two services, and what ends it (Connexion - SSO)."""

from __future__ import annotations

import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, lire


@pytest.fixture(scope="module")
def autre(base: str) -> FauxService:
    """A second service, of another entity."""
    return FauxService(base, title="Ma région")


def test_second_service(fs: FauxService, autre: FauxService, navigateur: Navigateur) -> None:
    """The second service's citizen skips the tiles, sees the information page again, and gets another subject."""
    premier = fs.jetons(navigateur=navigateur)
    page = autre.autoriser(navigateur)
    assert page.url.path.endswith("/consent")
    second = autre.echanger(navigateur.soumettre(page)).json()
    subs = {fs.verifier(j["id_token"])["sub"] for j in (premier, second)}
    assert len(subs) == 2
    assert autre.verifier(autre.userinfo(second["access_token"]).text)["family_name"] == "DUBOIS"


def test_amr_par_service(fs: FauxService, autre: FauxService, navigateur: Navigateur) -> None:
    """`amr` is evaluated again for each service."""
    fs.entrer(navigateur)
    page = autre.autoriser(navigateur, claims='{"id_token":{"amr":null}}')
    jetons = autre.echanger(navigateur.soumettre(page)).json()
    assert autre.verifier(jetons["id_token"])["amr"] == ["fc", "pwd"]


def test_prompt_login_ne_coupe_pas(fs: FauxService, autre: FauxService, navigateur: Navigateur) -> None:
    """`prompt=login` does not disable single sign-on, and a hint does not matter with it."""
    fs.entrer(navigateur)
    assert autre.autoriser(navigateur, prompt="login", idp_hint="inconnu").url.path.endswith("/consent")


def test_fi_ferme_au_second(fs: FauxService, base: str, navigateur: Navigateur, uid_fi: str) -> None:
    """A second service closed to the session's identity provider gets the tiles; the first keeps its SSO."""
    fs.entrer(navigateur)
    ferme = FauxService(base, idpFilterList=[uid_fi])
    mire = ferme.autoriser(navigateur)
    assert "disabled" in lire(mire).formulaires[0].boutons[0]
    assert fs.autoriser(navigateur).url.path.endswith("/consent")


def test_abandon_sur_la_page_d_information(fs: FauxService, autre: FauxService, navigateur: Navigateur) -> None:
    """An SSO journey abandoned on the information page leaves the session known."""
    fs.entrer(navigateur)
    autre.autoriser(navigateur)
    assert fs.autoriser(navigateur).url.path.endswith("/consent")


def test_parcours_abandonne_avant_la_fin(fs: FauxService, navigateur: Navigateur) -> None:
    """Only a finished journey makes a session known: an identity given but not confirmed is not reused."""
    navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur)))
    assert "Choisissez un compte" in fs.autoriser(navigateur).text


def test_changer_d_identite(fs: FauxService, navigateur: Navigateur) -> None:
    """Coming back to the tiles and entering as somebody else replaces the identity; the first token stays valid."""
    premier = fs.jetons(navigateur=navigateur)
    page = fs.autoriser(navigateur)
    mire = navigateur.aller(str(page.url).removesuffix("/consent"))
    page = navigateur.soumettre(navigateur.soumettre(mire), login="ahmad-noori")
    second = fs.echanger(navigateur.soumettre(page)).json()
    noms = [fs.verifier(fs.userinfo(j["access_token"]).text)["family_name"] for j in (premier, second)]
    assert noms == ["DUBOIS", "NOORI"]


def test_abandon_d_une_autre_identite(fs: FauxService, navigateur: Navigateur) -> None:
    """SSO is lost when another identity was being set and the journey is abandoned on the information page."""
    fs.entrer(navigateur)
    page = fs.autoriser(navigateur)
    mire = navigateur.aller(str(page.url).removesuffix("/consent"))
    navigateur.soumettre(navigateur.soumettre(mire), login="ahmad-noori")
    assert "Choisissez un compte" in fs.autoriser(navigateur).text


def test_deux_navigateurs(fs: FauxService, base: str) -> None:
    """A session belongs to one browser."""
    fs.entrer(Navigateur(base))
    assert "Choisissez un compte" in fs.autoriser(Navigateur(base)).text
