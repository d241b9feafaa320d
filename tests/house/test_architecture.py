"""Who may import whom (docs: the contracts of import-linter in pyproject.toml), and the one shape of a provider."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("registry", "law", "kernel", "providers", "gateway", "fixtures", "demo", "loadtests")
PROVIDER_FILES = {"__init__.py", "contract.py", "projection.py", "routes.py", "scopes.py", "errors.py"}
# Only the civil status takes orders for documents, and must judge who may have them; four explain amounts; a pupil is
# looked for in a place.
OWN_FILES = {
    "etat_civil": {"demande.py", "capacite.py"},
    "men": {"recherche.py"},
    **{nom: {"montants.py"} for nom in ("cnaf_msa", "cnous", "dgfip", "dss")},
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the pyproject.toml in `folder` on the packages of that folder."""
    program = "import importlinter.cli as cli; exit(cli.lint_imports(cache_dir=None))"
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)


def providers() -> list[Path]:
    """The folders of the catalogue."""
    return sorted(path.parent for path in (ROOT / "providers").glob("*/__init__.py"))


def test_every_import_is_allowed() -> None:
    """The tree keeps the import rules of the design."""
    outcome = lint_imports(ROOT)
    assert outcome.returncode == 0, outcome.stdout


@pytest.fixture
def small_tree(tmp_path: Path) -> Path:
    """Our packages without their content, under the same contracts: a place to break them one by one."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in (*PACKAGES, "providers/caf", "providers/dgfip"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
    for module in ("registry/facts", "registry/store", "providers/caf/contract", "providers/caf/projection"):
        (tmp_path / f"{module}.py").touch()
    return tmp_path


def test_the_allowed_imports_pass(small_tree: Path) -> None:
    """Each arrow of the design's diagram is open."""
    (small_tree / "law/impot.py").write_text("import registry.facts\n")
    (small_tree / "kernel/views.py").write_text("import registry.store\n")
    (small_tree / "providers/caf/routes.py").write_text("import kernel, law, registry, fastapi\n")
    (small_tree / "fixtures/nation.py").write_text("import law, registry\n")
    (small_tree / "gateway/catalogue.py").write_text("import providers.caf\nimport providers.dgfip\n")
    (small_tree / "gateway/app.py").write_text("import gateway.catalogue, fixtures, demo\n")
    outcome = lint_imports(small_tree)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(
    ("importer", "imported", "contract"),
    [
        ("registry/facts", "law", "registry imports none of ours"),
        ("law/impot", "registry.store", "law imports the facts of the registry only"),
        ("law/impot", "registry", "law imports the facts of the registry only"),
        ("kernel/views", "law", "kernel imports the registry only"),
        ("providers/caf/routes", "fixtures", "providers import kernel, law and registry only"),
        ("providers/caf/routes", "providers.dgfip", "no provider imports another"),
        ("providers/caf/projection", "time", "projections and contracts import no web, database, clock or chance"),
        ("providers/caf/contract", "fastapi", "projections and contracts import no web, database, clock or chance"),
        ("fixtures/nation", "providers", "fixtures import registry and law only"),
        ("demo/creche", "gateway", "demo knows public URLs, none of ours"),
        ("gateway/pages", "fixtures", "only the application root plugs providers, fixtures and demo in"),
        ("gateway/pages", "providers.caf", "only the application root plugs providers, fixtures and demo in"),
        ("gateway/app", "loadtests", "nobody imports loadtests"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(small_tree: Path, importer: str, imported: str, contract: str) -> None:
    """The contracts bite: one wrong line in an empty tree is found, and named."""
    (small_tree / f"{importer}.py").write_text(f"import {imported}\n")
    outcome = lint_imports(small_tree)
    assert outcome.returncode == 1, outcome.stderr
    assert f"{contract} BROKEN" in outcome.stdout


def test_the_catalogue_has_the_four_administrations() -> None:
    """`ls providers/` is the list of the administrations."""
    assert {"cnaf_msa", "dgfip", "cnam", "etat_civil", "dss"} <= {folder.name for folder in providers()}


def test_every_provider_has_the_same_files() -> None:
    """The same role has the same file name in every provider; a role that only one of them has is declared above."""
    shapes = {folder.name: {path.name for path in folder.iterdir() if path.is_file()} for folder in providers()}
    assert {name: files for name, files in shapes.items() if files != PROVIDER_FILES | OWN_FILES.get(name, set())} == {}


def test_no_library_hides_a_package_of_ours() -> None:
    """Our generic names (`fixtures`, `demo`…) are the packages of this tree, also inside the environment."""
    program = f"import importlib.util as i; [print(i.find_spec(name).origin) for name in {PACKAGES}]"
    outcome = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert outcome.stdout.split() == [str(ROOT / name / "__init__.py") for name in PACKAGES]
