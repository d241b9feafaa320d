"""Malformed cookies, identities, authorisations, hosts and bytes: refused in each reader's words.

Paths, queries and bodies are in `test_routes.py` and `test_controle.py`, for every route there is.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.attaques.valeurs import VALEURS
from tests.franceconnect.navigation import FauxService, code_erreur, post
from tests.support.serveur import Sandbox

FC = "/api/v2"
CAF = "/v3/dss/quotient_familial"
HOTES = [b"[", b"[::1", b"]:[", b"[zz]", b"::::", b"a b", b"a@b", b"a/../b", b"a\xa0b", b"a:99999999", b""]


@pytest.fixture(scope="module")
def client(base: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=base, trust_env=False, timeout=20) as ouvert:
        yield ouvert


@pytest.fixture(scope="module")
def acces(fs: FauxService) -> dict[str, str]:
    """The bearer of an API token, which gets past the first check of the calls by identity."""
    jeton = post(f"{fs.base}/_bac/api-tokens", json={}).json()["token"]
    return {"Authorization": f"Bearer {jeton}"}


@pytest.mark.parametrize(
    "cookie",
    ['"\\000"', '"\\377"', '"\\355\\240\\200"', "x" * 20_000, "", '"', "a; fc_session_id=b", "\xff"],
    ids=lambda c: c[:12],
)
def test_dans_un_cookie(client: httpx.Client, cookie: str) -> None:
    """A cookie that is not one of ours, quoted NUL included, is no session at all."""
    entetes = {b"Cookie": f"fc_session_id={cookie}; creche={cookie}".encode("latin-1")}
    for chemin in (f"{FC}/interaction/x", f"{FC}/oidc-callback?state=x", f"{FC}/auto-login"):
        assert code_erreur(client.get(chemin, headers=entetes)) == "Y190001"
    for chemin in ("/demo/creche/", "/demo/creche/dossier", f"{FC}/redirect-to-sp-with-error"):
        assert client.get(chemin, headers=entetes).status_code < 500 or chemin.endswith("with-error")


IDENTITE = {
    "recipient": "13002526500013",
    "nomNaissance": "DUBOIS",
    "prenoms[]": "Angela",
    "anneeDateNaissance": "1962",
    "moisDateNaissance": "8",
    "jourDateNaissance": "24",
    "sexeEtatCivil": "F",
    "codeCogInseePaysNaissance": "99100",
    "codeCogInseeCommuneNaissance": "75107",
    "annee": "2026",
    "mois": "1",
}


@pytest.mark.parametrize("champ", IDENTITE)
def test_dans_une_identite(client: httpx.Client, acces: dict[str, str], champ: str) -> None:
    """Each parameter of a call by identity: a strange value is a 404 or a 422 with the codes of API Particulier."""
    autres = "&".join(f"{quote(nom)}={quote(valeur)}" for nom, valeur in IDENTITE.items() if nom != champ)
    for valeur in VALEURS:
        reponse = client.get(f"{CAF}/identite?{autres}&{quote(champ)}={valeur}", headers=acces)
        assert reponse.status_code in {200, 404, 422}, valeur
        if reponse.status_code != 200:
            assert all(e["code"] and e["title"] for e in reponse.json()["errors"])


@pytest.mark.parametrize(
    "autorisation", ["Bearer", "Bearer =", "Bearer é", "Basic", "Basic %%%", "Basic gICA", "Digest x", "x" * 5_000]
)
def test_dans_une_autorisation(client: httpx.Client, autorisation: str) -> None:
    """An `Authorization` that is unreadable, or of another kind, is refused by everybody who reads one."""
    entetes = {b"Authorization": autorisation.encode("latin-1")}
    for chemin in (f"{FC}/userinfo", f"{CAF}/france_connect", f"{CAF}/identite", "/v1/droits/beneficiaires/me"):
        assert client.get(chemin, headers=entetes).status_code in {400, 401}, chemin
    for chemin in (f"{FC}/token", "/token"):
        reponse = client.post(chemin, headers=entetes, data={"grant_type": "client_credentials"})
        assert reponse.status_code in {400, 401}, chemin


def demande_brute(sandbox: Sandbox, brute: bytes) -> bytes:
    """The status line of the answer to a request written by hand."""
    hote = urlsplit(sandbox.url)
    with socket.create_connection((hote.hostname, hote.port), timeout=20) as prise:
        prise.sendall(brute)
        return prise.makefile("rb").readline()


@pytest.mark.parametrize("hote", HOTES, ids=repr)
def test_un_hote_qui_n_en_est_pas_un(sandbox: Sandbox, hote: bytes) -> None:
    """A `Host` that is no name is a 400 everywhere: no address is ever written from it."""
    for chemin in (
        b"/",
        b"/api/v2/authorize",
        b"/_bac/clock",
        b"/_bac/health",
        b"/demo/creche/connexion",
        b"/personas",
    ):
        brute = b"GET " + chemin + b" HTTP/1.1\r\nHost: " + hote + b"\r\nConnection: close\r\n\r\n"
        assert demande_brute(sandbox, brute).split()[1] == b"400", chemin


def test_des_en_tetes_trop_longs(sandbox: Sandbox) -> None:
    """Two hundred kilobytes of headers are ignored or refused, never a failure."""
    brute = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"x" * 200_000 + b"\r\n\r\n"
    assert demande_brute(sandbox, brute).split()[1] in {b"200", b"400", b"431"}


def test_ce_qui_n_est_pas_du_http(sandbox: Sandbox) -> None:
    """Bytes that are not HTTP get a 400, and the server goes on."""
    assert demande_brute(sandbox, b"\x16\x03\x01\x02\x00\x01\r\n\r\n").split()[1] == b"400"
    assert httpx.get(f"{sandbox.url}/_bac/health", trust_env=False).status_code == 200
