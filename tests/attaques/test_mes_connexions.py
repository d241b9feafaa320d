"""The citizen's space and what a space keeps: no planted session, and nothing that one space tells to another."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from tests.attaques.test_formulaires import entrer
from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, get, lire, nouveau_client, post

COOKIE = "mes_connexions"
SLUGS = ("attaques-ici", "attaques-ailleurs")
JUMEAU = {"client_id": "jumeau-des-citoyens", "client_secret": "secret-du-jumeau-des-citoyens-des-deux-espaces"}
INCONNU = {"code": "INVALID_SESSION"}


@pytest.fixture(scope="module")
def espaces(base: str) -> Iterator[tuple[str, str]]:
    """Two spaces with the same nation."""
    for slug in SLUGS:
        assert post(f"{base}/_bac/spaces", json={"slug": slug, "size": 1000}).status_code == 201
    ici, ailleurs = (f"{base}/e/{slug}" for slug in SLUGS)
    yield ici, ailleurs
    for slug in SLUGS:
        nouveau_client().delete(f"{base}/_bac/spaces/{slug}")


@pytest.fixture(scope="module")
def jumeaux(espaces: tuple[str, str]) -> tuple[FauxService, FauxService]:
    """The same service in both."""
    ici, ailleurs = (FauxService(espace, title="Jumeau", **JUMEAU) for espace in espaces)
    return ici, ailleurs


def avec(espace: str, cle: str) -> Navigateur:
    """A browser where this cookie was planted."""
    navigateur = Navigateur(espace)
    chemin = f"{urlsplit(espace).path}/mes-connexions"
    navigateur.client.cookies.set(COOKIE, cle, domain="127.0.0.1", path=chemin)
    return navigateur


def moi(navigateur: Navigateur) -> dict[str, str]:
    lu: dict[str, str] = navigateur.client.get(f"{navigateur.base}/mes-connexions/api/me").json()
    return lu


def cle(navigateur: Navigateur) -> str:
    return navigateur.client.cookies[COOKIE]


def test_le_cookie_plante_ne_devient_jamais_une_session(espaces: tuple[str, str]) -> None:
    """The attacker plants the cookie of his own departure; the victim enters through it; his copy opens nothing."""
    ici, _ = espaces
    pirate = Navigateur(ici)
    depart = pirate.client.get(f"{ici}/mes-connexions/connexion")
    plante = cle(pirate)
    victime = avec(ici, plante)
    mire = victime.aller(depart.headers["location"])
    victime.soumettre(victime.soumettre(mire), login="claire-moreau")
    assert moi(victime)["lastname"] == "MOREAU"
    assert cle(victime) != plante
    assert moi(avec(ici, plante)) == INCONNU


@pytest.mark.parametrize("plante", ["a" * 43, "", "../../x", '"\\000"', "x" * 5000])
def test_un_cookie_invente_n_est_jamais_adopte(espaces: tuple[str, str], plante: str) -> None:
    """A planted value that names no session opens nothing, before and after the victim's login."""
    ici, _ = espaces
    victime = avec(ici, plante)
    assert moi(victime) == INCONNU
    mire = victime.aller(f"{ici}/mes-connexions/connexion")
    victime.soumettre(victime.soumettre(mire), login="claire-moreau")
    assert moi(avec(ici, plante)) == INCONNU


def test_connexion_forcee(espaces: tuple[str, str]) -> None:
    """Login CSRF: the attacker's own return, opened by the victim, does not log her in under his name; nor twice."""
    ici, _ = espaces
    pirate = Navigateur(ici)
    mire = pirate.aller(f"{ici}/mes-connexions/connexion")
    chez_le_fi = pirate.soumettre(mire)
    f = lire(chez_le_fi).formulaires[0]
    reponse = pirate.client.post(f.action, data={**f.champs, "login": "marc-roussel"})
    while "/mes-connexions/retour" not in reponse.headers["location"]:
        reponse = pirate.client.get(reponse.headers["location"])
    piege = reponse.headers["location"]
    victime = Navigateur(ici)
    assert victime.client.get(piege).status_code == 400
    victime.client.get(f"{ici}/mes-connexions/connexion")
    assert victime.client.get(piege).status_code == 400
    assert moi(victime) == INCONNU
    assert pirate.client.get(piege).status_code == 303
    assert pirate.client.get(piege).status_code == 400


def test_deconnecte_le_cookie_est_mort(espaces: tuple[str, str]) -> None:
    """After the citizen has left, a copy of the cookie opens nothing."""
    ici, _ = espaces
    citoyenne = entrer(ici, "claire-moreau")
    copie = cle(citoyenne)
    page = citoyenne.aller(f"{ici}/mes-connexions/")
    citoyenne.soumettre(page, len(lire(page).formulaires) - 1)
    assert moi(avec(ici, copie)) == INCONNU


def test_une_session_de_citoyen_ne_change_pas_d_espace(espaces: tuple[str, str]) -> None:
    """The cookie of one space, carried by hand to the other, is no session there, and its form token neither."""
    ici, ailleurs = espaces
    citoyenne = entrer(ici, "claire-moreau")
    intrus = avec(ailleurs, cle(citoyenne))
    assert moi(intrus) == INCONNU
    page = citoyenne.aller(f"{ici}/mes-connexions/preferences")
    jeton = lire(page).formulaires[0].champs["csrfToken"]
    autre = entrer(ailleurs, "claire-moreau")
    refus = autre.client.post(f"{ailleurs}/mes-connexions/preferences", data={"csrfToken": jeton})
    assert refus.status_code == 401


def test_l_historique_et_les_courriels_restent_chez_eux(
    espaces: tuple[str, str], jumeaux: tuple[FauxService, FauxService]
) -> None:
    """What happens in one space is neither in the journal, nor the history, nor the mailbox of the other."""
    ici, ailleurs = espaces
    jumeaux[0].entrer(Navigateur(ici), "sophie-petit")
    a = get(f"{ici}/_bac/citizens/sophie-petit").json()["identity"]["email"]
    assert len(get(f"{ici}/_bac/mailbox", params={"to": a}).json()["mails"]) == 1
    assert get(f"{ailleurs}/_bac/mailbox", params={"to": a}).json()["mails"] == []
    assert a not in get(f"{ailleurs}/courriels").text
    citoyenne = entrer(ailleurs, "sophie-petit")
    services = {p["spLabel"] for p in citoyenne.client.get(f"{ailleurs}/mes-connexions/api/traces").json()["payload"]}
    assert services == {"Mes connexions"}


def test_retirer_ailleurs_ne_retire_rien_ici(
    espaces: tuple[str, str], jumeaux: tuple[FauxService, FauxService]
) -> None:
    """A consent taken back in one space leaves the tokens of the same service alive in the other."""
    acces = jumeaux[0].jeton_direct("claire-moreau")["access_token"]
    jumeaux[1].jeton_direct("claire-moreau")
    chemin = f"/_bac/citizens/claire-moreau/consents/{jumeaux[0].client_id}"
    assert nouveau_client().delete(espaces[1] + chemin).status_code < 300
    assert jumeaux[0].userinfo(acces).status_code == 200
    assert nouveau_client().delete(espaces[0] + chemin).status_code < 300
    assert jumeaux[0].userinfo(acces).status_code == 401


def test_les_comptes_les_pannes_et_les_issues_restent_chez_eux(
    espaces: tuple[str, str], jumeaux: tuple[FauxService, FauxService]
) -> None:
    """An account disabled, a fault armed, a RNIPP outcome and a platform opened here change nothing elsewhere."""
    ici, ailleurs = espaces
    client = nouveau_client()
    client.patch(f"{ici}/_bac/citizens/elodie-girard/account", json={"active": False}).raise_for_status()
    client.put(f"{ici}/_bac/citizens/odette-garnier/rnipp", json={"outcome": "none"}).raise_for_status()
    client.put(f"{ici}/_bac/profiles", json={"v1": True}).raise_for_status()
    client.post(f"{ici}/_bac/faults", json={"name": "userinfo-500", "scope": "space"}).raise_for_status()
    assert code_erreur(entrer_page(jumeaux[0], "elodie-girard")) == "Y180001"
    assert code_erreur(entrer_page(jumeaux[0], "odette-garnier")) == "Y010008"
    for login in ("elodie-girard", "odette-garnier"):
        jeton = jumeaux[1].jeton_direct(login)["access_token"]
        assert jumeaux[1].userinfo(jeton).status_code == 200
    assert get(f"{ailleurs}/api/v1/authorize").status_code == 404
    assert get(f"{ailleurs}/_bac/faults").json()["armed"] == []


def entrer_page(fs: FauxService, login: str) -> httpx.Response:
    """What the citizen sees after the identity provider."""
    navigateur = Navigateur(fs.base)
    return navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur)), login=login)
