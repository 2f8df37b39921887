"""Footnotes: one definition a source."""

from collections.abc import Mapping

from builder.facts.models.base import Language, Source
from builder.facts.snippets import text


def definition(name: str, source: Source, language: Language) -> str:
    """`[^name]: …`, one line."""
    return f"[^{name}]: {text.source(source, language)}\n"


def definitions(shelf: Mapping[str, Source], language: Language) -> str:
    """A definition for each source of `shelf`."""
    # Python-Markdown reads definitions that follow each other only with an empty line between.
    return "\n".join(definition(name, one, language) for name, one in shelf.items())


def snippets(shelf: Mapping[str, Source], language: Language) -> dict[str, str]:
    """`sources/<id>.md` for each source."""
    return {f"sources/{name}.md": definition(name, one, language) for name, one in shelf.items()}
