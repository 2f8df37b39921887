"""What a builder that builds again and again need not do twice: Markdown, search entries.

A page is rendered anew when its words, a snippet it pulls in, the glossary or the set of pages has
changed; else what was rendered before is used. Everything else of a build is done each time, and
`make build` does without this file: it is the truth, and a test holds a series of edits against it.
Knows two places in MkDocs and its search; where they have moved, nothing is kept.
"""

import hashlib
import logging
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]
from mkdocs.structure.pages import Page

from builder.includes import INCLUDE
from builder.paths import CACHE, DATA, ROOT

KEPT = CACHE / "rendered.pickle"
OUTCOME = ("content", "toc", "_title_from_render", "present_anchor_ids")


class Memory:
    """What was made before, by a digest of all it was made from; only what is used again stays."""

    def __init__(self, known: dict[str, Any] | None = None) -> None:
        self.known = known or {}
        self.used: dict[str, Any] = {}

    def recall(self, key: str, make: Callable[[], tuple[Any, bool]]) -> Any:
        """What `key` stands for; made if it is new, and kept if `make` says that it may be."""
        if key in self.known or key in self.used:
            self.used[key] = self.used.get(key, self.known.get(key))
            return self.used[key]
        made, lasting = make()
        if lasting:
            self.used[key] = made
        return made


def load() -> Memory:
    """What the last build of this code left; an empty memory after any other."""
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, ValueError):
        code, known = pickle.loads(KEPT.read_bytes())  # noqa: S301 (written by `save` alone)
        if code == _code():
            return Memory(known)
    return Memory()


def save(memory: Memory) -> None:
    """Leave what this build used to the next."""
    KEPT.parent.mkdir(exist_ok=True)
    fresh = KEPT.with_suffix(".new")
    fresh.write_bytes(pickle.dumps((_code(), memory.used)))
    fresh.replace(KEPT)


@contextmanager
def at_work(memory: Memory) -> Iterator[None]:
    """Let MkDocs use `memory` meanwhile."""
    render, index = Page.render, SearchIndex.add_entry_from_context

    def render_once(page: Page, config: Any, files: Any) -> None:
        def make() -> tuple[Any, bool]:
            with _listening() as said:
                render(page, config, files)
            links = {file.src_uri: names for file, names in (page.links_to_anchors or {}).items()}
            # What MkDocs complains about, it must be able to complain about again.
            return pickle.dumps(([getattr(page, name) for name in OUTCOME], links)), not said

        outcome, links = pickle.loads(memory.recall(_page_key(page, config, files), make))  # noqa: S301
        for name, value in zip(OUTCOME, outcome, strict=True):
            setattr(page, name, value)
        page.links_to_anchors = {files.get_file_from_path(uri): it for uri, it in links.items()}

    def index_once(self: Any, page: Page) -> None:
        def make() -> tuple[Any, bool]:
            before = len(self.entries)
            index(self, page)
            made, self.entries = self.entries[before:], self.entries[:before]
            return made, True

        key = _digest("search", page.url, page.title, page.content, repr(page.meta))
        found = memory.recall(key, make)
        self.entries += [dict(entry) for entry in found]

    Page.render = render_once  # type: ignore[method-assign, assignment]
    SearchIndex.add_entry_from_context = index_once
    try:
        yield
    finally:
        Page.render = render  # type: ignore[method-assign]
        SearchIndex.add_entry_from_context = index


def _page_key(page: Page, config: Any, files: Any) -> str:
    base = Path(config.mdx_configs["builder.includes"]["folder"])
    return _digest(
        page.file.src_uri,
        page.markdown,
        *_included(str(page.markdown), base),
        (DATA / "glossary.yaml").read_text("utf-8"),
        repr(config.mdx_configs),
        *sorted(f"{file.src_uri} {file.dest_uri}" for file in files),
    )


def _included(text: str, base: Path) -> Iterator[str]:
    for name in INCLUDE.findall(text):
        with suppress(OSError):  # MkDocs will say what is missing
            snippet = (base / name).read_text("utf-8")
            yield snippet


def _digest(*parts: object) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(str(part).encode("utf-8", "surrogatepass") + b"\0")
    return found.hexdigest()


def _code() -> str:
    paths = [ROOT / "mkdocs.yml", ROOT / "requirements.txt", *(ROOT / "builder").rglob("*.py")]
    return _digest(*(path.read_bytes() for path in sorted(paths)))


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    said: list[logging.LogRecord] = []
    handler = logging.Handler(logging.INFO)
    handler.emit = said.append  # type: ignore[method-assign, assignment]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
