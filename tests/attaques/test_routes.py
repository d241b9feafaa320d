"""Oversized and malformed input on every route: a refusal in the words of who answers, never a failure of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import httpx
import pytest

from tests.attaques.routes import LIEUX, Servie, entrees, refus_documente, servies
from tests.attaques.valeurs import CORPS_JSON, FORME, TYPES, VALEURS
from tests.franceconnect.navigation import FauxService, nouveau_client, post

SLUG = "attaques-des-routes"
PARAMETRE = re.compile(r"\{[^}]+\}")
#: Where a body gets past the first checks, other people's syntax is only a strange login.
ACCUEILLANTES = re.compile(r"/fi/\{nom\}/login")
GEANTS = [b"&" * 10_000, b"=" * 10_000, b"a=" + b"b" * 2_000_000, b"%" * 5_000]
METHODES = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROUTES = servies()


@pytest.fixture(scope="module")
def espace(base: str) -> Iterator[FauxService]:
    """A service in a space of its own, where v1 is open."""
    assert post(f"{base}/_bac/spaces", json={"slug": SLUG, "size": 1000}).status_code == 201
    fs = FauxService(f"{base}/e/{SLUG}", title="Ma commune")
    assert nouveau_client().put(f"{fs.base}/_bac/profiles", json={"v1": True}).status_code == 200
    yield fs
    nouveau_client().delete(f"{base}/_bac/spaces/{SLUG}")


@pytest.fixture(scope="module")
def client(espace: FauxService) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=espace.base, trust_env=False, timeout=20) as ouvert:
        yield ouvert


@pytest.fixture(scope="module")
def bonnes(espace: FauxService) -> dict[str, str]:
    """What each parameter is when it is another's turn to be strange."""
    jetons = espace.jeton_direct("claire-moreau")
    return {
        **espace.demande(),
        "grant_type": "authorization_code",
        "client_secret": espace.secret,
        "code": "x" * 43,
        "id_token_hint": jetons["id_token"],
        "login": "test",
        "acr": "eidas1",
        "rechercheType": "S",
        "nom": "DUBOIS",
        "prenoms": "Angela",
        "dateNaissance": "19620824",
        "sexe": "F",
        "codeLieuNaissance": "75107",
        "family_name": "DUBOIS",
        "birthdate": "1962-08-24",
        "recipient": "13002526500013",
    }


@pytest.fixture(scope="module")
def acces(espace: FauxService) -> dict[str, str]:
    """The bearer of an API token, which gets past the first check of the calls by identity."""
    return {"Authorization": f"Bearer {post(f'{espace.base}/_bac/api-tokens', json={}).json()['token']}"}


def test_chaque_route_dit_ce_qu_elle_lit() -> None:
    """Every route of the gateway has its line in `tests/attaques/routes.py`, and every line there is a route."""
    connues = {str(r) for r in ROUTES if r.base in LIEUX}
    assert {str(r) for r in ROUTES if r.base in LIEUX and not _dite(r)} == set()
    jumelles = {id(lieu): lieu for lieu in LIEUX.values()}
    for lieu in jumelles.values():
        bases = [base for base, autre in LIEUX.items() if autre is lieu]
        for ligne in lieu:
            methode, _, reste = ligne.partition(" ")
            assert any(f"{methode} {base}{reste}" in connues for base in bases), ligne


def _dite(route: Servie) -> bool:
    return f"{route.methode} {route.reste}" in LIEUX[route.base]


def plausible(chemin: str) -> str:
    return PARAMETRE.sub("demonstration", chemin)


def chemins(route: Servie) -> Iterator[str]:
    """The path with each of its parameters strange in turn, the others plausible."""
    for parametre in PARAMETRE.findall(route.chemin):
        for valeur in VALEURS:
            yield plausible(route.chemin.replace(parametre, valeur))


def contenus(noms: tuple[str, ...], bonnes: dict[str, str]) -> Iterator[str]:
    """Queries or forms, urlencoded: each field strange in turn, each one twice, then monsters."""
    for nom in noms:
        autres = urlencode({autre: bonnes[autre] for autre in noms if autre != nom and autre in bonnes})
        for valeur in VALEURS:
            yield f"{autres}&{quote(nom)}={valeur}"
        yield f"{autres}&{quote(nom)}=a&{quote(nom)}=b"


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_une_route_ne_tombe_jamais(
    client: httpx.Client, acces: dict[str, str], bonnes: dict[str, str], route: Servie
) -> None:
    """Strange paths, queries, forms, documents and methods: what is refused is refused in the documented words."""
    porteur = {} if route.base in LIEUX else acces
    fautes = []
    ici = plausible(route.chemin)

    def envoyer(methode: str, chemin: str, **options: object) -> None:
        reponse = client.request(methode, chemin, **options)  # type: ignore[arg-type]
        if not refus_documente(route, reponse) or "pirate" in str(reponse.headers.get("set-cookie")):
            fautes.append((methode, chemin[:80], str(options)[:120], reponse.status_code, reponse.text[:80]))

    for chemin in chemins(route):
        envoyer(route.methode, chemin, headers=acces)
    for contenu in contenus(entrees(route), bonnes):
        if route.methode == "GET":
            envoyer("GET", f"{ici}?{contenu}", headers=porteur)
        else:
            envoyer(route.methode, ici, content=contenu, headers={"Content-Type": FORME})
    if route.methode == "POST":
        for geant in GEANTS:
            envoyer("POST", ici, content=geant, headers={"Content-Type": FORME})
        for type_ in TYPES:
            for corps in (b"\xff\xfe%ff%00\0=", b"--x\r\nfoo", *CORPS_JSON):
                envoyer("POST", ici, content=corps, headers={"Content-Type": type_, **acces})
    for methode in METHODES:
        envoyer(methode, ici)
    assert fautes == []


@pytest.mark.parametrize("route", [r for r in ROUTES if r.methode == "POST"], ids=str)
def test_ce_qui_est_mal_forme_n_obtient_rien(client: httpx.Client, route: Servie) -> None:
    """No form of monsters, and no body of another type, is ever answered by a success."""
    if ACCUEILLANTES.search(route.chemin):
        return
    for corps in (*GEANTS, *CORPS_JSON):
        for type_ in (FORME, *TYPES):
            reponse = client.post(route.chemin, content=corps, headers={"Content-Type": type_})
            assert reponse.status_code >= 300, (corps[:60], type_)
