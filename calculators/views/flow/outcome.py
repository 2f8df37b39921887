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

WORDS = {
    "en": {
        "first": "What to do first",
        "avoid": "What not to do",
        "wait": "How long to wait",
        "always": "Whatever the case: give no code to anyone, pay no site that rents out numbers "
        "or codes, and do not ask for codes again and again.",
        "sources": "Sources, checked {checked}",
        "copy": "Copy link to this result",
        "print": "Print",
        "again": "Start again",
    },
    "zh": {
        "first": "先做什么",
        "avoid": "不要做什么",
        "wait": "要等多久",
        "always": "无论哪种情况：不要把验证码给任何人，不要给租号、代收验证码的网站付钱，"
        "也不要反复请求验证码。",
        "sources": "来源（{checked} 核查）",
        "copy": "复制结果链接",
        "print": "打印",
        "again": "重新开始",
    },
}
PARTS = ("first", "avoid", "wait")


def draw(place: Place) -> Html:
    """The outcome that the answers lead to."""
    words = WORDS[place.language]
    outcome = place.flow.outcomes[place.walk.at]
    buttons = tag(
        "p",
        tag("button", words["copy"], type="button", name="copy", value="link"),
        " ",
        tag("button", words["print"], type="button", data_do="print"),
        " ",
        tag("a", words["again"], href="#show=first"),
        class_="flow-buttons",
    )
    return tag(
        "div",
        tag("h2", outcome.title[place.language], id=HEADING, tabindex="-1"),
        body(outcome, place.language, "h3"),
        tag("p", words["always"], class_="flow-always"),
        given(place),
        buttons,
        class_="flow-result",
    )


def body(outcome: Outcome, language: str, heading: str) -> Html:
    """The three parts of the advice and its sources, under headings of that level."""
    words = WORDS[language]
    parts = [
        join([tag(heading, words[part]), tag("p", outcome.raw[part][language])]) for part in PARTS
    ]
    compiled = facts.load("code-not-arriving")
    rows = [tag("li", linked(compiled["sources"][at], language)) for at in outcome.raw["sources"]]
    title = words["sources"].format(checked=_checked(compiled, outcome))
    parts.append(tag("details", tag("summary", title), tag("ul", join(rows))))
    return tag("div", join(parts), class_="flow-advice")


def _checked(compiled: Mapping[str, Any], outcome: Outcome) -> str:
    """The oldest day on which one of the sources was read."""
    return min(str(compiled["sources"][at]["checked"]) for at in outcome.raw["sources"])
