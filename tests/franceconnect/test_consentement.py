"""The information and consent pages, by kind of service and scopes (Information Consentement)."""

from __future__ import annotations

import httpx
import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur

CASE = 'type="checkbox"'


def page(fs: FauxService, navigateur: Navigateur, scope: str = "openid identite_pivot") -> httpx.Response:
    mire = fs.autoriser(navigateur, scope=scope)
    return navigateur.soumettre(navigateur.soumettre(mire))


@pytest.mark.parametrize(
    ("type_", "consentement", "scope", "case"),
    [
        ("public", False, "openid identite_pivot", False),
        ("public", True, "openid identite_pivot", False),
        ("private", False, "openid identite_pivot", False),
        ("private", True, "openid identite_pivot", True),
        ("private", True, "openid", False),
    ],
)
def test_case_a_cocher(
    base: str, navigateur: Navigateur, type_: str, consentement: bool, scope: str, case: bool
) -> None:
    """Only a private service declared with consent, asking more than the subject, has the box; it is mandatory."""
    fs = FauxService(base, type=type_, identityConsent=consentement)
    html = page(fs, navigateur, scope).text
    assert (CASE in html) is case
    assert ('name="accept" value="1"' in html) is case
    assert ("required" in html) is case


def test_contenu(fs: FauxService, navigateur: Navigateur) -> None:
    """Who is connecting, then what each administration will be asked, FranceConnect first and with official labels."""
    html = page(fs, navigateur, "openid identite_pivot email dgfip_rfr cnaf_quotient_familial").text
    attendus = [
        "Angela Claire Louise DUBOIS",
        "FranceConnect</h2>",
        "Nom de naissance",
        "Prénom(s)",
        "Date de naissance",
        "Adresse e-mail",
        "Caisse nationale des allocations familiales &amp; MSA",
        "Quotient familial CAF &amp; MSA et composition familiale",
        "Direction générale des Finances publiques",
        "Revenu fiscal de référence",
        "Continuer sur Ma commune",
    ]
    positions = [html.index(texte) for texte in attendus]
    assert positions == sorted(positions)


def test_claims_jamais_montres(fs: FauxService, navigateur: Navigateur) -> None:
    """Technical claims have no label, and the citizen is shown no value."""
    html = page(fs, navigateur, "openid idp_birthdate idp_id amr").text
    assert "<li>" not in html
    assert "1962" not in html


def test_page_anonyme(fs: FauxService, navigateur: Navigateur) -> None:
    """With `openid` alone the page says that no data is sent."""
    html = page(fs, navigateur, "openid").text
    assert "anonymement" in html
    assert "DUBOIS" not in html


def test_ni_refus_ni_retour(fs: FauxService, navigateur: Navigateur) -> None:
    """The page has one form, no button to refuse and no link back: a refusal is silent."""
    html = page(fs, navigateur).text
    assert html.count("<form") == html.count("<button") == 1
    assert "redirect-to-sp-with-error" not in html


@pytest.mark.parametrize(("jeton", "statut", "code"), [("", 400, "Y470002"), ("faux", 401, "Y470001")])
def test_csrf(fs: FauxService, navigateur: Navigateur, jeton: str, statut: int, code: str) -> None:
    """The confirmation needs the form's token: empty or wrong, it is refused."""
    reponse = navigateur.soumettre(page(fs, navigateur), csrfToken=jeton)
    assert (reponse.status_code, code_erreur(reponse)) == (statut, code)


def test_csrf_absent(fs: FauxService, navigateur: Navigateur) -> None:
    """So it is when it is absent."""
    page(fs, navigateur)
    reponse = navigateur.client.post(f"{fs.fc}/login", data={})
    assert (reponse.status_code, code_erreur(reponse)) == (400, "Y470002")


def test_prompt_login_sans_page(base: str, navigateur: Navigateur) -> None:
    """`prompt=login` alone goes without the page, only for a service allowed to send it."""
    permis, ordinaire = FauxService(base, allowedPrompts=["login"]), FauxService(base)
    fi = navigateur.soumettre(permis.autoriser(navigateur, prompt="login"))
    assert navigateur.soumettre(fi).is_redirect
    for fs, prompt in ((permis, "login consent"), (permis, "consent"), (ordinaire, "login")):
        autre = Navigateur(base)
        fi = autre.soumettre(fs.autoriser(autre, prompt=prompt))
        assert autre.soumettre(fi).url.path.endswith("/consent")


def test_auto_login_sans_droit(fs: FauxService, navigateur: Navigateur) -> None:
    """The page cannot be skipped by its address."""
    page(fs, navigateur)
    assert code_erreur(navigateur.aller(f"{fs.fc}/auto-login")) == "Y420001"
