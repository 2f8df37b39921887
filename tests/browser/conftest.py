"""Real Chromium on the really built site, served as a host would serve it.

`page` watches while a test runs: a request to another host, an error on the console or a violation
of the Content-Security-Policy fails the test that caused it. A test that provokes such a thing on
purpose says so by `page.expected.append("a piece of the message")`.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from builder.paths import SITE, STAMPS
from builder.server import serve
from tests.browser.patience import PATIENCE, new_context, until

expect.set_options(timeout=PATIENCE)


def chromium() -> str:
    """The browser that `CHROMIUM` names, the system's, or the one that `make test` found.

    Where the system has the headless shell, it goes before the whole Chromium: the same engine
    without windows to draw, so that a new page costs it a third. The whole one is tested by
    tests/engines.
    """
    noted = STAMPS / "chromium"
    path = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium-headless-shell")
        or (noted.read_text() if noted.exists() else "")
        or shutil.which("chromium")
        or shutil.which("google-chrome")
    )
    assert path, "no Chromium is known; run the browser tests by: make test"
    return path


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    assert (SITE / "index.html").exists(), "the site is not built; run: make build"
    return SITE


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """The address of the served site, without a slash at its end."""
    server = serve(site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


class Watched:
    """A context whose pages are watched; `expected` holds pieces of messages that may come."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context = context
        self.expected: list[str] = []
        self.seen: list[str] = []
        self.base = base
        self.hears = {
            "request": lambda request: self._request(request.url),
            "console": self._console,
            "weberror": lambda error: self.seen.append(f"page error: {error.error}"),
        }
        for event, listener in self.hears.items():
            context.on(event, listener)

    def leave(self) -> None:
        """Close the pages and watch no longer; who comes next finds nothing stored by a page."""
        for page in self.context.pages:
            if page.url.startswith(self.base):
                page.evaluate("localStorage.clear()")
            page.close()
        for event, listener in self.hears.items():
            self.context.remove_listener(event, listener)

    def _request(self, url: str) -> None:
        network = urlsplit(url).scheme in ("http", "https", "ws", "wss")
        if network and not url.startswith(self.base + "/"):
            self.seen.append(f"request to another host: {url}")

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.seen.append(f"console: {message.text} ({message.location.get('url', '')})")

    def unexpected(self) -> list[str]:
        """What was seen and not announced."""
        return [line for line in self.seen if not any(part in line for part in self.expected)]


@pytest.fixture(scope="session")
def regular(browser: Browser, base: str) -> Iterator[BrowserContext]:
    """A visitor who has been here before: the browser has Python's files and its memory."""
    context = new_context(browser, base)
    page = context.new_page()
    page.goto("/tools/segments/")
    kept = "caches.open('python/').then(async (store) => (await store.keys()).length)"
    until(page, lambda: page.evaluate(kept))
    page.close()
    yield context
    context.close()


@pytest.fixture
def watched(browser: Browser, base: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """The context of a first visit; `parametrize("watched", [{...}], indirect=True)` sets options.

    Under the mark `regular` it is that of a regular visitor, shared by all such tests: Python is
    there in half the time. What one test does to the context itself, others would feel; such a test
    asks for a context of its own by setting options, if only `{}`.
    """
    shared = not hasattr(request, "param") and request.node.get_closest_marker("regular")
    if shared:
        context = request.getfixturevalue("regular")
    else:
        context = new_context(browser, base, **getattr(request, "param", {}))
    watched = Watched(context, base)
    yield watched
    if shared:
        watched.leave()
    else:
        context.close()
    assert watched.unexpected() == []


@pytest.fixture
def page(watched: Watched) -> Page:
    """A page of the watched context, with the list of messages it may cause as `page.expected`."""
    page = watched.context.new_page()
    page.expected = watched.expected  # type: ignore[attr-defined]
    return page
