"""A parent enrols a child at the crèche in a real browser, and reads the figures of the family's own file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.navigateur.parcours import champ, choisir_le_compte, inscrire, se_connecter
from tests.support.serveur import Sandbox

#: Circulaire Cnaf 2019-005, and the limits published for 2026 (euros a month).
TAUX = {1: Decimal("0.0619"), 2: Decimal("0.0516"), 3: Decimal("0.0413")}
PLANCHER, PLAFOND = Decimal("814.62"), Decimal("8500")
CENTIME = Decimal("0.01")


class Registre:
    """The control API and direct data calls: what the screen must agree with."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def citoyen(self, ref: str) -> dict[str, Any]:
        return self.http.get(f"/_bac/citizens/{ref}").raise_for_status().json()

    def jeton(self, ref: str, scope: str) -> dict[str, str]:
        demande = {"client_id": "demo-creche", "citizen": ref, "scope": scope}
        reponse = self.http.post("/_bac/login", json=demande).raise_for_status().json()
        return {"Authorization": f"Bearer {reponse['access_token']}"}

    def quotient(self, ref: str) -> dict[str, Any]:
        jeton = self.jeton(ref, "openid identite_pivot cnaf_quotient_familial")
        chemin = "/v3/dss/quotient_familial/france_connect?recipient=01234560900015"
        return self.http.get(chemin, headers=jeton).raise_for_status().json()["data"]["quotient_familial"]

    def rfr(self, ref: str, annee: int) -> int:
        jeton = self.jeton(ref, "openid identite_pivot dgfip_annee_n_moins_1 dgfip_annee_n_moins_2 dgfip_rfr")
        chemin = f"/impotparticulier/1.0/situations/ir/assiettes/annrev/{annee}"
        return self.http.get(chemin, headers=jeton).raise_for_status().json()["rfr"]

    def ressources(self, ref: str) -> int:
        """What the tax household of `ref` declared two years ago, from the files of its declarants."""
        dossier = self.citoyen(ref)
        annee = int(dossier["day"][:4]) - 2
        (foyer,) = [f for f in dossier["foyers"]["fiscaux"] if f["annee"] == annee]
        return sum(_declare(self.citoyen(declarant), annee) for declarant in foyer["declarants"])


def _declare(dossier: dict[str, Any], annee: int) -> int:
    (revenus,) = [r for r in dossier["facts"]["incomes"] if r["annee"] == annee]
    versees = revenus.get("pensions_alimentaires_versees", 0)
    return sum(v for nom, v in revenus.items() if nom != "annee") - 2 * versees


def _tarif(ressources: int, enfants: int) -> Decimal:
    mensuelles = (Decimal(ressources) / 12).quantize(CENTIME, ROUND_HALF_UP)
    return (min(max(mensuelles, PLANCHER), PLAFOND) * TAUX[enfants] / 100).quantize(CENTIME, ROUND_HALF_UP)


@pytest.fixture
def bac(start_sandbox: Any) -> Sandbox:
    """A sandbox whose civil day is in the year of the scale above."""
    sandbox: Sandbox = start_sandbox(nation_size=1000)
    httpx.put(f"{sandbox.url}/_bac/clock", json={"day": "2026-11-23"}, trust_env=False).raise_for_status()
    return sandbox


@pytest.fixture
def registre(bac: Sandbox) -> Iterator[Registre]:
    with httpx.Client(base_url=bac.url, trust_env=False) as http:
        yield Registre(http)


@pytest.mark.parametrize(
    ("ref", "prenom"),
    [
        ("claire-moreau", "Tom"),
        ("elodie-girard", "Jade"),
        ("mai-lan-nguyen", "Alix"),
        ("gwenaelle-le-bihan", "Nolwenn"),
    ],
)
def test_l_inscription_montre_les_chiffres_du_dossier(
    page: Page, bac: Sandbox, registre: Registre, ref: str, prenom: str
) -> None:
    """QF and RFR on screen are those of direct calls, resources and fee those of the family's file and the scale."""
    dossier = registre.citoyen(ref)
    se_connecter(page, bac.url, dossier["login"])
    assert int(champ(page, "quotient_familial")) == registre.quotient(ref)["valeur"]
    assert int(champ(page, "rfr")) == registre.rfr(ref, 2024)
    inscrire(page, prenom)
    enfants = len(dossier["foyers"]["allocataire"]["enfants"])
    ressources = registre.ressources(ref)
    assert int(champ(page, "annuelles")) == ressources
    assert int(champ(page, "enfants")) == enfants
    assert Decimal(champ(page, "tarif").replace(",", ".")) == _tarif(ressources, enfants)
    assert champ(page, "numero").startswith("CR-2026-")


def test_la_caf_qui_ne_connait_pas_la_famille_est_dite_avec_son_code(page: Page, sandbox: Sandbox) -> None:
    """A man unknown to the CAF sees its official refusal, and the other administrations' answers."""
    se_connecter(page, sandbox.url, "thomas-mercier")
    carte = page.locator('[data-administration="CAF et MSA"]')
    expect(carte).to_contain_text("ne vous connaît pas")
    expect(carte).to_contain_text("35003")
    expect(page.locator("[data-champ=rfr]")).to_be_visible()


def test_les_concubins_ont_un_tarif_provisoire(page: Page, sandbox: Sandbox) -> None:
    """One CAF household but two tax households: the crèche says whose incomes are missing."""
    se_connecter(page, sandbox.url, "antoine-lambert")
    inscrire(page, "Alix")
    expect(page.get_by_text("déclare ses revenus à part")).to_be_visible()


def test_les_coulisses_racontent_le_parcours(page: Page, sandbox: Sandbox) -> None:
    """Every exchange is listed in order with its tokens verified, and no secret is shown."""
    se_connecter(page, sandbox.url, "claire-moreau")
    page.get_by_role("link", name="Que vient-il de se passer ?").click()
    appels = page.locator("ol.echanges summary code").all_inner_texts()
    chemins = [a.removeprefix("GET ").removeprefix("POST ").removeprefix(sandbox.url) for a in appels]
    assert chemins[:7] == [
        "/demo/creche/connexion",
        "/api/v2/.well-known/openid-configuration",
        "/api/v2/authorize",
        "/demo/creche/retour",
        "/api/v2/token",
        "/api/v2/jwks",
        "/api/v2/userinfo",
    ]
    assert any(c.startswith("/etat-civil/v1/france-connect/livret-de-famille") for c in chemins)
    assert page.content().count("signature vérifiée") == 2
    assert "ne-protege-rien" not in page.content()


def test_se_deconnecter_efface_le_dossier(page: Page, sandbox: Sandbox) -> None:
    """After the logout through FranceConnect the file is gone, and the next login asks for the password again."""
    se_connecter(page, sandbox.url, "claire-moreau")
    page.get_by_role("link", name="Se déconnecter").click()
    expect(page.get_by_text("Vous êtes déconnecté")).to_be_visible()
    page.goto(f"{sandbox.url}/demo/creche/dossier")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Inscrire un enfant")
    choisir_le_compte(page, sandbox.url)
    expect(page.locator("#login")).to_be_visible()


def test_un_retour_inattendu_est_refuse(page: Page, sandbox: Sandbox) -> None:
    """A code that answers no pending login is refused on a clear page."""
    reponse = page.goto(f"{sandbox.url}/demo/creche/retour?code=abc&state=forge&iss=x")
    assert reponse is not None
    assert reponse.status == 400
    expect(page.get_by_role("heading", level=1)).to_contain_text("n’a pas abouti")


def test_renoncer_revient_a_la_creche(page: Page, sandbox: Sandbox) -> None:
    """Someone who gives up at FranceConnect comes back to a page that says so, with the protocol's error code."""
    page.goto(f"{sandbox.url}/demo/creche/")
    page.get_by_role("button", name="Se connecter avec FranceConnect (simulé)").click()
    page.get_by_role("link", name="Revenir sur").click()
    expect(page.get_by_role("alert")).to_contain_text("access_denied")


def test_la_creche_vit_dans_un_espace(page: Page, sandbox: Sandbox) -> None:
    """The same journey works in a named space, whose issuer and addresses are its own."""
    base = f"{sandbox.url}/e/creche-atelier"
    creation = httpx.post(f"{sandbox.url}/_bac/spaces", json={"slug": "creche-atelier"}, trust_env=False)
    creation.raise_for_status()
    se_connecter(page, base, "claire-moreau")
    assert page.url == f"{base}/demo/creche/dossier"
    page.goto(f"{sandbox.url}/demo/creche/dossier")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Inscrire un enfant")
