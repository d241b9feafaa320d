"""The tiles of FranceConnect+: shown, closed, forced, and the levels of a provider that has only the highest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, lire, nouveau_client, parametres, post
from tests.franceconnect.test_fournisseurs_identite import ELEVE, ESSAI, FISCAL, SUBSTANTIEL, tuile
from tests.franceconnect.test_journal import evenements
from tests.franceconnect.test_plus import ServicePlus, claims_id_token


def declarer(espace: str, nom: str, **fiche: Any) -> str:
    """The uid of a simulated provider."""
    corps = {"name": nom, "title": f"Fournisseur {nom}", "identifiant": "login", "allowedAcr": ["eidas2"], **fiche}
    reponse = post(f"{espace}/_bac/identity-providers", json=corps)
    assert reponse.status_code == 201, reponse.text
    uid: str = reponse.json()["uid"]
    return uid


@pytest.fixture(scope="module")
def espace(base: str) -> Iterator[str]:
    assert post(f"{base}/_bac/spaces", json={"slug": "plus-mire"}).status_code == 201
    yield f"{base}/e/plus-mire"
    nouveau_client().delete(f"{base}/_bac/spaces/plus-mire")


@pytest.fixture(scope="module")
def plus(espace: str) -> ServicePlus:
    return ServicePlus(espace, title="Ma banque")


@pytest.fixture
def navigateur(espace: str) -> Navigateur:
    return Navigateur(espace)


@pytest.mark.parametrize("actif", [True, False])
def test_fournisseur_invisible(espace: str, plus: ServicePlus, actif: bool) -> None:
    """A provider that is not shown has no tile, active or not."""
    uid = declarer(espace, f"invisible-{actif}".lower(), active=actif, display=False)
    uids = [f.champs["providerUid"] for f in lire(plus.autoriser(acr_values="eidas2")).formulaires]
    assert uid not in uids
    assert SUBSTANTIEL in uids


def test_fournisseur_ferme(espace: str, plus: ServicePlus, navigateur: Navigateur) -> None:
    """A closed provider of a sufficient level has a disabled tile; forced, it is Y020017."""
    uid = declarer(espace, "ferme", active=False)
    mire = plus.autoriser(navigateur, acr_values="eidas2")
    assert "disabled" in tuile(mire, uid)
    page = navigateur.soumettre(mire, providerUid=uid)
    assert (page.status_code, code_erreur(page)) == (500, "Y020017")


def test_fournisseur_inexistant(plus: ServicePlus, navigateur: Navigateur) -> None:
    """Forcing a provider that does not exist is Y020019."""
    page = navigateur.soumettre(plus.autoriser(navigateur), providerUid="inconnu")
    assert (page.status_code, code_erreur(page)) == (500, "Y020019")


def test_jeton_de_formulaire_faux(plus: ServicePlus, navigateur: Navigateur) -> None:
    """A tile sent with another form's token is Y470001."""
    page = navigateur.soumettre(plus.autoriser(navigateur), providerUid=ELEVE, csrfToken="faux")
    assert (page.status_code, code_erreur(page)) == (401, "Y470001")


def test_confirmation(espace: str, plus: ServicePlus, navigateur: Navigateur) -> None:
    """A provider that wants a confirmation shows it, and the confirmed form leads to its page."""
    uid = declarer(espace, "modale", modal={"title": "Avez-vous déjà un compte ?", "continueText": "J'en ai un"})
    mire = plus.autoriser(navigateur, acr_values="eidas2")
    assert "Avez-vous déjà un compte ?" in mire.text
    assert "/fi/modale/" in str(navigateur.soumettre(mire, providerUid=uid).url)


def test_session_renouvelee(plus: ServicePlus, navigateur: Navigateur) -> None:
    """The session's id changes at the identity provider's return."""
    fi = navigateur.soumettre(plus.autoriser(navigateur), providerUid=ELEVE)
    avant = navigateur.client.cookies["fc_session_id"]
    navigateur.soumettre(fi, login="test")
    assert navigateur.client.cookies["fc_session_id"] != avant


def test_nouvelle_authentification_nouvelle_session(espace: str, navigateur: Navigateur) -> None:
    """Without single sign-on, a second login of the same browser has another code in its events."""
    plus = ServicePlus(espace)
    plus.entrer(navigateur)
    plus.entrer(navigateur)
    premier, second = (e["code"] for e in evenements(plus) if e["evenement"] == "FC_VERIFIED")
    assert premier != second


def test_fournisseur_eleve_seulement(espace: str, plus: ServicePlus, navigateur: Navigateur) -> None:
    """A provider that cannot go below eidas3 is asked eidas3 by a service of eidas2, which is told eidas3."""
    uid = declarer(espace, "eleve-seul", allowedAcr=["eidas3"])
    fi = navigateur.soumettre(plus.autoriser(navigateur, acr_values="eidas2"), providerUid=uid)
    assert lire(fi).formulaires[0].champs["acr_values"] == "eidas3"
    retour = navigateur.soumettre(navigateur.soumettre(fi, login="test"))
    assert claims_id_token(plus, retour)["acr"] == "eidas3"


def test_fournisseur_eleve_sous_son_niveau(espace: str, plus: ServicePlus, navigateur: Navigateur) -> None:
    """That provider giving back eidas2, though the service asks no more, gives a level that is not its own."""
    uid = declarer(espace, "eleve-menteur", allowedAcr=["eidas3"])
    fi = navigateur.soumettre(plus.autoriser(navigateur, acr_values="eidas2"), providerUid=uid)
    page = navigateur.soumettre(fi, login="test", acr="eidas2")
    assert (page.status_code, code_erreur(page)) == (400, "Y100018")


@pytest.mark.parametrize("propre", [True, False])
def test_indice_de_la_liste_du_service(base: str, navigateur: Navigateur, propre: bool) -> None:
    """With a list of its own a service may name the providers of the list, and no longer those of the platform."""
    fs, ici = FauxService(base, allowedIdpHints=[ESSAI]), Navigateur(base)
    page = fs.autoriser(ici, idp_hint=ESSAI if propre else FISCAL)
    if propre:
        assert "code" in parametres(ici.soumettre(ici.soumettre(page)))
    else:
        assert parametres(page)["error"] == "invalid_idp_hint"
