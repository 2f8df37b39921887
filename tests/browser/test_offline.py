"""The service worker in real Chromium: the network cut, a release in mid-visit, a cache lost.

Each test serves a copy of the built site and stops that server to cut the network.
"""

import shutil
import threading
from pathlib import Path

import pytest

from builder import offline
from builder.server import serve

KEPT = "[data-offline]:not([hidden])"
PATIENCE = 60_000  # ms; keeping everything takes a second or two on a quiet machine


class Host:
    """A served copy of the site that can be changed, stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.start()

    def start(self) -> None:
        self.server = serve(self.folder, self.port)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def release(self, word: str) -> None:
        """Publish a new release that says `word` in the title of the about page."""
        page = self.folder / "about" / "index.html"
        page.write_text(page.read_text("utf-8").replace("<title>", f"<title>{word} "), "utf-8")
        offline.write(self.folder)


@pytest.fixture
def host(site, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.br", "*.gz", "*.map"))
    host = Host(folder)
    yield host
    host.stop()


@pytest.fixture
def tab(browser, host):
    context = browser.new_context(base_url=f"http://localhost:{host.port}")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def until(tab, expression):
    """Wait for `expression`; Playwright's own way would need the policy to allow eval."""
    for _ in range(PATIENCE // 200):
        if tab.evaluate(expression):
            return
        tab.wait_for_timeout(200)
    pytest.fail(f"never true: {expression}")


def keep_everything(tab):
    tab.goto("/tools/segments/")
    tab.wait_for_selector(KEPT, timeout=PATIENCE)


def test_after_one_visit_to_a_tool_the_whole_site_works_without_a_network(host, tab):
    keep_everything(tab)
    host.stop()
    for address in ("/", "/zh/", "/guide/login-codes/", "/zh/providers/twilio/", "/regions/"):
        tab.goto(address)
        assert len(tab.inner_text("article")) > 200, address
    tab.goto("/zh/tools/segments/")
    tab.fill("textarea[name=text]", "你" * 71)
    tab.wait_for_selector('[data-source="python"]', timeout=PATIENCE)
    assert "2 条" in tab.inner_text('[data-source="python"]')
    host.start()


def test_without_a_tool_only_what_was_visited_is_kept_and_the_rest_says_so(host, tab):
    tab.goto("/about/")
    until(tab, "navigator.serviceWorker.controller !== null")
    tab.goto("/glossary/")
    host.stop()
    tab.goto("/glossary/")
    assert len(tab.inner_text("article")) > 200
    tab.goto("/regions/")
    words = tab.inner_text("body")
    assert "not kept" in words
    assert "没有保存" in words
    host.start()


def test_it_is_not_said_to_work_offline_before_it_does(host, tab):
    tab.route("**/sw.js", lambda route: route.abort())
    tab.goto("/tools/segments/")
    tab.wait_for_timeout(6000)
    assert tab.locator(KEPT).count() == 0
    assert tab.locator("[data-offline]").count() == 1


def test_a_release_in_mid_visit_shows_at_once_and_replaces_what_was_kept(host, tab):
    keep_everything(tab)
    host.release("Second")
    tab.goto("/about/")
    assert tab.title().startswith("Second ")
    tab.reload()
    until(
        tab,
        "caches.keys().then(async (keys) =>"
        " keys.filter((key) => key.startsWith('guide-')).length === 1"
        " && Boolean(await caches.match('/kept-everything')))",
    )
    host.stop()
    tab.goto("/about/")
    assert tab.title().startswith("Second ")
    tab.goto("/zh/regions/")
    assert len(tab.inner_text("article")) > 200
    host.start()


def test_a_lost_cache_breaks_nothing_while_there_is_a_network(host, tab):
    keep_everything(tab)
    tab.evaluate("caches.keys().then(keys => Promise.all(keys.map(key => caches.delete(key))))")
    tab.goto("/guide/login-codes/")
    assert len(tab.inner_text("article")) > 200
    keep_everything(tab)
