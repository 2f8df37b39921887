"""Footnotes: one definition a source."""

from collections.abc import Mapping

from builder.facts.models.base import Language, Source
from builder.facts.snippets import text


def definition(name: str, source: Source, language: Language, more: str = "") -> str:
    """`[^name]: …`, one line; `more` is a sentence of what the page finds where in it."""
    said = text.sentences([text.source(source, language), more], language)
    return f"[^{name}]: {said}\n"


def definitions(
    shelf: Mapping[str, Source], language: Language, more: Mapping[str, str] | None = None
) -> str:
    """A definition for each source of `shelf`, with its sentence of `more`."""
    # Python-Markdown reads definitions that follow each other only with an empty line between.
    more = more or {}
    return "\n".join(
        definition(name, one, language, more.get(name, "")) for name, one in shelf.items()
    )


def snippets(shelf: Mapping[str, Source], language: Language) -> dict[str, str]:
    """`sources/<id>.md` for each source."""
    return {f"sources/{name}.md": definition(name, one, language) for name, one in shelf.items()}
