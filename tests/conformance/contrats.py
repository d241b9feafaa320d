"""The official contracts, read where they are kept (never copied here), as JSON schemas that refuse unknown members.

They are looked for in `BACASABLE_CONTRATS`, then in `../shared/contracts` beside the repository.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

DEPOT = Path(__file__).resolve().parents[2]
DOSSIER = Path(os.environ.get("BACASABLE_CONTRATS") or DEPOT.parent / "shared" / "contracts")
avec_contrats = pytest.mark.skipif(not DOSSIER.is_dir(), reason="the official contracts are not on this machine")


@cache
def contrat(fichier: str) -> dict[str, Any]:
    texte = (DOSSIER / fichier).read_text("utf-8")
    lu: dict[str, Any] = json.loads(texte) if fichier.endswith(".json") else yaml.safe_load(texte)
    return lu


def reponse(fichier: str, chemin: str, statut: str, media_type: str | None = None) -> dict[str, Any]:
    """The schema of one response."""
    contenus = contrat(fichier)["paths"][chemin]["get"]["responses"][statut]["content"]
    schema: dict[str, Any] = contenus[media_type or next(iter(contenus))]["schema"]
    return schema


def fautes(fichier: str, schema: dict[str, Any], document: Any) -> list[str]:
    """What the contract reproaches to `document`; empty when it conforms."""
    ferme = _fermer(schema, contrat(fichier).get("components", {}).get("schemas", {}))
    validateur = Draft202012Validator(ferme, format_checker=FormatChecker())
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validateur.iter_errors(document)]


def _fermer(schema: Any, composants: dict[str, Any]) -> Any:
    """References inlined, OpenAPI's `nullable` in JSON Schema's words, no member beyond those declared."""
    if isinstance(schema, list):
        return [_fermer(s, composants) for s in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _fermer(composants[schema["$ref"].rsplit("/", 1)[1]], composants)
    ferme = {cle: _fermer(v, composants) for cle, v in schema.items() if cle not in ("nullable", "example")}
    if schema.get("nullable") is True and "type" in ferme:
        ferme["type"] = [ferme["type"], "null"]
    if isinstance(ferme.get("properties"), dict):
        ferme["additionalProperties"] = False
    return ferme
