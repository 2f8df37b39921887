"""An editor's wait: from saving a file to the new page being served by `make serve`.

Works on a copy of the project, so that nothing of yours is touched.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.builder.copies import copy_project

PATIENCE = 120  # s
PAGE, FACTS = "docs/en/guide/bridges.md", "data/providers/twilio.yaml"
CODE = "calculators/views/segments/frame.py"
EDITS = {
    "a word of a page (the aim is 3)": (PAGE, "/guide/bridges/", "## ", "Zebra {n}.\n\n## "),
    "a fact (5)": (FACTS, "/providers/twilio/", "A programmable", "Zebra {n}. A programmable"),
    "code of the calculators (10)": (CODE, "/tools/segments/", None, "\nZEBRA = {n}\n"),
}
ROUNDS = 3


def run() -> None:
    """Print seconds: the first page served, then the median wait for each kind of edit."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        with _serving(project) as (port, first):
            print(f"load {os.getloadavg()[0]:.1f}")
            print(f"{first:5.1f} s  from `make serve`, set up, to the first page")
            for name, (file, address, old, new) in EDITS.items():
                waits = sorted(
                    _wait(project / file, f"http://localhost:{port}{address}", old, new, n)
                    for n in range(ROUNDS)
                )
                print(f"{waits[ROUNDS // 2]:5.1f} s  {name}", flush=True)


def _wait(file: Path, address: str, old: str | None, new: str, n: int) -> float:
    text = file.read_text("utf-8")
    before = _get(address)
    fresh = new.format(n=n)
    started = time.monotonic()
    file.write_text(text.replace(old, fresh, 1) if old else text + fresh, "utf-8")
    while _get(address) == before:
        assert time.monotonic() - started < PATIENCE, f"{file} changed, {address} did not"
        time.sleep(0.1)
    return time.monotonic() - started


def _get(address: str) -> bytes:
    with urlopen(address) as answer:
        return bytes(answer.read())


@contextmanager
def _serving(project: Path) -> Iterator[tuple[int, float]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    started = time.monotonic()
    command = [sys.executable, "-m", "builder.serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        for line in server.stdout:
            if "localhost" in line:
                break
        yield port, time.monotonic() - started
        server.terminate()
