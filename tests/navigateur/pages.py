"""Every page that a person may see, and how to come to it in a browser: `PAGES` maps its name to the way there."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.franceconnect.navigation import FauxService, nouveau_client
from tests.navigateur.parcours import choisir_le_compte, inscrire, se_connecter

Chemin = Callable[[Page, str], None]
DEMONSTRATION = "Fournisseur d'identité de démonstration"
DONNEES = "openid identite_pivot email cnaf_quotient_familial dgfip_rfr"
ESPACE_EN_PANNE = "pages-en-panne"
PLUS = "franceconnect-plus/api/v2"


def vers(chemin: str) -> Chemin:
    def aller(page: Page, base: str) -> None:
        page.goto(base + chemin)

    return aller


def autoriser(page: Page, fs: FauxService, fc: str = "", **changements: str | None) -> None:
    """The button of the service's own page; `fc` is the issuer, FranceConnect's by default."""
    page.goto(f"{fc or fs.fc}/authorize?{urlencode(fs.demande(**changements))}")


def valider(page: Page, login: str = "") -> None:
    """The login form of an identity provider, with the account it proposes or another."""
    if login:
        page.locator("#login").fill(login)
    page.get_by_role("button", name="Valider").click()


def deplier(page: Page) -> None:
    """Open all that is folded, without moving the focus."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def _mire(page: Page, base: str) -> None:
    autoriser(page, FauxService(base, title="Ma commune"))


def _chez(tuile: str) -> Chemin:
    def aller(page: Page, base: str) -> None:
        _mire(page, base)
        page.get_by_role("button", name=tuile).click()
        expect(page.locator("#login")).to_be_visible()

    return aller


def _echec_du_fi(page: Page, base: str) -> None:
    _chez(DEMONSTRATION)(page, base)
    page.get_by_role("link", name="Renoncer").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _numero_inconnu(page: Page, base: str) -> None:
    _chez("Fournisseur fiscal")(page, base)
    valider(page, "9" * 13)
    expect(page.get_by_role("alert")).to_be_visible()


def _identite_libre(page: Page, base: str) -> None:
    _chez(DEMONSTRATION)(page, base)
    page.get_by_role("link", name="Saisir une identité").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Une identité de votre choix")


def _information(page: Page, base: str) -> None:
    _entrer(page, FauxService(base, title="Ma commune"), "openid identite_pivot email")


def _consentement(page: Page, base: str) -> None:
    _entrer(page, FauxService(base, title="Mutuelle", type="private", identityConsent=True), DONNEES)
    deplier(page)


def _anonyme(page: Page, base: str) -> None:
    _entrer(page, FauxService(base, title="Sondage"), "openid")


def _entrer(page: Page, fs: FauxService, scope: str) -> None:
    autoriser(page, fs, scope=scope)
    page.get_by_role("button", name=DEMONSTRATION).click()
    valider(page)
    expect(page.locator("#continuer")).to_be_visible()


def _refus_du_rnipp(page: Page, base: str) -> None:
    _chez(DEMONSTRATION)(page, base)
    valider(page, "test_E010008")
    expect(page.get_by_text("Erreur Y010008")).to_be_visible()


def _plus(page: Page, base: str) -> None:
    autoriser(page, FauxService(base, title="Banque"), f"{base}/{PLUS}", acr_values="eidas2")


def _plus_chez_le_fi(page: Page, base: str) -> None:
    _plus(page, base)
    page.get_by_role("button", name="Démonstration, niveau substantiel").click()
    expect(page.locator("#login")).to_be_visible()


def _plus_information(page: Page, base: str) -> None:
    _plus_chez_le_fi(page, base)
    valider(page)
    expect(page.locator("#continuer")).to_be_visible()


def _etape_de_sortie(page: Page, base: str) -> None:
    """A page that sends itself, held back."""
    page.add_init_script("HTMLFormElement.prototype.submit = () => {}")
    indice = FauxService(base, title="Ma commune").jeton_direct()["id_token"]
    page.goto(f"{base}/api/v2/session/end?{urlencode({'id_token_hint': indice})}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Déconnexion en cours")


def _dossier(page: Page, base: str) -> None:
    se_connecter(page, base, "claire-moreau")


def _inscription(page: Page, base: str) -> None:
    _dossier(page, base)
    inscrire(page, "Tom")


def _coulisses(page: Page, base: str) -> None:
    _dossier(page, base)
    page.goto(f"{base}/demo/creche/coulisses")
    deplier(page)


def mes_connexions(page: Page, base: str, login: str = "") -> None:
    """Logged in to the citizen's space, on the history."""
    page.goto(f"{base}/mes-connexions/")
    page.get_by_role("button", name="Se connecter avec FranceConnect (simulé)").click()
    page.get_by_role("button", name=DEMONSTRATION).click()
    valider(page, login)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon historique")


def _historique_long(page: Page, base: str) -> None:
    fs = FauxService(base, title="Mutuelle", type="private", identityConsent=True)
    for _ in range(6):
        fs.jeton_direct("odette-garnier", DONNEES)
    mes_connexions(page, base, "odette-garnier")
    page.get_by_role("link", name="Plus anciens").click()
    expect(page.get_by_text("Page 2 sur")).to_be_visible()


def ma_page(page: Page, base: str, nom: str, login: str = "") -> None:
    mes_connexions(page, base, login)
    page.get_by_role("link", name=nom).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(nom.lower())


def _ma_page(nom: str) -> Chemin:
    return lambda page, base: ma_page(page, base, nom)


def _autorisation_retiree(page: Page, base: str) -> None:
    FauxService(base, title="Mutuelle").jeton_direct("elodie-girard", DONNEES)
    ma_page(page, base, "Autorisations", "elodie-girard")
    page.get_by_role("button", name="Retirer l'autorisation de Mutuelle").first.click()
    expect(page.get_by_role("status")).to_be_visible()


def _preference_refusee(page: Page, base: str) -> None:
    ma_page(page, base, "Préférences")
    page.get_by_role("checkbox", name=DEMONSTRATION).uncheck()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _courriel_ouvert(page: Page, base: str) -> None:
    mes_connexions(page, base)
    page.goto(f"{base}/courriels")
    deplier(page)


def _panne_armee(page: Page, base: str) -> None:
    client = nouveau_client()
    client.post(f"{base}/_bac/spaces", json={"slug": ESPACE_EN_PANNE, "size": 1000})
    panne = {"name": "id-token-signature", "scope": "space"}
    assert client.post(f"{base}/e/{ESPACE_EN_PANNE}/_bac/faults", json=panne).status_code == 201
    page.goto(f"{base}/e/{ESPACE_EN_PANNE}/pannes")
    expect(page.get_by_role("cell", name="tout l’espace").first).to_be_visible()


PAGES: dict[str, Chemin] = {
    "accueil": vers("/"),
    "personas": vers("/personas"),
    "citoyen": vers("/citoyen/claire-moreau"),
    "donnees": vers("/donnees"),
    "vie de la nation": vers("/vie?du=2024-01-01&nature=deces"),
    "pannes": vers("/pannes"),
    "personne de réel": vers("/personne-de-reel"),
    "fabriquer une famille": vers("/fabrique"),
    "chercher par situation": vers("/situations"),
    "trouvés par situation": vers("/situations?situation=parent_isole&qf_max=700&enfants_min=2"),
    "montants": vers("/citoyen/claire-moreau/montants"),
    "panne armée": _panne_armee,
    "api": vers("/controle"),
    "courriels": vers("/courriels"),
    "courriel ouvert": _courriel_ouvert,
    "introuvable": vers("/nulle-part"),
    "crèche": vers("/demo/creche/"),
    "dossier": _dossier,
    "inscription": _inscription,
    "coulisses": _coulisses,
    "retour refusé": vers("/demo/creche/retour"),
    "mire": _mire,
    "mire après un échec": _echec_du_fi,
    "démonstration": choisir_le_compte,
    "fournisseur fiscal": _chez("Fournisseur fiscal"),
    "assurance maladie": _chez("Fournisseur Assurance Maladie"),
    "identité numérique": _chez("Identité numérique"),
    "numéro inconnu": _numero_inconnu,
    "identité libre": _identite_libre,
    "connexion non demandée": vers("/fi/demonstration/authorize"),
    "information": _information,
    "consentement": _consentement,
    "connexion anonyme": _anonyme,
    "erreur de FranceConnect": vers("/api/v2/authorize"),
    "erreur avec retour au service": _refus_du_rnipp,
    "étape de déconnexion": _etape_de_sortie,
    "déconnecté": vers("/api/v2/session/end/success"),
    "mire de FranceConnect+": _plus,
    "fournisseur de FranceConnect+": _plus_chez_le_fi,
    "information de FranceConnect+": _plus_information,
    "erreur de FranceConnect+": vers(f"/{PLUS}/authorize"),
    "v1 fermée": vers("/api/v1/authorize"),
    "mes connexions": vers("/mes-connexions/"),
    "mes connexions, retour refusé": vers("/mes-connexions/retour"),
    "mon historique": mes_connexions,
    "mon historique, suite": _historique_long,
    "mes autorisations": _ma_page("Autorisations"),
    "autorisation retirée": _autorisation_retiree,
    "mes préférences": _ma_page("Préférences"),
    "préférence refusée": _preference_refusee,
}
