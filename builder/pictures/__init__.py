"""The guide's explaining drawings: one drawing each, with words in either language.

``write`` puts them as Markdown snippets where the pages can include them. Knows nothing of the
pages, of MkDocs or of colours.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from types import ModuleType

from builder.pictures import login_code, networks, number, parts
from builder.pictures.words import Speaker

__all__ = ["PICTURES", "figure", "write"]

PICTURES: dict[str, ModuleType] = {
    module.NAME: module for module in (networks, login_code, parts, number)
}
"""Each drawing by its name: a module with NAME, WORDS and ``draw(say) -> Canvas``."""


def figure(name: str, language: str) -> str:
    """One drawing as an HTML figure without blank lines, which Markdown leaves as it is.

    ``language`` is ``en`` or ``zh``. An unknown name is a ``KeyError``.
    """
    picture = PICTURES[name]
    say = Speaker(picture.WORDS, language)
    svg = picture.draw(say).svg(name, say("title"), say("description"))
    caption = escape(say("caption"))
    return (
        f'<figure class="picture" id="picture-{name}">\n{svg}\n'
        f"<figcaption>{caption}</figcaption>\n</figure>\n"
    )


def write(target: Path, language: str) -> list[Path]:
    """Write every drawing to ``target/pictures/<name>.md`` and return the files written.

    A file whose text is already right is left alone, so that a server that watches it rests.
    """
    folder = target / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name in PICTURES:
        file = folder / f"{name}.md"
        text = figure(name, language)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
        files.append(file)
    return files
