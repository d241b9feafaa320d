"""Aidants Connect: the mandate of a citizen who logs in through a carer (fact sheet §3.3, §4.4, §5.3)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.franceconnect.navigation import FauxService, Navigateur, code_erreur, nouveau_client, parametres, post
from tests.support.serveur import Sandbox

DEMANDE = '{"id_token":{"rep_scope":{"essential":true}}}'


@pytest.fixture(scope="module")
def espace(sandbox: Sandbox) -> str:
    """A space where the citizen `test` has a carer."""
    assert post(f"{sandbox.url}/_bac/spaces", json={"slug": "fc-mandats", "size": 1000}).status_code == 201
    url = f"{sandbox.url}/e/fc-mandats"
    assert mandater(url, "test", "Logement", "Justice").status_code == 200
    return url


def mandater(url: str, login: str, *perimetres: str) -> Any:
    client = nouveau_client()
    refs = {p["login"]: p["ref"] for p in client.get(f"{url}/_bac/personas").json()["personas"]}
    return client.put(f"{url}/_bac/mandates/{refs.get(login, login)}", json={"rep_scope": list(perimetres)})


def id_token(fs: FauxService, login: str = "test", claims: str | None = None) -> dict[str, Any]:
    return fs.verifier(fs.echanger(fs.entrer(login=login, claims=claims)).json()["id_token"])


def test_perimetres_communs(espace: str) -> None:
    """A service entitled to some fields, asking for the mandate, reads those that it covers, and nothing else."""
    fs = FauxService(espace, rep_scope=["Famille-Scolarité", "Logement"])
    claims = id_token(fs, claims=DEMANDE)
    assert (claims["rep_scope"], len(claims)) == (["Logement"], 9)


def test_sans_le_demander(espace: str) -> None:
    """An entitled service that does not ask gets nothing."""
    assert "rep_scope" not in id_token(FauxService(espace, rep_scope=["Logement"]))


def test_sans_habilitation(espace: str) -> None:
    """A service without any field of its own asks in vain, and its journey goes on."""
    assert "rep_scope" not in id_token(FauxService(espace), claims=DEMANDE)


def test_sans_mandat(espace: str) -> None:
    """A citizen who logs in alone has no mandate to tell."""
    fs = FauxService(espace, rep_scope=["Logement"])
    assert "rep_scope" not in id_token(fs, login="claire-moreau", claims=DEMANDE)


def test_mandat_etranger_au_service(espace: str, sandbox: Sandbox) -> None:
    """A mandate that covers nothing of the service stops the journey; the service hears `access_denied`."""
    fs, navigateur = FauxService(espace, rep_scope=["Social-Santé"]), Navigateur(sandbox.url)
    page = navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur, claims=DEMANDE)), login="test")
    assert (page.status_code, code_erreur(page)) == (400, "Y600020")
    retour = navigateur.aller(f"{fs.fc}/redirect-to-sp-with-error?code_erreur=Y600020")
    assert parametres(retour)["error"] == "access_denied"


def test_retirer(espace: str) -> None:
    """A mandate taken back is over at the next login."""
    fs = FauxService(espace, rep_scope=["Justice"])
    ref = mandater(espace, "claire-moreau", "Justice").url.path.rpartition("/")[2]
    assert id_token(fs, login="claire-moreau", claims=DEMANDE)["rep_scope"] == ["Justice"]
    adresse = f"{espace}/_bac/mandates/{ref}"
    assert [nouveau_client().delete(adresse).status_code for _ in range(2)] == [204, 404]
    assert "rep_scope" not in id_token(fs, login="claire-moreau", claims=DEMANDE)


def test_refus(espace: str) -> None:
    """The fields are FranceConnect's ten, and the citizen exists."""
    assert mandater(espace, "test", "Cuisine").status_code == 422
    assert mandater(espace, "personne-de-ce-nom", "Logement").status_code == 404
