"""What may stand on a finished page: listed elements, attributes, addresses and inline scripts.

Whatever is not on the lists of published.toml stops the build, wherever it came from: a page, a
fact, the theme or an extension. A page is read by a grammar much narrower than a browser's, so that
nothing can be one thing here and another there. Knows finished files, not how they are made.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path, PurePosixPath
from typing import NamedTuple

LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
INLINE_SCRIPTS: dict[str, str] = LISTS["inline_scripts"]
ELEMENTS, ATTRIBUTES, LINKS, METAS, SUFFIXES, NAMES = (
    frozenset(LISTS[name].split())
    for name in ("elements", "attributes", "links", "metas", "suffixes", "names")
)
ADDRESSES = {"href", "src", "cite"}
FOLLOWED = {"a", "q", "blockquote", "del", "ins"}
"""Elements whose address is where a reader may go, not what the page loads."""
SCHEMES = {"http:", "https:", "mailto:"}
LIST = "is not on the list of builder/published.toml"

TAG = re.compile(
    r"<(?:/[a-zA-Z][a-zA-Z0-9-]*\s*>"
    r"|(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s+[a-zA-Z_:][\w:.-]*"
    r"(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s\"'=<>`]+))?)*)\s*/?>"
    r"|!--[^<>]*-->|!(?i:doctype) html>|\?xml [^<>]*\?>)"
)
ATTRIBUTE = re.compile(r"([a-zA-Z_:][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+)))?")
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
ELSEWHERE = re.compile(r"url\(\s*(?!#)", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x1f\x7f\\]|^\s|\s$")
SCRIPT_END = "</script>"
ROOT_SCRIPT = re.compile(r'^(__md_scope=new URL\(")[\w./~%-]*(",location\))')
"""The one script that differs from page to page, by the way to the site's root."""
SCRIPT_FILES = re.compile(
    r"(?:(?:\.\./)*|/(?:[\w.~%-]+/)*)"
    r"assets/(?:js-[0-9a-f]{12}/[a-z_]+|javascripts/bundle\.[0-9a-f]+\.min)\.js"
)
SCRIPT_TYPES = {"", "module"}
DATA_TYPES = {"application/json", "application/ld+json"}
STYLE_ADDRESS = re.compile(
    r"url\(\s*([\"']?)(.*?)\1\s*\)|@import\b[^;]*|expression\(|-moz-binding",
    re.DOTALL | re.IGNORECASE,
)
ICON = re.compile(r"data:image/svg\+xml[;,]")


class Fault(NamedTuple):
    """What may not be published: on which line, the words that are wrong, and why."""

    line: int
    found: str
    why: str


def page_faults(page: str) -> Iterator[Fault]:
    """What is wrong with the text of a page, or of a picture in SVG."""
    at = page.find("<")
    while at >= 0:
        tag = TAG.match(page, at)
        if not tag:
            found = page[at : at + 80].split("\n")[0]
            yield Fault(_line(page, at), found, "no tag in its simplest form; a '<' is &lt;")
            at = page.find("<", at + 1)
            continue
        for why in _tag_faults(tag["name"] or "", tag["attributes"] or ""):
            yield Fault(_line(page, at), tag[0], why)
        end = tag.end()
        if tag["name"] == "script":
            end = page.find(SCRIPT_END, end)
            why = _script_fault(_attributes(tag["attributes"]), page[tag.end() : end])
            if why or end < 0:
                found = page[at : at + 80].split("\n")[0]
                yield Fault(_line(page, at), found, why or "a script without an end")
            end = max(end, tag.end())
        at = page.find("<", end)


def style_faults(sheet: str) -> Iterator[Fault]:
    """What is wrong with the text of a style sheet: whatever it would load from elsewhere."""
    for found in STYLE_ADDRESS.finditer(sheet):
        address = found[2] or ""
        outside = SCHEME.match(address) or address.startswith("//") or "\\" in address
        if not address or (outside and not ICON.match(address)):
            yield Fault(_line(sheet, found.start()), found[0][:80], "loads from elsewhere")


def file_fault(name: str) -> str:
    """Why a file of this name, relative to the site's root, may not be published, or ""."""
    path = PurePosixPath(name)
    if path.suffix in {".js", ".mjs"} and path.parts[0] != "assets" and name != "sw.js":
        return "a script outside assets/"
    if path.suffix in SUFFIXES or name in NAMES or path.parent.name == ".well-known":
        return ""
    return f"a file of this kind {LIST}"


def inline_scripts(page: str) -> Iterator[str]:
    """The text of each script that stands in `page` itself and runs."""
    for tag in TAG.finditer(page):
        if tag["name"] == "script":
            attributes = _attributes(tag["attributes"])
            if "src" not in attributes and attributes.get("type", "") in SCRIPT_TYPES:
                yield page[tag.end() : page.index(SCRIPT_END, tag.end())]


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(text):
        found.setdefault(name, unescape(double or single or bare))
    return found


def _script_fault(attributes: dict[str, str], body: str) -> str:
    kind = attributes.get("type", "")
    if "<!--" in body:
        return "'<!--' in a script hides its end from a browser"
    if kind in DATA_TYPES and "src" not in attributes:
        return ""
    if kind not in SCRIPT_TYPES:
        return f"a script of the type '{kind}'"
    if "src" not in attributes:
        digest = hashlib.sha256(ROOT_SCRIPT.sub(r"\1\2", body).encode()).hexdigest()[:16]
        return "" if digest in INLINE_SCRIPTS else f"this inline script ({digest}) {LIST}"
    if body or not SCRIPT_FILES.fullmatch(attributes["src"]):
        return "a script that is not one of the site's own"
    return ""


@lru_cache(maxsize=50_000)
def _tag_faults(name: str, text: str) -> tuple[str, ...]:
    """What is wrong with one tag. A page repeats most of its tags, and a site all the more."""
    return tuple(_look_at(name, text)) if name else ()


def _look_at(name: str, text: str) -> Iterator[str]:
    if name not in ELEMENTS:
        yield f"<{name}> {LIST}"
        return
    attributes = _attributes(text)
    for key, value in attributes.items():
        if key.lower().startswith("on"):
            yield f"{key}= needs 'unsafe-inline'; let a script listen for it"
        elif key.lower() == "style":
            yield "style= needs 'unsafe-inline'; give it a class, and the rule to a style sheet"
        elif key not in ATTRIBUTES and not key.startswith(("data-", "aria-")):
            yield f"{key}= {LIST}"
        elif key in ADDRESSES:
            yield from _address_faults(name, key, value, attributes)
        elif ELSEWHERE.search(value):
            yield f"{key}= loads from elsewhere"
    is_named = not {"charset", "property"} & attributes.keys()
    if name == "meta" and is_named and attributes.get("name") not in METAS:
        yield f"<meta name={attributes.get('name')}> {LIST}"
    if name == "link" and attributes.get("rel") not in LINKS:
        yield f"<link rel={attributes.get('rel')}> {LIST}"


def _address_faults(name: str, key: str, value: str, attributes: dict[str, str]) -> Iterator[str]:
    if UNSEEN.search(value):
        yield f"{key}= holds what a browser reads in its own way: {value[:60]!r}"
        return
    scheme = SCHEME.match(value)
    if not scheme and not value.startswith("//"):
        return
    if name not in FOLLOWED and attributes.get("rel") != "canonical":
        yield f"{key}= loads from elsewhere: '{value[:60]}'"
    elif not scheme or scheme[0].lower() not in SCHEMES:
        yield f"{key}= leads to '{value[:60]}': only http, https and mailto may"
