"""The service worker in real Chromium: the network cut, a release in mid-visit, a cache lost.

Each test serves a copy of the built site and stops that server to cut the network.
"""

import shutil
import threading
from pathlib import Path

import pytest

from builder import offline
from builder.server import serve
from tests.browser.patience import new_context, until

KEPT = "[data-offline]:not([hidden])"


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
    context = new_context(browser, f"http://localhost:{host.port}", service_workers="allow")
    yield context.new_page()
    context.close()


def keep_everything(tab):
    tab.goto("/tools/segments/")
    tab.wait_for_selector(KEPT)


def test_after_one_visit_to_a_tool_the_whole_site_works_without_a_network(host, tab):
    keep_everything(tab)
    host.stop()
    for address in ("/", "/zh/", "/guide/login-codes/", "/zh/providers/twilio/", "/regions/"):
        tab.goto(address)
        assert len(tab.inner_text("article")) > 200, address
    tab.goto("/zh/tools/segments/")
    tab.fill("textarea[name=text]", "你" * 71)
    tab.wait_for_selector('[data-source="python"]')
    assert "2 条" in tab.inner_text('[data-source="python"]')
    host.start()


def test_without_a_tool_only_what_was_visited_is_kept_and_the_rest_says_so(host, tab):
    tab.goto("/about/")
    until(tab, lambda: tab.evaluate("navigator.serviceWorker.controller !== null"))
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
    (host.folder / "sw.js").unlink()
    with tab.expect_console_message(lambda message: message.text.startswith("offline:")):
        tab.goto("/tools/segments/")
    assert tab.locator(KEPT).count() == 0
    assert tab.locator("[data-offline]").count() == 1


def test_a_release_in_mid_visit_shows_at_once_and_replaces_what_was_kept(host, tab):
    keep_everything(tab)
    host.release("Second")
    tab.goto("/about/")
    assert tab.title().startswith("Second ")
    tab.reload()
    replaced = """caches.keys().then(async (keys) =>
        keys.filter((key) => key.startsWith("guide-")).length === 1
        && Boolean(await caches.match("/kept-everything")))"""
    until(tab, lambda: tab.evaluate(replaced))
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
