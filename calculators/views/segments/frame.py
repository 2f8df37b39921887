"""What stays while the result changes: the text box, the state of Python in words, the regions."""

from __future__ import annotations

from calculators.views.html import Html, join, tag
from calculators.views.status import draw as draw_status

WORDS = {
    "en": {
        "label": "Your text",
        "hint": "It is counted here, in your browser. Nothing you type leaves this page.",
        "result": "Result",
    },
    "zh": {
        "label": "短信正文",
        "hint": "文字只在你的浏览器里计数，不会离开这个页面。",
        "result": "结果",
    },
}


def draw(widget: str, language: str, result: Html) -> Html:
    """The whole tool around `result`."""
    words = WORDS[language]
    box = tag(
        "textarea",
        id="text",
        name="text",
        rows=6,
        dir="auto",
        autocomplete="off",
        spellcheck="false",
        aria_describedby="text-hint",
    )
    form = tag(
        "form",
        tag("label", words["label"], for_="text"),
        box,
        tag("p", words["hint"], id="text-hint", class_="hint"),
        class_="tool-form",
    )
    side = tag(
        "div",
        draw_status(language),
        tag("h2", words["result"], class_="tool-heading", id="result-heading"),
        tag(
            "div",
            result,
            class_="tool-result",
            data_source="static",
            role="region",
            aria_labelledby="result-heading",
        ),
        tag("p", class_="tool-spoken", aria_live="polite"),
        class_="tool-side",
    )
    return tag(
        "sms-segments",
        join([form, side]),
        class_="tool",
        data_widget=widget,
        data_language=language,
        data_draft="text",
    )
