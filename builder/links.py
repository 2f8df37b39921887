"""Links of the built site: that each leads somewhere.

    python -m builder.links               inside the site: files and anchors, whatever wrote them
    python -m builder.links --external    outside: asks each address once; needs a network

MkDocs checks what stands in Markdown; this reads the finished HTML, widgets and theme included.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen
from xml.etree import ElementTree

from builder.paths import SITE

NAMES = ("href", "src", "action", "poster")
WITHIN = "http://site.invalid"
"""Stands for the site while addresses are resolved; never asked."""
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
AGENT = "Mozilla/5.0 (compatible; link check of a documentation site)"
SECONDS = 20
AT_ONCE = 4


class _Page(HTMLParser):
    """The ids, the links with their lines, the own address and the widgets of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[int, str]] = []
        self.canonical = ""
        self.has_widget = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "a" and "name" in values:
            self.ids.add(values["name"])
        self.has_widget |= "data-widget" in values or "data-filters" in values
        if values.get("rel") == "canonical":
            self.canonical = values["href"]
        else:
            self.links += [(self.getpos()[0], values[name]) for name in NAMES if name in values]


def read(site: Path) -> dict[str, _Page]:
    """Every HTML file under `site` by its path in the site, parsed."""
    return {
        path.relative_to(site).as_posix(): _Page(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def broken(site: Path) -> list[str]:
    """One line for each link inside `site` that leads nowhere, with file and line; [] if none.

    An address that names the site by its canonical address counts as inside, in sitemap.xml too.
    """
    pages = read(site)
    own = pages["index.html"].canonical
    found = []
    for name, page in pages.items():
        # The page for missing addresses is served at any depth; its links start from the root.
        where = f"{WITHIN}/{name.removesuffix('index.html')}"
        for line, link in [*page.links, (1, page.canonical)]:
            fault = _fault(site, pages, where, own, link)
            if fault:
                found.append(f"{name}:{line}: {link}: {fault}")
    sitemap = site / "sitemap.xml"
    if sitemap.exists():
        for entry in ElementTree.parse(sitemap).iter():  # noqa: S314 - our own file
            link = entry.get("href") or (entry.text or "" if entry.tag.endswith("}loc") else "")
            fault = _fault(site, pages, f"{WITHIN}/", own, link)
            if fault:
                found.append(f"sitemap.xml: {link}: {fault}")
    return found


def _fault(site: Path, pages: dict[str, _Page], where: str, own: str, link: str) -> str:
    if own and link.startswith(own):
        link = f"{WITHIN}/{link.removeprefix(own)}"
    address, fragment = urldefrag(urljoin(where, link))
    parts = urlsplit(address)
    if f"{parts.scheme}://{parts.netloc}" != WITHIN:
        return ""
    path = unquote(parts.path).lstrip("/")
    if path == "" or path.endswith("/"):
        path += "index.html"
    if not (site / path).is_file():
        return "no such file"
    page = pages.get(path)
    fragment = unquote(fragment)
    # `#who=company` is the state of a tool: the tool reads it, no element bears it.
    if page is None or fragment in ("", *page.ids) or (page.has_widget and "=" in fragment):
        return ""
    return "no such anchor"


def external(site: Path) -> dict[str, list[str]]:
    """Each http(s) address outside the site, without its fragment -> the files that name it."""
    pages = read(site)
    own = pages["index.html"].canonical
    found: dict[str, list[str]] = {}
    for name, page in pages.items():
        for _, link in page.links:
            if urlsplit(link).scheme in ("http", "https") and not link.startswith(own):
                files = found.setdefault(urldefrag(link)[0], [])
                if name not in files:
                    files.append(name)
    return found


def ask(address: str) -> str:
    """What `address` answers: "" when it is there, "dead: why", or "unclear: why".

    Many hosts refuse programs (403, 429) or are slow: that is unclear, for a person to open.
    """
    for method in ("HEAD", "GET"):
        request = Request(address, method=method, headers={"User-Agent": AGENT})  # noqa: S310
        try:
            with urlopen(request, timeout=SECONDS):  # noqa: S310
                return ""
        except HTTPError as error:
            answer = f"{'dead' if error.code in GONE else 'unclear'}: {error.code} {error.reason}"
        except (URLError, OSError, ValueError) as error:
            answer = f"unclear: {getattr(error, 'reason', error)}"
    return answer


def report(
    addresses: dict[str, list[str]], ask: Callable[[str], str] = ask
) -> tuple[list[str], list[str]]:
    """The lines on dead addresses and on unclear ones, each with the files that name it."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers: Iterable[tuple[str, str]] = zip(addresses, pool.map(ask, addresses), strict=True)
        lines = [
            f"{answer}: {address} ({', '.join(addresses[address][:3])})"
            for address, answer in answers
            if answer
        ]
    return (
        [line for line in lines if line.startswith("dead")],
        [line for line in lines if not line.startswith("dead")],
    )


def main() -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m builder.links", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=SITE)
    parser.add_argument("--external", action="store_true", help="ask the addresses outside")
    arguments = parser.parse_args()
    if not (arguments.site / "index.html").exists():
        print(f"{arguments.site}: no built site; run: make build", file=sys.stderr)
        return 1
    if arguments.external:
        addresses = external(arguments.site)
        faults, unclear = report(addresses)
        print(*faults, *unclear, sep="\n")
        print(f"{len(addresses)} addresses: {len(faults)} dead, {len(unclear)} unclear")
    else:
        faults = broken(arguments.site)
        print(*faults, sep="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
