"""Python in the page: how it starts, what happens when it cannot, what is kept meanwhile."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from builder.paths import ROOT
from tests.browser.patience import until
from tests.smsparts import corpus

pytestmark = pytest.mark.browser

PAGES = {"en": "/tools/segments/", "zh": "/zh/tools/segments/"}
CONFORMANCE = ROOT / "smsparts" / "src" / "smsparts" / "conformance"
CASES = [
    *(ROOT / "tests" / "cases" / f"{name}.json" for name in ("segments", "grapheme-breaks")),
    *(ROOT / "tests" / "cases" / f"{name}.json" for name in ("lines", "explain")),
    CONFORMANCE / "tables.json",
]
RUNTIME_FILES = [
    "pyodide-lock.json",
    "code-not-arriving.json",
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "*.whl",
]
# What the browser itself says on its console when a request fails.
LOUD = "Failed to load resource"


def box(page):
    return page.locator("textarea[name=text]")


def result(page):
    return page.locator(".tool-result[data-source=python]")


def parts(page, number):
    expect(page.locator(".tool-result[data-source=python] #answer")).to_have_attribute(
        "data-parts", str(number)
    )


def state(page, name):
    expect(page.locator(".tool-status")).to_have_attribute("data-state", name)


def python_workers(page):
    return [worker for worker in page.workers if worker.url.endswith("/worker.js")]


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("a" * 160, 1, id="160 letters fill one part"),
        pytest.param("a" * 161, 2, id="161 letters are one too many"),
        pytest.param("€" * 153, 3, id="153 euro signs: no escape pair is cut"),
        pytest.param("\U0001f600" * 67, 3, id="67 emoji: no surrogate pair is cut"),
        pytest.param("中" * 70, 1, id="70 Han characters fill one part"),
        pytest.param("中" * 71, 2, id="71 Han characters are one too many"),
    ],
)
def test_a_typed_text_is_counted(page, language, text, number):
    page.goto(PAGES[language] + "#to=abroad")
    box(page).fill(text)
    parts(page, number)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_corpus_holds_in_the_very_runtime_that_the_page_loads(page, path):
    worker = second_python(page)
    failures = worker.evaluate(
        """({corpus, cases}) => {
            self.second.FS.writeFile("/home/pyodide/corpus.py", corpus);
            self.second.globals.set("cases", cases);
            return self.second.runPython(
                "import json, corpus; json.dumps(corpus.run(json.loads(cases)))");
        }""",
        {"corpus": Path(corpus.__file__).read_text("utf-8"), "cases": path.read_text("utf-8")},
    )
    assert json.loads(failures) == []


def test_the_open_suite_holds_there_too(page):
    """The page carries no copy of it: it is put beside the app for the test."""
    worker = second_python(page)
    files = {
        f"/home/pyodide/conformance/{name}": (CONFORMANCE / name).read_text("utf-8")
        for name in ("__init__.py", "cases.jsonl")
    }
    wrong = worker.evaluate(
        """(files) => {
            self.second.FS.mkdirTree("/home/pyodide/conformance");
            for (const [path, text] of Object.entries(files)) self.second.FS.writeFile(path, text);
            return self.second.runPython(`
                import conformance
                assert len(list(conformance.cases())) >= 400
                str(conformance.failures(conformance.ours))`);
        }""",
        files,
    )
    assert wrong == "[]"


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True)
def test_without_script_the_examples_teach_and_no_button_is_dead(page, language):
    page.goto(PAGES[language])
    expect(page.locator(".tool-noscript")).to_be_visible()
    expect(page.locator(".examples > li")).to_have_count(5)
    expect(page.locator(".examples > li").nth(1)).to_contain_text("UCS-2")
    expect(page.locator("sms-segments button:visible")).to_have_count(0)


@pytest.mark.parametrize("language", PAGES)
def test_without_webassembly_it_says_so_and_keeps_the_text(page, language):
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(PAGES[language])
    box(page).fill("still here")
    state(page, "failed")
    expect(page.locator(".tool-state")).to_contain_text("WebAssembly")
    expect(page.locator("[data-do=retry]")).to_be_hidden()
    expect(box(page)).to_have_value("still here")
    expect(page.locator(".tool-result")).to_have_attribute("data-source", "static")


@pytest.mark.parametrize("name", RUNTIME_FILES)
def test_a_missing_file_is_a_failed_start_in_words_and_retry_mends_it(page, name):
    page.expected.append(LOUD)
    pattern = f"**/assets/runtime/*/{name}"
    page.route(pattern, lambda route: route.fulfill(status=404, body="gone"))
    page.goto(PAGES["en"])
    box(page).fill("€" * 153)
    state(page, "failed")
    expect(page.locator(".tool-state")).to_contain_text("a file is missing on the server")
    expect(box(page)).to_have_value("€" * 153)
    page.unroute(pattern)
    page.locator("[data-do=retry]").click()
    parts(page, 3)


@pytest.mark.parametrize("name", RUNTIME_FILES)
def test_a_file_with_another_hash_is_a_failed_start_in_words(page, name):
    def tamper(route):
        answer = route.fetch()
        body = bytearray(answer.body())
        body[len(body) // 2] ^= 0x20
        headers = {"content-type": answer.headers["content-type"]}
        route.fulfill(status=200, body=bytes(body), headers=headers)

    page.route(f"**/assets/runtime/*/{name}", tamper)
    page.goto(PAGES["en"])
    box(page).fill("kept")
    state(page, "failed")
    expect(page.locator(".tool-state")).to_contain_text("not the one this page was built with")
    expect(box(page)).to_have_value("kept")
    expect(page.locator(".tool-result")).to_have_attribute("data-source", "static")


def test_a_missing_worker_script_is_a_failed_start_in_words(page):
    page.expected.append(LOUD)
    page.route("**/worker.js", lambda route: route.fulfill(status=404, body="gone"))
    page.goto(PAGES["zh"])
    box(page).focus()
    state(page, "failed")
    expect(page.locator(".tool-state")).to_contain_text("服务器上少了一个文件")


def test_a_page_of_an_older_release_says_so_and_a_reload_keeps_the_text(page):
    """A release takes the old files away; the page itself is a new one by now."""
    page.expected.append(LOUD)

    def answer_anew(route):
        is_the_visit = route.request.resource_type == "document"
        route.continue_() if is_the_visit else route.fulfill(body="<title>new</title>")

    page.route("**/tools/segments/", answer_anew)
    page.route("**/assets/runtime/**", lambda route: route.fulfill(status=404, body="gone"))
    page.goto(PAGES["en"])
    box(page).fill("a" * 161)
    state(page, "failed")
    expect(page.locator(".tool-state")).to_contain_text("of an older release")
    expect(page.locator("[data-do=retry]")).to_be_hidden()
    page.unroute_all()
    page.locator("[data-do=reload]").click()
    expect(box(page)).to_have_value("a" * 161)
    parts(page, 2)


@pytest.mark.parametrize("private", ["_makeSnapshot: true", "_loadSnapshot: memory"])
def test_a_start_that_fails_by_private_parts_is_followed_by_one_without(page, private):
    """As after a release of Pyodide that knows them no longer."""
    if "load" in private:
        page.goto(PAGES["en"])
        state(page, "ready")
        # A first visit leaves its memory behind.
        kept = "caches.open('python/').then(async (store) => (await store.keys()).length)"
        until(page, lambda: page.evaluate(kept))
    broken = f"get {private.split(':')[0]}() {{ throw new Error('no such thing') }}"

    def answer_otherwise(route):
        reply = route.fetch()
        assert private in reply.text()
        route.fulfill(response=reply, body=reply.text().replace(private, broken))

    page.route("**/worker.js", answer_otherwise)
    page.goto(PAGES["en"])
    box(page).fill("€" * 153)
    parts(page, 3)


SECOND_PYTHON = """async (paths) => {
    const file = (name) =>
        new URL(`/assets/runtime/${paths.find((path) => path.endsWith(name))}`, location.href);
    const { loadPyodide } = await import(file("pyodide.mjs").href);
    self.second = await loadPyodide({
        indexURL: new URL(".", file("pyodide.mjs")).href,
        stdLibURL: file("python_stdlib.zip").href,
        packageBaseUrl: new URL(".", file(".whl")).href,
        lockFileContents: await (await fetch(file("pyodide-lock.json"))).json(),
        fsInit: async (FS) => FS.writeFile("/lib/app.zip",
            new Uint8Array(await (await fetch(file(".whl"))).arrayBuffer())),
        env: { HOME: "/home/pyodide", PYTHONPATH: "/lib/app.zip" },
    });
    self.second.pyimport("rest_of_library").destroy();
}"""


def second_python(page):
    """The page's worker, with another Python in it of the very same files, at `self.second`."""
    page.goto(PAGES["en"])
    state(page, "ready")
    (worker,) = python_workers(page)
    card = json.loads(page.locator("sms-segments").get_attribute("data-runtime"))
    worker.evaluate(SECOND_PYTHON, list(card["files"]))
    return worker


def test_what_the_cut_left_out_is_fetched_when_something_calls_it(page):
    """Decimal fractions are nothing the tools ever use: their functions are in the rest."""
    worker = second_python(page)
    fetched = """() => performance.getEntriesByType("resource")
        .filter(({ name }) => name.endsWith("/pyodide.rest.wasm")).length"""
    for _ in ("the first call", "another"):
        answer = worker.evaluate(
            "() => self.second.runPython('import _decimal; str(_decimal.Decimal(1) / 7)')"
        )
        assert answer.startswith("0.142857142")
        assert worker.evaluate(fetched) == 1


ONLY_IN_THE_WHOLE_LIBRARY = [
    pytest.param("__import__('textwrap').fill('aa bb', 2)", "aa\nbb", id="a function"),
    pytest.param("__import__('random').Random(5).sample([1], k=1)[0]", 1, id="by name"),
    pytest.param("list(__import__('os').walk('/none'))", [], id="a generator, frozen"),
    pytest.param("next(__import__('glob').iglob('/lib'))", "/lib", id="a generator"),
    pytest.param("__import__('string').Formatter().format('{0}{b}', 1, b=2)", "12", id="stars"),
    pytest.param(
        "__import__('logging').getLogger('a').makeRecord(*'nl', '', 0, 'text %d', (1,), None)"
        ".getMessage()",
        "text 1",
        id="a class that calls the one above it",
    ),
]


@pytest.mark.parametrize(("expression", "value"), ONLY_IN_THE_WHOLE_LIBRARY)
def test_what_the_library_left_out_is_fetched_when_something_calls_it(page, expression, value):
    worker = second_python(page)
    whole = """() => performance.getEntriesByType("resource")
        .filter(({ name }) => name.endsWith("/python_stdlib.rest.zip")).length"""
    assert worker.evaluate(whole) == 0
    for _ in ("the first call", "another"):
        answer = worker.evaluate(
            """(code) => { const answer = self.second.runPython(code);
                return answer?.toJs ? answer.toJs() : answer; }""",
            expression,
        )
        assert answer == value
    assert worker.evaluate(whole) == ("walk" not in expression)


def test_a_visit_calls_nothing_that_the_library_left_out(page):
    """Else every reader would fetch the library twice. A snapshot ends the rehearsals."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PAGES["en"])
    state(page, "ready")
    until(page, lambda: page.evaluate("caches.has('python/')"))
    assert not [url for url in asked if ".rest." in url], "run: make profile"


@pytest.mark.parametrize(
    ("status", "words"), [(404, "a file is missing"), (200, "not the one this page was built with")]
)
def test_where_the_rest_cannot_be_had_the_page_says_so_and_keeps_the_text(page, status, words):
    page.expected += [LOUD, "pyodide.asm.mjs"]  # where Pyodide reports its end
    page.route("**/pyodide.rest.wasm", lambda route: route.fulfill(status=status, body="gone"))
    worker = second_python(page)
    box(page).fill("kept")
    parts(page, 1)
    worker.evaluate(
        """() => { try {
            self.second.runPython("import _decimal; _decimal.Decimal(1) / 7");
        } catch {} }"""
    )
    state(page, "failed")
    expect(page.locator(".tool-state")).to_contain_text(words)
    expect(box(page)).to_have_value("kept")


def test_sha256_is_that_of_the_browser(page):
    page.goto(PAGES["en"])
    script = page.locator("script[src*='widget.js']").evaluate("({src}) => src")
    wrong = page.evaluate(
        """async (script) => {
            const { sha256 } = await import(new URL("sha256.js", script).href);
            const wrong = [];
            for (const length of [0, 1, 55, 56, 63, 64, 119, 120, 65_537]) {
                const bytes = Uint8Array.from({ length }, (_, at) => (at * 167) >> 3);
                const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
                const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
                if (sha256(bytes) !== hex) wrong.push(length);
            }
            return wrong;
        }""",
        script,
    )
    assert wrong == []


def test_a_start_that_stands_still_ends_in_words(page):
    page.clock.install()
    # Not one byte of it: a file that came in the meantime would wind the clock up again.
    page.route("**/assets/runtime/**", lambda route: None)
    page.goto(PAGES["en"])
    box(page).focus()
    state(page, "loading")
    page.clock.fast_forward(29_000)
    state(page, "loading")
    page.clock.fast_forward(2_000)
    state(page, "failed")
    expect(page.locator(".tool-state")).to_contain_text("nothing arrived for 30 seconds")


def test_progress_is_told_in_words_and_in_megabytes(page):
    page.route("**/pyodide.asm.wasm", lambda route: None)
    page.goto(PAGES["en"])
    box(page).focus()
    # Everything but the WebAssembly, which is two thirds of it, has come.
    words = re.compile(r"^Loading Python: [01]\.\d of [23]\.\d MB(, about \d+ s left)?$")
    expect(page.locator(".tool-state")).to_have_text(words)


def test_python_that_is_lost_at_work_can_be_started_again_and_the_text_is_kept(page):
    page.goto(PAGES["en"])
    box(page).fill("a" * 161)
    parts(page, 2)
    (worker,) = python_workers(page)
    worker.evaluate("self.close()")
    state(page, "failed")
    expect(page.locator(".tool-state")).to_contain_text("Your text is still here")
    expect(box(page)).to_have_value("a" * 161)
    box(page).press("End")
    page.locator("[data-do=retry]").click()
    state(page, "ready")
    box(page).fill("a" * 307)
    parts(page, 3)


def test_a_visitor_who_only_looks_finds_python_ready(page):
    page.goto(PAGES["en"])
    state(page, "ready")
    assert len(python_workers(page)) == 1


@pytest.mark.parametrize(
    ("saves", "started"),
    [
        pytest.param("false", True, id="others have it started while they read"),
        pytest.param("true", False, id="who saves data has not"),
    ],
)
def test_a_visitor_who_saves_data_loads_python_only_by_using_the_tool(page, saves, started):
    page.clock.install()
    page.add_init_script(
        f"Object.defineProperty(navigator, 'connection', {{value: {{saveData: {saves}}}}})"
    )
    page.goto(PAGES["en"])
    status = page.locator(".tool-status")
    expect(status).to_have_attribute("data-state", "idle" if saves == "true" else re.compile("."))
    page.clock.run_for(10_000)  # the idle start has a deadline of two seconds
    if saves == "true":
        expect(page.locator(".tool-state")).to_contain_text(re.compile(r"it is about \d\.\d MB"))
    page.locator("sms-segments").hover()
    assert (status.get_attribute("data-state") != "idle") == started
    box(page).focus()
    state(page, "ready")


def test_the_last_of_many_quick_changes_is_the_one_that_is_shown(page):
    page.goto(PAGES["en"])
    box(page).fill("")
    page.evaluate(
        """() => {
            const box = document.querySelector("textarea[name=text]");
            for (let length = 1; length <= 400; length++) {
                box.value = "a".repeat(length);
                box.dispatchEvent(new Event("input", {bubbles: true}));
            }
        }"""
    )
    parts(page, 3)
    expect(page.locator("[data-value=characters]")).to_have_text("400")


def test_a_reload_keeps_the_text_and_counts_it_again(page):
    page.goto(PAGES["en"])
    box(page).fill("中" * 71)
    parts(page, 2)
    page.reload()
    expect(box(page)).to_have_value("中" * 71)
    parts(page, 2)


def test_the_switch_of_language_keeps_the_text_and_the_options(page):
    page.goto(f"{PAGES['en']}#encoding=UCS-2")
    box(page).fill("a" * 71)
    parts(page, 2)
    page.locator("a[hreflang=zh-Hans]").first.evaluate("link => link.click()")
    expect(page).to_have_url(re.compile("/zh/tools/segments/"))
    expect(box(page)).to_have_value("a" * 71)
    parts(page, 2)
    expect(result(page)).to_contain_text("UTF-16 码元")


def test_what_is_typed_is_in_the_session_only(page):
    page.goto(PAGES["en"])
    box(page).fill("a secret text")
    parts(page, 1)
    until(page, lambda: "secret" in page.evaluate("Object.values(sessionStorage).join()"))
    kept = page.evaluate("Object.values(localStorage).join() + document.cookie + location.href")
    assert "secret" not in kept
    assert page.context.cookies() == []
    other = page.context.new_page()
    other.goto(PAGES["en"])
    expect(box(other)).to_have_value("")


def test_nothing_typed_is_sent_anywhere(page):
    sent = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    page.goto(PAGES["en"])
    box(page).fill("Unmistakable")
    parts(page, 1)
    page.locator("[role=option]").first.click()
    assert not [line for line in sent if "nmistakable" in line]


def test_typed_before_the_script_came_counts_too(page):
    held = []
    page.route("**/widget.js", lambda route: held.append(route))
    page.goto(PAGES["en"], wait_until="commit")
    box(page).fill("a" * 161)
    until(page, lambda: held)
    held[0].continue_()
    parts(page, 2)


def test_nothing_jumps_when_python_takes_over(page):
    page.goto(PAGES["en"])
    places = """() => Object.fromEntries([".tool-form", ".tool-result", ".tool-examples"].map(
        (name) => [name, JSON.stringify(document.querySelector(name).getBoundingClientRect())]))"""
    before = page.evaluate(places)
    state(page, "ready")
    page.evaluate("document.querySelector('sms-segments').ask()")
    expect(result(page)).to_be_visible()
    assert page.evaluate(places) == before
