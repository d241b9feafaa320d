"""Every provider has the same shape, so that a new one is a copied folder and one line of the catalogue."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from gateway.catalogue import FOURNISSEURS
from kernel.fournisseur import Fournisseur

PROVIDERS = Path(__file__).resolve().parents[2] / "providers"
DOSSIERS = sorted(d.name for d in PROVIDERS.iterdir() if (d / "__init__.py").is_file())
FICHIERS = {"__init__.py", "contract.py", "errors.py", "projection.py", "routes.py", "scopes.py"}
# What a pure projection may use: no web, database, clock or chance.
PERMIS = {"__future__", "collections", "dataclasses", "datetime", "functools", "math", "typing", "law", "registry"}
# What two providers of API Particulier write alike.
COMMUN = {"kernel.api_particulier.foyer"}
# Parts of the registry that hold or search the people, rather than describe them.
INTERDITS = {"registry.registre", "registry.stockage", "registry.mondes"}


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_les_memes_fichiers(dossier: str) -> None:
    """The same role has the same file name in every folder, each opening with a sentence."""
    fichiers = {f.name for f in (PROVIDERS / dossier).glob("*.py")}
    assert fichiers >= FICHIERS
    for nom in fichiers:
        assert ast.get_docstring(ast.parse((PROVIDERS / dossier / nom).read_text("utf-8"))), nom


def test_le_catalogue_nomme_chaque_dossier() -> None:
    """`ls providers/` is the catalogue, and the slug is the folder's name."""
    assert sorted(f.slug for f in FOURNISSEURS) == DOSSIERS


@pytest.mark.parametrize("dossier", DOSSIERS)
@pytest.mark.parametrize("fichier", ["projection.py", "contract.py"])
def test_projections_et_contrats_sont_purs(dossier: str, fichier: str) -> None:
    """They import facts, views, the law and their own folder, and read neither clock nor chance."""
    arbre = ast.parse((PROVIDERS / dossier / fichier).read_text("utf-8"))
    modules = [n.module or "" for n in ast.walk(arbre) if isinstance(n, ast.ImportFrom)]
    modules += [a.name for n in ast.walk(arbre) if isinstance(n, ast.Import) for a in n.names]
    a_lui = [m for m in modules if m.startswith(f"providers.{dossier}") or m in COMMUN]
    ailleurs = [m for m in modules if m.split(".")[0] not in PERMIS and m not in a_lui]
    assert ailleurs == []
    assert INTERDITS.isdisjoint(modules)
    assert not [n for n in ast.walk(arbre) if isinstance(n, ast.Attribute) and n.attr in ("today", "now", "time")]


def test_les_scopes_ne_se_repetent_pas() -> None:
    """A scope belongs to one provider, has a label to be consented to, and each provider has at least one."""
    noms = [s.nom for f in FOURNISSEURS for s in f.scopes]
    assert len(noms) == len(set(noms))
    assert all(s.libelle for f in FOURNISSEURS for s in f.scopes)
    assert all((f.scopes or f.scopes_api) and f.titre and f.libelle_fc for f in FOURNISSEURS)


@pytest.mark.parametrize("fournisseur", FOURNISSEURS, ids=lambda f: f.slug)
def test_les_chemins_sont_absolus_et_uniques(fournisseur: Fournisseur) -> None:
    """Routes carry their full path and their methods; none hides another."""
    chemins = [(r.path, m) for r in fournisseur.routes for m in r.methods or () if m != "HEAD"]
    assert len(chemins) == len(set(chemins))
    assert all(chemin.startswith("/") for chemin, _ in chemins)
