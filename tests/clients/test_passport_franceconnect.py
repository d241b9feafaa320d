"""Node's passport-franceconnect, written for FranceConnect v1, on the v1 profile: login, userinfo, logout.

The library verifies neither the signature nor the state, and knows no logout: its service does the last two.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.clients.communs import SCOPES, enregistrer, quatre_administrations, verifier_une_seule_personne
from tests.support.parcours import Navigateur
from tests.support.serveur import Sandbox


@dataclass(frozen=True, slots=True)
class ServiceNode:
    """The running program: its address, and the space whose citizens it receives."""

    adresse: str
    espace: str


@pytest.fixture(scope="module")
def service(sandbox: Sandbox, projet_node: Path) -> Iterator[ServiceNode]:
    """A service that logs in with the library, in a space where v1 is open."""
    espace = f"{sandbox.url}/e/passport"
    with httpx.Client(trust_env=False) as http:
        http.post(f"{sandbox.url}/_bac/spaces", json={"slug": "passport", "size": 1000}).raise_for_status()
        http.put(f"{espace}/_bac/profiles", json={"v1": True}).raise_for_status()
    with subprocess.Popen(
        ["node", "--no-deprecation", "passport.mjs"],
        cwd=projet_node,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as processus:
        assert processus.stdin is not None
        assert processus.stdout is not None
        adresse = processus.stdout.readline().strip()
        adresses = {"redirect_uris": [f"{adresse}/callback"], "post_logout_redirect_uris": [f"{adresse}/bye"]}
        compte = enregistrer(espace, **adresses)
        reglages = {"clientID": compte.client_id, "clientSecret": compte.client_secret, "scope": SCOPES.split()}
        processus.stdin.write(json.dumps({"serviceURL": espace, **reglages}) + "\n")
        processus.stdin.flush()
        yield ServiceNode(adresse, espace)
        processus.kill()


def test_passport_franceconnect_va_de_la_connexion_a_la_deconnexion(service: ServiceNode) -> None:
    """login → token → JSON userinfo → four administrations → logout, by passport-franceconnect, from `serviceURL`."""
    with Navigateur() as navigateur:
        retour = navigateur.connecter(f"{service.adresse}/login", f"{service.adresse}/callback")
        navigateur.aller(retour)
        obtenu = navigateur.pages[-1].raise_for_status().json()
        assert obtenu["claims"]["acr"] == "eidas1"
        assert obtenu["sub"] == obtenu["userinfo"]["sub"]
        reponses = quatre_administrations(service.espace, obtenu["accessToken"])
        prenoms = obtenu["userinfo"]["given_name"].split()  # v1 has no given_name_array
        verifier_une_seule_personne({**obtenu["userinfo"], "given_name_array": prenoms}, reponses)
        fin = navigateur.deconnecter(f"{service.adresse}/logout", f"{service.adresse}/bye")
    assert fin.startswith(f"{service.adresse}/bye?state=")


def test_passport_franceconnect_refuse_l_etat_d_un_autre(service: ServiceNode) -> None:
    """Its service, which keeps the library's state, refuses a code that answers no login."""
    with Navigateur() as navigateur:
        navigateur.aller(f"{service.adresse}/callback?code=abc&state=autre")
        assert navigateur.pages[-1].status_code == 403
