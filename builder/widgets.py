"""The tools as static HTML, written among the snippets that pages pull in with `{!widgets/…!}`.

Calls the same views as the page's worker, and adds the one thing they cannot know: the card of the
runtime that belongs to them.
"""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from calculators.views import form, view, widgets


def write(
    target: Path, language: str, card: str, replies: Mapping[tuple[str, str], str] | None = None
) -> None:
    """Write `target`/widgets/<widget>.md for every tool, in `language` ("en" or "zh").

    `card` is the text of the runtime's `runtime.json`; `replies` names the file of answers that are
    known beforehand, by tool and language.
    """
    folder = target / "widgets"
    folder.mkdir(parents=True, exist_ok=True)
    for widget in widgets():
        page = with_card(form(widget, language), card, (replies or {}).get((widget, language), ""))
        (folder / f"{widget}.md").write_text(page + "\n", "utf-8")
        # What the home page shows of a tool: the counter in short, a flow's first question.
        tool = view(widget)
        if hasattr(tool, "compact"):
            page = with_card(tool.compact(widget, language), card)
            (folder / f"{widget}-compact.md").write_text(page + "\n", "utf-8")
        if hasattr(tool, "opening"):
            page = f"<div>{tool.opening(widget, language, f'tools/{widget}/')}</div>"
            (folder / f"{widget}-opening.md").write_text(page + "\n", "utf-8")


def with_card(html: str, card: str, replies: str = "") -> str:
    """`html` with the runtime's card on its custom element, as one Markdown block.

    `replies` names the file of answers known beforehand, "" if there is none.
    """
    name, rest = html.split(" ", 1)
    # Markdown takes a custom element for a piece of a paragraph, but leaves a div alone up to an
    # empty line, so the texts within must hold none.
    known = f'data-replies="{escape(replies)}" ' if replies else ""
    tool = f'{name} data-runtime="{escape(card)}" {known}{rest}'.replace("\n", "&#10;")
    return f"<div>{tool}</div>"
