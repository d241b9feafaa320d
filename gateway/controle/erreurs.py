"""Refusals of the control API: a code, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.responses import Response

MESSAGES = {
    "extra_forbidden": "champ inconnu",
    "missing": "champ obligatoire",
    "string_type": "un texte est attendu",
    "list_type": "une liste est attendue",
    "int_parsing": "un nombre entier est attendu",
    "date_from_datetime_parsing": "un jour AAAA-MM-JJ est attendu",
    "json_invalid": "ce n'est pas du JSON",
}


class ErreurControle(Exception):
    def __init__(self, statut: int, code: str, message: str, remede: str = "") -> None:
        super().__init__(message)
        self.statut = statut
        self.corps: dict[str, Any] = {"erreur": code, "message": message, "remede": remede}

    def reponse(self) -> Response:
        return Response(orjson.dumps(self.corps), self.statut, media_type="application/json")


def introuvable(quoi: str, nom: str, remede: str) -> ErreurControle:
    """404 on a thing named in the path or the body."""
    return ErreurControle(404, f"{quoi}_inconnu", f"{quoi.replace('_', ' ').capitalize()} « {nom} » : inconnu.", remede)


async def refuser(request: Request, erreur: Exception) -> Response:
    """Handler of `ErreurControle`."""
    assert isinstance(erreur, ErreurControle)
    return erreur.reponse()


async def refuser_corps(request: Request, erreur: Exception) -> Response:
    """Handler of FastAPI's validation errors."""
    assert isinstance(erreur, RequestValidationError)
    return demande_invalide(erreur.errors()).reponse()


def erreur_modele(erreur: ValidationError) -> ErreurControle:
    """422 on a record that became invalid."""
    return demande_invalide(erreur.errors())


def demande_invalide(erreurs: Sequence[Any]) -> ErreurControle:
    """422: the first error in a sentence, all of them in `details`."""
    details = [{"champ": _champ(e["loc"]), "message": MESSAGES.get(e["type"]) or _message(e)} for e in erreurs]
    premier = details[0]
    message = f"{premier['champ']} : {premier['message']}" if premier["champ"] else premier["message"]
    refus = ErreurControle(
        422, "demande_invalide", message, "Voir /_bac/docs : les champs admis, leurs valeurs et un exemple."
    )
    refus.corps["details"] = details
    return refus


def _message(erreur: Any) -> str:
    """Our own sentence when one of our checks refused, pydantic's otherwise."""
    return str(erreur["ctx"]["error"]) if erreur["type"] == "value_error" else str(erreur["msg"])


def _champ(lieu: tuple[int | str, ...]) -> str:
    """`("body", "redirect_uris", 0)` → `redirect_uris.0`."""
    return ".".join(str(partie) for partie in lieu if partie not in ("body", "query", "path"))
