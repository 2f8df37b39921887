"""The state of Python in words, for every tool: the script only picks which of them is shown."""

from __future__ import annotations

from calculators.views.html import Html, join, tag
from calculators.words import words

BUTTONS = ("retry", "reload", "cancel", "lines")
APART = ("noscript", "stale")


def draw(language: str, other: str = "") -> Html:
    """The line that says how far Python is, with its buttons, still hidden.

    `other` names a section with words of a tool that stand in place of those here.
    """
    sections = [words(section, language) for section in ("status", other) if section]
    sentences = {name: section[name] for section in sections for name in section}
    told = [name for name in sentences if name not in BUTTONS + APART]
    states = {f"data_{name}": sentences[name] for name in told}
    line = tag("span", class_="tool-state", role="status", **states)
    buttons = [
        tag("button", sentences[name], type="button", data_do=name, hidden=True) for name in BUTTONS
    ]
    return join(
        [
            tag("p", line, join(buttons), class_="tool-status", data_state="idle"),
            tag("p", sentences["stale"], class_="tool-stale", hidden=True),
            tag("noscript", tag("p", sentences["noscript"], class_="tool-noscript")),
        ]
    )


def side(result: Html, label: str, language: str, other: str = "") -> Html:
    """How far Python is, the region that holds ``result`` under the name ``label``, and what is
    spoken; `other` as for `draw`.
    """
    return tag(
        "div",
        draw(language, other),
        tag(
            "div",
            result,
            class_="tool-result",
            data_source="static",
            role="region",
            aria_label=label,
        ),
        tag("p", class_="tool-spoken", aria_live="polite"),
        class_="tool-side",
    )
