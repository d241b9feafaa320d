"""The portal reads and shows: addresses, people, catalogue; never a secret."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

import httpx
import pytest

from fixtures.inoffensif import RESERVES
from gateway.portail.api import operations
from tests.support.serveur import Sandbox

PAGES = (
    "/",
    "/personas",
    "/citoyen/claire-moreau",
    "/donnees",
    "/vie",
    "/pannes",
    "/personne-de-reel",
    "/fabrique",
    "/controle",
    "/nulle-part",
)


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, trust_env=False) as ouvert:
        yield ouvert


def test_l_accueil_donne_des_adresses_qui_repondent(client: httpx.Client, sandbox: Sandbox) -> None:
    """The discovery address shown is the one FranceConnect serves."""
    adresse = f"{sandbox.url}/api/v2/.well-known/openid-configuration"
    assert adresse in client.get("/").text
    assert client.get(adresse).json()["issuer"] == f"{sandbox.url}/api/v2"


@pytest.mark.parametrize("chemin", PAGES)
def test_aucune_page_ne_montre_de_secret(client: httpx.Client, chemin: str) -> None:
    """A registered service's secret appears on no page, its client_id on the first one."""
    corps = {"name": "temoin", "redirect_uris": ["http://localhost/retour"]}
    service = client.post("/_bac/services", json=corps).raise_for_status().json()
    assert service["client_id"] in client.get("/").text
    assert service["client_secret"] not in client.get(chemin).text


@pytest.mark.parametrize("chemin", PAGES)
def test_les_pages_ont_leurs_entetes(client: httpx.Client, chemin: str) -> None:
    """Every page forbids framing and foreign scripts, is never cached and says that it is fiction."""
    entetes = client.get(chemin).headers
    assert entetes["x-frame-options"] == "DENY"
    assert "default-src 'self'" in entetes["content-security-policy"]
    assert entetes["cache-control"] == "no-store"
    assert entetes["x-synthetic"] == "true"


def test_la_fiche_dit_ce_que_dit_l_api_de_controle(client: httpx.Client) -> None:
    """The citizen's page bears the numbers of the control API's file."""
    dossier = client.get("/_bac/citizens/claire-moreau").json()
    fiche = client.get("/citoyen/claire-moreau").text
    for numero in ("nir", "spi"):
        assert dossier["numbers"][numero] in fiche


def test_tout_citoyen_tire_au_hasard_a_sa_fiche(client: httpx.Client) -> None:
    """Whoever the nation gives, the page shows; so do the personas, the dead and the newborn among them."""
    tires = client.get("/_bac/citizens", params={"limit": 40, "seed": 7}).json()["citizens"]
    assert {client.get(f"/citoyen/{ref}").status_code for ref in (*tires, "lucien-fontaine", "ahmad-noori")} == {200}
    assert client.get("/citoyen", follow_redirects=True).status_code == 200


@pytest.mark.parametrize("numero", ["login", "nir", "spi"])
def test_on_retrouve_un_citoyen_par_ses_numeros(client: httpx.Client, numero: str) -> None:
    """A login, a NIR or a tax number leads to the citizen's page."""
    dossier = client.get("/_bac/citizens/claire-moreau").json()
    valeurs = dossier["numbers"] | {"login": dossier["login"]}
    reponse = client.get("/recherche", params={"q": valeurs[numero]})
    assert urlsplit(reponse.headers["location"]).path == "/citoyen/claire-moreau"


@pytest.mark.parametrize(
    "chemin", ["/citoyen/personne-de-ce-nom", "/recherche?q=personne", "/recherche", "/nulle-part"]
)
def test_ce_qui_n_existe_pas_se_dit_clairement(client: httpx.Client, chemin: str) -> None:
    """An unknown person or page is a 404 page that leads back to the portal."""
    reponse = client.get(chemin)
    assert reponse.status_code == 404
    assert "Revenir au portail" in reponse.text


def test_l_espace_et_son_jour_sont_sur_chaque_page(client: httpx.Client) -> None:
    """A named space shows its name and its own civil day, and its links stay inside."""
    client.post("/_bac/spaces", json={"slug": "portail-essai"}).raise_for_status()
    client.put("/e/portail-essai/_bac/clock", json={"day": "2027-03-01"}).raise_for_status()
    page = client.get("/e/portail-essai/").text
    assert "<strong>portail-essai</strong>" in page
    assert "1er mars 2027" in page
    assert 'href="/e/portail-essai/personas"' in page
    assert "1er mars 2027" not in client.get("/").text


def test_le_catalogue_montre_chaque_scope_declare(client: httpx.Client) -> None:
    """Every data scope of the four providers is listed with the label the citizen reads."""
    page = client.get("/donnees").text
    for scope in ("cnaf_quotient_familial", "dgfip_rfr", "droits_assurance_maladie", "etat_civil_livret_famille"):
        assert scope in page


def test_les_pannes_se_lisent_et_celles_qui_sont_armees(client: httpx.Client) -> None:
    """Each fault of the catalogue is on the page; one that is armed shows its scope, in its space alone."""
    client.post("/_bac/spaces", json={"slug": "portail-pannes"}).raise_for_status()
    catalogue = client.get("/_bac/faults").json()["catalogue"]
    page = client.get("/pannes").text
    assert [p["name"] for p in catalogue if f"<code>{p['name']}</code>" not in page] == []
    client.post("/e/portail-pannes/_bac/faults", json={"name": "token-500", "scope": "next-login"}).raise_for_status()
    assert "prochaine connexion" in client.get("/e/portail-pannes/pannes").text
    assert "prochaine connexion" not in client.get("/pannes").text


def test_l_api_de_controle_se_lit_sans_script(client: httpx.Client) -> None:
    """Each operation of the OpenAPI description is on the page."""
    document = client.get("/_bac/openapi.json").json()
    page = client.get("/controle").text
    for groupe in operations(document).values():
        for operation in groupe:
            assert f"{operation.methode} {operation.chemin}" in page


def test_les_fichiers_statiques_se_gardent(client: httpx.Client) -> None:
    """The version in the address allows a year of cache; a browser that has the file is told so."""
    chemin = next(m for m in client.get("/").text.split('"') if "bac.css" in m)
    reponse = client.get(chemin)
    assert "immutable" in reponse.headers["cache-control"]
    assert client.get(chemin, headers={"If-None-Match": reponse.headers["etag"]}).status_code == 304
    assert client.get("/statique/inconnu.css").status_code == 404


def test_la_page_personne_de_reel_vient_des_controles(client: httpx.Client) -> None:
    """Every kind of identifier has its row, all in their range; no real number is taken for ours."""
    page = client.get("/personne-de-reel").text
    for reserve in RESERVES:
        assert escape(reserve.nom, quote=False) in page.replace("&#39;", "'")
    assert page.count("tous dans la plage") == len(RESERVES)
    assert "admis à tort" not in page
