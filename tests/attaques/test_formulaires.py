"""CSRF on every form there is: they are read in the templates and on the pages, so that a new one counts at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.franceconnect.navigation import FauxService, Formulaire, Navigateur, code_erreur, lire, nouveau_client, post
from tests.franceconnect.test_plus import ServicePlus
from tests.franceconnect.test_v1 import ServiceV1

DEPOT = Path(__file__).parents[2]
FORME = re.compile(r"<form(?P<balise>[^>]*)>(?P<contenu>.*?)</form>", re.DOTALL)
CHAMP = re.compile(r'<input type="hidden" name="([^"]+)"')
#: Fields that only the page of this very journey or session gives; `{{ champ }}` is a step of the logout.
SECRETS = {"csrfToken", "state", "{{ champ }}"}
#: The crèche's own form, whose cookie does not leave with another site's request, and a form without any session, which
#: refuses other sites by their `Origin`.
SANS_SECRET = {"dossier.html", "fabrique.html"}
SLUG = "attaques-des-formulaires"
JETONS = {"absent": None, "vide": "", "faux": "x" * 43}


def formulaires_ecrits() -> list[tuple[str, str]]:
    """Template and content of each form that changes something."""
    gabarits = sorted((DEPOT / "gateway").rglob("gabarits/**/*.html")) + sorted((DEPOT / "demo").rglob("*.html"))
    formes = [(g.name, f) for g in gabarits for f in FORME.finditer(g.read_text("utf-8"))]
    return [(nom, f["contenu"]) for nom, f in formes if 'method="get"' not in f["balise"]]


def test_chaque_formulaire_porte_un_secret() -> None:
    """Each form of each template that is not a search carries a field that another site cannot know."""
    sans = {nom for nom, contenu in formulaires_ecrits() if SECRETS.isdisjoint(CHAMP.findall(contenu))}
    assert sans == SANS_SECRET


def test_un_autre_site_ne_fabrique_personne(base: str) -> None:
    """A form sent from another site's page makes nobody, whatever it holds."""
    for origine in ("https://pirate.fr", "null", "http://localhost.pirate.fr"):
        reponse = post(f"{base}/fabrique", data={"preset": "parent_isole"}, headers={"Origin": origine})
        assert (reponse.status_code, "location" in reponse.headers) == (403, False)


@pytest.fixture(scope="module")
def espace(base: str) -> Iterator[str]:
    """A space where the three platforms are open."""
    assert post(f"{base}/_bac/spaces", json={"slug": SLUG, "size": 1000}).status_code == 201
    url = f"{base}/e/{SLUG}"
    assert nouveau_client().put(f"{url}/_bac/profiles", json={"v1": True}).status_code == 200
    yield url
    nouveau_client().delete(f"{base}/_bac/spaces/{SLUG}")


def envoyer(navigateur: Navigateur, forme: Formulaire, jeton: str | None) -> httpx.Response:
    """The form with this token instead of its own."""
    donnees = {**forme.champs, "csrfToken": jeton}
    return navigateur.client.post(forme.action, data={n: v for n, v in donnees.items() if v is not None})


@pytest.mark.parametrize("plateforme", [FauxService, ServicePlus, ServiceV1], ids=lambda p: p.__name__)
@pytest.mark.parametrize("jeton", [*JETONS, "d'un autre"])
def test_chaque_plateforme_verifie_ses_formulaires(espace: str, plateforme: type[FauxService], jeton: str) -> None:
    """Every tile and the consent of each platform refuse a token that is not the page's; the journey has not moved."""
    fs, navigateur = plateforme(espace), Navigateur(espace)
    autre = lire(fs.autoriser()).formulaires[0].champs["csrfToken"]
    faux = JETONS.get(jeton, autre)
    mire = fs.autoriser(navigateur)
    ouvertes = [f for f in lire(mire).formulaires if f.boutons and "disabled" not in f.boutons[0]]
    assert ouvertes
    for forme in ouvertes:
        assert code_erreur(envoyer(navigateur, forme, faux)) == ("Y470001" if faux else "Y470002")
    page = navigateur.soumettre(navigateur.soumettre(mire, lire(mire).formulaires.index(ouvertes[0])), login="test")
    (consentement,) = lire(page).formulaires
    assert code_erreur(envoyer(navigateur, consentement, faux)) == ("Y470001" if faux else "Y470002")
    assert envoyer(navigateur, consentement, consentement.champs["csrfToken"]).status_code == 303


def entrer(espace: str, login: str) -> Navigateur:
    """A citizen's browser, in « Mes connexions »."""
    navigateur = Navigateur(espace)
    mire = navigateur.aller(f"{espace}/mes-connexions/connexion")
    navigateur.soumettre(navigateur.soumettre(mire), login=login)
    return navigateur


def formulaires_du_citoyen(navigateur: Navigateur) -> dict[str, Formulaire]:
    """Every form of every page that the citizen's menu leads to, by address."""
    accueil = navigateur.aller(f"{navigateur.base}/mes-connexions/")
    adresses = [lien for lien in lire(accueil).liens.values() if "/mes-connexions/" in lien]
    pages = [navigateur.aller(adresse) for adresse in adresses]
    return {f.action.rpartition("/")[2]: f for page in pages for f in lire(page).formulaires}


@pytest.mark.parametrize("jeton", [*JETONS, "d'un autre"])
def test_mes_connexions_verifie_ses_formulaires(espace: str, jeton: str) -> None:
    """No form of the citizen's space works without its own token: nothing is withdrawn, changed or closed."""
    fs = FauxService(espace, title="Piscine")
    acces = fs.jeton_direct("claire-moreau")["access_token"]
    citoyenne, pirate = entrer(espace, "claire-moreau"), entrer(espace, "marc-roussel")
    formes = formulaires_du_citoyen(citoyenne)
    assert set(formes) == {"autorisations", "preferences", "deconnexion"}
    autre = formulaires_du_citoyen(pirate)["deconnexion"].champs["csrfToken"]
    compte = f"{espace}/_bac/citizens/claire-moreau/account"
    avant = citoyenne.client.get(compte).json()
    for forme in formes.values():
        refus = envoyer(citoyenne, forme, JETONS.get(jeton, autre))
        assert refus.status_code == 401
        assert "Demande refusée" in refus.text
    api = f"{espace}/mes-connexions/api/user-preferences"
    assert citoyenne.client.post(api, json={"csrfToken": autre, "idpList": []}).status_code == 401
    assert fs.userinfo(acces).status_code == 200
    assert citoyenne.client.get(compte).json() == avant
    assert citoyenne.client.get(f"{espace}/mes-connexions/api/me").json()["lastname"] == "MOREAU"


def test_un_formulaire_n_a_pas_de_valeur_sans_son_cookie(espace: str) -> None:
    """The right token in a browser without the cookie, or with another citizen's, is refused too."""
    formes = formulaires_du_citoyen(entrer(espace, "claire-moreau"))
    for intrus in (Navigateur(espace), entrer(espace, "marc-roussel")):
        for nom, forme in formes.items():
            reponse = envoyer(intrus, forme, forme.champs["csrfToken"])
            assert reponse.status_code in {303, 401}, nom
            assert reponse.status_code == 401 or reponse.headers["location"] == f"{espace}/mes-connexions/", nom
