"""Start the servers of deploy/ with their own examples, and ask them.

An example is changed only where a reader has to change it as well: where it listens, where the site
lies, and what its comments say. A change that no longer finds its place fails.
"""

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from builder.paths import ROOT, SITE
from builder.server import serve

EXAMPLES = ROOT / "deploy"
PATIENCE = 120  # seconds a server has to answer for the first time
COMMAND = re.compile(r"^# +(sed .+)$", re.MULTILINE)
ERROR_PAGE = re.compile(r"(?<= )(?=/(?:zh/)?404\.html\b)")
# As in the nginx.conf that Debian installs, whose `gzip on` must not compress a second time.
NGINX = """
{modules}
daemon off;
master_process off;
pid {work}/pid;
error_log stderr;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    types_hash_max_size 2048;
    default_type application/octet-stream;
    gzip on;
    include {work}/example;
}}
"""
CADDY = """
{
	admin off
	default_bind 127.0.0.1
}
"""


class UnavailableError(Exception):
    """The server cannot be had on this machine; the message says what is missing."""


class Answer(NamedTuple):
    """What a server sent; `body` as it came over the wire."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Host(NamedTuple):
    """A running server: its port, the folder the site is below, and the encodings it can send."""

    port: int
    below: str
    encodings: tuple[str, ...]

    def ask(self, path: str, accept: str = "identity") -> Answer:
        """The answer to GET for `path`, which starts at the site's own root."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", self.below + path, headers={"Accept-Encoding": accept})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@contextmanager
def ours(work: Path, below: str) -> Iterator[Host]:
    """The server of `make serve` and of all other tests."""
    server = serve(_root(work, below))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Host(server.server_port, below, ("br", "gzip"))
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def nginx(work: Path, below: str) -> Iterator[Host]:
    """The example as it stands: without the module that Debian packages apart."""
    with _nginx(work, below, "", {}) as port:
        yield Host(port, below, ("gzip",))


@contextmanager
def nginx_with_brotli(work: Path, below: str) -> Iterator[Host]:
    """The example with the line for brotli put to use."""
    built = subprocess.run([_program("nginx"), "-V"], capture_output=True, text=True, check=True)
    folder = re.search(r"--modules-path=(\S+)", built.stderr)
    module = Path(folder[1] if folder else "") / "ngx_http_brotli_static_module.so"
    if not module.is_file():
        raise UnavailableError("it has no brotli here; Debian: libnginx-mod-http-brotli-static")
    changes = {"# brotli_static on;": "brotli_static on;"}
    with _nginx(work, below, f"load_module {module};", changes) as port:
        yield Host(port, below, ("br", "gzip"))


@contextmanager
def caddy(work: Path, below: str) -> Iterator[Host]:
    """The example without its certificate, which needs a public name."""
    program = _program("caddy")
    port = _free_port()
    changes = {
        "example.org {": f"http://127.0.0.1:{port} {{",
        "/etc/caddy/site-headers": f"{work}/headers",
    }
    (work / "config").write_text(CADDY + _example("Caddyfile", work, below, changes), "utf-8")
    command = [program, "run", "--adapter", "caddyfile", "--config", f"{work}/config"]
    with _running(command, port, work):
        yield Host(port, below, ("br", "gzip"))


HOSTS = {"ours": ours, "nginx": nginx, "nginx with brotli": nginx_with_brotli, "Caddy": caddy}


@contextmanager
def _nginx(work: Path, below: str, modules: str, changes: dict[str, str]) -> Iterator[int]:
    program = _program("nginx")
    port = _free_port()
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "/etc/nginx/site-headers.conf": f"{work}/headers",
        **changes,
    }
    (work / "example").write_text(_example("nginx.conf", work, below, changes), "utf-8")
    (work / "config").write_text(NGINX.format(work=work, modules=modules), "utf-8")
    command = [program, "-e", "stderr", "-p", str(work), "-c", f"{work}/config"]
    with _running(command, port, work):
        yield port


def _program(name: str) -> str:
    # Debian puts servers where only the administrator's shell looks.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
    found = shutil.which(name, path=path)
    if not found:
        raise UnavailableError(f"it is not installed; Debian: {name}")
    return found


def _root(work: Path, below: str) -> Path:
    """A folder that holds the built site where `below` says."""
    if not below:
        return SITE
    (work / "root").mkdir()
    (work / "root" / below.strip("/")).symlink_to(SITE)
    return work / "root"


def _example(name: str, work: Path, below: str, changes: dict[str, str]) -> str:
    """The example with `changes` made, once its own command for the headers has been run."""
    text = (EXAMPLES / name).read_text("utf-8")
    for old, new in {**changes, "/srv/site": str(_root(work, below))}.items():
        assert old in text, f"deploy/{name}: no more {old!r}"
        text = text.replace(old, new)
    text, pages = ERROR_PAGE.subn(below, text)
    assert pages == 2, f"deploy/{name}: {pages} error pages"
    (command,) = COMMAND.findall(text)
    subprocess.run(["sh", "-c", command], cwd=SITE.parent, check=True)
    return text


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int, work: Path) -> Iterator[None]:
    """The server in the foreground, from its first answer on."""
    told = work / "told"
    # Caddy keeps certificates and its last configuration in the reader's home.
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(work))
    with told.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, **homes})
    try:
        end = time.monotonic() + PATIENCE
        while not _listens(port):
            running = process.poll() is None and time.monotonic() < end
            assert running, f"{command[0]} does not answer:\n{told.read_text('utf-8')}"
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
