"""An outside identity provider that lies, or whose record is wrong: FranceConnect believes nothing unproved."""

from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey

from tests.franceconnect import faux_fi
from tests.franceconnect.exterieur import TOUT, declarer, nouvel_espace
from tests.franceconnect.faux_fi import CLIENT, SECRET, FauxFi
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
from tests.franceconnect.partenaire import publier


@pytest.fixture(scope="module")
def espace(base: str) -> str:
    return nouvel_espace(base, "faux-fi")


@pytest.fixture(scope="module")
def fs_faux(espace: str) -> FauxService:
    return FauxService(espace, title="Ma commune")


@pytest.fixture
def menteur(espace: str) -> Iterator[tuple[FauxFi, str]]:
    """A provider declared by its addresses, and its uid."""
    with faux_fi.ouvrir() as fi:
        uid = declarer(espace, fi.fiche(userinfo_signed_response_alg="ES256"))
        fi.userinfo_signe = fi.signature
        yield fi, uid
    assert nouveau_client().delete(f"{espace}/_bac/identity-providers/{uid}").status_code == 204


def rappeler(
    fs: FauxService, fi: FauxFi, uid: str, navigateur: Navigateur | None = None, **autres: str
) -> httpx.Response:
    """The page after the provider's return, once it has learnt the nonce."""
    navigateur = navigateur or Navigateur(fs.base)
    depart = navigateur.soumettre(fs.autoriser(navigateur, scope=TOUT), providerUid=uid)
    demande = parametres(depart)
    fi.nonce = demande["nonce"]
    valeurs = {"code": "un-code", "state": demande["state"], **autres}
    return navigateur.aller(f"{fs.fc}/oidc-callback", params=valeurs)


def test_fournisseur_honnete(fs_faux: FauxService, menteur: tuple[FauxFi, str]) -> None:
    """Without a lie the citizen passes, and FranceConnect sent its secret in the body."""
    fi, uid = menteur
    assert "Vous allez vous connecter" in rappeler(fs_faux, fi, uid).text
    assert fi.recus[-1] == {
        "grant_type": "authorization_code",
        "code": "un-code",
        "redirect_uri": f"{fs_faux.fc}/oidc-callback",
        "client_id": CLIENT,
        "client_secret": SECRET,
    }


def nommer(valeur: object) -> str:
    """The name of a case, the same in every process: keys are told apart by what they are for."""
    if not isinstance(valeur, dict):
        return str(valeur)
    return ", ".join(nom if isinstance(dit, ECKey) else f"{nom}={dit}" for nom, dit in valeur.items())


@pytest.mark.parametrize(
    ("mensonge", "statut", "code"),
    [
        ({"id_token": {"nonce": "un-autre"}}, 502, "Y020026"),
        ({"id_token": {"nonce": None}}, 502, "Y020026"),
        ({"id_token": {"iss": "https://un-autre.exemple.fr"}}, 502, "Y020026"),
        ({"id_token": {"aud": "un-autre"}}, 502, "Y020026"),
        ({"id_token": {"aud": [CLIENT, "un-autre"]}}, 502, "Y020026"),
        ({"id_token": {"exp": 1}}, 502, "Y020026"),
        ({"id_token": {"exp": None}}, 502, "Y020026"),
        ({"id_token": {"sub": None}}, 502, "Y020026"),
        ({"signature": faux_fi.cle(), "publiee": faux_fi.cle()}, 502, "Y020026"),
        ({"statut_jetons": 400}, 502, "Y020026"),
        ({"jetons": {"id_token": "pas.un.jeton"}}, 502, "Y020026"),
        ({"jetons": {"id_token": None}}, 500, "Y020030"),
        ({"jetons": {"access_token": None}}, 500, "Y020030"),
        ({"id_token": {"acr": None}}, 500, "Y100001"),
        ({"id_token": {"acr": "eidas2"}}, 400, "Y100018"),
        ({"userinfo": {"sub": "un-autre"}}, 502, "Y020027"),
        ({"userinfo": {"sub": None}}, 500, "Y020029"),
        ({"userinfo_signe": faux_fi.cle()}, 502, "Y020027"),
        ({"userinfo_signe": None}, 502, "Y020027"),
        ({"userinfo": {"birthdate": "1962"}}, 400, "Y600006"),
    ],
    ids=nommer,
)
def test_mensonge(
    fs_faux: FauxService, menteur: tuple[FauxFi, str], mensonge: dict[str, Any], statut: int, code: str
) -> None:
    """Each thing that a provider may get wrong has its page."""
    fi, uid = menteur
    for nom, valeur in mensonge.items():
        setattr(fi, nom, valeur)
    page = rappeler(fs_faux, fi, uid)
    assert (page.status_code, code_erreur(page)) == (statut, code)


def test_sans_signature(fs_faux: FauxService, menteur: tuple[FauxFi, str]) -> None:
    """An id_token of algorithm `none` is refused."""
    fi, uid = menteur
    entete, charge = (urlsafe_b64encode(t).decode().rstrip("=") for t in (b'{"alg":"none"}', b'{"sub":"x"}'))
    fi.jetons = {"id_token": f"{entete}.{charge}."}
    assert code_erreur(rappeler(fs_faux, fi, uid)) == "Y020026"


def test_secret_dans_l_en_tete(espace: str, fs_faux: FauxService, menteur: tuple[FauxFi, str]) -> None:
    """A provider that wants HTTP Basic gets it, and no secret in the body."""
    fi, uid = menteur
    basic = {"token_endpoint_auth_method": "client_secret_basic"}
    nouveau_client().patch(f"{espace}/_bac/identity-providers/{uid}", json=basic)
    assert "Vous allez vous connecter" in rappeler(fs_faux, fi, uid).text
    attendu = b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
    assert fi.recus[-1]["authorization"] == f"Basic {attendu}"
    assert "client_secret" not in fi.recus[-1]


def test_decouverte_d_un_autre(espace: str, fs_faux: FauxService, menteur: tuple[FauxFi, str]) -> None:
    """A discovery document that names another issuer than the record's is not believed."""
    fi, uid = menteur
    with publier({"issuer": "https://un-autre.exemple.fr", "authorization_endpoint": f"{fi.url}/x"}) as adresse:
        nouveau_client().patch(f"{espace}/_bac/identity-providers/{uid}", json={"discoveryUrl": adresse})
        navigateur = Navigateur(espace)
        page = navigateur.soumettre(fs_faux.autoriser(navigateur), providerUid=uid)
    assert code_erreur(page) == "Y020026"


def test_deconnexion_impossible_chez_lui(espace: str, fs_faux: FauxService, menteur: tuple[FauxFi, str]) -> None:
    """Without a logout address there is no hop; when the address can no longer be known, it is Y020028."""
    fi, uid = menteur
    navigateur = Navigateur(espace)
    jetons = fs_faux.echanger(navigateur.soumettre(rappeler(fs_faux, fi, uid, navigateur))).json()
    demande = {"id_token_hint": jetons["id_token"]}
    page = navigateur.aller(f"{fs_faux.fc}/session/end", params=demande)
    assert lire(page).formulaires[0].action.endswith("/client/logout-callback")
    perdue = {"discoveryUrl": "http://127.0.0.1:9/decouverte"}
    nouveau_client().patch(f"{espace}/_bac/identity-providers/{uid}", json=perdue)
    page = navigateur.aller(f"{fs_faux.fc}/session/end", params=demande)
    assert (page.status_code, code_erreur(page)) == (500, "Y020028")


def test_emetteur_du_retour(fs_faux: FauxService, menteur: tuple[FauxFi, str]) -> None:
    """A return that names another issuer is a mix-up, and the code goes nowhere."""
    fi, uid = menteur
    assert code_erreur(rappeler(fs_faux, fi, uid, iss="https://un-autre.exemple.fr")) == "Y020026"
    assert fi.recus == []


def test_decouverte_injoignable(espace: str, fs_faux: FauxService) -> None:
    """A provider whose discovery document cannot be read is an error page, on the way to it."""
    fiche = {"name": "perdu", "title": "Perdu", "clientID": CLIENT, "client_secret": SECRET}
    uid = declarer(espace, {**fiche, "discoveryUrl": "http://127.0.0.1:9/decouverte"})
    navigateur = Navigateur(espace)
    page = navigateur.soumettre(fs_faux.autoriser(navigateur), providerUid=uid)
    assert (page.status_code, code_erreur(page)) == (502, "Y020026")


def test_fournisseur_retire_en_route(espace: str, fs_faux: FauxService) -> None:
    """A provider removed while the citizen is there is unknown at the return."""
    with faux_fi.ouvrir() as fi:
        uid = declarer(espace, fi.fiche(name="ephemere"))
        navigateur = Navigateur(espace)
        state = parametres(navigateur.soumettre(fs_faux.autoriser(navigateur), providerUid=uid))["state"]
        nouveau_client().delete(f"{espace}/_bac/identity-providers/{uid}")
        page = navigateur.aller(f"{fs_faux.fc}/oidc-callback", params={"state": state, "code": "x"})
    assert code_erreur(page) == "Y020019"


# The control API


def test_fermer_un_fournisseur_fourni_d_office(base: str) -> None:
    """A change holds for its space alone, and removing it gives the original record back."""
    ici = nouvel_espace(base, "fi-ferme")
    demonstration = get(f"{ici}/_bac/identity-providers").json()["fournisseurs"][0]
    adresse = f"{ici}/_bac/identity-providers/{demonstration['uid']}"
    assert nouveau_client().patch(adresse, json={"active": False, "title": "Fermé"}).json()["title"] == "Fermé"
    fs, navigateur = FauxService(ici), Navigateur(ici)
    assert code_erreur(navigateur.soumettre(fs.autoriser(navigateur))) == "Y020017"
    assert "Fermé" not in FauxService(base).autoriser().text
    assert nouveau_client().delete(adresse).status_code == 204
    assert get(adresse).json() == demonstration
    assert nouveau_client().delete(adresse).status_code == 409


@pytest.mark.parametrize(
    "fiche",
    [
        {"name": "x", "title": "Ni adresse ni secret"},
        {"name": "x", "title": "X", "clientID": "c", "client_secret": "s"},
        {"name": "x", "title": "X", "identifiant": "login", "amr": ["inconnu"]},
        {"name": "x", "title": "X", "identifiant": "login", "allowedAcr": []},
        {"name": "X Y", "title": "X", "identifiant": "login"},
        {"name": "x", "title": "X", "identifiant": "login", "inconnu": 1},
    ],
    ids=str,
)
def test_fiche_refusee(espace: str, fiche: dict[str, Any]) -> None:
    """A record that could not work is refused when it is declared."""
    assert post(f"{espace}/_bac/identity-providers", json=fiche).status_code == 422


def test_nom_deja_pris(espace: str) -> None:
    """Two providers of one space never have the same name."""
    fiche = {"name": "demonstration", "title": "X", "identifiant": "login"}
    assert post(f"{espace}/_bac/identity-providers", json=fiche).status_code == 409
