"""What stays while the result changes: the text box, the controls, the regions, the examples."""

from __future__ import annotations

from calculators.views import status
from calculators.views.html import Html, join, tag
from calculators.views.segments import choices, examples, file_words, mode
from calculators.words import words


def draw(
    widget: str, language: str, result: Html, *, compact: bool = False, embedded: bool = False
) -> Html:
    """The whole tool around ``result``; ``compact`` is the box and the answer alone.

    The compact form stands on a page that most people read for something else, so nothing of
    Python is fetched there before somebody touches it. The same holds for the ``embedded`` form,
    which stands in pages of others; it keeps nothing in the browser.
    """
    sentences = words("form", language)
    whole = not (compact or embedded)
    box = tag(
        "textarea",
        id="text",
        name="text",
        rows=3 if compact else 6,
        dir="auto",
        autocomplete="off",
        spellcheck="false",
        aria_describedby="text-hint",
    )
    form = tag(
        "form",
        mode.switch(language),
        tag("label", sentences["label"], for_="text", class_="tool-label"),
        box,
        tag("p", sentences["hint"], id="text-hint", class_="hint"),
        tag(
            "p",
            tag("button", sentences["undo"], type="button", data_do="undo", hidden=True),
            tag("button", sentences["clear"], type="button", data_do="clear", hidden=True),
            class_="buttons",
        ),
        tag("div", data_region="variables"),
        "" if compact else join([mode.chosen(language), choices.draw(language)]),
        file_words.section(language) if whole else "",
        class_="tool-form",
    )
    side = tag(
        "div",
        tag("h2", sentences["result"], class_="tool-heading", id="result-heading"),
        status.draw(language),
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
        join([form, side, examples.draw(language) if whole else ""]),
        class_="tool compact" if compact else "tool",
        data_start=None if whole else "touch",
        data_keeps="nothing" if embedded else None,
        data_widget=widget,
        data_language=language,
    )
