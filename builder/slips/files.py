"""Slips between files: what is named but not there, or there but not named; what cannot be read."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from builder.paths import LANGUAGES

NAMED = re.compile(r"assets/[\w./-]+\.(?:css|js|svg|png|jpg|webp|ico|webmanifest|woff2)")
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[\w./-]+)["']""")
LARGEST = 300_000  # octets of a picture


def unreadable(root: Path) -> Iterator[str]:
    """Files that no check could read: a line each. Nothing else is looked at before these hold."""
    for path in texts(root):
        name = path.relative_to(root).as_posix()
        content = path.read_bytes()
        try:
            content.decode()
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            yield (
                f"{name}:{line}: not UTF-8: save the file as UTF-8, in your editor's "
                "menu or status bar"
            )


def texts(root: Path) -> Iterator[Path]:
    """The words, the facts, our style and script, and the settings of the site."""
    for folder, kinds in (
        ("docs", (".md", ".css", ".js", ".py", ".webmanifest")),
        ("data", (".yaml",)),
        ("overrides", (".html", ".txt", ".xml")),
    ):
        yield from (one for one in sorted((root / folder).rglob("*")) if one.suffix in kinds)
    yield from (one for one in sorted(root.glob("*")) if one.suffix in (".md", ".yml"))


def missing(root: Path) -> Iterator[str]:
    """What is named and not there."""
    docs = root / "docs"
    for path in [
        root / "mkdocs.yml",
        *(root / "overrides").rglob("*.html"),
        *docs.glob("assets/*.webmanifest"),
    ]:
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            for name in NAMED.findall(line.partition("#")[0] if path.suffix == ".yml" else line):
                if not (docs / name).exists() and not name.startswith(
                    ("assets/javascripts", "assets/stylesheets")
                ):
                    near = get_close_matches(
                        name.rpartition("/")[2], _names((docs / name).parent), 1, 0.8
                    )
                    hint = f" (did you mean {near[0]}?)" if near else ""
                    yield (
                        f"{path.relative_to(root).as_posix()}:{number}: docs/{name} is not "
                        f"there{hint}: bring it back, or take this line out"
                    )
    for path in sorted((docs / "assets" / "js").glob("*.js")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            for name in IMPORT.findall(line):
                if not (path.parent / name).exists():
                    near = get_close_matches(name.rpartition("/")[2], _names(path.parent), 1)
                    hint = f" (did you mean {near[0]}?)" if near else ""
                    yield (
                        f"{path.relative_to(root).as_posix()}:{number}: '{name}' is not there{hint}"
                    )


def _names(folder: Path) -> list[str]:
    return [one.name for one in folder.glob("*")]


def menu(root: Path) -> Iterator[str]:
    """Where the menu and the pages, or the menu and its translation, part."""
    text = (root / "mkdocs.yml").read_text("utf-8")
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.startswith("nav:")), len(lines))
    translated = set(re.findall(r"^ {12}([^:\n]+): .*[\u4e00-\u9fff]", text, re.MULTILINE))
    pages = {
        path.relative_to(root / "docs" / language).as_posix()
        for language in LANGUAGES
        for path in (root / "docs" / language).rglob("*.md")
    }
    listed = set()
    for number, line in enumerate(lines[start:], start + 1):
        if entry := re.match(r"\s*- (?:(.+?): *)?([\w/-]+\.md)?\s*$", line):
            title, page = entry.groups()
            if page:
                listed.add(page)
            if page and page not in pages:
                near = get_close_matches(page, pages, 1)
                hint = f" (did you mean {near[0]}?)" if near else ""
                yield f"mkdocs.yml:{number}: no page is called {page}{hint}"
            if title and title not in translated:
                yield (
                    f"mkdocs.yml:{number}: the menu's '{title}' has no Chinese: add it to "
                    "nav_translations"
                )
    for page in sorted(pages - listed):
        if not page.startswith("providers/"):
            yield (
                f"docs/en/{page}:1: the menu does not name this page: add - {page} to "
                "nav in mkdocs.yml"
            )


def providers(root: Path) -> Iterator[str]:
    """Services whose facts or pages are missing."""
    facts = {path.stem for path in (root / "data" / "providers").glob("*.yaml")}
    for language in LANGUAGES:
        folder = root / "docs" / language / "providers"
        pages = {path.stem for path in folder.glob("*.md")} - {"index"}
        for name in sorted(facts - pages):
            yield (
                f"data/providers/{name}.yaml:1: has no page "
                f"docs/{language}/providers/{name}.md: write it as the others are"
            )
        for name in sorted(pages - facts):
            yield (
                f"docs/{language}/providers/{name}.md:1: has no facts "
                f"data/providers/{name}.yaml: make new-provider begins both"
            )


def pictures(root: Path) -> Iterator[str]:
    """Pictures that are too large to send."""
    for path in sorted((root / "docs" / "assets").rglob("*")):
        if (
            path.suffix in (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")
            and path.stat().st_size > LARGEST
        ):
            size = path.stat().st_size // 1000
            yield (
                f"{path.relative_to(root).as_posix()}:1: {size:,} kB; a picture has at "
                f"most {LARGEST // 1000}: make it smaller, as WebP or SVG"
            )
