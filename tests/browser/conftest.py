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
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from hooks.paths import SITE, STAMPS
from hooks.server import serve


def chromium() -> str:
    """The browser that `make test` found, or the system's."""
    noted = STAMPS / "chromium"
    named = os.environ.get("CHROMIUM") or (noted.read_text() if noted.exists() else "")
    path = named or shutil.which("chromium") or shutil.which("google-chrome") or ""
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
        context.on("request", lambda request: self._request(request.url, base))
        context.on("console", self._console)
        context.on("weberror", lambda error: self.seen.append(f"page error: {error.error}"))

    def _request(self, url: str, base: str) -> None:
        if urlsplit(url).scheme in ("http", "https", "ws", "wss") and not url.startswith(
            base + "/"
        ):
            self.seen.append(f"request to another host: {url}")

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.seen.append(f"console: {message.text} ({message.location.get('url', '')})")

    def unexpected(self) -> list[str]:
        """What was seen and not announced."""
        return [line for line in self.seen if not any(part in line for part in self.expected)]


@pytest.fixture
def watched(browser: Browser, base: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A fresh context; `parametrize("watched", [{...}], indirect=True)` sets its options."""
    options = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}
    # A service worker would answer in place of the routes that tests break on purpose;
    # test_offline.py lets it in.
    options["service_workers"] = "block"
    options |= getattr(request, "param", {})
    context = browser.new_context(base_url=base, **options)
    context.set_default_timeout(20_000)
    watched = Watched(context, base)
    yield watched
    context.close()
    assert watched.unexpected() == []


@pytest.fixture
def page(watched: Watched) -> Page:
    """A page of the watched context, with the list of messages it may cause as `page.expected`."""
    page = watched.context.new_page()
    page.expected = watched.expected  # type: ignore[attr-defined]
    return page
