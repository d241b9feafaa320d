"""Dockerfile and docker-compose.yml do what `make run` does: same lock, command and port, settings that exist."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from gateway.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICE: dict[str, Any] = COMPOSE["services"]["bacasable"]


def dockerfile() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile in order, with their arguments."""
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    words = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    return [(instruction, arguments) for instruction, arguments in words]


def instructions(name: str) -> list[str]:
    """The arguments of each instruction of that name."""
    return [arguments for instruction, arguments in dockerfile() if instruction == name]


def recipe(*arguments: str) -> list[list[str]]:
    """The commands that `make` would run, as words."""
    command = ["make", "--dry-run", "--no-print-directory", *arguments]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [shlex.split(line) for line in listed.splitlines()]


def variables(text: str) -> set[str]:
    """The names of the sandbox's environment variables in a text."""
    return set(re.findall(r"BACASABLE_[A-Z_]+", text))


def test_the_image_starts_what_make_run_starts() -> None:
    """The last command of `make run`, listening on every interface, is the command of the image."""
    [command] = instructions("CMD")
    assert ["exec", ".venv/bin/bacasable", *json.loads(command)[1:]] == recipe("run", "HOST=0.0.0.0")[-1]
    assert "/app/.venv/bin:$PATH" in instructions("ENV")[0]


def test_the_image_is_prepared_as_make_run_prepares() -> None:
    """The image installs the same lock by the same script."""
    prepared = ["python3", "tools/bootstrap.py", "requirements.lock"]
    assert prepared in recipe("run")
    assert any(shlex.split(run)[-3:] == prepared for run in instructions("RUN"))


def test_one_port_everywhere() -> None:
    """The port of `make run` is the one the image exposes, its health check asks and compose publishes on loopback."""
    port = str(Settings.model_fields["port"].default)
    assert recipe("run")[-1][-2:] == ["--port", port]
    assert instructions("EXPOSE") == [port]
    assert f"http://127.0.0.1:{port}/_bac/health" in instructions("HEALTHCHECK")[0]
    assert SERVICE["ports"] == [f"127.0.0.1:${{PORT:-{port}}}:{port}"]


def test_the_image_runs_without_privilege() -> None:
    """The command starts as a user who is not root and owns the folder of the data."""
    users = [arguments for instruction, arguments in dockerfile() if instruction == "USER"]
    assert users == ["bacasable"]
    assert "install --directory --owner=bacasable /data" in " ".join(instructions("RUN"))
    assert SERVICE["volumes"] == ["data:/data"]


@pytest.mark.parametrize("file", ["Dockerfile", "docker-compose.yml"])
def test_the_settings_exist(file: str) -> None:
    """Each environment variable is a setting of the sandbox."""
    known = {f"BACASABLE_{field.upper()}" for field in Settings.model_fields}
    assert variables((ROOT / file).read_text()) - known == set()


def test_compose_demands_a_key() -> None:
    """Listening beyond loopback, the control API has a key: compose stops when nobody gives one."""
    assert SERVICE["environment"]["BACASABLE_CONTROL_KEY"].startswith("${BACASABLE_CONTROL_KEY:?")


def test_compose_keeps_the_database_in_the_volume() -> None:
    """Without another choice the database is the image's own, in the volume."""
    assert "BACASABLE_DATABASE_URL=sqlite:////data/bacasable.sqlite" in instructions("ENV")[0].split()
    chosen = SERVICE["environment"]["BACASABLE_DATABASE_URL"]
    assert chosen == "${BACASABLE_DATABASE_URL:-sqlite:////data/bacasable.sqlite}"


def test_postgresql_only_when_asked_for() -> None:
    """The optional PostgreSQL has its profile, and the URL that the file shows opens it."""
    postgres = COMPOSE["services"]["postgres"]
    account = postgres["environment"]
    assert postgres["profiles"] == ["postgres"]
    assert SERVICE["depends_on"]["postgres"] == {"condition": "service_healthy", "required": False}
    url = "postgresql://{POSTGRES_USER}:{POSTGRES_PASSWORD}@postgres/{POSTGRES_DB}".format(**account)
    assert f"BACASABLE_DATABASE_URL={url} " in (ROOT / "docker-compose.yml").read_text()


def test_what_enters_the_image_is_enough(tmp_path: Path) -> None:
    """The files that .dockerignore lets in hold every package that the command imports."""
    allowed = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for name in allowed:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (tmp_path / name).parent.mkdir(exist_ok=True)
        copy(ROOT / name, tmp_path / name)
    program = (
        f"import sys; sys.path = [p for p in sys.path if p not in ('', {str(ROOT)!r})] + ['.']\n"
        "import gateway.app\nfrom gateway.cli import app\napp(['--help'], prog_name='bacasable')"
    )
    outcome = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
