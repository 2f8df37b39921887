"""What stays while screens change: the state of Python in words, and the region of the screen."""

from __future__ import annotations

from calculators.views.flow.place import QUIZ
from calculators.views.html import Html, tag
from calculators.views.status import draw as draw_status
from calculators.words import words


def draw(widget: str, language: str, screen: Html) -> Html:
    """The whole tool around `screen`."""
    return tag(
        "decision-flow",
        tag(
            "div",
            screen,
            class_="tool-result",
            data_source="static",
            role="region",
            aria_label=words("question", language)[
                "label_quiz" if widget == QUIZ else "label_check"
            ],
        ),
        tag("div", draw_status(language, "flow_status"), class_="flow-status"),
        tag("p", class_="tool-spoken", aria_live="polite"),
        class_="tool flow",
        data_widget=widget,
        data_language=language,
    )
