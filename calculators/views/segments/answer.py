"""The answer first: parts, encoding and room left in one sentence, then the bar and the numbers."""

from __future__ import annotations

from smsparts.explanation import Explanation
from smsparts.say import result, words
from smsparts.segments import MAXIMUM_PARTS, capacity

from calculators.views.html import Html, join, say, tag
from calculators.views.segments.bar import draw as draw_bar
from calculators.views.segments.settings import STANDARD, Settings, profile


def draw(settings: Settings, found: Explanation, language: str) -> Html:
    """The sentence, what qualifies it, the bar and the numbers."""
    sentences = words("answer", language)
    total = found.count
    numbers: list[tuple[str, object]] = [
        ("encoding", total.encoding),
        ("units", result.units(total.units, found, language)),
        ("left", found.left),
        ("characters", len(settings.sent)),
    ]
    if total.locking or total.single:
        tables = dict.fromkeys(name for name in (total.locking, total.single) if name)
        numbers.append(("tables", words("join", language)["names"].join(tables)))
    return join(
        [
            tag(
                "p",
                _line(settings, found, language),
                class_="answer-line",
                id="answer",
                data_parts=total.segments,
            ),
            *_notes(settings, found, language),
            draw_bar(found, _short_unit(settings, found, language), language),
            tag(
                "dl",
                join(
                    tag("div", tag("dt", sentences[name]), tag("dd", value, data_value=name))
                    for name, value in numbers
                ),
                class_="numbers",
            ),
        ]
    )


def _line(settings: Settings, found: Explanation, language: str) -> Html:
    sentences = words("answer", language)
    if not settings.sent:
        return say(sentences, "empty", gsm=capacity("GSM-7"), ucs2=capacity("UCS-2"))
    key, values = result.answer(found, language, settings.counts_characters)
    return say(sentences, key, **{**values, "whole": tag("strong", values["whole"])})


def _short_unit(settings: Settings, found: Explanation, language: str) -> str:
    short = result.unit(found, short=True)
    return words("unit", language)["characters" if settings.counts_characters else short]


def _notes(settings: Settings, found: Explanation, language: str) -> list[Html]:
    sentences = words("answer", language)
    notes = []
    if settings.profile != STANDARD and settings.sent:
        rule = profile(settings.profile)
        name = rule.name[language]
        bill = rule.bill(settings.sent, **settings.given)
        if bill.fewest != bill.most:
            questions = words("join", language)["questions"]
            span = say(sentences, "range", fewest=bill.fewest, n=bill.most)
            notes.append(
                say(
                    sentences,
                    "between",
                    range=tag("strong", span),
                    questions=questions.join(sentences[name] for name in bill.unsure),
                )
            )
        if bill.over_limit != "no" and bill.limit is not None:
            notes.append(say(sentences, f"over_{bill.over_limit}", limit=bill.limit, rule=name))
        notes.append(say(sentences, "rule", rule=name))
    if found.count.segments > MAXIMUM_PARTS:
        notes.append(say(sentences, "over_255", most=MAXIMUM_PARTS))
    return [tag("p", note, class_="answer-note") for note in notes]
