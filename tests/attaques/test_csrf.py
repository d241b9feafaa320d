"""Forged requests: a form sent from elsewhere, without its token, or with another browser's, does nothing."""

from __future__ import annotations

import httpx
import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, get, lire, parametres

JETONS = {"absent": (None, "Y470002"), "vide": ("", "Y470002"), "faux": ("x" * 43, "Y470001")}


def jeton_de(page: httpx.Response) -> str:
    return lire(page).formulaires[0].champs["csrfToken"]


def envoyer(navigateur: Navigateur, page: httpx.Response, jeton: str | None) -> httpx.Response:
    """The page's form with this token instead of its own."""
    f = lire(page).formulaires[0]
    donnees = {**f.champs, "csrfToken": jeton}
    return navigateur.client.post(f.action, data={n: v for n, v in donnees.items() if v is not None})


@pytest.mark.parametrize("etape", ["mire", "consentement"])
@pytest.mark.parametrize("jeton", [*JETONS, "d'une autre session", "de l'autre formulaire"])
def test_formulaires_de_franceconnect(
    fs: FauxService, navigateur: Navigateur, navigateur_pirate: Navigateur, etape: str, jeton: str
) -> None:
    """The tiles and the consent want the token of this journey; refused, the journey has not moved."""
    mire, mire_pirate = fs.autoriser(navigateur), fs.autoriser(navigateur_pirate)
    consentement = navigateur.soumettre(navigateur.soumettre(mire), login="test")
    page = consentement
    autre = jeton_de(mire_pirate)
    if etape == "mire":
        page = fs.autoriser(navigateur)
        autre = jeton_de(mire_pirate) if jeton == "d'une autre session" else jeton_de(consentement)
    elif jeton == "de l'autre formulaire":
        autre = jeton_de(fs.autoriser(Navigateur(fs.base)))
    envoye, attendu = JETONS.get(jeton, (autre, "Y470001"))
    refus = envoyer(navigateur, page, envoye)
    assert code_erreur(refus) == attendu
    assert "location" not in refus.headers
    assert envoyer(navigateur, page, jeton_de(page)).status_code == 303


def test_sans_la_session_le_jeton_ne_vaut_rien(fs: FauxService, navigateur: Navigateur) -> None:
    """The right token without the browser's cookie is refused."""
    assert code_erreur(envoyer(Navigateur(fs.base), fs.autoriser(navigateur), "x")) == "Y190001"


def test_connexion_forcee_sous_une_autre_identite(
    fs: FauxService, navigateur: Navigateur, navigateur_pirate: Navigateur
) -> None:
    """Login CSRF: the attacker's return from the identity provider, opened by the victim, does not log her in."""
    chez_le_fi = navigateur_pirate.soumettre(fs.autoriser(navigateur_pirate))
    f = lire(chez_le_fi).formulaires[0]
    piege = navigateur_pirate.client.post(f.action, data={**f.champs, "login": "ahmad-noori"}).headers["location"]
    assert code_erreur(navigateur.aller(piege)) == "Y190001"
    navigateur.soumettre(fs.autoriser(navigateur))
    assert code_erreur(navigateur.aller(piege)) == "Y020022"
    # The identity provider's own form carries nothing but the state, which leads to the same refusal.
    reponse = navigateur.client.post(f.action, data={**f.champs, "login": "ahmad-noori"})
    assert code_erreur(navigateur.aller(reponse.headers["location"])) == "Y020022"


def etape_de_sortie(service: FauxService, navigateur: Navigateur) -> tuple[str, dict[str, str]]:
    """The first form of a logout asked by this browser: where it goes, and its fields."""
    page = navigateur.aller(f"{service.fc}/session/end", params={"id_token_hint": service.jeton_direct()["id_token"]})
    f = lire(page).formulaires[0]
    return f.action, f.champs


@pytest.mark.parametrize("avec_session", [True, False])
def test_deconnexion_forcee(
    fs: FauxService, pirate: FauxService, navigateur: Navigateur, navigateur_pirate: Navigateur, avec_session: bool
) -> None:
    """Logout CSRF: a step that the attacker started, opened by the victim, does not end her session."""
    fs.entrer(navigateur)
    if avec_session:
        pirate.entrer(navigateur_pirate)
    _, champs = etape_de_sortie(pirate, navigateur_pirate)
    (etape,) = champs.values()
    assert code_erreur(navigateur.aller(f"{fs.fc}/client/logout-callback", params={"state": etape})) == "Y190001"
    navigateur.client.post(f"{fs.fc}/session/end/confirm", data={"xsrf": etape})
    assert "Angela" in fs.autoriser(navigateur).text


@pytest.mark.parametrize("xsrf", [None, "", "x" * 43])
def test_fin_de_deconnexion_forgee(fs: FauxService, navigateur: Navigateur, xsrf: str | None) -> None:
    """The last form of a logout wants its token, and a refusal leaves the session."""
    fs.entrer(navigateur)
    donnees = {} if xsrf is None else {"xsrf": xsrf}
    assert code_erreur(navigateur.client.post(f"{fs.fc}/session/end/confirm", data=donnees)) == "Y190001"
    assert "Angela" in fs.autoriser(navigateur).text


def test_les_cookies_ne_partent_pas_avec_un_formulaire_d_ailleurs(fs: FauxService, navigateur: Navigateur) -> None:
    """The session of FranceConnect and the crèche's are `SameSite=lax` and `HttpOnly`, never readable by a script."""
    poses = [
        navigateur.client.get(f"{fs.fc}/authorize", params=fs.demande()).headers["set-cookie"],
        navigateur.client.get(f"{fs.base}/demo/creche/connexion").headers["set-cookie"],
    ]
    for cookie in poses:
        attributs = {a.strip().lower() for a in cookie.split(";")}
        assert {"samesite=lax", "httponly"} <= attributs


def test_la_creche_n_inscrit_personne_sans_session(base: str) -> None:
    """The crèche's only form, sent without its cookie, leads back to the welcome page."""
    reponse = Navigateur(base).client.post(f"{base}/demo/creche/inscription", data={"enfant": "0"})
    assert (reponse.status_code, reponse.headers["location"]) == (303, f"{base}/demo/creche/")


@pytest.mark.parametrize("origine", ["https://pirate.exemple.fr", "null", "http://[", "http://127.0.0.1.pirate.fr"])
def test_une_page_d_ailleurs_ne_touche_pas_aux_boutons(base: str, origine: str) -> None:
    """The control API refuses any call that a page of another site makes, whatever its content type."""
    for type_ in ("application/json", "text/plain"):
        entetes = {"Origin": origine, "Content-Type": type_}
        reponse = httpx.post(f"{base}/_bac/reset", content=b"{}", headers=entetes, trust_env=False)
        assert (reponse.status_code, reponse.json()["erreur"]) == (403, "origine_refusee")


def test_un_retour_force_chez_la_creche(base: str, navigateur: Navigateur) -> None:
    """The crèche refuses a code that answers no login of this browser, its own state included."""
    depart = navigateur.client.get(f"{base}/demo/creche/connexion")
    etat = parametres(depart)["state"]
    assert get(f"{base}/demo/creche/retour?code=abc&state={etat}&iss={base}/api/v2").status_code == 400
    assert navigateur.client.get(f"{base}/demo/creche/retour?code=abc&state=x&iss={base}/api/v2").status_code == 400
