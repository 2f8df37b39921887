"""The counter in the browser runtime against Twilio's calculator in the same Chromium.

Each has a page to itself: Twilio's calculator is thirty times slower in a page that also holds
Pyodide, which would flatter us. Wall-clock time, medians, since a page has no clock for CPU time.
"""

import io
import json
import os
import shutil
import threading
import zipfile
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.counter import CACHE, ROOT, install, report
from benchmarks.workloads import workloads
from builder.paths import COUNTER, STAMPS

PYODIDE = """<!doctype html><meta charset="utf-8"><title>bench</title><script type="module">
import { loadPyodide } from "/node_modules/pyodide/pyodide.mjs";
const pyodide = await loadPyodide({ indexURL: "/node_modules/pyodide/" });
const archive = await (await fetch("/smsparts.zip")).arrayBuffer();
pyodide.unpackArchive(archive, "zip");
window.python = (code, work) => {
  pyodide.globals.set("work", work);
  return pyodide.runPython(code);
};
document.title = "ready";
</script>"""

TWILIO = """<!doctype html><meta charset="utf-8"><title>bench</title><script type="module">
// A module system just large enough for a CommonJS package without dynamic requires.
const sources = await (await fetch("/twilio.json")).json();
const loaded = {};
const load = (path) => {
  if (!loaded[path]) {
    const module = (loaded[path] = { exports: {} });
    const near = (name) => {
      if (!name.startsWith(".")) return load("grapheme-splitter/index.js");
      const base = new URL(name, "file:///" + path).pathname.slice(1);
      return load([base, base + ".js", base + "/index.js"].find((each) => each in sources));
    };
    new Function("module", "exports", "require", sources[path])(module, module.exports, near);
  }
  return loaded[path].exports;
};
const { SegmentedMessage } = load("sms-segments-calculator/dist/index.js");
window.answers = (work) => JSON.parse(work).map((text) => new SegmentedMessage(text).segmentsCount);
window.time = (work, milliseconds) => {
  const texts = JSON.parse(work);
  let kept = 0, times = 0;
  const begun = performance.now();
  do {
    for (const text of texts) kept += new SegmentedMessage(text).segmentsCount;
    times += 1;
  } while (performance.now() - begun < milliseconds);
  return kept && ((performance.now() - begun) * 1e6) / times;
};
document.title = "ready";
</script>"""

OURS = """
import json, time
from statistics import median
from smsparts.segments import count, count_many

texts = json.loads(work)
answers = [found.segments for found in count_many(texts)]

def once(times):
    begun = time.perf_counter_ns()
    for _ in range(times):
        count(texts[0]) if len(texts) == 1 else count_many(texts)
    return time.perf_counter_ns() - begun

times = 1
while (spent := once(times)) < 50_000_000:
    times *= 4
times = max(1, times * 50_000_000 // spent)
json.dumps([median(once(times) / times for _ in range(7)), answers])
"""


_TYPES = {".json": "application/json", "s.zip": "application/zip"}


class _Handler(SimpleHTTPRequestHandler):
    """The page and its two bundles; everything else from the checkout."""

    def do_GET(self) -> None:
        made: dict[str, Callable[[], bytes]] = {
            "/pyodide": PYODIDE.encode,
            "/twilio": TWILIO.encode,
            "/smsparts.zip": _smsparts,
            "/twilio.json": _twilio,
        }
        if self.path not in made:
            super().do_GET()
            return
        body = made[self.path]()
        self.send_response(200)
        self.send_header("Content-Type", _TYPES.get(self.path[-5:], "text/html"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: the figures are what is printed."""


def _smsparts() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted((COUNTER / "smsparts").rglob("*")):
            if path.suffix in {".py", ".txt"}:
                archive.write(path, path.relative_to(COUNTER))
    return file.getvalue()


def _twilio() -> bytes:
    modules = CACHE / "node_modules"
    found = {}
    for package in ("sms-segments-calculator/dist", "grapheme-splitter"):
        for path in (modules / package).rglob("*.js"):
            found[str(path.relative_to(modules))] = path.read_text("utf-8")
    return json.dumps(found).encode()


def _chromium() -> str:
    noted = STAMPS / "chromium"
    named = os.environ.get("CHROMIUM") or (noted.read_text() if noted.exists() else "")
    return named or shutil.which("chromium") or shutil.which("google-chrome") or "chromium"


def _measure(ours: Page, twilio: Page) -> dict[str, dict[str, Any]]:
    results: dict[str, dict[str, Any]] = {"ours": {}, "twilio": {}}
    for name, texts in workloads().items():
        work = json.dumps(texts)
        results["ours"][name] = json.loads(ours.evaluate("(a) => python(...a)", [OURS, work]))
        answers = twilio.evaluate("(work) => answers(work)", work)
        samples = [twilio.evaluate("(work) => time(work, 50)", work) for _ in range(7)]
        results["twilio"][name] = [median(samples), answers]
    return results


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_function("document.title === 'ready'", timeout=120_000)
    return page


def run() -> None:
    """Install, serve, measure, print."""
    install()
    server = ThreadingHTTPServer(("localhost", 0), partial(_Handler, directory=str(ROOT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://localhost:{server.server_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        ours, twilio = _open(browser, f"{base}/pyodide"), _open(browser, f"{base}/twilio")
        version = ours.evaluate("python('import sys; sys.version.split()[0]', '')")
        results = _measure(ours, twilio)
        print(f"Python {version} in Chromium {browser.version}; wall-clock time, medians")
        browser.close()
    server.shutdown()
    report(results, list(workloads()))
