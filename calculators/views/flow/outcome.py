"""The end of the check: what to do first, what not to do, how long to wait, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators import facts
from calculators.flows import Outcome
from calculators.views.flow.place import Place
from calculators.views.flow.reasons import linked
from calculators.views.flow.screen import HEADING, given
from calculators.views.html import Html, join, tag
from calculators.words import words

PARTS = ("first", "avoid", "wait")


def draw(place: Place) -> Html:
    """The outcome that the answers lead to."""
    shared = words("question", place.language)
    outcome = place.flow.outcomes[place.walk.at]
    buttons = tag(
        "p",
        tag("button", shared["copy"], type="button", name="copy", value="link"),
        " ",
        tag("button", shared["print"], type="button", data_do="print"),
        " ",
        tag("a", shared["again"], href="#show=first"),
        class_="flow-buttons",
    )
    return tag(
        "div",
        tag("h2", outcome.title[place.language], id=HEADING, tabindex="-1"),
        body(outcome, place.language, "h3"),
        tag("p", words("outcome", place.language)["always"], class_="flow-always"),
        given(place),
        buttons,
        class_="flow-result",
    )


def body(outcome: Outcome, language: str, heading: str) -> Html:
    """The three parts of the advice and its sources, under headings of that level."""
    sentences = words("outcome", language)
    parts = [
        join([tag(heading, sentences[part]), tag("p", outcome.raw[part][language])])
        for part in PARTS
    ]
    compiled = facts.load("code-not-arriving")
    rows = [tag("li", linked(compiled["sources"][at], language)) for at in outcome.raw["sources"]]
    title = sentences("sources", checked=_checked(compiled, outcome))
    parts.append(tag("details", tag("summary", title), tag("ul", join(rows))))
    return tag("div", join(parts), class_="flow-advice")


def _checked(compiled: Mapping[str, Any], outcome: Outcome) -> str:
    """The oldest day on which one of the sources was read."""
    return min(str(compiled["sources"][at]["checked"]) for at in outcome.raw["sources"])
