"""Replay: a code, a token, an assertion, a form serves once, or until it is revoked, and never again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.clients.communs import quatre_administrations
from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, get, lire, parametres, post
from tests.franceconnect.test_checktoken import FauxFd, jwks

SCOPES = "openid identite_pivot cnaf_enfants dgfip_rfr droits_assurance_maladie etat_civil_extrait_naissance"
APPELS = {
    "/v3/dss/quotient_familial/france_connect?recipient=13002526500013": 401,
    "/impotparticulier/1.0/situations/ir/assiettes/annrev/2024": 401,
    "/v1/droits/beneficiaires/me": 401,
    "/etat-civil/v1/france-connect/acte-de-naissance": 401,
}


def test_un_code_present_deux_fois_en_meme_temps(fs: FauxService) -> None:
    """Of eight exchanges of one code at the same instant, one at most succeeds, and its token ends up revoked."""
    retour = fs.entrer()
    with ThreadPoolExecutor(8) as fils:
        reponses = list(fils.map(lambda _: fs.echanger(retour), range(8)))
    reussies = [r for r in reponses if r.status_code == 200]
    assert len(reussies) == 1
    assert {r.json()["error"] for r in reponses if r.status_code != 200} == {"invalid_grant"}
    assert fs.userinfo(reussies[0].json()["access_token"]).status_code == 401


def test_un_code_vole_ne_sert_pas_au_pirate(fs: FauxService, pirate: FauxService) -> None:
    """A stolen code, presented by another client or with another address, gives nothing and still serves its owner."""
    retour = fs.entrer()
    assert pirate.echanger(retour).json()["error"] == "invalid_grant"
    assert pirate.echanger(retour, redirect_uri=fs.retour).json()["error"] == "invalid_grant"
    assert fs.echanger(retour, redirect_uri=pirate.retour).json()["error"] == "invalid_grant"
    assert fs.echanger(retour, client_secret=pirate.secret).json()["error"] == "invalid_client"
    assert fs.echanger(retour).status_code == 200


def test_le_pirate_ne_revoque_pas_en_rejouant(fs: FauxService, pirate: FauxService) -> None:
    """A code already used, replayed by another client, does not revoke the token of its owner."""
    retour = fs.entrer()
    jeton = fs.echanger(retour).json()["access_token"]
    assert pirate.echanger(retour).json()["error"] == "invalid_grant"
    assert pirate.revoquer(jeton).status_code == 200
    assert fs.userinfo(jeton).status_code == 200


def test_un_jeton_revoque_est_mort_partout(fs: FauxService, base: str) -> None:
    """After its revocation a token opens neither userinfo, nor any administration, nor checktoken."""
    fd = FauxFd(base, "", jwks_uri=None, jwks=jwks())
    jeton = fs.jeton_direct("claire-moreau", SCOPES)["access_token"]
    assert len(quatre_administrations(base, jeton)) == 4
    assert fs.revoquer(jeton).status_code == 200
    entetes = {"Authorization": f"Bearer {jeton}"}
    assert fs.userinfo(jeton).status_code == 401
    assert fd.lire(jeton) == {"active": False}
    assert {chemin: get(base + chemin, headers=entetes).status_code for chemin in APPELS} == APPELS


def test_le_retour_du_fournisseur_d_identite_ne_se_rejoue_pas(fs: FauxService, navigateur: Navigateur) -> None:
    """The identity provider's return serves one step of one journey, in one browser."""
    formulaire = lire(navigateur.soumettre(fs.autoriser(navigateur))).formulaires[0]
    reponse = navigateur.client.post(formulaire.action, data={**formulaire.champs, "login": "test"})
    retour_fi = reponse.headers["location"]
    assert code_erreur(Navigateur(fs.base).aller(retour_fi)) == "Y190001"
    consentement = navigateur.aller(retour_fi)
    assert consentement.status_code == 200
    assert code_erreur(navigateur.aller(retour_fi)) == "Y420001"


def test_le_consentement_ne_se_rejoue_pas(fs: FauxService, navigateur: Navigateur) -> None:
    """The consent form sent twice gives one code; the second is refused."""
    page = navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur)), login="test")
    assert parametres(navigateur.soumettre(page))["code"]
    assert code_erreur(navigateur.soumettre(page)) == "Y420001"


def test_la_fin_de_deconnexion_ne_se_rejoue_pas(fs: FauxService, navigateur: Navigateur) -> None:
    """The last form of a logout serves once."""
    indice = fs.jeton_direct()["id_token"]
    page = navigateur.aller(f"{fs.fc}/session/end", params={"id_token_hint": indice})
    donnees = lire(page).formulaires[0].champs
    assert post(f"{fs.fc}/session/end/confirm", data=donnees).status_code == 303
    assert code_erreur(post(f"{fs.fc}/session/end/confirm", data=donnees)) == "Y190001"
