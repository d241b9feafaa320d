"""An outside identity provider that nobody here wrote: Node's oidc-provider, started by the tests."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest

from tests.franceconnect.faux_fi import CLIENT, IDENTITE, SECRET
from tests.franceconnect.navigation import FauxService, Navigateur, post
from tests.support.processus import free_port, stop, wait_until_ready

NODE = Path(__file__).parent / "node"
TOUT = "openid profile birth email idp_id amr"


class NavigateurPartout(Navigateur):
    """A browser that also follows redirects to the outside provider."""

    ailleurs: str = ""

    def _suivre(self, reponse: httpx.Response) -> httpx.Response:
        while reponse.is_redirect:
            suivante = urljoin(str(reponse.url), reponse.headers["location"])
            if not suivante.startswith((self.base, self.ailleurs)):
                return reponse
            reponse = self.client.get(suivante)
        return reponse


def declarer(base: str, fiche: dict[str, Any]) -> str:
    """The uid of an identity provider declared by the control API."""
    reponse = post(f"{base}/_bac/identity-providers", json=fiche)
    assert reponse.status_code == 201, reponse.text
    uid: str = reponse.json()["uid"]
    return uid


IDENTITES = {
    "angela": {n: v for n, v in IDENTITE.items() if n != "sub"},
    "muette": {n: v for n, v in IDENTITE.items() if n not in ("sub", "email")},
    "inconnue": {**IDENTITE, "family_name": "PERSONNE-ICI", "sub": "inconnue"},
}


@dataclass(frozen=True, slots=True)
class Branche:
    """A service and an outside provider, in a space of their own."""

    fs: FauxService
    uid: str
    op: str

    def navigateur(self) -> NavigateurPartout:
        qui = NavigateurPartout(self.fs.base)
        qui.ailleurs = self.op
        return qui

    def chez_lui(self, navigateur: Navigateur) -> httpx.Response:
        """The provider's own login page."""
        return navigateur.soumettre(self.fs.autoriser(navigateur, scope=TOUT), providerUid=self.uid)

    def entrer(self, navigateur: Navigateur, login: str = "angela", **champs: str) -> httpx.Response:
        return navigateur.soumettre(self.chez_lui(navigateur), 0, login=login, **champs)


def installer(dossier: Path) -> Path:
    """oidc-provider installed from its lock into `dossier`; skips where npm is absent."""
    if shutil.which("npm") is None:
        pytest.skip("npm est absent : oidc-provider ne s'installe pas sans lui")
    for fichier in ("package.json", "package-lock.json", "op.mjs"):
        shutil.copy(NODE / fichier, dossier)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=dossier, check=True, timeout=180)
    return dossier


def nouvel_espace(base: str, slug: str) -> str:
    reponse = post(f"{base}/_bac/spaces", json={"slug": slug})
    assert reponse.status_code == 201, reponse.text
    return f"{base}/e/{slug}"


@contextmanager
def brancher(
    projet: Path, espace: str, journal: Path, chez_lui: dict[str, Any], fiche: dict[str, Any]
) -> Iterator[Branche]:
    """oidc-provider and FranceConnect declared to each other; `chez_lui` and `fiche` complete the two records."""
    port = free_port()
    client = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [f"{espace}/api/v2/oidc-callback"],
        "post_logout_redirect_uris": [f"{espace}/api/v2/client/logout-callback"],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "client_secret_post",
        **chez_lui,
    }
    reglages = json.dumps({"port": port, "client": client, "identities": IDENTITES})
    with journal.open("wb") as sortie:
        node = subprocess.Popen(["node", "op.mjs", reglages], cwd=projet, stdout=sortie, stderr=sortie)
    wait_until_ready(node, journal, lambda: "listening" in journal.read_text())
    url = f"http://127.0.0.1:{port}"
    complete = {
        "name": "exterieur",
        "title": "Fournisseur extérieur",
        "clientID": CLIENT,
        "client_secret": SECRET,
        "discoveryUrl": f"{url}/.well-known/openid-configuration",
        "issuer": url,
        "amr": ["fc", "hwk"],
        "allowedAcr": ["eidas1", "eidas2"],
        "order": 0,
        **fiche,
    }
    try:
        yield Branche(FauxService(espace, title="Ma commune"), declarer(espace, complete), url)
    finally:
        stop(node, signal.SIGTERM)
