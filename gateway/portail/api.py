"""The control API's own OpenAPI description, turned into something to read without any script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

import orjson
from starlette.requests import Request
from starlette.types import ASGIApp, Message

from gateway import controle

METHODES = ("get", "post", "put", "patch", "delete")
PREFIXE = "/_bac"


@dataclass(frozen=True, slots=True)
class Champ:
    """A parameter or a member of the body; `type_json` is `string`, `integer`, `array of string`…"""

    nom: str
    type_json: str
    requis: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    methode: str
    chemin: str
    resume: str
    description: str
    parametres: tuple[Champ, ...]
    corps: tuple[Champ, ...]
    reponses: tuple[tuple[str, str], ...]


@cache
def _controle() -> ASGIApp:
    return controle.creer()


async def description(request: Request) -> Mapping[str, Any] | None:
    """`/_bac/openapi.json` as this caller would get it; None when the control API refuses them."""
    racine = request.scope["root_path"] + PREFIXE
    scope = dict(request.scope) | {"root_path": racine, "path": f"{racine}/openapi.json", "method": "GET"}
    statut, morceaux = 0, bytearray()

    async def recevoir(message: Message) -> None:
        nonlocal statut
        statut = message.get("status", statut)
        morceaux.extend(message.get("body", b""))

    await _controle()(scope, request.receive, recevoir)
    if statut != HTTPStatus.OK:
        return None
    document: dict[str, Any] = orjson.loads(morceaux)
    return document


def operations(document: Mapping[str, Any]) -> dict[str, list[Operation]]:
    """Every operation of an OpenAPI 3.1 document by its first tag, in the order of the document."""
    groupes: dict[str, list[Operation]] = {}
    for chemin, objet in document["paths"].items():
        for methode in METHODES:
            if methode in objet:
                etiquette = (objet[methode].get("tags") or ["Autres"])[0]
                groupes.setdefault(etiquette, []).append(_operation(document, methode, chemin, objet[methode]))
    return groupes


def _operation(document: Mapping[str, Any], methode: str, chemin: str, objet: Mapping[str, Any]) -> Operation:
    contenus = objet.get("requestBody", {}).get("content", {}).values()
    schema: Mapping[str, Any] = next((c.get("schema", {}) for c in contenus), {})
    return Operation(
        methode=methode.upper(),
        chemin=PREFIXE + chemin,
        resume=objet.get("summary", ""),
        description=objet.get("description", ""),
        parametres=tuple(
            Champ(p["name"], _type(document, p.get("schema", {})), p.get("required", False), p.get("description", ""))
            for p in objet.get("parameters", ())
        ),
        corps=_champs(document, schema),
        reponses=tuple((code, r.get("description", "")) for code, r in objet.get("responses", {}).items()),
    )


def _resoudre(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema a `$ref` points to."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def _champs(document: Mapping[str, Any], schema: Mapping[str, Any]) -> tuple[Champ, ...]:
    objet = _resoudre(document, schema)
    requis = set(objet.get("required", ()))
    return tuple(
        Champ(nom, _type(document, membre), nom in requis, membre.get("description", ""))
        for nom, membre in objet.get("properties", {}).items()
    )


def _type(document: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    resolu = _resoudre(document, schema)
    if "anyOf" in resolu:
        return " ou ".join(_type(document, s) for s in resolu["anyOf"])
    if resolu.get("type") == "array":
        return f"liste de {_type(document, resolu.get('items', {}))}"
    if "enum" in resolu:
        return " | ".join(str(v) for v in resolu["enum"])
    return str(resolu.get("const", resolu.get("type", "objet")))
