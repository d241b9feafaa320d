"""The notification mail: when a login sends one, to whom, what it says, and when there is none."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest

from tests.franceconnect.navigation import (
    FauxService,
    Navigateur,
    code_erreur,
    get,
    nouveau_client,
    post,
)
from tests.franceconnect.test_fournisseurs_identite import SUBSTANTIEL
from tests.franceconnect.test_journal import evenements
from tests.franceconnect.test_suite_sso import entrer_par


@pytest.fixture
def fs(base: str) -> Iterator[FauxService]:
    """A service in a space with an empty mailbox."""
    assert post(f"{base}/_bac/spaces", json={"slug": "courriel"}).status_code == 201
    yield FauxService(f"{base}/e/courriel", title="Ma commune")
    nouveau_client().delete(f"{base}/_bac/spaces/courriel")


@pytest.fixture
def navigateur(fs: FauxService) -> Navigateur:
    return Navigateur(fs.base)


def boite(fs: FauxService, **parametres: str) -> list[dict[str, Any]]:
    lu: list[dict[str, Any]] = get(f"{fs.base}/_bac/mailbox", params=parametres).json()["mails"]
    return lu


def adresse(fs: FauxService, ref: str) -> str:
    lu: str = get(f"{fs.base}/_bac/citizens/{ref}").json()["identity"]["email"]
    return lu


def oublier_la_session(navigateur: Navigateur) -> None:
    """The browser keeps the device's cookie and loses the session's."""
    navigateur.client.cookies.delete("fc_session_id")


def test_nouvelle_identite(fs: FauxService, navigateur: Navigateur) -> None:
    """The first login on a device sends one mail to the citizen: service, account, and the code of the journal."""
    fs.entrer(navigateur)
    (mail,) = boite(fs)
    assert mail["to"] == adresse(fs, "test")
    assert mail["subject"] == 'Alerte de connexion au service "Ma commune" avec FranceConnect'
    assert "Fournisseur d'identité de démonstration" in mail["text"]
    assert mail["code"] in mail["text"]
    assert mail["code"] in {e["code"] for e in evenements(fs)}


def test_appareil_de_confiance(fs: FauxService, navigateur: Navigateur) -> None:
    """The same single identity in a new session of the same device sends none; on another device it does."""
    fs.entrer(navigateur)
    oublier_la_session(navigateur)
    fs.entrer(navigateur)
    assert len(boite(fs)) == 1
    fs.entrer(Navigateur(fs.base))
    assert len(boite(fs)) == 2


def test_seconde_identite_sur_l_appareil(fs: FauxService, navigateur: Navigateur) -> None:
    """Another identity on the device is told, and from then on so is the first: the device is no longer its own."""
    for login in ("test", "ahmad-noori", "test"):
        fs.entrer(navigateur, login)
        oublier_la_session(navigateur)
    assert [len(boite(fs, to=adresse(fs, ref))) for ref in ("test", "ahmad-noori")] == [2, 1]


def test_une_fois_par_service_et_par_session(fs: FauxService, navigateur: Navigateur) -> None:
    """In a suspicious context each service of the session sends one mail, whatever the number of logins."""
    navigateur.client.headers["x-suspicious"] = "1"
    autre = FauxService(fs.base, title="Ma région")
    entrer_par(fs, navigateur, SUBSTANTIEL)
    for service in (fs, autre, autre):
        navigateur.soumettre(service.autoriser(navigateur))
    assert {m["service"] for m in boite(fs)} == {fs.client_id, autre.client_id}
    assert len(boite(fs)) == 2


def test_contexte_suspect(fs: FauxService, navigateur: Navigateur) -> None:
    """A suspicious context is told even on a trusted device."""
    fs.entrer(navigateur)
    oublier_la_session(navigateur)
    navigateur.client.headers["x-suspicious"] = "1"
    entrer_par(fs, navigateur, SUBSTANTIEL)
    assert len(boite(fs)) == 2


@pytest.mark.parametrize(
    ("cookie", "code"),
    [
        ("autre-chose", "Y510001"),
        (b64encode(b"{}").decode() + ".0", "Y510001"),
        (b64encode(b'{"s":"sel","v":[]}').decode() + ".0", "Y510002"),
    ],
)
def test_cookie_altere(fs: FauxService, navigateur: Navigateur, cookie: str, code: str) -> None:
    """A trusted-device cookie that is not ours is refused when the citizen confirms."""
    page = navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur)))
    navigateur.client.cookies.set("trustedDevice", cookie, path="/")
    refus = navigateur.soumettre(page)
    assert (refus.status_code, code_erreur(refus)) == (400, code)


def sans_email(fs: FauxService) -> None:
    fait = {"kind": "email", "since": "2024-01-01", "value": {"email": ""}}
    assert post(f"{fs.base}/_bac/citizens/test/facts", json=fait).status_code == 201


def test_identite_sans_adresse(fs: FauxService, navigateur: Navigateur) -> None:
    """An identity that comes without e-mail is refused at once; one that loses it meanwhile cannot be told."""
    page = navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur)))
    sans_email(fs)
    refus = navigateur.soumettre(page)
    assert (refus.status_code, code_erreur(refus)) == (500, "Y270001")
    autre = Navigateur(fs.base)
    refus = autre.soumettre(autre.soumettre(fs.autoriser(autre)))
    assert (refus.status_code, code_erreur(refus)) == (400, "Y600006")


def test_boite_lue_et_oubliee(fs: FauxService, navigateur: Navigateur) -> None:
    """The portal shows the mail; a login without a browser sends none; a reset empties the box."""
    fs.jeton_direct("ahmad-noori")
    fs.entrer(navigateur)
    page = get(f"{fs.base}/courriels", params={"to": adresse(fs, "test")})
    assert "Alerte de connexion au service" in page.text
    assert "Aucun courriel" in get(f"{fs.base}/courriels", params={"to": adresse(fs, "ahmad-noori")}).text
    post(f"{fs.base}/_bac/reset")
    assert boite(fs) == []


def test_la_page_des_courriels_se_tourne(fs: FauxService) -> None:
    """Twenty mails on a page, newest first; the rest on the next; an impossible page shows the last."""
    for _ in range(21):
        fs.entrer(Navigateur(fs.base))
    assert len(boite(fs)) == 21
    pages = {n: get(f"{fs.base}/courriels", params={"to": adresse(fs, "test"), "page": n}).text for n in (1, 2, 99)}
    assert [pages[n].count("<details") for n in (1, 2, 99)] == [20, 1, 1]
    assert "Page 1 sur 2" in pages[1]
    assert "Plus récents" not in pages[1]
    assert "Plus anciens" not in pages[2]
