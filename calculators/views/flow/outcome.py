"""The end of a check: what to do first, what not, how long, where to ask, what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smsparts.say import words as counter_words

from calculators import facts
from calculators.flows import Outcome
from calculators.views.flow.place import Place
from calculators.views.flow.reasons import linked
from calculators.views.flow.screen import HEADING, buttons, given
from calculators.views.html import Html, join, say, tag
from calculators.words import words

PARTS = ("first", "avoid", "wait", "cost")


def draw(place: Place) -> Html:
    """The outcome that the answers lead to, or a later step of its ladder."""
    outcome = place.outcome
    return tag(
        "div",
        given(place),
        tag("h2", outcome.title[place.language], id=HEADING, tabindex="-1"),
        body(place.widget, outcome, place.language, "h3"),
        _ladder(place),
        tag("p", facts.load(place.widget)["always"][place.language], class_="flow-always"),
        buttons(place),
        class_="flow-result",
    )


def body(widget: str, outcome: Outcome, language: str, heading: str) -> Html:
    """The parts of the advice and its sources, under headings of that level."""
    sentences = words("outcome", language)
    parts = [
        join([tag(heading, sentences[part]), tag("p", outcome.raw[part][language])])
        for part in PARTS
        if part in outcome.raw
    ]
    if "cost" not in outcome.raw:
        parts.append(
            join([tag(heading, sentences["cost"]), tag("p", facts.load(widget)["free"][language])])
        )
    rows = [tag("li", _where(one, language)) for one in _places(widget, outcome)]
    parts.append(join([tag(heading, sentences["ask"]), tag("ul", join(rows))]))
    if outcome.raw.get("mail"):
        parts.append(_mail(outcome.raw["mail"], language, heading))
    compiled = facts.load(widget)
    rows = [tag("li", linked(compiled["sources"][at], language)) for at in outcome.raw["sources"]]
    title = sentences("sources", checked=_checked(compiled, outcome))
    parts.append(tag("details", tag("summary", title), tag("ul", join(rows))))
    return tag("div", join(parts), class_="flow-advice")


def as_text(place: Place) -> str:
    """The advice as plain text, for somebody it is passed on to."""
    sentences = words("outcome", place.language)
    outcome = place.outcome
    opens = counter_words("join", place.language)["opens"]
    lines = [outcome.title[place.language]]
    lines += [
        f"{sentences[part]}{opens} {outcome.raw[part][place.language]}"
        for part in PARTS
        if part in outcome.raw
    ]
    for one in _places(place.widget, outcome):
        lines.append(f"{one['text'][place.language]} {one['url']}")
    return "\n".join([*lines, facts.load(place.widget)["always"][place.language]])


def mail_text(place: Place) -> str:
    """The prepared mail of this outcome, to copy; "" where it has none."""
    mail = place.outcome.raw.get("mail")
    return "\n\n".join([mail["subject"], mail["body"]]) if mail else ""


def _places(widget: str, outcome: Outcome) -> list[Mapping[str, Any]]:
    """Where to ask: of this outcome, or of the whole check."""
    places: list[Mapping[str, Any]] = outcome.raw.get("ask") or facts.load(widget)["ask"]
    return places


def _where(one: Mapping[str, Any], language: str) -> Html:
    return tag("a", one["text"][language], href=one["url"])


def _mail(mail: Mapping[str, Any], language: str, heading: str) -> Html:
    """The mail as it can be copied: Telegram reads English whatever the page's language."""
    sentences = words("outcome", language)
    foreign = None if language == "en" else "en"
    return join(
        [
            tag(heading, sentences["mail"]),
            tag("p", mail["to"][language]),
            tag(
                "blockquote",
                tag("p", tag("strong", mail["subject"])),
                join(tag("p", line) for line in mail["body"].split("\n")),
                lang=foreign,
                class_="flow-mail",
            ),
        ]
    )


def _ladder(place: Place) -> Html:
    """The way on where the advice did not help; at its end, one to what the check does not know."""
    sentences = words("outcome", place.language)
    parts = []
    if place.outcome.raw.get("mail"):
        parts.append(tag("button", sentences["copy-mail"], type="button", name="copy",
                         value="mail"))  # fmt: skip
    following = place.outcome.raw.get("next")
    if following:
        title = place.flow.outcomes[following].title[place.language]
        link = tag("a", title, href=place.link(then=str(place.then + 1)))
        parts.append(say(sentences, "still", outcome=link))
    if place.then:
        before = place.link(then=str(place.then - 1)) if place.then > 1 else place.link()
        parts.append(tag("a", sentences["step-back"], href=before))
    return join(tag("p", one, class_="flow-ladder") for one in parts)


def _checked(compiled: Mapping[str, Any], outcome: Outcome) -> str:
    """The oldest day on which one of the sources was read."""
    return min(str(compiled["sources"][at]["checked"]) for at in outcome.raw["sources"])
