"""Worked examples: a button each when the tool runs, and a lesson each when it does not.

Their texts stand in ``examples.json``, one for all languages or one for each; their titles, being
words of the tool, in its catalogue.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from smsparts.explanation import explain
from smsparts.say import result

from calculators.views.html import Html, join, say, tag
from calculators.views.segments import mode
from calculators.views.segments.settings import STANDARD, profile
from calculators.words import words


class Example(NamedTuple):
    """A text to count; ``lang`` is the text's own language where it is one for all."""

    id: str
    text: str
    lang: str | None = None


@cache
def examples(language: str) -> tuple[Example, ...]:
    """The examples with their texts for readers of ``language``."""
    known = json.loads((files(__package__) / "examples.json").read_text("utf-8"))
    return tuple(
        Example(
            one["id"],
            one["text"] if isinstance(one["text"], str) else one["text"][language],
            one.get("lang"),
        )
        for one in known
    )


def draw(language: str) -> Html:
    """All the examples with their counts, reasons and cheapest changes."""
    sentences = words("examples", language)
    return tag(
        "section",
        tag("h2", sentences["heading"], id="examples"),
        tag("p", sentences["lead"], class_="quiet"),
        tag(
            "ul",
            join(tag("li", _example(e, language)) for e in examples(language)),
            class_="examples",
        ),
        class_="tool-examples",
        aria_labelledby="examples",
    )


def find(name: str, language: str) -> Example | None:
    """The example of that id."""
    return next((example for example in examples(language) if example.id == name), None)


def _example(example: Example, language: str) -> Html:
    sentences = words("examples", language)
    title = sentences[f"title_{example.id}"]
    said = [_counted(example.text, to, language) for to in mode.in_order(language)]
    return join(
        [
            tag("h3", title, id=f"example-{example.id}"),
            tag("p", example.text, class_="example-text", dir="auto", lang=example.lang),
            *(tag("p", line) for line in said),
            tag(
                "button",
                sentences["use"],
                type="button",
                name="example",
                value=example.id,
                class_="needs-script",
                aria_label=say(sentences, "use_named", title=title),
            ),
        ]
    )


def _counted(text: str, to: str, language: str) -> Html:
    """What the text comes to where it goes, why, and the cheapest change."""
    sentences = words("examples", language)
    mainland = to == mode.MAINLAND
    rule = profile(mode.domestic_rules()[0] if mainland else STANDARD)
    found = explain(text, rule.options())
    values = {
        "parts": result.parts(found.count.segments, language),
        "encoding": found.count.encoding,
        "units": result.units(found.count.units, found, language, counts_characters=mainland),
    }
    said: list[object] = [tag("strong", say(sentences, to, **values))]
    if not mainland:
        said += [" ", result.reason(found, language)]
    if found.cheapest:
        fix = result.label(found.cheapest, language, mainland)
        said += [" ", say(sentences, "fix", fix=fix)]
    return join(said)
