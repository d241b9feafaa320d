"""The glossary names things that exist."""

from __future__ import annotations

import re
from importlib import import_module, util
from typing import Any

from pydantic import BaseModel

from tests.docs.lecture import ROOT, lignes_de_tableaux

GLOSSAIRE = ROOT / "docs" / "glossaire.md"


def trouver(nom: str) -> Any:
    """What a dotted name stands for: the longest module it starts with, then members and fields."""
    parties = nom.split(".")
    longueur = len(parties)
    while longueur > 1 and not _est_module(".".join(parties[:longueur])):
        longueur -= 1
    objet: Any = import_module(".".join(parties[:longueur]))
    for partie in parties[longueur:]:
        objet = _membre(objet, partie)
    return objet


def _est_module(nom: str) -> bool:
    try:
        return util.find_spec(nom) is not None
    except ModuleNotFoundError:
        return False


def _membre(objet: Any, nom: str) -> Any:
    if isinstance(objet, type) and issubclass(objet, BaseModel) and nom in objet.model_fields:
        return objet.model_fields[nom]
    return getattr(objet, nom)


def test_chaque_terme_a_une_definition_et_un_nom() -> None:
    """A row is a term, one sentence and the name it has in the code or the repository."""
    lignes = list(lignes_de_tableaux(GLOSSAIRE))
    assert len(lignes) > 60
    for terme, definition, nom in lignes:
        assert definition.endswith("."), terme
        assert re.fullmatch(r"`[\w./]+`", nom), terme


def test_chaque_nom_du_glossaire_existe() -> None:
    """Each module, class, function, field and file that the glossary names is there."""
    absents = []
    for terme, _, cellule in lignes_de_tableaux(GLOSSAIRE):
        nom = cellule.strip("`")
        if "/" in nom or nom.endswith(".md"):
            if not (ROOT / nom).exists():
                absents.append((terme, nom))
            continue
        try:
            trouver(nom)
        except (ImportError, AttributeError):
            absents.append((terme, nom))
    assert absents == []


def test_un_mot_n_a_qu_une_ligne() -> None:
    """No term is defined twice."""
    termes = [terme for terme, _, _ in lignes_de_tableaux(GLOSSAIRE)]
    assert len(termes) == len(set(termes))
