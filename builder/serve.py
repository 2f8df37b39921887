"""`make serve`: build, serve on localhost, rebuild on change, reload the pages that are open.

A builder stays between builds (`builder.warm`); a new one is started when Python code changes. Each
build goes into a folder of its own, so that the last good site is served while a build runs or is
broken. An open page listens to `/-/changes`: it reloads after a good build and shows the error of a
broken one.
"""

import argparse
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from watchfiles import DefaultFilter, watch

from builder.paths import CACHE, COMPILED, ROOT
from builder.server import Handler, serve

WATCHED = (
    "docs",
    "data",
    "calculators",
    "smsparts",
    "builder",
    "overrides",
    "mkdocs.yml",
    "package-lock.json",
)
CODE = ("builder", "calculators", "smsparts")
WAITING = "<!doctype html><meta charset='utf-8'><title>…</title><body><p>Building …</p>"
BROKEN = "The build is broken; this is the last good page."
FIRST_PORT, LAST_PORT = 8000, 8020
CLIENT = b'<script src="/-/reload.js"></script></body>'
RELOAD_JS = """// Only `make serve` adds this: it reloads the page or shows why the build is broken.
const box = document.createElement("pre");
box.setAttribute("role", "alert");
Object.assign(box.style, {
  position: "fixed", inset: "auto 0 0 0", margin: 0, padding: "1rem", zIndex: 999,
  maxHeight: "60vh", overflow: "auto", whiteSpace: "pre-wrap",
  background: "#7f1d1d", color: "#fff", font: "14px monospace",
});
let first;
new EventSource("/-/changes").onmessage = (event) => {
  const { build, error } = JSON.parse(event.data);
  first ??= build;
  if (error) { box.textContent = error; document.body.append(box); }
  else if (build !== first) location.reload();
  else box.remove();
};
"""


class WarmBuilder:
    """A builder that is kept running; `forget` it when its code has changed."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.process: subprocess.Popen[str] | None = None

    def __call__(self, target: Path) -> str:
        """Build into `target`; what went wrong, or nothing."""
        if not self.process or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "builder.warm"],
                cwd=self.root,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        asked, answers = self.process.stdin, self.process.stdout
        assert asked
        assert answers
        log = Path(f"{target}.log")
        with suppress(BrokenPipeError):
            asked.write(f"{target}\n")
            asked.flush()
        answer = answers.readline().strip()
        if answer == "0":
            return ""
        if answer:
            return log.read_text("utf-8") or "the build ended without a word"
        said = self.process.communicate()[1]  # it did not even start: its code is broken
        self.process = None
        return said

    def forget(self) -> None:
        """End it; the next build starts a new one."""
        if self.process:
            self.process.communicate()  # it ends when nobody asks any more
            self.process = None


class Workshop:
    """The last good site, the error of the last build, and who wants to hear of changes."""

    def __init__(self, where: Path, builder: Callable[[Path], str]) -> None:
        """`builder` puts the site into a folder and returns what went wrong, or nothing."""
        self.where = where
        self.builder = builder
        self.number = 0
        self.good: Path | None = None
        self.error = ""
        self.listeners: list[queue.SimpleQueue[None]] = []
        for old in where.parent.glob("*"):
            if old == where or not _runs(old.name):
                shutil.rmtree(old, ignore_errors=True)

    def folder(self) -> Path:
        """The folder to serve; an empty one until a build has succeeded."""
        return self.good or self.where

    def build(self) -> None:
        """Build once; on success serve the new site, else keep the old one and the error."""
        self.number += 1
        target = self.where / str(self.number)
        print(f"building … ({time.strftime('%H:%M:%S')})", flush=True)
        started = time.monotonic()
        target.parent.mkdir(parents=True, exist_ok=True)
        wrong = self.builder(target)
        if wrong:
            self.error = BROKEN + "\n\n" + _end(wrong)
            print(wrong, file=sys.stderr, flush=True)
        else:
            old, self.good, self.error = self.good, target, ""
            print(f"built in {time.monotonic() - started:.1f} s", flush=True)
            if old:
                shutil.rmtree(old, ignore_errors=True)
        for listener in list(self.listeners):
            listener.put(None)

    def state(self) -> str:
        """What an open page must know, as JSON."""
        return json.dumps({"build": str(self.good), "error": self.error})

    def changes(self) -> Iterator[str]:
        """The state now and after each build, without end; '' when nothing happened for a while."""
        listener: queue.SimpleQueue[None] = queue.SimpleQueue()
        self.listeners.append(listener)
        try:
            yield self.state()
            while True:
                try:
                    listener.get(timeout=15)
                    yield self.state()
                except queue.Empty:
                    yield ""
        finally:
            self.listeners.remove(listener)


def _runs(process: str) -> bool:
    """Whether the `make serve` that made the folder of this name is still there."""
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:  # of another user, so of another server: not ours to remove
        return True
    return True


def _end(text: str, lines: int = 40) -> str:
    return "\n".join(text.strip().splitlines()[-lines:])


def handler_for(workshop: Workshop) -> type[Handler]:
    """The request handler that adds the two addresses under `/-/` and the script to each page."""

    class ServeHandler(Handler):
        def do_GET(self) -> None:  # noqa: N802
            if self.path == "/-/reload.js":
                self._send_text(RELOAD_JS, "text/javascript")
            elif self.path == "/-/changes":
                self._stream()
            elif workshop.good is None:
                self._send_text(WAITING + CLIENT.decode(), "text/html")
            else:
                super().do_GET()

        def change(self, body: bytes, kind: str) -> bytes:
            return body.replace(b"</body>", CLIENT) if kind.startswith("text/html") else body

        def _send_text(self, text: str, kind: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind + "; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def _stream(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            for state in workshop.changes():
                self.wfile.write(f"data: {state}\n\n".encode() if state else b":\n\n")
                self.wfile.flush()

    return ServeHandler


def _is_code(path: Path) -> bool:
    return path.relative_to(ROOT).parts[0] in CODE


class Sources(DefaultFilter):
    """Everything but what a build itself writes."""

    def __call__(self, change: object, path: str) -> bool:
        return super().__call__(change, path) and not path.startswith(str(COMPILED))  # type: ignore[arg-type]


def main() -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m builder.serve", description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "0")))
    wanted: int = parser.parse_args().port
    builder = WarmBuilder()
    workshop = Workshop(CACHE / "serve" / str(os.getpid()), builder)
    for port in [wanted] if wanted else range(FIRST_PORT, LAST_PORT):
        try:
            server = serve(workshop.folder, port, handler_for(workshop))
            break
        except OSError:
            continue
    else:
        print("No port is free; name one: make serve PORT=9000", file=sys.stderr)
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        workshop.build()
        print(
            f"\n  http://localhost:{server.server_port}/      http://localhost:{server.server_port}/zh/\n"
        )
        print("Reloads on change. Ctrl-C ends it.", flush=True)
        watched = [ROOT / name for name in WATCHED]
        for changes in watch(*watched, watch_filter=Sources(), debounce=400):
            if any(_is_code(Path(path)) for _, path in changes):
                builder.forget()
            workshop.build()
    except KeyboardInterrupt:
        pass
    finally:
        builder.forget()
        shutil.rmtree(workshop.where, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
