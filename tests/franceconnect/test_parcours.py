"""The journey in a browser: its pages in order, what may be replayed, abandon, failures and lost sessions."""

from __future__ import annotations

import httpx
import pytest

from tests.franceconnect.navigation import (
    ETAT,
    RETOUR,
    FauxService,
    Navigateur,
    code_erreur,
    lire,
    parametres,
)


def refus(reponse: httpx.Response) -> tuple[int, str]:
    return reponse.status_code, code_erreur(reponse)


def chemin(reponse: httpx.Response) -> str:
    """The last word of the page's path."""
    return reponse.url.path.rsplit("/", 1)[-1]


def au_fi(fs: FauxService, navigateur: Navigateur) -> httpx.Response:
    return navigateur.soumettre(fs.autoriser(navigateur))


def rappel(fs: FauxService, navigateur: Navigateur, **valeurs: str) -> httpx.Response:
    """The identity provider's return, with these parameters."""
    return navigateur.aller(f"{fs.fc}/oidc-callback", params=valeurs)


def test_retour_au_service(fs: FauxService) -> None:
    """The journey ends with a 303 that carries a code of 43 characters, the state and the issuer, nothing else."""
    retour = fs.entrer()
    recus = parametres(retour)
    assert (retour.status_code, retour.headers["location"].split("?")[0]) == (303, RETOUR)
    assert set(recus) == {"code", "state", "iss"}
    assert (len(recus["code"]), recus["state"], recus["iss"]) == (43, ETAT, fs.fc)


def test_banniere_sur_chaque_page(fs: FauxService, navigateur: Navigateur) -> None:
    """Every page says that it is a sandbox with fictitious data, and none is kept in a cache."""
    mire = fs.autoriser(navigateur)
    fi = navigateur.soumettre(mire)
    for page in (mire, fi, navigateur.soumettre(fi), fs.autoriser(nonce="court")):
        assert "Bac à sable — données fictives" in page.text
        assert page.headers["cache-control"] == "no-store"


def test_formulaire_de_demonstration(fs: FauxService, navigateur: Navigateur) -> None:
    """The identity provider's form is filled with the account of every tutorial, whose password is shown."""
    champs = lire(au_fi(fs, navigateur)).formulaires[0].champs
    assert (champs["login"], champs["password"]) == ("test", "123")


def test_choix_d_un_persona(fs: FauxService, navigateur: Navigateur) -> None:
    """One click on a persona is enough to enter as them."""
    fi = au_fi(fs, navigateur)
    bouton = next(b for b in lire(fi).formulaires[1].boutons if b["value"] == "ahmad-noori")
    consentement = navigateur.soumettre(fi, 1, **{bouton["name"]: bouton["value"]})
    assert "Ahmad" in consentement.text


def test_identifiant_inconnu(fs: FauxService, navigateur: Navigateur) -> None:
    """An unknown login shows the form again, which still leads to FranceConnect."""
    fi = navigateur.soumettre(au_fi(fs, navigateur), login="personne-ici")
    assert fi.status_code == 422
    assert "Aucun citoyen" in fi.text
    assert chemin(navigateur.soumettre(fi, login="test")) == "consent"


def test_fi_sans_etat(base: str, navigateur: Navigateur) -> None:
    """The identity provider is only reached through FranceConnect."""
    assert navigateur.aller(f"{base}/fi/demonstration/authorize").status_code == 400


def test_renoncer_chez_le_fi(fs: FauxService, navigateur: Navigateur) -> None:
    """A refusal at the identity provider comes back to the tiles with its name, never to the service."""
    fi = au_fi(fs, navigateur)
    mire = navigateur.aller(lire(fi).liens["Renoncer et revenir à FranceConnect"])
    assert "/interaction/" in mire.url.path
    assert "La connexion avec « Fournisseur d&#39;identité de démonstration » n'a pas abouti" in mire.text
    assert chemin(navigateur.soumettre(navigateur.soumettre(mire))) == "consent"


def test_abandon_sur_la_mire(fs: FauxService, navigateur: Navigateur) -> None:
    """The link back to the service tells it that the user aborted, and ends the journey."""
    mire = fs.autoriser(navigateur)
    retour = navigateur.aller(lire(mire).liens["Revenir sur Ma commune"])
    assert retour.status_code == 303
    assert parametres(retour) == {
        "error": "access_denied",
        "error_description": "User auth aborted",
        "state": ETAT,
        "iss": fs.fc,
    }
    assert refus(navigateur.aller(str(mire.url))) == (400, "Y420001")


def test_lien_de_retour_sans_parcours(fs: FauxService, navigateur: Navigateur) -> None:
    """Without a live journey the link works by hand (302); a missing state becomes the word `undefined`."""
    lien = f"{fs.fc}/redirect-to-sp-with-error"
    retour = navigateur.aller(lien, params={"redirect_uri": RETOUR, "state": "abc"})
    assert (retour.status_code, parametres(retour)["state"]) == (302, "abc")
    assert parametres(navigateur.aller(lien, params={"redirect_uri": RETOUR}))["state"] == "undefined"


@pytest.mark.parametrize("valeurs", [{}, {"redirect_uri": "https://ailleurs.exemple.fr/"}], ids=str)
def test_lien_de_retour_etranger(fs: FauxService, navigateur: Navigateur, valeurs: dict[str, str]) -> None:
    """No address, or one that no service declared, is refused."""
    reponse = navigateur.aller(f"{fs.fc}/redirect-to-sp-with-error", params=valeurs)
    assert refus(reponse) == (500, "Y030030")


def test_rappel_sans_etat(fs: FauxService, navigateur: Navigateur) -> None:
    """The identity provider's return must carry the state of this journey, before anything else is read."""
    au_fi(fs, navigateur)
    assert refus(rappel(fs, navigateur, code="x")) == (400, "Y020021")
    assert refus(rappel(fs, navigateur, code="x", state="")) == (400, "Y020021")
    assert refus(rappel(fs, navigateur, code="x", state="faux")) == (403, "Y020022")
    assert refus(rappel(fs, navigateur, error="access_denied", state="faux")) == (403, "Y020022")


def test_rappel_sans_code(fs: FauxService, navigateur: Navigateur) -> None:
    """A good state without a code, or with a code that the identity provider refuses, is an error page."""
    etat = lire(au_fi(fs, navigateur)).formulaires[0].champs["state"]
    assert refus(rappel(fs, navigateur, state=etat)) == (400, "Y020025")
    assert refus(rappel(fs, navigateur, state=etat, code="")) == (400, "Y020025")
    assert refus(rappel(fs, navigateur, state=etat, code="faux")) == (502, "Y020026")


def test_rappel_en_erreur_sans_description(fs: FauxService, navigateur: Navigateur) -> None:
    """The description of an identity provider's error is optional."""
    etat = lire(au_fi(fs, navigateur)).formulaires[0].champs["state"]
    assert "/interaction/" in rappel(fs, navigateur, state=etat, error="server_error").url.path


def test_lien_de_la_page_d_erreur(fs: FauxService, navigateur: Navigateur) -> None:
    """From an error page the service receives that error's own words."""
    au_fi(fs, navigateur)
    page = rappel(fs, navigateur, state="faux", code="x")
    retour = navigateur.aller(lire(page).liens["Revenir sur Ma commune"])
    recus = parametres(retour)
    assert (recus["error"], recus["error_description"]) == ("invalid_request", "invalid state parameter")
    assert (recus["state"], recus["iss"]) == (ETAT, fs.fc)


@pytest.mark.parametrize("login", ["lucien-fontaine", "roger-marchand"])
def test_personne_decedee(fs: FauxService, navigateur: Navigateur, login: str) -> None:
    """The identity of a dead person is refused at the identity check, and the service told `access_denied`."""
    page = navigateur.soumettre(au_fi(fs, navigateur), login=login)
    assert refus(page) == (403, "Y010015")
    recus = parametres(navigateur.aller(lire(page).liens["Revenir sur Ma commune"]))
    assert (recus["error"], recus["error_description"]) == ("access_denied", "user authentication aborted")


def test_pages_a_usage_unique(fs: FauxService, navigateur: Navigateur) -> None:
    """The way to the identity provider, its return, the check and the confirmation cannot be replayed."""
    mire = fs.autoriser(navigateur)
    fi = navigateur.soumettre(mire)
    assert refus(navigateur.soumettre(mire)) == (400, "Y420001")
    consentement = navigateur.soumettre(fi)
    etat = lire(fi).formulaires[0].champs["state"]
    assert refus(rappel(fs, navigateur, state=etat, code="x")) == (400, "Y420001")
    assert refus(navigateur.aller(str(consentement.url).replace("/consent", "/verify"))) == (400, "Y420001")
    navigateur.soumettre(consentement)
    assert refus(navigateur.soumettre(consentement)) == (400, "Y420001")


def test_pages_qu_on_peut_rafraichir(fs: FauxService, navigateur: Navigateur) -> None:
    """The tiles and the information page may be refreshed; from the latter one may come back to the tiles."""
    mire = fs.autoriser(navigateur)
    assert navigateur.aller(str(mire.url)).status_code == 200
    consentement = navigateur.soumettre(navigateur.soumettre(mire))
    assert navigateur.aller(str(consentement.url)).status_code == 200
    mire = navigateur.aller(str(mire.url))
    assert chemin(navigateur.soumettre(navigateur.soumettre(mire))) == "consent"


@pytest.mark.parametrize("page", ["interaction/x", "interaction/x/verify", "interaction/x/consent", "oidc-callback"])
def test_session_absente(fs: FauxService, navigateur: Navigateur, page: str) -> None:
    """Without a session, or with an unknown one, every step but authorize is refused."""
    assert refus(navigateur.aller(f"{fs.fc}/{page}")) == (401, "Y190001")
    navigateur.client.cookies.set("fc_session_id", "inconnu")
    assert refus(navigateur.aller(f"{fs.fc}/{page}")) == (401, "Y190001")


@pytest.mark.parametrize("page", ["login", "redirect-to-idp"])
def test_formulaire_sans_session(fs: FauxService, navigateur: Navigateur, page: str) -> None:
    """A form sent without a session is refused."""
    assert refus(navigateur.client.post(f"{fs.fc}/{page}", data={"csrfToken": "x"})) == (401, "Y190001")


def test_session_inconnue_a_authorize(fs: FauxService, navigateur: Navigateur) -> None:
    """An unknown session does not prevent a new journey."""
    navigateur.client.cookies.set("fc_session_id", "inconnu", domain="127.0.0.1", path="/api/v2")
    assert "Choisissez un compte" in fs.autoriser(navigateur).text


def test_un_autre_parcours(fs: FauxService, navigateur: Navigateur) -> None:
    """The pages of a journey that another has replaced no longer fit the session."""
    ancienne = fs.autoriser(navigateur)
    fs.autoriser(navigateur)
    assert refus(navigateur.aller(str(ancienne.url))) == (409, "Y190004")


def test_session_renouvelee(fs: FauxService, navigateur: Navigateur) -> None:
    """The session's id changes at the identity provider's return: a fixed one is worth nothing."""
    fi = au_fi(fs, navigateur)
    avant = navigateur.client.cookies["fc_session_id"]
    navigateur.soumettre(fi)
    assert navigateur.client.cookies["fc_session_id"] != avant


@pytest.mark.parametrize(("jeton", "code"), [("", "Y470002"), ("faux", "Y470001")])
def test_csrf_de_la_mire(fs: FauxService, navigateur: Navigateur, jeton: str, code: str) -> None:
    """The tiles' form needs its token."""
    assert code_erreur(navigateur.soumettre(fs.autoriser(navigateur), csrfToken=jeton)) == code


@pytest.mark.parametrize(("uid", "code"), [("inconnu", "Y020019"), ("", "Y020019")])
def test_fi_inconnu(fs: FauxService, navigateur: Navigateur, uid: str, code: str) -> None:
    """An identity provider that does not exist is refused."""
    assert refus(navigateur.soumettre(fs.autoriser(navigateur), providerUid=uid)) == (500, code)


@pytest.mark.parametrize("exclut", [True, False])
def test_fi_ferme_au_service(base: str, navigateur: Navigateur, uid_fi: str, exclut: bool) -> None:
    """A filtered identity provider is shown disabled, and refused when forced, by exclusion or by a list without it."""
    fs = FauxService(base, idpFilterExclude=exclut, idpFilterList=[uid_fi] if exclut else ["autre"])
    mire = fs.autoriser(navigateur)
    assert "disabled" in lire(mire).formulaires[0].boutons[0]
    assert "Indisponible" in mire.text
    assert refus(navigateur.soumettre(mire)) == (403, "Y020023")
    assert refus(fs.autoriser(navigateur, idp_hint=uid_fi)) == (403, "Y020023")


@pytest.mark.parametrize("page", ["oidc-callback", "client/logout-callback", "authorize"])
def test_octet_nul(fs: FauxService, navigateur: Navigateur, page: str) -> None:
    """A NUL in a parameter is a refusal, never a failure of the database."""
    fs.autoriser(navigateur)
    assert navigateur.aller(f"{fs.fc}/{page}?state=%00").status_code == 400


@pytest.mark.parametrize(
    "login", ["", " ", "n-", "n--1", "n-" + "9" * 20, "n-1e3", "n-٣", "x" * 5000], ids=lambda login: ascii(login)[:20]
)
def test_identifiant_farfelu(fs: FauxService, navigateur: Navigateur, login: str) -> None:
    """Whatever is typed as a login, the form comes back."""
    assert navigateur.soumettre(au_fi(fs, navigateur), login=login).status_code == 422
