"""A second visit starts from what Python's memory was on the first, or as if there were none.

The snapshot lies in the browser's cache storage under the name `python/`, the site's path at its
end: one entry, and marks beside it while starts from it are under way.
"""

import re

import pytest
from playwright.sync_api import Error, expect

from builder.paths import DOCS
from tests.browser.patience import until

pytestmark = pytest.mark.browser

COUNTER = "/tools/segments/"
KEPT = """async () => (await (await caches.open("python/")).keys()).map((entry) => entry.url)"""
CHANGE = """async ([how, from, to]) => {
    const store = await caches.open("python/");
    const [entry] = await store.keys();
    const kept = await store.match(entry);
    let bytes = new Uint8Array(await kept.arrayBuffer());
    const find = (word) => {
        const wanted = new TextEncoder().encode(word);
        const found = [];
        for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
            if (wanted.every((byte, n) => bytes[at + n] === byte)) found.push(at);
        }
        return found;
    };
    if (how === "find") return find(from).length;
    if (how === "word") for (const at of find(from)) bytes.set(new TextEncoder().encode(to), at);
    if (how === "short") bytes = bytes.slice(0, bytes.length / 2);
    if (how === "flipped") bytes[bytes.length >> 1] ^= 1;
    if (how === "noise") bytes.fill(0xa5, 8 + 4 * new Uint32Array(bytes.buffer)[1]);
    if (how === "hollow") bytes.fill(0, bytes.length / 3);
    if (how === "empty") bytes = new Uint8Array();
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const right = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const headers = { "sha-256": how === "flipped" ? kept.headers.get("sha-256") : right };
    await store.put(entry, new Response(bytes, { headers }));
    return bytes.length;
}"""


def box(page):
    return page.locator("textarea[name=text]")


def answer(page):
    return page.locator(".tool-result[data-source=python] #answer")


def ready(page):
    expect(page.locator(".tool-status")).to_have_attribute("data-state", "ready")


def wait_for(page, condition):
    return until(page, lambda: condition(kept := page.evaluate(KEPT)) and (kept,))[0]


def rehearsed(page):
    """Wait until the worker has had its quiet moment (QUIET in worker.js), by its own timers."""
    (worker,) = (one for one in page.workers if one.url.endswith("/worker.js"))
    worker.evaluate("() => new Promise((resolve) => setTimeout(resolve, 300))")


def remember(page, address=COUNTER):
    """A first visit by somebody who reads before typing."""
    page.goto(address)
    ready(page)
    (entry,) = wait_for(page, len)
    return entry


def rewrite(page, name, edit):
    """Init scripts do not reach a worker: let the page get this script of ours otherwise."""

    def answer_otherwise(route):
        reply = route.fetch()
        script = edit(reply.text())
        assert script != reply.text()
        route.fulfill(response=reply, body=script)

    page.route(f"**/{name}", answer_otherwise)


def change(page, how, old="", new=""):
    return page.evaluate(CHANGE, [how, old, new])


def test_the_second_visit_runs_on_the_memory_of_the_first(page):
    """A word is changed in what was kept: who says it, has it from there."""
    remember(page)
    assert change(page, "word", "usually paid", "USUALLY PAID") > 0
    page.reload()
    box(page).fill("a" * 161)
    expect(answer(page)).to_have_attribute("data-parts", "2")
    expect(answer(page)).to_contain_text("USUALLY PAID")
    # The mark of the start under way is gone: the next visit may do the same.
    wait_for(page, lambda kept: len(kept) == 1)


@pytest.mark.parametrize("first", ["/tools/recommend/", "/zh/tools/code-not-arriving/"])
def test_every_tool_in_both_languages_starts_from_the_same_memory(page, first):
    remember(page, first)
    page.goto("/zh" + COUNTER)
    box(page).fill("中" * 71)
    expect(answer(page)).to_have_attribute("data-parts", "2")
    page.goto("/tools/recommend/")
    ready(page)
    page.locator(".flow-option").first.click()
    expect(page.locator(".tool-result[data-source=python]")).to_be_visible()


def test_what_is_typed_is_not_in_it(page):
    """Neither what waited for the start, which leaves no snapshot, nor what came after it."""
    page.goto(COUNTER)
    box(page).fill("marmalade one")
    expect(answer(page)).to_be_visible()
    ready(page)
    rehearsed(page)
    assert page.evaluate(KEPT) == []
    box(page).fill("")
    remember(page)
    box(page).fill("marmalade two")
    expect(answer(page)).to_be_visible()
    assert change(page, "find", "marmalade") == 0
    assert change(page, "find", "usually paid") > 0, "the search finds what is there"


@pytest.mark.parametrize("how", ["flipped", "short", "noise", "hollow", "empty"])
def test_a_damaged_one_is_put_aside_and_the_question_is_answered(page, how):
    remember(page)
    change(page, how)
    crashes = []
    page.on("crash", lambda crashed: crashes.append(crashed))
    try:
        page.reload()
        box(page).fill("€" * 153)
        expect(answer(page)).to_have_attribute("data-parts", "3")
    except (AssertionError, Error):
        # Python's memory made of nonsense now and then takes Chromium's tab along, by a fault of
        # its compiler: then it is the next visit that must answer.
        if not crashes:
            raise
        page.close()
        page = page.context.new_page()
        page.goto(COUNTER)
        box(page).fill("€" * 153)
        expect(answer(page)).to_have_attribute("data-parts", "3")
    assert page.evaluate(KEPT) == []


def test_a_start_that_was_never_finished_is_not_tried_again(page):
    """As after a crash: the mark is still there. The next quiet visit keeps a new one."""
    entry = remember(page)
    change(page, "word", "usually paid", "USUALLY PAID")
    page.evaluate(
        "async (url) => (await caches.open('python/')).put(url + 'trying/gone', new Response())",
        entry,
    )
    page.reload()
    ready(page)
    wait_for(page, lambda kept: kept == [entry])
    box(page).fill("a" * 161)
    expect(answer(page)).not_to_contain_text("USUALLY PAID")


def test_another_version_of_the_browser_does_not_use_it(page):
    entry = remember(page)
    other = entry.replace(page.evaluate("encodeURIComponent(navigator.userAgent)"), "other")
    assert other != entry
    page.evaluate(
        """async ([from, to]) => {
            const store = await caches.open("python/");
            await store.put(to, await store.match(from));
            await store.delete(from);
        }""",
        [entry, other],
    )
    page.reload()
    ready(page)
    # What was kept for another is dropped when there is something of one's own to keep.
    wait_for(page, lambda kept: kept == [entry])


def test_after_a_failed_start_the_next_does_without(page):
    entry = remember(page)
    page.expected.append("Failed to load resource")
    page.route("**/python_stdlib.zip", lambda route: route.fulfill(status=404, body="gone"))
    page.reload()
    box(page).fill("a" * 161)
    expect(page.locator(".tool-status")).to_have_attribute("data-state", "failed")
    page.unroute("**/python_stdlib.zip")
    page.locator("[data-do=retry]").click()
    expect(answer(page)).to_have_attribute("data-parts", "2")
    assert entry not in page.evaluate(KEPT)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("delete globalThis.caches", id="no cache storage"),
        pytest.param("caches.open = () => Promise.reject(new Error('full'))", id="storage refuses"),
    ],
)
def test_without_storage_it_starts_as_ever(page, broken):
    rewrite(page, "snapshot.js", lambda script: f"{broken};\n{script}")
    page.goto(COUNTER)
    ready(page)
    rehearsed(page)
    box(page).fill("a" * 161)
    expect(answer(page)).to_have_attribute("data-parts", "2")


def test_where_python_gives_no_memory_nothing_is_said_and_nothing_kept(page):
    """As after a release of Pyodide that has no such interface any more."""
    rewrite(page, "worker.js", lambda script: script.replace("makeMemorySnapshot", "noSuchThing"))
    page.goto(COUNTER)
    ready(page)
    rehearsed(page)
    box(page).fill("a" * 161)
    expect(answer(page)).to_have_attribute("data-parts", "2")
    assert page.evaluate(KEPT) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_privacy_page_names_it(language):
    words = (DOCS / language / "about" / "privacy.md").read_text("utf-8")
    assert re.search(r"^\|[^|\n]*`python/…`[^|\n]*\|", words, re.MULTILINE)
