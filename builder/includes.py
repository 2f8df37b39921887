"""A Markdown extension: `{!name!}` stands for the snippet of that name, and for nothing else.

A name is looked up in the folder of snippets of the page's language: no path leads out of it,
whatever a page or a fact says. What is pulled in is taken as it is, so a fact cannot pull in more.
"""

import re
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

INCLUDE = re.compile(r"\{!\s*(.+?)\s*!\}")
OPENING = "{!"
# Before everything that reads Markdown, fenced code included: a recipe is pulled in there.
PRIORITY = 101


class IncludeError(Exception):
    """A page asks for what is no snippet; the message says which name."""


def snippet(folder: Path, name: str) -> Path:
    """The file that `name` stands for in `folder`. Raises IncludeError if it lies elsewhere."""
    found = (folder / name).resolve()
    if not found.is_relative_to(folder.resolve()) or not found.is_file():
        raise IncludeError(f"no snippet is called '{name}'")
    return found


class _Includes(Preprocessor):
    def __init__(self, md: Markdown, folder: Path) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, lines: list[str]) -> list[str]:
        return INCLUDE.sub(self._text, "\n".join(lines)).split("\n")

    def _text(self, found: re.Match[str]) -> str:
        text = snippet(self.folder, found[1]).read_text("utf-8").strip()
        if OPENING in text:
            raise IncludeError(f"{found[1]}: '{OPENING}' in a snippet would be an include")
        return text


class Includes(Extension):
    """The extension; its one option is the folder of the snippets."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"folder": ["", "The folder of the snippets of the page's language."]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register the processor."""
        md.preprocessors.register(
            _Includes(md, Path(self.getConfig("folder"))), "includes", PRIORITY
        )


def makeExtension(**kwargs: Any) -> Includes:  # noqa: N802 (Markdown's name)
    """What Markdown calls when it finds this module among its extensions."""
    return Includes(**kwargs)
