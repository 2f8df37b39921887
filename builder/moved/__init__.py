"""Pages that were renamed: their old addresses lead on, in every language and with their anchors.

``extra.moved`` of mkdocs.yml holds them, old name: new name. Each old address gets a page that goes
on by script, or by a link without one, and a line in `_redirects` for hosts that read it.
``data/addresses.txt`` has the name of every page that readers may have kept: `make
stamp` adds to it, and `make check` refuses to let one of them die.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from builder.paths import LANGUAGES

KNOWN = Path("data") / "addresses.txt"
"""Relative to the project; one name a line, sorted."""


def read(root: Path) -> dict[str, str]:
    """Old name -> new name, as mkdocs.yml under `root` has them."""
    settings = yaml_load((root / "mkdocs.yml").read_text("utf-8"))
    return dict(settings["extra"].get("moved") or {})


def leads_on(page: Path) -> bool:
    """Whether this page of the built site is only what stands at an old address."""
    return "<html" in (text := page.read_text("utf-8")[:200]) and "data-moved>" in text


def address_of(name: str) -> str:
    """Where a page is, from its language's root: `guide/bridges.md` -> `guide/bridges/`."""
    return re.sub(r"(^|/)index/$", r"\1", name.removesuffix(".md") + "/")


def remember(name: str, root: Path) -> None:
    """Note that readers may keep the address of the page `name`."""
    path = root / KNOWN
    known = path.read_text("utf-8").split() if path.exists() else []
    names = {*known, name}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{one}\n" for one in sorted(names)), "utf-8")


def faults(root: Path) -> Iterator[str]:
    """What is wrong with the list, and pages that are gone without a word; a line each."""
    moved = read(root)
    docs = root / "docs" / LANGUAGES[0]
    there = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    lines = (root / "mkdocs.yml").read_text("utf-8").split("\n")
    for old, new in moved.items():
        line = next((n for n, text in enumerate(lines, 1) if text.strip().startswith(f"{old}:")), 1)
        if old in there:
            yield f"mkdocs.yml:{line}: extra.moved: {old} is a page: only names that are gone move"
        if new not in there:
            near = get_close_matches(new, there, 1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            yield f"mkdocs.yml:{line}: extra.moved: no page is called {new}{hint}"
    for number, name in enumerate((root / KNOWN).read_text("utf-8").split(), 1):
        if name not in there | set(moved):
            near = get_close_matches(name, there, 1)
            new = near[0] if near else "its/new/name.md"
            yield (
                f"{KNOWN.as_posix()}:{number}: readers know {name}, and it is gone: say where it "
                f"went, in mkdocs.yml under extra, moved: '{name}: {new}'"
            )
