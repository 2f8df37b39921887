"""Which functions of Pyodide do our tools call? Ask every engine, and write the answer down.

    make profile                                          every engine; a few minutes
    python -m tests.engines.profile --add Node            one engine, added to what is known: quick

Builds the site with a Pyodide that notes its calls, drives the tools in both languages along every
way a question can come, and writes builder/runtime/profile.txt. What the profile holds goes into
the first part of the module (see builder/runtime/cut.mjs); what it misses costs a reader a
download. So take it anew after a change that makes the tools use more of Python, and with each new
Pyodide.
"""

import argparse
import json
import re
import sys
import threading
import time
from functools import partial
from http import HTTPStatus
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from builder import build as site_build
from builder.paths import CACHE, ROOT
from builder.runtime import engine
from builder.runtime.visits import FILES, TEXTS
from builder.server import Handler, Server
from calculators.views import rehearsal
from tests.engines import in_node
from tests.engines.driver import ENGINES, Tab, UnavailableError

WORKOUT = Path(__file__).with_name("workout.py")
TOOLS = ("segments", "recommend", "code-not-arriving", "template-check", "forwards-nothing")
LANGUAGES = {"en": "", "zh": "/zh"}
OPTIONS = (
    {},
    {"encoding": "GSM-7"},
    {"encoding": "UCS-2"},
    {"reference_bits": "16"},
    {"price": "0.05", "currency": "USD"},
    {"price": "x"},
    {"signature": "阿里", "profile": "alibaba_domestic"},
    {"profile": "twilio"},
    {"single": ["turkish", "spanish"]},
)
NODE = "Node"  # quick; what the collector of garbage calls is asked there
WIDE = 100  # characters of a line of the profile
# Ports of the tables of JavaScript values, which Binaryen cannot give to another module: the
# functions that touch them stay in the first part. `cut.mjs` ends with Binaryen's complaint, which
# names them, when there are others.
ALWAYS = (9903, *range(9908, 9917))

WORKER = """
const started = new Promise((done) => { self.onmessage = ({ data }) => done(data); });
const { files, script } = await started;
const file = (name) => new URL(files.find((path) => path.endsWith(name)), script);
const { loadPyodide } = await import(file("pyodide.mjs").href);
const python = await loadPyodide({
  indexURL: new URL(".", file("pyodide.mjs")).href,
  stdLibURL: file("python_stdlib.rest.zip").href,
  lockFileContents: await (await fetch(file("pyodide-lock.json"))).json(),
});
python.runPython(await (await fetch("/-/workout.py")).text());
setTimeout(() => postMessage("done"), 1000);
"""

DRIVE = """(requests, files, plain) => {
    window.driven = "";
    const here = document.querySelector("script[src*='/widget.js']").src;
    const drive = async () => {
        const { runtime } = await import(new URL("runtime.js", here).href);
        const card = JSON.parse(document.querySelector("[data-runtime]").dataset.runtime);
        runtime.start(card);
        let key = 0;
        for (const request of JSON.parse(requests)) {
            await runtime.ask(`p${key++}`, request).catch(() => {});
        }
        for (const [called, octets] of files) {
            for (const name of ["peek", "count"]) {
                const file = new File([Uint8Array.from(octets)], called);
                const about = { name: file.name, bytes: file.size };
                const state = { fields: {}, file: about, action: { name, value: "" } };
                const job = { widget: "segments", language: "en", state, file };
                await runtime.read(job, () => {}).promise.catch(() => {});
            }
        }
        if (plain) await new Promise((done) => {
            const worker = new Worker("/-/workout.js", { type: "module" });
            worker.onmessage = done;
            worker.onerror = (error) => done((window.driven = `the workout: ${error.message}`));
            worker.postMessage({
                files: Object.keys(card.files),
                script: new URL("../runtime/", here).href,
            });
        });
        if (plain) await new Promise((done) => {
            const worker = new Worker(new URL("worker.js", here), { type: "module" });
            worker.onmessage = ({ data }) => {
                if ("ready" in data || "failed" in data) setTimeout(done, 1000);
            };
            worker.postMessage({ start: card, way: "plain", lock: "profile" });
        });
    };
    drive().then(() => (window.driven ||= "yes"), (error) => (window.driven = String(error)));
    return true;
}"""


class Listening(Handler):
    """Serves the site and hears which functions were called."""

    called: ClassVar[set[int]] = set()
    heard = 0.0

    def do_GET(self) -> None:  # noqa: N802
        """Two files of our own beside the site's."""
        own = {
            "/-/workout.js": ("text/javascript", WORKER),
            "/-/workout.py": ("text/plain", WORKOUT.read_text("utf-8")),
        }
        if self.path in own:
            kind, text = own[self.path]
            body = text.encode()
            self._send(HTTPStatus.OK, body, f"{kind}; charset=utf-8", {}, len(body))
        else:
            super().do_GET()

    def do_POST(self) -> None:  # noqa: N802
        """Take the numbers of functions that were called for the first time in a worker."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Listening.called |= set(map(int, body.split()))
        Listening.heard = time.monotonic()
        self._send(HTTPStatus.NO_CONTENT, b"", "text/plain", {})


def requests(language: str) -> list[dict[str, object]]:
    """What a page in this language may ask, and one thing that none may."""
    made = []
    for one in map(json.loads, rehearsal()):
        one["language"] = language
        made.append(one)
    for text in TEXTS:
        for fields in OPTIONS if len(text) < 1000 else OPTIONS[:1]:
            state = {
                "fields": {"text": text, **fields},
                "action": None,
                "address": None,
                "caret": 1,
            }
            made.append({"widget": "segments", "state": state, "language": language})
    return [*made, {"widget": "none", "state": {}, "language": language}]


def drive(tab: Tab, base: str) -> None:
    """Use every tool in both languages: a first visit, and one that starts from its memory."""
    files = [[name, list(content)] for name, content in FILES]
    for language, folder in LANGUAGES.items():
        for tool in TOOLS:
            for visit in ("first", "second"):
                tab.goto(f"{base}{folder}/tools/{tool}/")
                # As text in text: a driver takes no lone surrogate.
                many = tool == "segments" and visit == "first"
                asked = requests(language) if many else requests(language)[:3]
                # Nothing is asked before the first start is over: only then its memory is kept.
                tab.until("Python", "() => document.querySelector('[data-state=ready]') !== null")
                _quiet()
                tab.evaluate(DRIVE, json.dumps(asked), files if many else [], many)
                answer = tab.until("the end of the drive", "() => window.driven")
                if answer != "yes":
                    raise RuntimeError(f"{tool} in {language}: {answer}")
                _quiet()


def _quiet(seconds: float = 1.5) -> None:
    """Wait until no new function has been heard of for a while."""
    began = time.monotonic()
    while time.monotonic() - max(Listening.heard, began) < seconds:
        time.sleep(0.1)


def numbers(profile: str) -> set[int]:
    """The numbers that stand in the text of a profile."""
    found: set[int] = set()
    for piece in re.sub("#.*", "", profile).split():
        first, _, last = piece.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def written(version: str, called: set[int], engines: list[str]) -> str:
    """The text of the profile."""
    spans = []
    numbers = sorted(called)
    runs = groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    for _, run in runs:
        found = [number for _, number in run]
        spans.append(str(found[0]) if len(found) == 1 else f"{found[0]}-{found[-1]}")
    lines = [
        "# The functions of Pyodide's module that our tools were seen to call, by number.",
        f"# Taken in {', '.join(engines)}; take it anew with: {engine.TAKE}",
        f"# Pyodide {version}",
        "",
    ]
    line = ""
    for span in spans:
        if len(line) + len(span) >= WIDE:
            lines.append(line)
            line = ""
        line += f" {span}" if line else span
    return "\n".join([*lines, line, ""])


def main() -> int:
    """Take the profile; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.engines.profile", description=__doc__)
    parser.add_argument("--add", action="store_true", help="keep what the profile holds")
    parser.add_argument("engines", nargs="*", metavar="ENGINE")
    asked = parser.parse_args()
    version = engine.version(engine.pyodide(ROOT))
    used: list[str] = []
    if asked.add:
        known = engine.PROFILE.read_text("utf-8")
        engine.check_profile(known, version)
        Listening.called |= numbers(known)
        used += re.findall(r"\w+", re.search(r"^# Taken in ([^;]*);", known, re.MULTILINE)[1])
    site = CACHE / "profile" / "site"
    site_build.build(site, quick=True, engine="watch")
    server = Server(("127.0.0.1", 0), partial(Listening, folder=lambda: site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in [each for each in asked.engines or ENGINES if each != NODE]:
        start = ENGINES[name]
        try:
            with start() as tab:
                drive(tab, f"http://localhost:{server.server_port}")
        except UnavailableError as error:
            print(f"not asked: {name}: {error}", file=sys.stderr)
            continue
        used.append(name)
        print(f"{name}: {len(Listening.called)} functions so far", file=sys.stderr)
    server.shutdown()
    if not asked.engines or NODE in asked.engines:
        Listening.called |= set(in_node.run(site / "assets" / "runtime")["called"])
        used.append(NODE)
        print(f"{NODE}: {len(Listening.called)} functions so far", file=sys.stderr)
    if not used:
        print("no engine to ask; the profile stays as it was", file=sys.stderr)
        return 1
    Path(engine.PROFILE).write_text(
        written(version, Listening.called | {*ALWAYS}, sorted({*used})), "utf-8"
    )
    print(f"wrote {engine.PROFILE.relative_to(ROOT)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
