"""The counter page as a reader feels it: start of Python, key press to result, a file of rows.

Prints wall-clock medians from real Chromium on the built site, and in the same run the start of a
stock Pyodide worker (the npm package as it is, our sources loaded from an archive) to compare with.
"""

import functools
import http.server
import os
import shutil
import statistics
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from builder.paths import COUNTER, ROOT, SITE, STAMPS
from builder.server import serve

ROUNDS = 5
PRESSES = 21
PAGE = "/tools/segments/"
# One browser each: what a visit is called, and the milliseconds of reading before the first key.
VISITS = (
    [("first visit, at once", 0), ("second visit, nothing remembered, at once", 0)],
    [
        ("first visit, after 2 s of reading", 2000),
        ("second visit, at once", 0),
        ("third visit, after 2 s of reading", 2000),
    ],
)
STOCK_VISITS = ("stock Pyodide in a worker, first visit", "stock Pyodide in a worker, second visit")
SHARES = (
    ("first visit, at once", STOCK_VISITS[0]),
    ("second visit, nothing remembered, at once", STOCK_VISITS[1]),
    ("second visit, at once", STOCK_VISITS[1]),
)
TEXTS = {
    "English": "The parcel is on its way. ",
    "Chinese": "包裹正在路上，请注意查收。",
    "English with one curly quote": "We’ll be there. " + "The parcel is on its way. " * 40,
}
STOCK = """
import { loadPyodide } from "./pyodide/pyodide.mjs";
const python = await loadPyodide();
const app = await (await fetch("app.zip")).arrayBuffer();
python.unpackArchive(app, "zip");
const respond = python.pyimport("calculators.views").respond;
const state = { fields: { text: "a" }, address: null, action: null };
respond(JSON.stringify({ widget: "segments", language: "en", state }));
postMessage("ready");
"""
RUN_STOCK = """() => new Promise((done) => {
    const began = performance.now();
    const worker = new Worker("/stock.js", { type: "module" });
    worker.onmessage = () => done(performance.now() - began);
})"""
# From the key to the laid-out result.
PRESS = """(more) => new Promise((done) => {
    const box = document.querySelector("textarea[name=text]");
    const result = document.querySelector(".tool-result");
    box.focus();
    box.value += more;
    const began = performance.now();
    const seen = new MutationObserver(() => {
        seen.disconnect();
        result.getBoundingClientRect();
        done(performance.now() - began);
    });
    seen.observe(result, { childList: true, characterData: true, subtree: true });
    box.setSelectionRange(box.value.length, box.value.length);
    box.dispatchEvent(new Event("input", { bubbles: true }));
})"""
LONG_TASKS = """() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
        window.longTasks.push(...list.getEntries().map((entry) => Math.round(entry.duration)));
    }).observe({ type: "longtask", buffered: true });
}"""


def run() -> None:
    """Print every figure."""
    server = serve(SITE)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://localhost:{server.server_port}"
    noted = STAMPS / "chromium"
    path = os.environ.get("CHROMIUM") or (noted.read_text() if noted.exists() else "chromium")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(
            executable_path=shutil.which(path) or path, args=["--no-sandbox"]
        )
        load = os.getloadavg()[0]
        print(f"Chromium {browser.version}, {os.cpu_count()} cores, load {load:.1f}, medians in ms")
        _start(browser, base, _stock_site(Path(scratch)))
        _presses(browser, base)
        _file(browser, base)
        browser.close()
    server.shutdown()


def _start(browser: Browser, base: str, stock: str) -> None:
    print(f"\nFrom the first key to the first Python result, {ROUNDS} rounds")
    figures: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for visits in VISITS:
            with browser.new_context(service_workers="block") as context:
                for name, waiting in visits:
                    figures.setdefault(name, []).append(
                        _visit(
                            context, base + PAGE, lambda page: page.evaluate(PRESS, "a"), waiting
                        )
                    )
        with browser.new_context() as context:
            for name in STOCK_VISITS:
                figures.setdefault(name, []).append(
                    _visit(context, stock, lambda page: page.evaluate(RUN_STOCK))
                )
    medians = {name: statistics.median(values) for name, values in figures.items()}
    for name, value in medians.items():
        print(f"{name:50} {value:8.0f}")
    for ours, theirs in SHARES:
        print(f"{f'{ours}: share of the stock one':68} {medians[ours] / medians[theirs]:8.2f}")


def _visit(
    context: BrowserContext, address: str, measure: Callable[[Page], float], waiting: int = 0
) -> float:
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(waiting)
    found = measure(page)
    page.wait_for_timeout(300)  # what a visit does last is not the next one's burden
    page.close()
    return found


def _presses(browser: Browser, base: str) -> None:
    print(f"\nFrom a key press to the laid-out result, {PRESSES} presses; and the longest of them")
    page = _ready(browser, base)
    _tasks(page, "while the page and Python started")
    for length in (1_000, 10_000):
        for name, words in TEXTS.items():
            text = (words * (length // len(words) + 1))[:length]
            page.locator("textarea[name=text]").fill(text)
            page.evaluate(PRESS, "a")
            values = [page.evaluate(PRESS, "a") for _ in range(PRESSES)]
            label = f"{length:,} characters, {name}"
            print(f"{label:50} {statistics.median(values):6.1f} {max(values):6.1f}")
    _tasks(page, "while these were typed")
    page.context.close()


def _file(browser: Browser, base: str) -> None:
    page = _ready(browser, base)
    rows = "".join(f"Order {n} is on its way and will arrive tomorrow.\n" for n in range(100_000))
    page.locator("#file-fold > summary").click()
    content = ("text\n" + rows).encode()
    page.set_input_files(
        "#file", files=[{"name": "rows.csv", "mimeType": "text/csv", "buffer": content}]
    )
    page.locator("[data-do=count-file]").wait_for()
    _tasks(page, "until the file was handed over")
    seconds = page.evaluate(
        """() => new Promise((done) => {
            const began = performance.now();
            const region = document.querySelector("#file-result");
            new MutationObserver(() => {
                if (region.querySelector("[data-save]")) done((performance.now() - began) / 1000);
            }).observe(region, { childList: true, subtree: true });
            document.querySelector("[data-do=count-file]").click();
        })"""
    )
    print(f"\n100,000 rows counted in the page: {seconds:.1f} s")
    _tasks(page, "while they were counted")
    page.context.close()


def _tasks(page: Page, when: str) -> None:
    found = page.evaluate("window.longTasks.splice(0)")
    print(f"main-thread tasks over 50 ms {when}: {found or 'none'}")


def _ready(browser: Browser, base: str) -> Page:
    page = browser.new_context(service_workers="block").new_page()
    page.add_init_script(f"({LONG_TASKS})()")
    page.goto(base + PAGE)
    page.locator(".tool-status[data-state=ready]").wait_for(timeout=60_000)
    return page


def _stock_site(folder: Path) -> str:
    """The address of a page beside an untouched Pyodide and our package as sources."""
    shutil.copytree(ROOT / "node_modules" / "pyodide", folder / "pyodide")
    sources = folder / "sources"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "calculators", sources / "calculators", ignore=ignored)
    shutil.copytree(COUNTER / "smsparts", sources / "smsparts", ignore=ignored)
    shutil.make_archive(str(folder / "app"), "zip", sources)
    (folder / "stock.js").write_text(STOCK, "utf-8")
    (folder / "index.html").write_text("<!doctype html><title>stock</title>", "utf-8")
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://localhost:{server.server_port}/index.html"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 (the base class declares it so)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
