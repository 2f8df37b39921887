"""Where something on a finished page was written: in its Markdown, in a fact, in a partial.

A guess by its words, for a message: what the build has made of several files is found in none.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from builder.paths import LANGUAGES, ROOT

AFTER_PAGES = ("data/**/*.yaml", "overrides/**/*.*", "smsparts/src/smsparts/rules/*.json")
ADDRESS = re.compile(r"=\s*[\"']?([^\"'>]{8,})")
SHORTEST = 4


def origin(name: str, found: str, root: Path = ROOT) -> str:
    """`file:line` of the project where `found` of the published file `name` stands, or ""."""
    opening = re.match(r"<[\w-]+", found)
    words = [unescape(one) for one in (found, *ADDRESS.findall(found)) if len(one) >= SHORTEST]
    pages, others = list(_pages(name, root)), list(_others(root))
    tries = [(one, [*pages, *others]) for one in words]
    # Only the page itself is sure to have written a tag that is found by its name alone.
    tries += [(opening[0], pages)] if opening else []
    for needle, paths in tries:
        for path in filter(Path.is_file, paths):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if needle in line:
                    return f"{path.relative_to(root).as_posix()}:{number}"
    return ""


def _pages(name: str, root: Path) -> Iterator[Path]:
    language, _, inside = name.partition("/")
    if language not in LANGUAGES:
        language, inside = LANGUAGES[0], name
    docs = root / "docs"
    yield docs / name
    page = docs / language / inside
    yield page
    yield page.with_suffix(".md")
    if page.name == "index.html" and page.parent != docs / language:
        yield page.parent.with_suffix(".md")


def _others(root: Path) -> Iterator[Path]:
    for pattern in AFTER_PAGES:
        yield from sorted(root.glob(pattern))
