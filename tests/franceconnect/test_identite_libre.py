"""Any identity typed by hand, the checks FranceConnect makes of it, and the identity providers that fail by login."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.conftest import StartSandbox
from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, get, lire, parametres

TOUT = "openid profile birth email idp_birthdate"
DUBOIS = {
    "given_name": "Angela Claire Louise",
    "family_name": "DUBOIS",
    "gender": "female",
    "birthdate": "1962-08-24",
    "birthplace": "75107",
    "birthcountry": "99100",
    "email": "angela@exemple.fr",
}


def formulaire_libre(fs: FauxService, navigateur: Navigateur) -> httpx.Response:
    fi = navigateur.soumettre(fs.autoriser(navigateur, scope=TOUT))
    return navigateur.aller(lire(fi).liens["Saisir une identité de votre choix"])


def saisir(fs: FauxService, navigateur: Navigateur, **changements: str) -> httpx.Response:
    """The page that follows the form, filled with an identity of the register but for `changements`."""
    return navigateur.soumettre(formulaire_libre(fs, navigateur), 0, **{**DUBOIS, **changements})


def userinfo(fs: FauxService, navigateur: Navigateur, consentement: httpx.Response) -> dict[str, Any]:
    jetons = fs.echanger(navigateur.soumettre(consentement)).json()
    return fs.verifier(fs.userinfo(jetons["access_token"]).text)


def refus(page: httpx.Response) -> tuple[int, str]:
    return page.status_code, code_erreur(page)


def entrer_avec(fs: FauxService, navigateur: Navigateur, login: str) -> httpx.Response:
    return navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur, scope=TOUT)), login=login)


def test_identite_du_registre(fs: FauxService, navigateur: Navigateur) -> None:
    """An identity that fits one citizen is that citizen, with the same subject as by their login."""
    lu = userinfo(fs, navigateur, saisir(fs, navigateur))
    assert (lu["family_name"], lu["sub"]) == ("DUBOIS", fs.identite("test")["sub"])


def test_ce_qui_vient_du_fournisseur(fs: FauxService, navigateur: Navigateur) -> None:
    """E-mail, usage name and raw birth date are the identity provider's; the pivot is the register's."""
    page = saisir(fs, navigateur, given_name="ANGELA", family_name="Dubois", preferred_username="Martin")
    lu = userinfo(fs, navigateur, page)
    assert (lu["email"], lu["preferred_username"]) == ("angela@exemple.fr", "Martin")
    assert (lu["given_name"], lu["family_name"]) == ("Angela Claire Louise", "DUBOIS")
    assert lu["idp_birthdate"] == "1962-08-24"


def test_ne_a_l_etranger_lieu_libre(fs: FauxService, base: str, navigateur: Navigateur) -> None:
    """Born abroad, with a presumed date: the place is not looked at, the raw date is kept apart."""
    ahmad = get(f"{base}/_bac/citizens/ahmad-noori").json()["identity"]
    page = saisir(
        fs,
        navigateur,
        given_name=" ".join(ahmad["prenoms"]),
        family_name=ahmad["nom_naissance"],
        gender="male",
        birthdate="1992-00-00",
        birthplace="quelque part",
        birthcountry="99212",
    )
    lu = userinfo(fs, navigateur, page)
    assert (lu["birthdate"], lu["idp_birthdate"], lu["birthplace"]) == ("1992-01-01", "1992-00-00", "")


def test_personne(fs: FauxService, navigateur: Navigateur) -> None:
    """A well-formed identity that fits nobody is Y010008, told to the service as a refusal."""
    page = saisir(fs, navigateur, family_name="PERSONNE-ICI")
    assert refus(page) == (403, "Y010008")
    recus = parametres(navigateur.aller(lire(page).liens["Revenir sur Ma commune"]))
    assert (recus["error"], recus["error_description"]) == ("access_denied", "user authentication aborted")


def test_un_detail_differe(fs: FauxService, navigateur: Navigateur) -> None:
    """An identity that fits one citizen but for the day of birth is only near: Y010004."""
    assert refus(saisir(fs, navigateur, birthdate="1962-08-25")) == (403, "Y010004")


def test_l_alerte_va_a_l_adresse_saisie(fs: FauxService, base: str, navigateur: Navigateur) -> None:
    """The mail goes where the identity provider said, not to the register's address."""
    userinfo(fs, navigateur, saisir(fs, navigateur, email="ailleurs@exemple.fr"))
    recus = get(f"{base}/_bac/mailbox", params={"to": "ailleurs@exemple.fr"}).json()["mails"]
    assert [m["service"] for m in recus] == [fs.client_id]


@pytest.mark.parametrize(
    ("claim", "valeur"),
    [
        ("given_name", ""),
        ("family_name", ""),
        ("family_name", "x" * 257),
        ("email", ""),
        ("email", "sans-arobase"),
        ("gender", ""),
        ("gender", "autre"),
        ("birthdate", "24/08/1962"),
        ("birthdate", "1962-00-24"),
        ("birthdate", "1962-02-30"),
        ("birthdate", "1962-13-01"),
        ("birthplace", ""),
        ("birthplace", "7510"),
        ("birthplace", "2C004"),
        ("birthcountry", "FRANCE"),
    ],
)
def test_identite_invalide(fs: FauxService, navigateur: Navigateur, claim: str, valeur: str) -> None:
    """Each claim has its rule; the page names the claim, never its value."""
    page = saisir(fs, navigateur, **{claim: valeur})
    assert refus(page) == (400, "Y600006")
    assert f"claims refusés : {claim}</code>" in page.text


def test_forme_du_formulaire(fs: FauxService, navigateur: Navigateur) -> None:
    """Every claim has its field; the country proposed is France; the page needs a journey."""
    champs = lire(formulaire_libre(fs, navigateur)).formulaires[0].champs
    assert set(DUBOIS) - {"gender"} | {"preferred_username", "state", "acr_values"} == set(champs)
    assert champs["birthcountry"] == "99100"
    adresse = f"{fs.base}/fi/demonstration/login/with-custom-identity"
    assert navigateur.aller(adresse).status_code == 400
    assert navigateur.aller(f"{fs.base}/fi/fiscal/login/with-custom-identity?state=x").status_code == 400


def test_niveau_de_l_identite_libre(fs: FauxService, navigateur: Navigateur) -> None:
    """The level is chosen on that form too."""
    assert refus(saisir(fs, navigateur, acr="eidas3")) == (400, "Y100018")


INCOMPLETS = "sans_prenom sans_nom_naissance sans_genre sans_birthplace sans_mail sans_mail_sans_tel"
MAL_FORMES = "mois_00 test_INVALID_COG test_CORSE_INVALID"


@pytest.mark.parametrize("login", f"{INCOMPLETS} {MAL_FORMES}".split())
def test_claim_manquant(fs: FauxService, navigateur: Navigateur, login: str) -> None:
    """FranceConnect's own test logins whose identity is incomplete or malformed."""
    assert refus(entrer_avec(fs, navigateur, login)) == (400, "Y600006")


@pytest.mark.parametrize("login", ["sans_telephone", "genre_indéfini"])
def test_identite_incomplete_mais_admise(fs: FauxService, navigateur: Navigateur, login: str) -> None:
    """No telephone, or an unspecified gender, is enough to be recognised."""
    assert userinfo(fs, navigateur, entrer_avec(fs, navigateur, login))["family_name"] == "DUBOIS"


@pytest.mark.parametrize(
    ("login", "statut", "code"),
    [
        ("E020005", 500, "Y020029"),
        ("E020007", 502, "Y020027"),
        ("E020008", 502, "Y020027"),
        ("E020009", 502, "Y020027"),
        ("E020010", 502, "Y020027"),
        ("E020011", 502, "Y020027"),
        ("E020026", 502, "Y020026"),
    ],
)
def test_panne_du_fournisseur(fs: FauxService, navigateur: Navigateur, login: str, statut: int, code: str) -> None:
    """A provider that fails by login gives the official page, and the service a technical error."""
    page = entrer_avec(fs, navigateur, login)
    assert refus(page) == (statut, code)
    recus = parametres(navigateur.aller(lire(page).liens["Revenir sur Ma commune"]))
    assert recus["error"] == "server_error"
    assert "technical error" in recus["error_description"]


def test_les_autres_fournisseurs_ne_connaissent_pas_ces_identifiants(fs: FauxService, navigateur: Navigateur) -> None:
    """The scenarios belong to the demonstration providers."""
    fiscal = "5a1f6b1e-0d6c-4a3e-9b52-2c8f4de0a704"
    page = navigateur.soumettre(fs.autoriser(navigateur), providerUid=fiscal)
    assert navigateur.soumettre(page, login="E020008").status_code == 422


def test_fournisseur_trop_lent(start_sandbox: StartSandbox) -> None:
    """A provider that takes 32 seconds is given up after FranceConnect's patience, long before the browser's (10 s)."""
    presse = FauxService(start_sandbox(nation_size=1000, idp_timeout="0.2").url)
    assert refus(entrer_avec(presse, Navigateur(presse.base), "E020018")) == (502, "Y020027")
