"""The control API under its own description: every operation of `/_bac/openapi.json` meets values of every kind.

Paths, queries and bodies are made from the description, always the same; what is refused says what is wrong and what
to do, and nothing is ever a failure of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.attaques.routes import du_controle
from tests.attaques.valeurs import CORPS_JSON, VALEURS, VALEURS_JSON
from tests.franceconnect.navigation import nouveau_client, post

SLUG = "attaques-du-controle"
PARAMETRE = re.compile(r"\{[^}]+\}")
OPERATIONS = du_controle()
#: What a path names when it is another part's turn to be strange.
NOMS = {"ref": "claire-moreau", "client_id": "demo-creche", "uid": "5a1f6b1e-0d6c-4a3e-9b52-2c8f4de0a701"}


#: Facts that the description gives no example of.
FAITS: list[dict[str, Any]] = [
    {"kind": "nom_usage", "since": "2025-01-01", "value": {"nom_usage": "DURAND"}},
    {"kind": "email", "since": "2025-01-01", "value": {"email": "a@example.org"}},
    {"kind": "deces", "since": "2026-01-01", "value": {"date": "2026-01-01"}},
]
TOUT = "openid identite_pivot email cnaf_quotient_familial cnaf_enfants dgfip_rfr dgfip_annee_n_moins_1"
APPELS = (
    "/v3/dss/quotient_familial/france_connect?recipient=13002526500013",
    "/impotparticulier/1.0/situations/ir/assiettes/annrev/2024",
    "/v1/droits/beneficiaires/me",
    "/etat-civil/v1/france-connect/livret-de-famille",
)
#: Parameters of an operation that each meet all the values.
PARAMETRES_A_FOND = 15
JOURS = ("0001-01-01", "1582-10-10", "1899-12-31", "2000-02-29", "2100-03-01", "9999-12-31")


@pytest.fixture(scope="module")
def espace(base: str) -> Iterator[str]:
    """A space of its own: what the calls change there is seen by nobody."""
    assert post(f"{base}/_bac/spaces", json={"slug": SLUG, "size": 1000}).status_code == 201
    yield f"{base}/e/{SLUG}"
    nouveau_client().delete(f"{base}/_bac/spaces/{SLUG}")


@pytest.fixture
def client(espace: str) -> Iterator[httpx.Client]:
    """Calls from the machine itself, on a space as it was at first."""
    # Without kept connections: after a failure of ours the next call would fail too, and hide it.
    with httpx.Client(
        base_url=espace, trust_env=False, timeout=30, limits=httpx.Limits(max_keepalive_connections=0)
    ) as ouvert:
        assert ouvert.post("/_bac/reset", json={"everything": True}).status_code == 200
        avant = espaces(ouvert)
        yield ouvert
        for slug in espaces(ouvert) - avant:
            assert ouvert.delete(f"/_bac/spaces/{slug}").status_code == 204


def espaces(client: httpx.Client) -> set[str]:
    return {e["slug"] for e in client.get("/_bac/spaces").json()["spaces"]}


@pytest.fixture(scope="module")
def description(espace: str) -> dict[str, Any]:
    lu: dict[str, Any] = httpx.get(f"{espace}/_bac/openapi.json", trust_env=False).json()
    return lu


def test_toutes_les_operations_sont_decrites(description: dict[str, Any]) -> None:
    """The description has every route but the two that lead to its readable page."""
    decrites = {(m.upper(), f"/_bac{chemin}") for chemin, ms in description["paths"].items() for m in ms}
    assert set(OPERATIONS) - decrites == {("GET", "/_bac/"), ("GET", "/_bac/docs")}
    assert decrites <= set(OPERATIONS)


def operation(description: dict[str, Any], methode: str, chemin: str) -> dict[str, Any]:
    """What the description says of one operation, nothing for the two that are not in it."""
    lu: dict[str, Any] = description["paths"].get(chemin.removeprefix("/_bac"), {}).get(methode.lower(), {})
    return lu


def schema_du_corps(description: dict[str, Any], dite: dict[str, Any]) -> dict[str, Any]:
    """The schema of the JSON body, its reference followed."""
    contenu = dite.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return _suivre(description, contenu)


def schema_attaque(description: dict[str, Any], methode: str, chemin: str) -> dict[str, Any]:
    """The schema of an operation's body; a change of any member of a record is attacked with what declares it."""
    schema = schema_du_corps(description, operation(description, methode, chemin))
    if schema.get("properties") or methode == "POST":
        return schema
    return schema_du_corps(description, operation(description, "POST", chemin.rpartition("/")[0]))


def _suivre(description: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    for choix in schema.get("anyOf", ()):
        if choix.get("type") != "null":
            return _suivre(description, choix)
    if "$ref" not in schema:
        return schema
    nom = schema["$ref"].rsplit("/", 1)[1]
    return _suivre(description, description["components"]["schemas"][nom])


def documents(schema: dict[str, Any]) -> Iterator[bytes]:
    """Each example of the description with each of its parts strange in turn, each member alone, the unreadable."""
    exemples = schema.get("examples", [{}])
    for exemple in exemples:
        yield from (json.dumps(d).encode() for d in deformations(exemple))
        yield json.dumps({**exemple, "inconnu": 1}).encode()
    for nom in schema.get("properties", {}):
        for valeur in VALEURS_JSON:
            yield json.dumps({nom: valeur}).encode()
            yield json.dumps({**exemples[0], nom: valeur}).encode()
    yield from CORPS_JSON


def deformations(document: Any) -> Iterator[Any]:
    """The document with one part, however deep, replaced by each strange value."""
    yield from VALEURS_JSON
    if isinstance(document, dict):
        for nom, partie in document.items():
            yield from ({**document, nom: autre} for autre in deformations(partie))
    elif isinstance(document, list):
        for rang, partie in enumerate(document):
            yield from ([*document[:rang], autre, *document[rang + 1 :]] for autre in deformations(partie))


def plausible(chemin: str, noms: dict[str, str] = NOMS) -> str:
    return PARAMETRE.sub(lambda m: noms.get(m[0][1:-1], "1"), chemin)


def chemins(chemin: str, dite: dict[str, Any]) -> Iterator[str]:
    """Each part of the path, then each parameter of the query, strange in turn; a parameter twice.

    When parameters are many, as the criteria of the search are, each value meets some of them, and each of them meets
    some of the values.
    """
    for parametre in PARAMETRE.findall(chemin):
        for valeur in VALEURS:
            yield plausible(chemin.replace(parametre, valeur))
    noms = [p["name"] for p in dite.get("parameters", ()) if p["in"] == "query"]
    pas = 1 + len(noms) // PARAMETRES_A_FOND
    for rang, nom in enumerate(noms):
        for valeur in VALEURS[rang % pas :: pas]:
            yield f"{plausible(chemin)}?{nom}={valeur}"
        yield f"{plausible(chemin)}?{nom}=1&{nom}=2"


def refus_documente(reponse: httpx.Response) -> bool:
    """The three members of a refusal, in one of the statuses the documentation names."""
    if reponse.status_code < 400:
        return True
    if reponse.status_code not in {400, 401, 403, 404, 405, 409, 422}:
        return False
    lu = reponse.json()
    return {"erreur", "message", "remede"} <= lu.keys() and bool(lu["erreur"] and lu["message"])


def existants(client: httpx.Client, chemin: str) -> dict[str, str]:
    """The `client_id` of a data provider of the space, where the path wants one."""
    if not chemin.startswith("/_bac/data-providers/"):
        return {}
    premier: dict[str, str] = client.get("/_bac/data-providers").json()["fournisseurs"][0]
    return {"client_id": premier["client_id"]}


@pytest.mark.parametrize(("methode", "chemin"), OPERATIONS)
def test_une_operation_ne_tombe_jamais(
    client: httpx.Client, description: dict[str, Any], methode: str, chemin: str
) -> None:
    """Whatever is sent to an operation is done or refused in the control API's own words."""
    dite, fautes = operation(description, methode, chemin), []
    schema = schema_attaque(description, methode, chemin)
    exemples: list[Any] = schema.get("examples", [])
    ici = plausible(chemin, NOMS | existants(client, chemin))

    def envoyer(adresse: str, corps: bytes | None = None, type_: str = "application/json") -> None:
        entetes = {"Content-Type": type_} if corps is not None and type_ else {}
        reponse = client.request(methode, adresse, content=corps, headers=entetes)
        if not refus_documente(reponse):
            fautes.append((adresse[:80], (corps or b"")[:80], reponse.status_code, reponse.text[:120]))

    for adresse in chemins(chemin, dite):
        envoyer(adresse, json.dumps(exemples[0]).encode() if exemples else None)
    if "requestBody" in dite:
        for corps in documents(schema):
            envoyer(ici, corps)
        for type_ in ("text/plain", "multipart/form-data; boundary=x", ""):
            for corps in (b'{"a":1}', *CORPS_JSON):
                envoyer(ici, corps, type_)
        envoyer(ici, b'"' + b"x" * 2_000_000 + b'"')
    assert fautes == []


def lectures(client: httpx.Client, ref: str) -> list[tuple[str, int]]:
    """What reads the citizen, and fails."""
    jeton = client.post("/_bac/login", json={"client_id": "demo-creche", "citizen": ref, "scope": TOUT})
    acces = jeton.json()["access_token"] if jeton.status_code == 200 else "aucun"
    entetes = {"Authorization": f"Bearer {acces}"}
    chemins = [f"/citoyen/{ref}", f"/_bac/citizens/{ref}", *APPELS]
    lues = [(chemin, client.get(chemin, headers=entetes).status_code) for chemin in chemins]
    return [(chemin, statut) for chemin, statut in [*lues, ("/_bac/login", jeton.status_code)] if statut >= 500]


def test_un_fait_accepte_se_lit(client: httpx.Client, description: dict[str, Any]) -> None:
    """Whatever strange fact is accepted, the citizen's file, page and administrations still answer."""
    schema = schema_attaque(description, "POST", "/_bac/citizens/{ref}/facts")
    fautes = []
    for exemple in [*schema["examples"], *FAITS]:
        for document in deformations(exemple):
            reponse = client.post("/_bac/citizens/claire-moreau/facts", json=document)
            assert refus_documente(reponse), document
            if reponse.status_code < 400 and (illisibles := lectures(client, "claire-moreau")):
                fautes.append((document, illisibles))
            if reponse.status_code < 400:
                client.post("/_bac/reset", json={"everything": True})
    assert fautes == []


@pytest.mark.parametrize("jour", JOURS)
def test_un_jour_accepte_se_lit(client: httpx.Client, jour: str) -> None:
    """On any civil day that the clock accepts, every page and administration still answers."""
    reponse = client.put("/_bac/clock", json={"day": jour})
    assert refus_documente(reponse)
    assert lectures(client, "claire-moreau") == []
