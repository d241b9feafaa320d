"""The fixtures that the whole suite shares, and the two databases it runs on (`--backend sqlite` or `postgres`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from typing import Protocol

import hypothesis
import pytest
from playwright.sync_api import Browser, Page

from tests.support.navigateur import open_page, running_browser
from tests.support.postgres import Postgres, running_postgres
from tests.support.serveur import Sandbox, running_sandbox

# The same examples on every run, however slow the machine.
hypothesis.settings.register_profile("house", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("house")


class StartSandbox(Protocol):
    """Start a sandbox of its own for one test: `start_sandbox(nation_size=1000)`; without a URL, on a new database."""

    def __call__(self, database_url: str | None = None, **settings: str | int) -> Sandbox: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--backend", choices=("sqlite", "postgres"), default="sqlite", help="database of the tests")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that reach the database or the browser, however many fixtures lie in between."""
    for item in items:
        for fixture in {"backend", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(fixture)


@pytest.fixture(scope="session")
def backend(request: pytest.FixtureRequest) -> str:
    """`sqlite` or `postgres`."""
    chosen: str = request.config.getoption("--backend")
    return chosen


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL server, one per test process."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres: Postgres) -> str:
    """A database of a real PostgreSQL server, whatever the backend of the run."""
    return postgres.new_database()


@pytest.fixture(scope="session")
def new_database_url(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Each call creates an empty database of the run's backend and gives its URL."""
    if backend == "postgres":
        server: Postgres = request.getfixturevalue("postgres")
        return server.new_database
    folder, numbers = tmp_path_factory.mktemp("sqlite"), count()
    return lambda: f"sqlite:///{folder}/{next(numbers)}.sqlite"


@pytest.fixture
def database_url(new_database_url: Callable[[], str]) -> str:
    """An empty database for this test alone."""
    return new_database_url()


@pytest.fixture(scope="session")
def sandbox(new_database_url: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A running sandbox with the default settings, shared by the tests of one process."""
    with running_sandbox(tmp_path_factory.mktemp("sandbox"), new_database_url()) as running:
        yield running


@pytest.fixture
def start_sandbox(
    new_database_url: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StartSandbox]:
    """Start sandboxes with other settings; they stop with the test."""
    folder = tmp_path_factory.mktemp("sandbox")
    with ExitStack() as stack:

        def start(database_url: str | None = None, **settings: str | int) -> Sandbox:
            return stack.enter_context(running_sandbox(folder, database_url or new_database_url(), **settings))

        yield start


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium for one file of tests: while it lives, an event loop runs, which other files must not meet."""
    with running_browser() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser page without cookies, which may ask nothing from another machine."""
    with open_page(browser) as blank:
        yield blank
