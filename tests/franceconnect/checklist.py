"""The check-list of `scenarios/`: what FranceConnect's suite tries, what mocks get wrong, its codes, and our tests.

`python -m tests.franceconnect.checklist` writes it again as `docs/scenarios.md`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ICI = Path(__file__).parent
TESTS = ICI.parent
PAGE = TESTS.parent / "docs" / "scenarios.md"
ABANDON = "user authentication aborted"
ECHEC_TECHNIQUE = "authentication aborted due to a technical error on the authorization server"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One sentence, the tests that prove it, or why it does not apply; `note` says where it differs."""

    dit: str
    tests: tuple[str, ...]
    sans_objet: str
    note: str


@dataclass(frozen=True, slots=True)
class Fonction:
    """A feature of FranceConnect's suite and its `nombre` of scenarios; `restent` of them have no row, for `raison`."""

    nom: str
    nombre: int
    scenarios: tuple[Scenario, ...]
    restent: int
    raison: str


@dataclass(frozen=True, slots=True)
class Piege:
    """What is real, and the mistake that `tests` would catch."""

    numero: int
    reel: str
    erreur: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """An error code. With a page: its `statut`, and what the link back tells the service (`erreur` empty: no link).

    `cause` holds the tests where a situation of the sandbox leads to it. Without a page, `sans_page` says what it is.
    """

    code: str
    sens: str
    page: bool
    statut: int
    erreur: str
    description: str
    sans_page: str
    cause: tuple[str, ...]


def _lire(nom: str) -> Any:
    return yaml.safe_load((ICI / "scenarios" / f"{nom}.yaml").read_text(encoding="utf-8"))


@cache
def fonctions(nom: str) -> tuple[Fonction, ...]:
    """Those of `api`, `parcours` or `equipes`."""
    return tuple(_fonction(f) for f in _lire(nom))


def _fonction(f: dict[str, Any]) -> Fonction:
    reste = f.get("restent", {"nombre": 0, "raison": ""})
    scenarios = tuple(
        Scenario(s["dit"], tuple(s.get("tests", ())), s.get("sans_objet", ""), s.get("note", ""))
        for s in f["scenarios"]
    )
    return Fonction(f["fonction"], f["nombre"], scenarios, reste["nombre"], reste["raison"])


@cache
def pieges() -> tuple[Piege, ...]:
    return tuple(Piege(p["numero"], p["reel"], p["erreur"], tuple(p["tests"])) for p in _lire("pieges"))


@cache
def codes() -> tuple[Code, ...]:
    return tuple(_code(c) for c in _lire("codes"))


def _code(c: dict[str, Any]) -> Code:
    page = c.get("page", {})
    erreur = page.get("retour", "")
    habituelle = {"": "", "access_denied": ABANDON}.get(erreur, ECHEC_TECHNIQUE)
    description = page.get("description", habituelle)
    cause = tuple(c.get("cause", ()))
    return Code(
        c["code"], c["sens"], bool(page), page.get("statut", 0), erreur, description, c.get("sans_page", ""), cause
    )


def nommes() -> Iterator[str]:
    """Each test that the check-list names, as often as it does."""
    for nom in ("api", "parcours", "equipes"):
        for fonction in fonctions(nom):
            for scenario in fonction.scenarios:
                yield from scenario.tests
    for piege in pieges():
        yield from piege.tests
    for code in codes():
        yield from code.cause


def chemin(test: str) -> Path:
    """The file of a test of the check-list."""
    fichier = test.partition("::")[0]
    return TESTS / fichier if "/" in fichier else ICI / fichier


@cache
def fonctions_du_fichier(fichier: Path) -> frozenset[str]:
    """The functions that a test file defines."""
    arbre = ast.parse(fichier.read_text(encoding="utf-8"))
    return frozenset(n.name for n in arbre.body if isinstance(n, ast.FunctionDef))


TETE = """# Les scénarios de FranceConnect, et les tests qui les jouent

Page écrite par `python -m tests.franceconnect.checklist` d'après `tests/franceconnect/scenarios/` ; un test la compare.
Chaque ligne nomme ses tests : les lancer, c'est la vérifier
(`pytest tests/franceconnect -k test_lien_de_retour_par_la_main`). Une ligne sans test dit pourquoi.

"""


def rediger() -> str:
    """The page."""
    return TETE + "\n".join(
        [
            *_bilan(),
            *_chapitre("L'API", "api", "La suite de FranceConnect, fonction par fonction."),
            *_chapitre("Les parcours", "parcours", "La même suite, dans un navigateur."),
            *_pieges(),
            *_codes(),
            *_chapitre("Ce qu'une équipe doit pouvoir essayer", "equipes", "Tiré de la documentation des partenaires."),
        ]
    )


def _bilan() -> list[str]:
    lignes = ["| Liste | Lignes | Prouvées | Sans objet | Sans ligne |", "|---|---|---|---|---|"]
    for titre, nom in (("API", "api"), ("Parcours", "parcours")):
        toutes = [s for f in fonctions(nom) for s in f.scenarios]
        prouvees, restent = sum(bool(s.tests) for s in toutes), sum(f.restent for f in fonctions(nom))
        lignes.append(f"| {titre} | {len(toutes)} | {prouvees} | {len(toutes) - prouvees} | {restent} |")
    lignes.append(f"| Erreurs des imitations | {len(pieges())} | {len(pieges())} | 0 | 0 |")
    lignes.append(f"| Codes d'erreur | {len(codes())} | {len(codes())} | 0 | 0 |")
    return [*lignes, ""]


def _chapitre(titre: str, nom: str, phrase: str) -> Iterator[str]:
    yield from (f"## {titre}", "", phrase, "")
    for f in fonctions(nom):
        yield from (f"### {f.nom} ({f.nombre})", "", "| Scénario | Preuve |", "|---|---|")
        yield from (f"| {s.dit}{f' ({s.note})' if s.note else ''} | {_preuve(s)} |" for s in f.scenarios)
        if f.restent:
            yield f"| {f.restent} de plus | sans ligne : {f.raison} |"
        yield ""


def _preuve(s: Scenario) -> str:
    return _liste(s.tests) if s.tests else f"sans objet : {s.sans_objet}"


def _liste(tests: Iterable[str]) -> str:
    return ", ".join(f"[`{t.partition('::')[2]}`](../tests/{chemin(t).relative_to(TESTS).as_posix()})" for t in tests)


def _pieges() -> Iterator[str]:
    yield from (
        "## Ce que les imitations manquent",
        "",
        "| N° | En réel | L'erreur habituelle | Ce qui l'attraperait |",
    )
    yield "|---|---|---|---|"
    yield from (f"| {p.numero} | {p.reel} | {p.erreur} | {_liste(p.tests)} |" for p in pieges())
    yield ""


def _codes() -> Iterator[str]:
    yield from ("## Les codes d'erreur", "", "Chaque page se montre aussi sur commande :", "", "```sh")
    yield from ("bacasable fault arm session-page-erreur --code Y190011 --next-login", "```", "")
    yield from ("| Code | Sens | Page | Au service | Cause, ici |", "|---|---|---|---|---|")
    for c in codes():
        page = str(c.statut) if c.page else c.sans_page
        retour = f"`{c.erreur}` ({c.description})" if c.erreur else "rien" if c.page else ""
        yield f"| {c.code} | {c.sens} | {page} | {retour} | {_liste(c.cause) or 'par la seule panne'} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(rediger(), encoding="utf-8")
