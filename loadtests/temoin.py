"""The witness: what bare FastAPI does on this machine with an answer of the same size, in constant bytes or as a model.

Started as the sandbox is, by uvicorn without an access log. `TEMOIN_TAILLE` is the size of the answer in bytes.
"""

from __future__ import annotations

import os

import orjson
from fastapi import FastAPI
from pydantic import BaseModel
from starlette.responses import Response

TAILLE_DEFAUT = 1000
#: Bytes of one `Element` in JSON, its comma included.
TAILLE_ELEMENT = 105


class Element(BaseModel):
    """Five members, as a person of the family quotient has."""

    nom_naissance: str
    nom_usage: str | None
    prenoms: str
    date_naissance: str
    sexe: str


class Modele(BaseModel):
    data: list[Element]


def creer() -> FastAPI:
    """FastAPI as it comes."""
    taille = int(os.environ.get("TEMOIN_TAILLE", TAILLE_DEFAUT))
    element = Element(nom_naissance="MARTIN", nom_usage=None, prenoms="Camille", date_naissance="1990-01-01", sexe="F")
    modele = Modele(data=[element] * max(1, round(taille / TAILLE_ELEMENT)))
    corps = orjson.dumps({"data": "x" * (taille - len(b'{"data":""}'))})
    application = FastAPI()

    @application.get("/octets")
    async def octets() -> Response:
        return Response(corps, media_type="application/json")

    @application.get("/modele")
    async def tutoriel() -> Modele:
        return modele

    return application
