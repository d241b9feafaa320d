"""What the tests start is the real thing: the chosen database, PostgreSQL, a browser cut off from the world."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import create_engine, inspect, text

from tests.support.navigateur import open_page
from tests.support.processus import wait_until_ready
from tests.support.serveur import environment


def test_the_database_is_the_one_the_run_asked_for(backend: str, database_url: str) -> None:
    """The URL opens an empty database of the backend given on the command line."""
    engine = create_engine(database_url)
    assert engine.dialect.name == {"sqlite": "sqlite", "postgres": "postgresql"}[backend]
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_each_database_is_alone(new_database_url: Callable[[], str]) -> None:
    """What one test writes is not seen by the next."""
    first, second = create_engine(new_database_url()), create_engine(new_database_url())
    with first.begin() as connection:
        connection.execute(text("CREATE TABLE trace (field TEXT)"))
    assert inspect(first).get_table_names() == ["trace"]
    assert inspect(second).get_table_names() == []
    first.dispose()
    second.dispose()


def test_postgresql_is_a_real_server(postgres_url: str) -> None:
    """Whatever the backend, a test may ask for PostgreSQL and gets a server that says its name."""
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert str(connection.execute(text("SELECT version()")).scalar()).startswith("PostgreSQL ")
    engine.dispose()


@pytest.mark.usefixtures("database_url")
def test_a_test_of_the_database_is_marked(request: pytest.FixtureRequest) -> None:
    """A test that reaches the database, through whatever fixture, runs again on PostgreSQL (`-m backend`)."""
    assert request.node.get_closest_marker("backend") is not None


def test_a_test_without_database_is_not_marked(request: pytest.FixtureRequest) -> None:
    """A test that computes without a database runs once."""
    assert request.node.get_closest_marker("backend") is None


def test_a_program_that_ends_at_once_shows_its_log(tmp_path: Path) -> None:
    """A server that cannot start fails the test with its own words, without waiting."""
    log_file = tmp_path / "log"
    with log_file.open("wb") as log:
        process = subprocess.Popen([sys.executable, "-c", "print('no such port'); exit(3)"], stdout=log)
    with pytest.raises(RuntimeError, match=r"(?s)code 3.*no such port"):
        wait_until_ready(process, log_file, lambda: False)


def test_settings_of_the_developer_do_not_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sandbox under test takes the settings of the test, not those of the shell."""
    monkeypatch.setenv("BACASABLE_CONTROL_KEY", "mine")
    ours = {name: value for name, value in environment(nation_size=1000).items() if name.startswith("BACASABLE_")}
    assert ours == {"BACASABLE_NATION_SIZE": "1000"}


def test_the_browser_runs_scripts(page: Page) -> None:
    """The page of a test is one of a real browser."""
    page.set_content("<main></main><script>document.querySelector('main').textContent = 6 * 7</script>")
    assert page.text_content("main") == "42"


@pytest.mark.parametrize(
    "body", ["<img src='http://elsewhere.invalid/pixel.png'>", "<script>throw new Error('broken')</script>"]
)
def test_a_page_that_needs_the_world_or_breaks_fails_its_test(browser: Browser, body: str) -> None:
    """A request to another machine, or an error in a script, is a failure although nothing is seen."""
    with pytest.raises(AssertionError), open_page(browser) as page:  # noqa: PT012  the end of the page is what raises
        page.set_content(body, wait_until="commit")
        page.wait_for_timeout(200)
