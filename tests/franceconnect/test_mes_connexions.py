"""The citizen's space: one's history, the identity providers one accepts, and consents taken back at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx
import pytest

from tests.franceconnect.navigation import (
    FauxService,
    Navigateur,
    code_erreur,
    get,
    lire,
    nouveau_client,
    parametres,
    post,
)
from tests.franceconnect.test_checktoken import FauxFd, jwks
from tests.franceconnect.test_plus import ServicePlus

NUMEROS = count()


@pytest.fixture
def fs(base: str) -> Iterator[FauxService]:
    """A private service with consent, in a space of its own."""
    slug = f"mes-connexions-{next(NUMEROS)}"
    assert post(f"{base}/_bac/spaces", json={"slug": slug}).status_code == 201
    yield FauxService(f"{base}/e/{slug}", title="Ma commune", type="private", identityConsent=True)
    nouveau_client().delete(f"{base}/_bac/spaces/{slug}")


@pytest.fixture
def citoyen(fs: FauxService) -> Navigateur:
    """Angela's browser, in her own space."""
    return entrer(fs, "test")


def entrer(fs: FauxService, login: str) -> Navigateur:
    navigateur = Navigateur(fs.base)
    mire = navigateur.aller(f"{fs.base}/mes-connexions/connexion")
    navigateur.soumettre(navigateur.soumettre(mire), login=login)
    return navigateur


def api(navigateur: Navigateur, chemin: str, **options: Any) -> httpx.Response:
    return navigateur.client.get(f"{navigateur.base}/mes-connexions/api/{chemin}", **options)


def pistes(navigateur: Navigateur, **parametres: int) -> list[dict[str, Any]]:
    lu: list[dict[str, Any]] = api(navigateur, "traces", params=parametres).json()["payload"]
    return lu


def page(navigateur: Navigateur, chemin: str = "") -> httpx.Response:
    return navigateur.aller(f"{navigateur.base}/mes-connexions/{chemin}")


def bouton(reponse: httpx.Response, texte: str) -> int:
    """The number of the form that takes this service's consent back."""
    return next(n for n, f in enumerate(lire(reponse).formulaires) if f.champs.get("service") == texte)


def test_connexion_par_franceconnect(citoyen: Navigateur) -> None:
    """Logged in through the tiles without information page, the citizen is who the identity provider says."""
    assert api(citoyen, "me").json() | {"idpId": ""} == {
        "firstname": "Angela Claire Louise",
        "lastname": "DUBOIS",
        "idpId": "",
        "email": get(f"{citoyen.base}/_bac/citizens/test").json()["identity"]["email"],
    }
    assert "Angela Claire Louise DUBOIS" in page(citoyen).text


def test_les_trois_familles(fs: FauxService, citoyen: Navigateur) -> None:
    """A connection, the authorisation and the data exchange that follow it, newest first, by service and provider."""
    jeton = fs.jetons(scope="openid given_name dgfip_rfr")["access_token"]
    FauxFd(fs.base, "http://127.0.0.1:9/", jwks=jwks(), jwks_uri=None).lire(jeton)
    lues = [p for p in pistes(citoyen) if p["spLabel"] == "Ma commune"]
    assert [p["event"] for p in lues] == [
        "DP_VERIFIED_FC_CHECKTOKEN",
        "FC_DATATRANSFER_CONSENT_IDENTITY",
        "FC_VERIFIED",
    ]
    assert [c["identifier"] for c in lues[0]["claims"]] == ["dgfip_rfr"]
    assert {c["provider"]["slug"] for c in lues[1]["claims"]} == {"franceconnect", "dgfip"}
    assert lues[2]["authenticationEventId"] == lues[1]["authenticationEventId"] != ""
    texte = page(citoyen).text
    assert texte.index("Échange de données") < texte.index("Autorisation</th>") < texte.index("Connexion</th>")


def test_chacun_son_historique(fs: FauxService, citoyen: Navigateur) -> None:
    """Another citizen's events are not shown, and no value of anybody's identity is in the history."""
    fs.jetons("ahmad-noori")
    assert [p for p in pistes(citoyen) if p["spLabel"] == "Ma commune"] == []
    assert "NOORI" not in api(citoyen, "traces").text + page(citoyen).text


def test_dix_par_page(fs: FauxService, citoyen: Navigateur) -> None:
    """Ten events a page, each on one page only."""
    for _ in range(6):
        fs.jeton_direct()
    toutes = pistes(citoyen, size=100)
    assert len(toutes) > 10
    assert pistes(citoyen) == toutes[:10]
    assert pistes(citoyen, offset=10) == toutes[10:20]
    assert page(citoyen).text.count('<th scope="row">') == 10
    assert page(citoyen, "?page=2").text.count('<th scope="row">') == len(toutes) - 10


def test_retirer_un_consentement(fs: FauxService, citoyen: Navigateur) -> None:
    """Taken back, the consent stops userinfo, checktoken and the data call at once, for that service alone."""
    autre = FauxService(fs.base, title="Ma région")
    scope = "openid identite_pivot cnaf_quotient_familial"
    jeton, temoin = (s.jetons(scope=scope)["access_token"] for s in (fs, autre))
    voisin = fs.jetons("ahmad-noori", scope)["access_token"]
    assert fs.userinfo(jeton).status_code == 200
    citoyen.soumettre(autorisations := page(citoyen, "autorisations"), bouton(autorisations, fs.client_id))
    refus = fs.userinfo(jeton)
    assert (refus.status_code, refus.json()["error"]) == (401, "invalid_token")
    fd = FauxFd(fs.base, "http://127.0.0.1:9/", jwks=jwks(), jwks_uri=None)
    assert fd.lire(jeton) == {"active": False}
    adresse = f"{fs.base}/v3/dss/quotient_familial/france_connect"
    entetes = {"authorization": f"Bearer {jeton}"}
    assert get(adresse, params={"recipient": "13002526500013"}, headers=entetes).status_code == 401
    assert [s.userinfo(j).status_code for s, j in ((autre, temoin), (fs, voisin))] == [200, 200]


def test_retirer_avant_l_echange_du_code(fs: FauxService, citoyen: Navigateur) -> None:
    """A code not yet exchanged is worth nothing after the consent was taken back; the next login asks again."""
    navigateur = Navigateur(fs.base)
    retour = fs.entrer(navigateur)
    citoyen.soumettre(autorisations := page(citoyen, "autorisations"), bouton(autorisations, fs.client_id))
    assert fs.echanger(retour).json()["error"] == "invalid_grant"
    assert fs.client_id not in page(citoyen, "autorisations").text
    assert fs.autoriser(navigateur).url.path.endswith("/consent")


def test_retirer_par_l_api_de_controle(fs: FauxService) -> None:
    """The control API takes a consent back too, and says how many tokens it stopped."""
    jeton = fs.jeton_direct()["access_token"]
    adresse = f"{fs.base}/_bac/citizens/test/consents/{fs.client_id}"
    assert nouveau_client().delete(adresse).json()["revoked"] == 1
    assert fs.userinfo(jeton).status_code == 401
    assert nouveau_client().delete(f"{fs.base}/_bac/citizens/test/consents/inconnu").status_code == 404


def test_de_toutes_les_plateformes(fs: FauxService, citoyen: Navigateur) -> None:
    """What FranceConnect+ gave is in the history with its level, and stops as the rest does: token and code."""
    plus = ServicePlus(fs.base, title="Ma commune en mieux")
    jeton, retour = plus.jetons(scope="openid given_name")["access_token"], plus.entrer(scope="openid given_name")
    lues = [p for p in pistes(citoyen, size=100) if p["spLabel"] == "Ma commune en mieux"]
    assert {(p["platform"], p["interactionAcr"]) for p in lues} == {("FranceConnect+", "eidas3")}
    assert plus.userinfo(jeton).status_code == 200
    citoyen.soumettre(autorisations := page(citoyen, "autorisations"), bouton(autorisations, plus.client_id))
    assert plus.userinfo(jeton).status_code == 401
    assert plus.echanger(retour).json()["error"] == "invalid_grant"


def test_preferences(fs: FauxService, citoyen: Navigateur) -> None:
    """Refusing the accounts to come is kept and told by mail; the account in use may not be blocked."""
    formulaire = page(citoyen, "preferences")
    uid = api(citoyen, "me").json()["idpId"]
    coches = {f"fi:{uid}": "on"}
    assert "enregistrées" in citoyen.soumettre(formulaire, 0, **coches).text
    assert get(f"{fs.base}/_bac/citizens/test/account").json()["allowFutureIdp"] is False
    assert "préférences" in get(f"{fs.base}/_bac/mailbox").json()["mails"][0]["subject"]
    assert citoyen.soumettre(formulaire).status_code == 409


def test_preferences_par_l_api(citoyen: Navigateur) -> None:
    """The JSON API answers as the real dashboard: CONFLICT on the account in use, the whole list otherwise."""
    adresse = f"{citoyen.base}/mes-connexions/api/user-preferences"
    csrf = api(citoyen, "csrf-token").json()["csrfToken"]
    uid = api(citoyen, "me").json()["idpId"]
    corps = {"csrfToken": csrf, "idpList": [], "allowFutureIdp": True}
    refus = citoyen.client.post(adresse, json=corps)
    assert (refus.status_code, refus.json()) == (409, {"code": "CONFLICT"})
    lu = citoyen.client.post(adresse, json=corps | {"idpList": [uid], "allowFutureIdp": False}).json()
    assert (lu["allowFutureIdp"], [i["isChecked"] for i in lu["idpList"] if i["uid"] == uid]) == (False, [True])


@pytest.mark.parametrize("chemin", ["csrf-token", "me", "traces", "user-preferences"])
def test_api_sans_session(fs: FauxService, chemin: str) -> None:
    """Without a session the API says INVALID_SESSION."""
    reponse = get(f"{fs.base}/mes-connexions/api/{chemin}")
    assert (reponse.status_code, reponse.json()) == (401, {"code": "INVALID_SESSION"})


@pytest.mark.parametrize("chemin", ["preferences", "autorisations", "deconnexion"])
def test_formulaire_d_un_autre(citoyen: Navigateur, chemin: str) -> None:
    """A form without this session's token changes nothing."""
    adresse = f"{citoyen.base}/mes-connexions/{chemin}"
    refus = citoyen.client.post(adresse, data={"csrfToken": "celui-d-un-autre", "service": "demo-creche"})
    assert refus.status_code == 401
    assert api(citoyen, "me").status_code == 200


def test_retour_d_un_autre_navigateur(fs: FauxService) -> None:
    """A code brought to a browser that did not ask for it opens nothing, nor does it open it twice."""
    navigateur = Navigateur(fs.base)
    fi = navigateur.soumettre(navigateur.aller(f"{fs.base}/mes-connexions/connexion"))
    formulaire = lire(fi).formulaires[0]
    reponse = navigateur.client.post(formulaire.action, data=formulaire.champs)
    while "/mes-connexions/retour" not in reponse.headers["location"]:
        reponse = navigateur.client.get(reponse.headers["location"])
    assert set(parametres(reponse)) == {"code", "state", "iss"}
    assert get(reponse.headers["location"]).status_code == 400
    assert navigateur.client.get(reponse.headers["location"]).status_code == 303
    assert navigateur.client.get(reponse.headers["location"]).status_code == 400


def test_un_nul_n_ouvre_rien(citoyen: Navigateur) -> None:
    """A NUL in an address, a cookie or a search is nobody's, never a failure."""
    nul = {"cookie": 'mes_connexions="\\000"'}
    assert get(f"{citoyen.base}/mes-connexions/api/me", headers=nul).status_code == 401
    assert get(f"{citoyen.base}/mes-connexions/retour?code=%00&state=x", headers=nul).status_code == 400
    assert get(f"{citoyen.base}/_bac/mailbox?to=%00").json() == {"mails": []}
    assert get(f"{citoyen.base}/courriels?to=%00").status_code == 200


def test_quitter(citoyen: Navigateur) -> None:
    """Leaving closes the session."""
    accueil = page(citoyen)
    dernier = len(lire(accueil).formulaires) - 1
    assert "Se connecter avec FranceConnect" in citoyen.soumettre(accueil, dernier).text
    assert api(citoyen, "me").status_code == 401


def test_un_compte_desactive_n_y_entre_pas(fs: FauxService) -> None:
    """The citizen's space is a service like others: a disabled account is refused on FranceConnect's page."""
    nouveau_client().patch(f"{fs.base}/_bac/citizens/test/account", json={"active": False})
    navigateur = Navigateur(fs.base)
    mire = navigateur.aller(f"{fs.base}/mes-connexions/connexion")
    assert code_erreur(navigateur.soumettre(navigateur.soumettre(mire))) == "Y180001"
