"""The questions the crèche asks, and how each administration's answer or refusal is read."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

#: The crèche's own SIRET (SIREN starting with 0: attributed to nobody).
SIRET = "01234560900015"


@dataclass(frozen=True, slots=True)
class Reponse:
    """One answer: `corps` when it is good, otherwise `code` and `message` in the administration's words."""

    titre: str
    administration: str
    statut: int
    corps: Any = None
    code: str = ""
    message: str = ""

    @property
    def bonne(self) -> bool:
        return self.corps is not None


@dataclass(frozen=True, slots=True)
class Question:
    titre: str
    administration: str
    chemin: str
    parametres: Mapping[str, str]


def questions(annee: int) -> dict[str, Question]:
    """What is asked about a family whose fee is computed on the incomes of `annee`."""
    return {
        "quotient": Question(
            "Quotient familial",
            "CAF et MSA",
            "/v3/dss/quotient_familial/france_connect",
            {"recipient": SIRET},
        ),
        "impot": Question(
            f"Revenus {annee}", "DGFiP", f"/impotparticulier/1.0/situations/ir/assiettes/annrev/{annee}", {}
        ),
        "assure": Question("Vos droits", "Assurance Maladie", "/v1/droits/beneficiaires/me", {}),
        "ayants_droit": Question("Ayants droit", "Assurance Maladie", "/v1/droits/beneficiaires/me/beneficiaires", {}),
        "naissances": Question(
            "Actes de naissance",
            "État civil",
            "/etat-civil/v1/france-connect/enfants/actes-de-naissance",
            {},
        ),
        "livret": Question("Livret de famille", "État civil", "/etat-civil/v1/france-connect/livret-de-famille", {}),
    }


async def demander(client: httpx.AsyncClient, base: str, annee: int) -> dict[str, Reponse]:
    """Ask every administration at once: FranceConnect's token lives 60 seconds for all of them."""
    posees = questions(annee)
    reponses = await asyncio.gather(*(_poser(client, base, q) for q in posees.values()))
    recues = dict(zip(posees, reponses, strict=True))
    recues["caisse"] = await _caisse(client, base, recues["assure"])
    return recues


async def _caisse(client: httpx.AsyncClient, base: str, assure: Reponse) -> Reponse:
    """The fund is asked with the number that `/me` has just given."""
    titre, administration = "Votre caisse", "Assurance Maladie"
    if not assure.bonne or "nir" not in assure.corps:
        return Reponse(titre, administration, assure.statut, None, assure.code, assure.message)
    question = Question(titre, administration, "/v1/droits/beneficiaires/caisse", {})
    return await _poser(client, base, question, {"nir": assure.corps["nir"]})


async def _poser(
    client: httpx.AsyncClient, base: str, question: Question, entetes: Mapping[str, str] | None = None
) -> Reponse:
    tous = {"Accept": "*/*", "X-Correlation-ID": str(uuid.uuid4())} | dict(entetes or {})
    try:
        reponse = await client.get(base + question.chemin, params=dict(question.parametres), headers=tous)
    except httpx.TransportError as panne:
        return Reponse(question.titre, question.administration, 0, None, "panne", f"Pas de réponse ({panne})")
    return lire(question, reponse)


def lire(question: Question, reponse: httpx.Response) -> Reponse:
    """The answer to `question`; a refusal keeps the administration's own code and words."""
    document = _json(reponse)
    if reponse.status_code == httpx.codes.OK and document is not None:
        return Reponse(question.titre, question.administration, reponse.status_code, document)
    code, message = _refus(document)
    return Reponse(
        question.titre,
        question.administration,
        reponse.status_code,
        None,
        code or str(reponse.status_code),
        message or "L’administration n’a pas donné de réponse exploitable.",
    )


def _json(reponse: httpx.Response) -> Any:
    try:
        return reponse.json()
    except ValueError:
        return None


def _refus(document: Any) -> tuple[str, str]:
    """Code and words of an error: API Particulier's list, the DGFiP's `erreur`, or a plain `code` and `message`."""
    if not isinstance(document, dict):
        return "", ""
    erreurs = document.get("errors")
    if isinstance(erreurs, list) and erreurs:
        return str(erreurs[0].get("code", "")), str(erreurs[0].get("detail") or erreurs[0].get("title", ""))
    erreur = document.get("erreur", document)
    return str(erreur.get("code", "")), str(erreur.get("message", ""))
