"""The service worker in real Chromium: the network cut, a release in mid-visit, a cache lost.

Each test serves a copy of the built site and stops that server to cut the network.
"""

import base64
import hashlib
import json
import math
import re
import shutil
import threading
from pathlib import Path
from typing import ClassVar

import pytest

from builder import offline
from builder.server import Handler, serve
from tests.browser.patience import new_context
from tests.browser.patience import until as wait_until

NOTE = "[data-offline]"
RECORD = "caches.match('/-/record').then((found) => found?.json() ?? {pages: []}).then((record)"


class Asked(Handler):
    """Notes what it is asked for; after `most` files none arrives: the network is cut.

    The service worker itself is not counted: without it there is no update to be cut.
    """

    asked: ClassVar[list[str]] = []
    most: ClassVar[float] = math.inf

    def do_GET(self) -> None:  # noqa: N802
        self.asked.append(self.path)
        files = [path for path in self.asked if path != "/sw.js"]
        if self.path != "/sw.js" and len(files) > Asked.most:
            self.close_connection = True
            return
        super().do_GET()


class Host:
    """A served copy of the site that can be changed, stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        Asked.most = math.inf
        self.port = 0
        self.start()

    def start(self) -> None:
        self.server = serve(self.folder, self.port, Asked)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def release(self, word: str, *addresses: str) -> None:
        """Publish a new release that says `word` in the titles of these pages."""
        for address in addresses:
            page = self.folder / address.strip("/") / "index.html"
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


def until(tab, expression):
    """Wait for `expression`; Playwright's own way would need the policy to allow eval."""
    wait_until(tab, lambda: tab.evaluate(expression))


def note(tab, state):
    """Wait until the line says so, and let its words be seen."""
    tab.wait_for_selector(f"{NOTE}[data-state={state}]:not([hidden])")
    return tab.inner_text(NOTE)


def keep_tools(tab, address="/tools/segments/"):
    """A visit to a tool by somebody who lets it be for a while."""
    tab.goto(address)
    return note(tab, "tools")


def keep_everything(tab):
    words = keep_tools(tab)
    assert re.search(r"Keep the whole site \(about \d+\.\d MB more\)", words)
    tab.click(f"{NOTE} button")
    return note(tab, "whole")


def opens(tab, *addresses):
    for address in addresses:
        tab.goto(address)
        assert len(tab.inner_text("article")) > 200, address


def counts(tab, address):
    tab.goto(address)
    tab.fill("textarea[name=text]", "")
    tab.fill("textarea[name=text]", "你" * 71)
    tab.wait_for_selector('[data-source="python"] [data-parts="2"]')


def test_after_one_visit_to_a_tool_the_tools_work_without_a_network(host, tab):
    words = keep_tools(tab)
    assert "tools work without a network" in words
    host.stop()
    counts(tab, "/tools/segments/")
    opens(tab, "/tools/recommend/", "/tools/code-not-arriving/")
    tab.goto("/regions/")
    assert "not kept" in tab.inner_text("body")
    assert "没有保存" in tab.inner_text("body")
    host.start()


def test_it_is_not_said_to_work_offline_before_it_does(host, tab):
    (host.folder / "sw.js").unlink()
    with tab.expect_console_message(lambda message: message.text.startswith("offline:")):
        tab.goto("/tools/segments/")
    assert not tab.is_visible(NOTE)


def test_the_whole_site_on_a_button_that_says_how_much(host, tab):
    keep_everything(tab)
    host.stop()
    opens(tab, "/", "/zh/", "/guide/login-codes/", "/zh/providers/twilio/", "/regions/")
    counts(tab, "/zh/tools/segments/")
    # What the tools never call is there as well.
    worker = next(each for each in tab.workers if each.url.endswith("/worker.js"))
    assert worker.evaluate("self.readPythonsRest().length") > 1_000_000
    host.start()


def test_without_a_tool_only_what_was_visited_is_kept(host, tab):
    tab.goto("/about/")
    until(tab, RECORD + " => record.pages.includes('about/'))")
    host.stop()
    opens(tab, "/about/")
    host.start()


def test_a_first_visit_is_asked_for_nothing_twice(host, tab):
    """What the page has fetched is taken from the browser's own cache."""
    Asked.asked.clear()
    keep_tools(tab)
    hashed = [
        path for path in Asked.asked if re.search(r"/assets/(css-|js-|runtime/|java|style)", path)
    ]
    assert len(hashed) == len(set(hashed)), sorted(hashed)
    assert not [path for path in Asked.asked if "rest.wasm" in path]


def test_what_was_asked_or_searched_makes_no_copy_of_its_own(host, tab):
    keep_tools(tab)
    tab.goto("/regions/?find=secret#word")
    until(tab, RECORD + " => record.pages.includes('regions/'))")
    kept = tab.evaluate(
        "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) =>"
        " (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat().join(' '))"
    )
    assert "secret" not in kept
    assert "?" not in kept
    host.stop()
    opens(tab, "/regions/?find=other")
    host.start()


def test_a_release_serves_the_old_pages_until_the_new_are_whole_and_then_says_so(host, tab):
    keep_tools(tab)
    host.release("Second", "/tools/segments/", "/tools/recommend/")
    tab.goto("/tools/segments/")
    assert not tab.title().startswith("Second ")
    tab.wait_for_selector("[data-newer]:not([hidden])")
    tab.fill("textarea[name=text]", "kept over the change")
    tab.click("[data-newer] button")
    until(tab, "document.title.startsWith('Second ')")
    until(tab, "document.querySelector('textarea[name=text]')?.value === 'kept over the change'")
    host.stop()
    tab.goto("/tools/recommend/")
    assert tab.title().startswith("Second ")
    host.start()


@pytest.mark.parametrize("cut_after", [0, 1, 2])
def test_an_update_that_is_cut_leaves_the_old_copy_whole(host, tab, cut_after):
    """The worker itself arrives, and so many files of the new release."""
    tab.context.set_default_timeout(60_000)
    keep_tools(tab)
    tools = ("segments", "recommend", "code-not-arriving")
    host.release("Second", *(f"/tools/{tool}/" for tool in tools))
    Asked.asked.clear()
    Asked.most = cut_after
    tab.goto("/tools/segments/")
    assert "Not everything" in note(tab, "failed")
    host.stop()
    for tool in tools:
        tab.goto(f"/tools/{tool}/")
        assert not tab.title().startswith("Second ")
    counts(tab, "/tools/segments/")
    Asked.most = math.inf
    host.start()


def test_a_wrong_answer_is_not_kept(host, tab):
    """An error page with the status 200 in the place of a page of the tools."""
    page = host.folder / "tools" / "recommend" / "index.html"
    right = page.read_bytes()
    page.write_text("<title>Be right back</title>", "utf-8")
    tab.goto("/tools/segments/")
    assert "Not everything" in note(tab, "failed")
    page.write_bytes(right)
    keep_tools(tab)
    host.stop()
    opens(tab, "/tools/recommend/")
    host.start()


def test_a_lost_cache_breaks_nothing_while_there_is_a_network(host, tab):
    keep_tools(tab)
    tab.evaluate("caches.keys().then(keys => Promise.all(keys.map(key => caches.delete(key))))")
    opens(tab, "/guide/login-codes/")
    keep_tools(tab)


def test_the_list_knows_every_file_by_its_hash(site):
    """Also what the pages name with hashes: two ways to the same bytes."""
    text = (site / "sw.js").read_text("utf-8")
    files = json.loads(re.search(r'^const FILES = .*?\((\{".*\})\);$', text, re.MULTILINE)[1])
    for name, (known, _) in files.items():
        path = site / (name + "index.html" if name.endswith("/") or not name else name)
        digest = hashlib.sha256(path.read_bytes()).digest()[:16]
        assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == known, name
