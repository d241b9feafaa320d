"""The RNIPP identification service, `/Brpp2IdentificationComplet/individus`, for hubs other than our FranceConnect."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.franceconnect.appel import appel
from gateway.franceconnect.reponses import ParametresIllisibles, parametres
from gateway.franceconnect.rnipp import chercher
from gateway.rnipp.issues import Issue, armee, couper
from gateway.rnipp.recherche import REJETE, Demande, Reponse
from gateway.rnipp.reponse_xml import Individu, de_demande, de_personne, document
from registry.facts import Deces, Lieu, Sexe

#: Seconds before the answer that comes too late, as in FranceConnect's own mock.
TROP_TARD = 7
_DATE = re.compile(r"(\d{4})(0\d|1[0-2])([0-2]\d|3[01])")
_LIEU = re.compile(r"(?:\d{2}|2[AB])\d{3}")
_SUFFIXE = re.compile(r"_E0100\d\d")
_SEXES: dict[str, Sexe | None] = {"F": "F", "M": "M", "I": None}


class DemandeRejetee(Exception):
    """A parameter is missing or badly formed: the register answers 9."""


async def individus(request: Request) -> Response:
    ctx = appel(request)
    try:
        demande, issue = lire(parametres(request.url.query))
    except (DemandeRejetee, ParametresIllisibles):
        return _xml(document(Reponse(REJETE), None))
    reponse = chercher(ctx, demande, ctx.jour)
    personne = reponse.personne
    if issue is None and personne is not None:
        issue = await armee(ctx, personne.ref)
    individu = de_personne(personne, ctx.jour) if personne is not None else None
    if issue is None:
        return _xml(document(reponse, individu))
    return await _imposee(issue, reponse, individu or de_demande(demande), ctx.jour)


def lire(recus: Mapping[str, str]) -> tuple[Demande, Issue | None]:
    """The identity asked, and the outcome that a suffix `_E0100NN` of the given names imposes."""
    date_, sexe, lieu = (recus.get(nom, "") for nom in ("dateNaissance", "sexe", "codeLieuNaissance"))
    lue = _DATE.fullmatch(date_)
    nom, prenoms = recus.get("nom", "").strip(), recus.get("prenoms", "")
    incomplete = recus.get("rechercheType") != "S" or not nom or not f"{nom}{prenoms}".isprintable()
    if incomplete or lue is None or sexe not in _SEXES or not _LIEU.fullmatch(lieu):
        raise DemandeRejetee
    annee, mois, jour = (int(partie) for partie in lue.groups())
    if not annee or (jour and not mois):
        raise DemandeRejetee
    suffixe = _SUFFIXE.search(prenoms)
    _, issue = couper(f"x{suffixe[0]}") if suffixe else ("", None)
    noms = tuple(_SUFFIXE.sub("", prenoms).split())
    return Demande(nom, noms, (annee, mois, jour), _SEXES[sexe], lieu), issue


async def _imposee(issue: Issue, reponse: Reponse, individu: Individu, jour: date) -> Response:
    if issue.nom == "timeout":
        await asyncio.sleep(TROP_TARD)
        return Response(status_code=504)
    if issue.nom == "unreachable":
        return Response(status_code=503)
    if issue.nom == "unreadable":
        return Response("réponse illisible", media_type="text/plain")
    if issue.nom == "deceased" and individu.deces is None:
        individu = replace(individu, deces=Deces(jour, Lieu(individu.lieu, "", individu.lieu), 1))
    divergences: frozenset[str] = reponse.divergences
    if issue.nom == "corrected":
        divergences = divergences or frozenset({"Prenoms"})
    return _xml(document(replace(reponse, type=issue.reponse, divergences=divergences), individu))


def _xml(contenu: bytes) -> Response:
    return Response(contenu, media_type="application/xml", headers={"Cache-Control": "no-store"})


async def _introuvable(_: Request, __: Any) -> Response:
    return Response("Not Found", 404, media_type="text/plain")


def creer() -> Starlette:
    """The service, with paths relative to `/Brpp2IdentificationComplet`."""
    return Starlette(routes=[Route("/individus", individus, methods=["GET"])], exception_handlers={404: _introuvable})
