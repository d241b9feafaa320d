"""Oversized and malformed input on every endpoint: a refusal in the endpoint's own words, never a failure of ours.

`CHEMINS` is every path that the sandbox serves; each gets the same list of strange values wherever it reads one.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.franceconnect.navigation import FauxService, code_erreur, post
from tests.support.serveur import Sandbox

#: As they are written in a URL or a form: control characters, invalid UTF-8, other digits, other languages' syntax.
VALEURS = [
    "",
    "%00",
    "a%00b",
    "%FF",
    "%ED%A0%80",
    "%E2%80%AE",
    "%0D%0ASet-Cookie:%20pirate=1",
    "%C2%B2",
    "%D9%A3",
    "9" * 5_000,
    "-1",
    "1e9",
    "%22",
    "'%20OR%201=1--",
    "%7B%7B7*7%7D%7D",
    "..%2F..%2Fetc%2Fpasswd",
    "%5B" * 500,
    "null",
    "%",
]
FC = "/api/v2"
CAF = "/v3/dss/quotient_familial"
IR = "/impotparticulier/1.0"
#: Read by GET; `{}` takes the strange value.
LECTURES = [
    f"{FC}/authorize?{{}}",
    f"{FC}/authorize?client_id={{}}&response_type=code",
    f"{FC}/authorize/{{}}",
    f"{FC}/interaction/{{}}",
    f"{FC}/interaction/{{}}/verify",
    f"{FC}/interaction/{{}}/consent",
    f"{FC}/oidc-callback?state={{}}&code={{}}",
    f"{FC}/auto-login?{{}}",
    f"{FC}/session/end?id_token_hint={{}}",
    f"{FC}/client/logout-callback?state={{}}",
    f"{FC}/session/end/success?{{}}",
    f"{FC}/redirect-to-sp-with-error?redirect_uri={{}}&code_erreur={{}}",
    f"{FC}/userinfo?access_token={{}}",
    f"{FC}/jwks?{{}}",
    f"{FC}/.well-known/{{}}",
    f"{FC}/{{}}",
    "/fi/demonstration/authorize?state={}",
    "/fi/demonstration/abandon?state={}",
    f"{CAF}/france_connect?recipient={{}}",
    f"{CAF}/france_connect?recipient=13002526500013&annee={{}}&mois={{}}",
    f"{CAF}/identite?token={{}}",
    "/v4/dss/quotient_familial/{}",
    "/api/introspect?token={}",
    "/api/ping?{}",
    f"{IR}/situations/ir/assiettes/annrev/{{}}",
    f"{IR}/situations/ir/assiettes/deuxdernieres/{{}}",
    f"{IR}/spi/{{}}/situations/ir/assiettes/annrev/2024",
    "/v1/droits/beneficiaires/{}",
    "/v1/droits/beneficiaires/me?date={}",
    "/etat-civil/v1/france-connect/{}",
    "/etat-civil/v1/france-connect/acte-de-naissance?personne={}",
    "/demo/creche/retour?state={}&code={}&iss={}",
    "/demo/creche/{}",
    "/citoyen/{}",
    "/recherche?q={}",
    "/statique/{}",
    "/e/{}/api/v2/jwks",
    "/e/{}",
    "/{}",
    "/_bac/citizens/{}",
    "/_bac/citizens?limit={}",
    "/_bac/citizens?seed={}",
    "/_bac/services/{}",
    "/_bac/data-providers/{}",
    "/_bac/spaces/{}",
    "/_bac/journal?limit={}",
    "/_bac/journal?after={}",
]
FORMULAIRES = {
    f"{FC}/authorize": ("client_id", "redirect_uri", "state", "claims"),
    f"{FC}/token": ("grant_type", "code", "client_id", "client_secret", "redirect_uri", "client_assertion"),
    f"{FC}/checktoken": ("token", "client_id", "client_secret"),
    f"{FC}/token/revocation": ("token", "client_id", "client_secret"),
    f"{FC}/redirect-to-idp": ("providerUid", "csrfToken"),
    f"{FC}/login": ("csrfToken",),
    f"{FC}/session/end/confirm": ("xsrf",),
    "/fi/demonstration/login": ("login", "state", "password"),
    "/token": ("grant_type", "scope"),
    "/demo/creche/inscription": ("enfant",),
}
COMMANDES = {
    "/_bac/services": "POST",
    "/_bac/data-providers": "POST",
    "/_bac/login": "POST",
    "/_bac/api-tokens": "POST",
    "/_bac/spaces": "POST",
    "/_bac/clock": "PUT",
    "/_bac/services/demo-creche": "PATCH",
    "/etat-civil/v1/demandes": "POST",
}
CORPS_JSON = [
    b"",
    b"[" * 30_000,
    b'{"a":' * 30_000,
    b"\xff",
    b"1",
    b"null",
    b"NaN",
    b'"\\ud800"',
    b'{"client_id":"demo-creche","login":"\\ud800"}',
    b'{"client_id":"demo-creche","login":"\\u0000"}',
    b'{"client_id":"demo-creche","citizen":"n-99999999999999999999"}',
    b'{"client_id":"\\u0000","scopes":[]}',
    b'{"scopes":["\\u0000"]}',
    b'{"scopes":[],"expires_in":99999999999999999999}',
    b'{"redirect_uris":["http://["]}',
    b'{"redirect_uris":["http://a/\\ud800"]}',
    b'{"slug":"../x"}',
    b'{"slug":"\\u0000"}',
    b'{"slug":"a-b","seed":99999999999999999999999}',
    b'{"slug":"a-c","size":-1}',
    b'{"day":"9999-99-99"}',
    b'{"jwks_uri":"http://["}',
    b'{"inconnu":' + b"9" * 5_000 + b"}",
]
FORME = "application/x-www-form-urlencoded"
TYPES = [
    "",
    "text/plain",
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    f"{FORME}; charset=x",
]
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


def en_panne(reponse: httpx.Response) -> bool:
    """A 5xx that no contract announces: only Y030030, a page of FranceConnect, is a documented 500."""
    return (reponse.status_code >= 500 and code_erreur(reponse) != "Y030030") or "pirate" in reponse.headers


@pytest.mark.parametrize("valeur", VALEURS, ids=lambda v: v[:20])
def test_dans_une_adresse(client: httpx.Client, acces: dict[str, str], valeur: str) -> None:
    """Every address that is read by GET, without and with a token."""
    pannes = []
    for modele in LECTURES:
        chemin = modele.replace("{}", valeur)
        for entetes in ({}, acces):
            reponse = client.get(chemin, headers=entetes)
            if en_panne(reponse):
                pannes.append((reponse.status_code, chemin[:80]))
    assert pannes == []


@pytest.mark.parametrize("chemin", FORMULAIRES)
def test_dans_un_formulaire(client: httpx.Client, chemin: str) -> None:
    """Every field of every form, repeated too, and bodies of two megabytes."""
    corps = [f"{champ}={valeur}" for champ in FORMULAIRES[chemin] for valeur in VALEURS]
    corps += [f"{champ}=a&{champ}=b" for champ in FORMULAIRES[chemin]]
    corps += ["&" * 10_000, "=" * 10_000, "a=" + "b" * 2_000_000, "%" * 5_000]
    pannes = []
    for forme in corps:
        reponse = client.post(chemin, content=forme, headers={"Content-Type": FORME})
        if en_panne(reponse) or (reponse.status_code < 300 and "login" not in chemin):
            pannes.append((reponse.status_code, forme[:60]))
    assert pannes == []


@pytest.mark.parametrize("chemin", FORMULAIRES)
@pytest.mark.parametrize("type_", TYPES)
def test_un_autre_type_de_corps(client: httpx.Client, chemin: str, type_: str) -> None:
    """A body of another type, or that is not what its type says, is refused as an incomplete form is."""
    for corps in (b"\xff\xfe%ff%00\0=", b"--x\r\nfoo", b'{"code":"x"}', b""):
        reponse = client.post(chemin, content=corps, headers={"Content-Type": type_})
        assert not en_panne(reponse)
        assert reponse.status_code >= 300 or chemin == "/fi/demonstration/login"


@pytest.mark.parametrize("chemin", COMMANDES)
def test_dans_un_document(client: httpx.Client, acces: dict[str, str], chemin: str) -> None:
    """Every JSON body: unreadable, too deep, lone surrogates, NUL, numbers beyond any database."""
    pannes = []
    for corps in CORPS_JSON:
        for type_ in ("application/json", "text/plain"):
            reponse = client.request(COMMANDES[chemin], chemin, content=corps, headers={**acces, "Content-Type": type_})
            if en_panne(reponse):
                pannes.append((reponse.status_code, corps[:60]))
    assert pannes == []


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
        assert not en_panne(client.get(chemin, headers=entetes))


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
