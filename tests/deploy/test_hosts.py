"""The examples of deploy/ do on real servers what the README promises of any static host.

The server of `make serve` is held to the same, as every other test relies on its likeness.
"""

import gzip
from fnmatch import fnmatchcase
from pathlib import Path

import brotli
import pytest

from builder.paths import SITE
from builder.policy import FOR_EVER, read_headers

BROWSER = "gzip, deflate, br, zstd"
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
COPIES = {"br": ".br", "gzip": ".gz"}
TYPES = {
    ".css": ("text/css",),
    ".html": ("text/html",),
    ".js": ("text/javascript",),
    ".json": ("application/json",),
    ".jsonl": ("text/plain",),
    ".mjs": ("text/javascript",),
    ".png": ("image/png",),
    ".py": ("text/plain",),  # to be read in the browser
    ".svg": ("image/svg+xml",),
    ".txt": ("text/plain",),
    ".wasm": ("application/wasm",),
    ".webmanifest": ("application/manifest+json",),
    ".whl": ("application/zip",),
    ".xml": ("application/xml", "text/xml"),
    ".zip": ("application/zip",),
}
NOT_ASKED_FOR = {".br", ".gz", ".map"}
PAGES = ["", "zh/", "tools/segments/", "zh/tools/recommend/"]
KEPT = [
    "assets/css-*/site.css",
    "assets/js-*/worker.js",
    "assets/runtime/*/pyodide.asm.wasm",
    "assets/runtime/*/*.whl",
    "assets/javascripts/bundle.*.js",
    "assets/stylesheets/main.*.css",
]
ASKED_FOR_AGAIN = [
    *PAGES,
    "sw.js",
    "robots.txt",
    "data/providers.json",
    "data/v1/rules.json",
    "embed/segments/",
    "zh/embed/segments/",
    "assets/manifest.en.webmanifest",
    "assets/images/logo.svg",
    "search/search_index.json",
]
MISSING = [
    ("none/", "404.html"),
    ("none", "404.html"),
    ("none.whl", "404.html"),
    ("tools/none/", "404.html"),
    ("zhnone/", "404.html"),
    ("assets/", "404.html"),  # a folder without a page
    ("assets/runtime/none.wasm", "404.html"),
    ("zh/none/", "zh/404.html"),
    ("zh/none", "zh/404.html"),
    ("zh/none.webmanifest", "zh/404.html"),
    ("zh/tools/none/", "zh/404.html"),
]


def file_of(name: str) -> Path:
    """The one file of the built site that `name` asks for; it may be a pattern."""
    (found,) = SITE.glob(name + "index.html" if name.endswith("/") or not name else name)
    return found


def address_of(name: str) -> str:
    """What to ask a host for."""
    return "/" + (name if "*" not in name else file_of(name).relative_to(SITE).as_posix())


def wanted(address: str) -> dict[str, str]:
    """The headers that `_headers` gives to an address."""
    found = {"Cache-Control": "no-cache"}
    for pattern, headers in read_headers((SITE / "_headers").read_text("utf-8")):
        if fnmatchcase(address, pattern):
            found |= headers
    return found


def sent(answer, names):
    """Those headers of the answer: a header sent twice is not the same header."""
    return {name: ", and ".join(answer.headers.get_all(name, [])) for name in names}


def largest(suffix: str) -> Path:
    return max(SITE.rglob("*" + suffix), key=lambda path: (path.stat().st_size, path))


def test_the_types_below_are_all_there_are():
    files = {path.suffix for path in SITE.rglob("*") if path.is_file() and path.suffix}
    assert files - NOT_ASKED_FOR == set(TYPES)


@pytest.mark.parametrize("suffix", TYPES)
def test_a_file_is_named_by_its_type(host, suffix):
    address = "/" + largest(suffix).relative_to(SITE).as_posix()
    for accept in ("identity", BROWSER):
        kind, _, more = host.ask(address, accept).headers["Content-Type"].partition(";")
        assert kind in TYPES[suffix]
        assert more.strip().lower() == "charset=utf-8" or not kind.startswith("text/")


@pytest.mark.parametrize("accept", [BROWSER, "gzip", "identity"])
@pytest.mark.parametrize("name", [*PAGES, *KEPT, *ASKED_FOR_AGAIN[len(PAGES) :]])
def test_the_smallest_copy_is_sent_that_the_host_can_send_and_the_browser_read(host, name, accept):
    file = file_of(name)
    copies = {
        encoding: copy
        for encoding, suffix in COPIES.items()
        if encoding in accept
        and encoding in host.encodings
        and (copy := file.with_name(file.name + suffix)).exists()
    }
    encoding = next(iter(copies), None)
    answer = host.ask(address_of(name), accept)
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, encoding)
    assert answer.body == copies.get(encoding, file).read_bytes()
    assert DECODE[encoding](answer.body) == file.read_bytes()
    assert encoding is None or "Accept-Encoding" in answer.headers.get("Vary", "")


@pytest.mark.parametrize("name", [*KEPT, *ASKED_FOR_AGAIN])
def test_the_headers_are_those_of_the_built_site(host, name):
    headers = wanted(address_of(name))
    assert sent(host.ask(address_of(name)), headers) == headers
    assert headers["Cache-Control"] == (FOR_EVER if name in KEPT else "no-cache")


@pytest.mark.parametrize(("name", "page"), MISSING)
@pytest.mark.parametrize("accept", [BROWSER, "identity"])
def test_what_is_missing_is_said_in_the_language_of_the_address(host, name, page, accept):
    answer = host.ask("/" + name, accept)
    body = DECODE[answer.headers["Content-Encoding"]](answer.body)
    assert (answer.status, body) == (404, (SITE / page).read_bytes())
    assert answer.headers["Content-Type"].lower() == "text/html; charset=utf-8"


@pytest.mark.parametrize("name", ["none/", "zh/none/", "assets/runtime/none.wasm"])
def test_what_is_missing_may_be_there_in_a_minute(host, name):
    headers = wanted("/none/")
    assert sent(host.ask("/" + name), headers) == headers


@pytest.mark.parametrize("name", ["/tools/segments", "/zh", "/zh/guide/security"])
def test_a_folder_is_asked_for_with_its_slash(host, name):
    answer = host.ask(name)
    assert answer.status in {301, 308}
    assert answer.headers["Location"] == host.below + name + "/"
