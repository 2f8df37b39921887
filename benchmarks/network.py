"""What a reader waits and downloads on a real line: first visit, return after one fact has changed.

A server on this machine sends at the pace of the line, all its answers together, and lets each wait
for the line's delay; it counts what it sends. `BASELINE=FOLDER` names the built site of an earlier
commit, visited in turns with this one. The last two figures need a second build and take minutes.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.page import PAGE, PRESS
from builder.paths import ROOT, SITE, STAMPS
from builder.server import Handler, serve

ROUNDS = 3
LINES = {"fast 4G": (1_000_000, 0.165), "slow 4G": (180_000, 0.563)}
"""Octets a second, and the seconds before each answer begins."""
NO_LINE = (0, 0.0)
CHUNK = 8_192
STAY = 60
"""Seconds of the long visit."""
A_FACT = ("data/providers/twilio.yaml", "amount: ")
"""A file, and the field whose first number gets one more digit."""


class Line(Handler):
    """A server at the end of a line."""

    line: ClassVar[tuple[int, float]] = NO_LINE
    sent: ClassVar[int] = 0
    free_at: ClassVar[float] = 0.0
    lock: ClassVar[threading.Lock] = threading.Lock()

    def _send(
        self,
        status: HTTPStatus,
        body: bytes,
        kind: str,
        headers: dict[str, str],
        length: int | None = None,
    ) -> None:
        time.sleep(Line.line[1])
        super()._send(status, b"", kind, headers, len(body) if length is None else length)
        if self.command == "HEAD":
            return
        for start in range(0, len(body), CHUNK):
            self._one_after_another(body[start : start + CHUNK])

    def _one_after_another(self, chunk: bytes) -> None:
        with Line.lock:
            Line.sent += len(chunk)
            now = time.monotonic()
            takes = len(chunk) / Line.line[0] if Line.line[0] else 0
            Line.free_at = max(now, Line.free_at) + takes
            wait = Line.free_at - now
        time.sleep(wait)
        self.wfile.write(chunk)


def run() -> None:
    """Print every figure."""
    noted = STAMPS / "chromium"
    path = os.environ.get("CHROMIUM") or (noted.read_text() if noted.exists() else "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which(path) or path, args=["--no-sandbox"]
        )
        print(f"Chromium {browser.version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        _lines(browser)
        _long_visit(browser)
        _one_fact(browser)
        browser.close()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = serve(lambda: folder, handler=Line)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def _lines(browser: Browser) -> None:
    sites = {"this site": SITE}
    if baseline := os.environ.get("BASELINE"):
        sites["the baseline"] = Path(baseline)
    for name, Line.line in {"no throttle": NO_LINE, **LINES}.items():
        figures: dict[str, list[float]] = {site: [] for site in sites}
        octets = dict.fromkeys(sites, 0)
        for _ in range(ROUNDS):
            for site, folder in sites.items():
                Line.sent = 0
                with _served(folder) as base, browser.new_context() as context:
                    figures[site].append(_first_result(context, base))
                    octets[site] = Line.sent
        print(f"\n{name}: first visit, a key at once, ms until its result; kB sent by then")
        medians = {site: statistics.median(values) for site, values in figures.items()}
        for site, value in medians.items():
            print(f"{site:50} {value:8.0f} {octets[site] / 1000:8.0f}")
        if len(medians) > 1:
            ours, theirs = medians.values()
            print(f"{'share of the baseline':50} {ours / theirs:8.2f}")
    Line.line = NO_LINE


def _first_result(context: BrowserContext, base: str) -> float:
    page = context.new_page()
    page.set_default_timeout(180_000)
    page.goto(base + PAGE, wait_until="domcontentloaded")
    page.wait_for_function("document.querySelector('.tool-status')?.dataset.state")
    return float(page.evaluate(PRESS, "a"))


def _long_visit(browser: Browser) -> None:
    Line.line = LINES["fast 4G"]
    Line.sent = 0
    with _served(SITE) as base, browser.new_context() as context:
        _first_result(context, base)
        time.sleep(STAY)
    Line.line = NO_LINE
    print(f"\na visit of {STAY} s on fast 4G, everything sent: {Line.sent / 1000:,.0f} kB")


def _one_fact(browser: Browser) -> None:
    """Two builds, one browser: the visit of a reader who was here before one fact changed."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)
        for name in (".venv", "node_modules"):
            (copy / name).symlink_to(ROOT / name)
        shutil.copytree(ROOT / ".cache", copy / ".cache", symlinks=True)
        build = [sys.executable, "-m", "builder.build"]
        subprocess.run(build, cwd=copy, check=True, capture_output=True)
        with _served(copy / "site") as base, browser.new_context() as context:
            _first_result(context, base)
            time.sleep(5)
            file, field = A_FACT
            path = copy / file
            head, _, tail = path.read_text("utf-8").partition(field)
            number, _, after = tail.partition("\n")
            path.write_text(f"{head}{field}{number}1\n{after}", "utf-8")
            subprocess.run(build, cwd=copy, check=True, capture_output=True)
            Line.sent = 0
            _first_result(context, base)
            time.sleep(5)
    print(f"\na returning reader after one fact changed: {Line.sent / 1000:,.0f} kB")


if __name__ == "__main__":
    run()
