"""A real Chromium, Debian's own, driven by Playwright; its pages may ask nothing from elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

LOOPBACK = ("127.0.0.1", "localhost", "")
#: No traffic of the browser's own, and no other machine within its reach.
ALONE = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-first-run",
)


def chromium() -> str:
    """The browser's path; raises RuntimeError with the remedy when there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        raise RuntimeError("No Chromium on this machine: run tools/ensure_test_tools.sh, or set CHROMIUM")
    return found


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A browser without a window; as root it needs `--no-sandbox`."""
    arguments = [*ALONE, "--no-sandbox"] if os.geteuid() == 0 else list(ALONE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser) -> Iterator[Page]:
    """A page with its own cookies; raises AssertionError at the end if it asked another machine or a script failed."""
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    page, asked, errors = context.new_page(), list[str](), list[str]()
    context.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if (urlsplit(url).hostname or "") not in LOOPBACK] == []
    assert errors == []
