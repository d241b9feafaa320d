"""An outside identity provider plugged in by configuration: FranceConnect is its client, and believes nothing unproved.

The whole journey is made with Node's oidc-provider, which nobody here wrote; the lies are told by a provider of the
tests.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pytest
from joserfc.jwk import ECKey

from tests.franceconnect import faux_fi
from tests.franceconnect.faux_fi import CLIENT, IDENTITE, SECRET, FauxFi
from tests.franceconnect.navigation import (
    ADIEU,
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
from tests.support.processus import free_port, stop, wait_until_ready

NODE = Path(__file__).parent / "node"
TOUT = "openid profile birth email idp_id amr"
HEX64 = 64


class NavigateurPartout(Navigateur):
    """A browser that also follows redirects to the outside provider."""

    ailleurs: str = ""

    def _suivre(self, reponse: httpx.Response) -> httpx.Response:
        while reponse.is_redirect:
            suivante = urljoin(str(reponse.url), reponse.headers["location"])
            if not suivante.startswith((self.base, self.ailleurs)):
                return reponse
            reponse = self.client.get(suivante)
        return reponse


def declarer(base: str, fiche: dict[str, Any]) -> str:
    """The uid of an identity provider declared by the control API."""
    reponse = post(f"{base}/_bac/identity-providers", json=fiche)
    assert reponse.status_code == 201, reponse.text
    uid: str = reponse.json()["uid"]
    return uid


# With oidc-provider


IDENTITES = {
    "angela": {n: v for n, v in IDENTITE.items() if n != "sub"},
    "muette": {n: v for n, v in IDENTITE.items() if n not in ("sub", "email")},
    "inconnue": {**IDENTITE, "family_name": "PERSONNE-ICI", "sub": "inconnue"},
}


@dataclass(frozen=True, slots=True)
class Branche:
    """A service and an outside provider, in a space of their own."""

    fs: FauxService
    uid: str
    op: str

    def navigateur(self) -> NavigateurPartout:
        qui = NavigateurPartout(self.fs.base)
        qui.ailleurs = self.op
        return qui

    def chez_lui(self, navigateur: Navigateur) -> httpx.Response:
        """The provider's own login page."""
        return navigateur.soumettre(self.fs.autoriser(navigateur, scope=TOUT), providerUid=self.uid)

    def entrer(self, navigateur: Navigateur, login: str = "angela", **champs: str) -> httpx.Response:
        return navigateur.soumettre(self.chez_lui(navigateur), 0, login=login, **champs)


@pytest.fixture(scope="session")
def projet_op(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """oidc-provider installed from its lock."""
    if shutil.which("npm") is None:
        pytest.skip("npm est absent : oidc-provider ne s'installe pas sans lui")
    dossier = tmp_path_factory.mktemp("op")
    for fichier in ("package.json", "package-lock.json", "op.mjs"):
        shutil.copy(NODE / fichier, dossier)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=dossier, check=True, timeout=180)
    return dossier


def nouvel_espace(base: str, slug: str) -> str:
    reponse = post(f"{base}/_bac/spaces", json={"slug": slug})
    assert reponse.status_code == 201, reponse.text
    return f"{base}/e/{slug}"


@pytest.fixture(scope="module", params=[("ES256", None), ("RS256", "RS256"), ("HS256", "ES256")], ids=str)
def branche(
    request: pytest.FixtureRequest, projet_op: Path, base: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Branche]:
    """oidc-provider, for each pair of algorithms of the id_token and of userinfo (None: plain JSON)."""
    id_token, userinfo = request.param
    port, journal = free_port(), tmp_path_factory.mktemp("journal") / "op.log"
    espace = nouvel_espace(base, f"fi-externe-{id_token.lower()}")
    algs = {"id_token_signed_response_alg": id_token}
    algs |= {"userinfo_signed_response_alg": userinfo} if userinfo else {}
    client = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [f"{espace}/api/v2/oidc-callback"],
        "post_logout_redirect_uris": [f"{espace}/api/v2/client/logout-callback"],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "client_secret_post",
        **algs,
    }
    reglages = json.dumps({"port": port, "client": client, "identities": IDENTITES})
    with journal.open("wb") as sortie:
        node = subprocess.Popen(["node", "op.mjs", reglages], cwd=projet_op, stdout=sortie, stderr=sortie)
    wait_until_ready(node, journal, lambda: "listening" in journal.read_text())
    url = f"http://127.0.0.1:{port}"
    fiche = {"name": "exterieur", "title": "Fournisseur extérieur", "clientID": CLIENT, "client_secret": SECRET, **algs}
    amr = {"amr": ["fc", "hwk"], "allowedAcr": ["eidas1", "eidas2"], "order": 0}
    fiche |= {"discoveryUrl": f"{url}/.well-known/openid-configuration", "issuer": url, **amr}
    try:
        yield Branche(FauxService(espace, title="Ma commune"), declarer(espace, fiche), url)
    finally:
        stop(node, signal.SIGTERM)


def test_parcours_par_un_fournisseur_exterieur(branche: Branche) -> None:
    """A provider that nobody here wrote authenticates a citizen of the register: same subject, its `amr`, its uid."""
    navigateur = branche.navigateur()
    fs = branche.fs
    jetons = fs.echanger(navigateur.soumettre(branche.entrer(navigateur))).json()
    lu = fs.verifier(fs.userinfo(jetons["access_token"]).text)
    assert (lu["idp_id"], lu["amr"], lu["email"]) == (branche.uid, ["fc", "hwk"], "angela@exemple.fr")
    assert (lu["family_name"], lu["sub"]) == ("DUBOIS", fs.identite("test")["sub"])


def test_demande_envoyee_au_fournisseur(branche: Branche) -> None:
    """FranceConnect asks for a code with a state and a nonce of 64 characters, `prompt=login` and its four scopes."""
    navigateur = Navigateur(branche.fs.base)
    demande = parametres(branche.chez_lui(navigateur))
    assert set(demande) == {
        *("response_type", "client_id", "redirect_uri", "scope", "acr_values", "nonce", "state", "prompt")
    }
    assert (demande["response_type"], demande["prompt"], demande["acr_values"]) == ("code", "login", "eidas1")
    assert demande["scope"] == "openid profile email birth"
    assert demande["redirect_uri"] == f"{branche.fs.fc}/oidc-callback"
    assert [len(demande[n]) for n in ("state", "nonce")] == [HEX64, HEX64]


def test_refus_chez_le_fournisseur(branche: Branche) -> None:
    """Its error brings back to the tiles with its name, never to the service."""
    mire = branche.entrer(branche.navigateur(), "personne")
    assert "La connexion avec « Fournisseur extérieur » n'a pas abouti" in mire.text


@pytest.mark.parametrize(
    ("login", "acr", "code"),
    [
        ("muette", "eidas1", "Y600006"),
        ("inconnue", "eidas1", "Y010008"),
        ("angela", "eidas3", "Y100018"),
        ("angela", "", "Y100001"),
    ],
)
def test_identite_ou_niveau_refuse(branche: Branche, login: str, acr: str, code: str) -> None:
    """The identity and the level are checked as those of any provider."""
    assert code_erreur(branche.entrer(branche.navigateur(), login, acr=acr)) == code


def test_deconnexion_par_le_fournisseur(branche: Branche) -> None:
    """Logout goes through the provider's own page and comes back to the service; its session is over too."""
    navigateur, fs = branche.navigateur(), branche.fs
    jetons = fs.echanger(navigateur.soumettre(branche.entrer(navigateur))).json()
    demande = {"id_token_hint": jetons["id_token"], "post_logout_redirect_uri": ADIEU, "state": "au-revoir"}
    page = navigateur.aller(f"{fs.fc}/session/end", params=demande)
    assert lire(page).formulaires[0].action.endswith("/client/disconnect-from-idp")
    chez_lui = navigateur.soumettre(page)
    assert str(chez_lui.url).startswith(f"{branche.op}/session/end")
    assert "client_id" not in parse_qs(urlsplit(str(chez_lui.url)).query)
    retour = navigateur.soumettre(navigateur.soumettre(chez_lui, logout="yes"))
    assert retour.headers["location"] == f"{ADIEU}?state=au-revoir"
    journal = get(f"{fs.base}/_bac/journal").json()
    assert "FC_REQUESTED_LOGOUT_FROM_IDP" in str(journal)
    assert "Choisissez un compte" in fs.autoriser(navigateur).text


# With a provider that lies


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
