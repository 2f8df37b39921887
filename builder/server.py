"""A static server that behaves like the hosts we deploy to: the headers of `_headers`, the
precompressed files, the language's own 404 page. For `make serve`, the tests and the benchmarks.
Knows nothing of how the site is built.
"""

import mimetypes
import socket
from collections.abc import Callable
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from builder.policy import read_headers

TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".py": "text/plain",  # the recipes are read in the browser
    ".jsonl": "text/plain",
}
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


class Handler(SimpleHTTPRequestHandler):
    """Serves `folder()`, asked anew for each request, so that the site can be replaced whole."""

    protocol_version = "HTTP/1.1"
    timeout = 30

    def __init__(self, *args: Any, folder: Callable[[], Path], **options: Any) -> None:
        self.folder = folder
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Answer GET."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer HEAD."""
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        root = self.folder().resolve()
        address = urlsplit(self.path).path
        path = (root / unquote(address).lstrip("/")).resolve()
        if path.is_dir() and path.is_relative_to(root):
            if not address.endswith("/"):
                self._send(
                    HTTPStatus.MOVED_PERMANENTLY, b"", "text/html", {"Location": address + "/"}
                )
                return
            path = path / "index.html"
        status = HTTPStatus.OK
        if not path.is_relative_to(root) or not path.is_file():
            status = HTTPStatus.NOT_FOUND
            path = root / ("zh/404.html" if address.startswith("/zh/") else "404.html")
            if not path.is_file():
                path = root / "404.html"
        headers = self._headers_for(root, address)
        if status is HTTPStatus.NOT_FOUND:  # what is missing now may be there in a minute
            headers["Cache-Control"] = "no-cache"
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "text/plain"
        if kind.startswith("text/") or kind.endswith(("json", "xml")):
            kind += "; charset=utf-8"
        for name, suffix in ENCODINGS:
            smaller = path.with_name(path.name + suffix)
            if name in self.headers.get("Accept-Encoding", "") and smaller.is_file():
                headers |= {"Content-Encoding": name, "Vary": "Accept-Encoding"}
                path = smaller
                break
        body = self.change(path.read_bytes(), kind) if path.is_file() else b"not found\n"
        self._send(status, body if with_body else b"", kind, headers, len(body))

    def change(self, body: bytes, kind: str) -> bytes:  # noqa: ARG002
        """What is sent instead of `body`; a subclass may add to it."""
        return body

    def _headers_for(self, root: Path, address: str) -> dict[str, str]:
        found: dict[str, str] = {"Cache-Control": "no-cache"}
        try:
            rules = read_headers((root / "_headers").read_text("utf-8"))
        except FileNotFoundError:
            return found
        for pattern, headers in rules:
            if fnmatchcase(address, pattern):
                found |= headers
        return found

    def _send(
        self,
        status: HTTPStatus,
        body: bytes,
        kind: str,
        headers: dict[str, str],
        length: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a reader of the terminal looks for build errors."""


class Server(ThreadingHTTPServer):
    """Threads, one a connection; `server_close` cuts those that a browser keeps open."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *args: Any) -> None:
        self.connections: set[Any] = set()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, then serve it."""
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection, then close it."""
        self.connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Stop listening and cut every connection."""
        super().server_close()
        for request in list(self.connections):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection early is no error."""


def serve(
    folder: Callable[[], Path] | Path, port: int = 0, handler: type[Handler] = Handler
) -> Server:
    """A server on localhost for `folder`; `port` 0 takes any free one. The caller runs it."""
    where = folder if callable(folder) else lambda: folder
    return Server(("127.0.0.1", port), partial(handler, folder=where))
