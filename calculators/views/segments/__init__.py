"""The segment counter: one text, how many parts it makes, why, and what to change.

This module reads the page's state and puts the sections together; each section stands in a module
of its own, with its words beside it in both languages. Nothing is computed here: the floors below
count, explain and price.
"""

from __future__ import annotations

from typing import Any

from calculators.segments import Options, count, split
from calculators.views.html import Html, join
from calculators.views.segments import answer, frame

REHEARSAL: list[tuple[str, dict[str, Any], str]] = [
    ("segments", {"fields": {"text": text}, "address": None, "action": None}, language)
    for text in ("", "a" * 161, "中" * 71, "€" * 153)
    for language in ("en", "zh")
]


def form(widget: str, language: str) -> str:
    """The tool as it stands in the page before any script has run."""
    return frame.draw(widget, language, view({}, language))


def view(state: dict[str, Any], language: str) -> Html:
    """The result region for `state`, whose keys are the names of the controls."""
    text = state.get("text", "")
    options = Options()
    total = count(text, options)
    return join([answer.draw(text, total, options, language)])


def respond(_widget: str, state: dict[str, Any], language: str) -> dict[str, Any]:
    """The answer to one change of the controls, or one press of a button."""
    fields = state["fields"]
    text = fields.get("text", "")
    total = count(text, Options())
    last = split(text, Options())[-1]
    return {
        "html": view(fields, language),
        "announce": answer.spoken(total, last, Options(), language),
    }
