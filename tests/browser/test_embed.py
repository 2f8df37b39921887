"""The counter in a page of another origin: it counts there, keeps nothing, and only it may.

The other origin is the same machine by another name and port.
"""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from builder.server import serve
from tests.browser.patience import new_context, until

PAGES = {"en": "/embed/segments/", "zh": "/zh/embed/segments/"}
STORED = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  caches: await caches.keys(),
  databases: await indexedDB.databases(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookies: document.cookie,
})"""
NOTHING = {"local": 0, "session": 0, "caches": [], "databases": [], "workers": 0, "cookies": ""}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[str]:
    """The address of another origin; its one page has an empty body."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><title>another site</title><body>", "utf-8"
    )
    server = serve(tmp_path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A first visit that may have a service worker, as readers have."""
    context = new_context(browser, service_workers="allow")
    yield context
    context.close()


def framed(page: Page, address: str) -> Frame | None:
    """The frame with that address in a page of another origin, or None if it was refused."""
    page.evaluate(
        """(address) => new Promise((loaded) => {
          const frame = document.createElement("iframe");
          frame.src = address;
          frame.title = "framed";
          frame.onload = loaded;
          document.body.append(frame);
        })""",
        address,
    )
    frame = page.frames[-1]
    return frame if frame.url == address else None


@pytest.mark.parametrize("language", PAGES)
def test_it_counts_in_a_page_of_another_origin_and_keeps_nothing(
    context: BrowserContext, base: str, other: str, language: str
) -> None:
    faults: list[str] = []
    context.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(other)
    frame = framed(page, base + PAGES[language])
    assert frame
    expect(frame.locator("h1")).to_have_count(1)
    assert not any("/runtime/" in address for address in asked), "nobody has touched it yet"
    frame.fill("textarea[name=text]", "短" * 71)
    frame.wait_for_selector('[data-source="python"]')
    expect(frame.locator(".answer-line")).to_contain_text("2")
    frame.check("input[name=to][value=abroad]", force=True)
    frame.select_option("select[name=profile]", "twilio", force=True)
    until(page, lambda: "profile=twilio" in frame.url)
    with context.expect_page() as opened:
        frame.click("main > p.quiet a")
    opened.value.close()
    assert frame.evaluate(STORED) == NOTHING
    assert page.evaluate(STORED) == NOTHING
    assert faults == []
    assert {address for address in asked if not address.startswith((base, other))} == set()


@pytest.mark.parametrize("address", ["/", "/tools/segments/", "/zh/tools/recommend/", "/embed/no/"])
def test_no_other_page_may_stand_in_a_page_of_another_origin(
    context: BrowserContext, base: str, other: str, address: str
) -> None:
    page = context.new_page()
    page.goto(other)
    frame = framed(page, base + address)
    assert frame is None or frame.locator("textarea, sms-segments, decision-flow").count() == 0


def test_what_a_reader_typed_on_the_site_does_not_show_in_the_frame(
    context: BrowserContext, base: str, other: str
) -> None:
    page = context.new_page()
    page.goto(f"{base}/tools/segments/")
    page.fill("textarea[name=text]", "only mine")
    until(page, lambda: page.evaluate("Object.values(sessionStorage).includes('only mine')"))
    page.goto(f"{base}{PAGES['en']}")  # even as a page of its own it reads no draft
    expect(page.locator("textarea[name=text]")).to_have_value("")
    page.goto(other)
    frame = framed(page, base + PAGES["en"])
    assert frame
    expect(frame.locator("textarea[name=text]")).to_have_value("")


@pytest.mark.parametrize("language", PAGES)
def test_without_script_it_says_so(browser: Browser, base: str, language: str) -> None:
    context = new_context(browser, base, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES[language])
    expect(page.locator("noscript, .tool-noscript").first).to_be_attached()
    assert "tools/segments/" in (page.get_attribute("main > p.quiet a", "href") or "")
    context.close()


@pytest.mark.parametrize(
    "name",
    ["v1/rules.json", "v1/providers.json", "rules.schema.json", "v1/conformance/cases.jsonl"],
)
def test_a_script_of_another_origin_may_read_the_facts(
    context: BrowserContext, base: str, other: str, name: str
) -> None:
    page = context.new_page()
    page.goto(other)
    text = page.evaluate("async (address) => (await fetch(address)).text()", f"{base}/data/{name}")
    assert json.loads(text.splitlines()[0] if name.endswith("l") else text)


def test_a_script_of_another_origin_may_read_nothing_else(
    context: BrowserContext, base: str, other: str
) -> None:
    page = context.new_page()
    page.goto(other)
    read = "(address) => fetch(address).then(() => 'read', () => 'refused')"
    assert page.evaluate(read, f"{base}/search/search_index.json") == "refused"
