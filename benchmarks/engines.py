"""How long Python takes to start in Chromium, Firefox and WebKit, on the built site.

Each round opens the segment counter at an address that nobody has visited, types one character as
soon as the page has loaded, and waits for the result; opens it again, now from the browser's own
cache; types once more when Python is ready; reads until Python's memory is kept, and opens it a
last time. The server is this machine, so downloads cost next
to nothing: what is left is the browser's own work.
"""

import sys
import threading
import time
from statistics import median

from builder.paths import SITE
from builder.server import serve
from tests.engines.driver import ENGINES, Tab, UnavailableError

ROUNDS = 3
PAGE = "/tools/segments/"
TYPE = """() => {
    const box = document.querySelector("textarea[name=text]");
    const result = document.querySelector(".tool-result");
    window.took = null;
    box.focus();
    const focused = performance.now();
    new MutationObserver((changes, observer) => {
        if (result.dataset.source !== "python") return;
        observer.disconnect();
        window.took = {focused: performance.now() - focused, opened: performance.now()};
    }).observe(result, {attributes: true, childList: true, subtree: true});
    document.execCommand("insertText", false, "a");
}"""
KEPT = """() => {
    caches.open("python").then((store) => store.keys()).then((keys) => (window.kept = keys.length));
    return window.kept === 1;
}"""
COLUMNS = {
    "first visit, page opened to result": "first.opened",
    "focus to result": "first.focused",
    "second visit, page opened to result": "second.opened",
    "focus to result ": "second.focused",
    "visit with memory kept, page opened to result": "kept.opened",
    "focus to result  ": "kept.focused",
    "key to result, Python ready": "ready.focused",
}


def run() -> None:
    """Print a row for each engine: medians in milliseconds."""
    if not (SITE / "index.html").exists():
        sys.exit("the site is not built; run: make build")
    print("| engine | " + " | ".join(name.strip() for name in COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for name, start in ENGINES.items():
        try:
            with start() as tab:
                version = tab.evaluate("() => navigator.userAgent").split()
                rounds = [_round(tab) for _ in range(ROUNDS)]
        except UnavailableError as error:
            print(f"| {name} | not measured: {error} |")
            continue
        figures = [median(one[column] for one in rounds) for column in COLUMNS.values()]
        known = [
            part for part in version if part.startswith(("Headless", "Firefox", "AppleWebKit"))
        ]
        cells = " | ".join(f"{figure:,.0f} ms" for figure in figures)
        print(f"| {name} ({known[-1]}) | {cells} |", flush=True)


def _round(tab: Tab) -> dict[str, float]:
    server = serve(SITE)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        took = {}
        for visit in ("first", "second"):
            tab.goto(f"http://localhost:{server.server_port}{PAGE}")
            took |= _type(tab, visit)
        time.sleep(1)  # what was begun after the first result is done
        took |= _type(tab, "ready")
        tab.evaluate(
            "() => { sessionStorage.clear(); document.querySelector('textarea').value = ''; }"
        )
        tab.goto(f"http://localhost:{server.server_port}{PAGE}")
        tab.until("memory", KEPT)
        tab.goto(f"http://localhost:{server.server_port}{PAGE}")
        return took | _type(tab, "kept")
    finally:
        server.shutdown()
        server.server_close()


def _type(tab: Tab, when: str) -> dict[str, float]:
    tab.evaluate(TYPE)
    took = tab.until("a result", "() => window.took")
    return {f"{when}.{name}": value for name, value in took.items()}
