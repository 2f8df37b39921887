"""The answer first: parts, encoding and room left in one sentence, then the bar and the numbers."""

from __future__ import annotations

from smsparts.explanation import Explanation
from smsparts.say import result, words
from smsparts.segments import MAXIMUM_PARTS, capacity, count

from calculators.views.html import Html, join, say, tag
from calculators.views.segments import mode, why
from calculators.views.segments.bar import draw as draw_bar
from calculators.views.segments.mode import Mode
from calculators.views.segments.settings import STANDARD, Settings, profile
from calculators.words import words as counted_words

MOST_ELSEWHERE = 20_000
"""Characters up to which the other answer is counted too, at each key."""


def draw(settings: Settings, found: Explanation, going: Mode, language: str) -> Html:
    """The sentence, what qualifies it, the bar and the numbers."""
    sentences = words("answer", language)
    total = found.count
    by_rule = settings.counts_characters
    numbers: list[tuple[str, object]] = [
        ("units", result.units(total.units, found, language, counts_characters=by_rule)),
        ("left", found.left),
    ]
    if not by_rule:
        numbers.insert(0, ("encoding", total.encoding))
        numbers.append(("characters", len(settings.sent)))
    if total.locking or total.single:
        tables = dict.fromkeys(name for name in (total.locking, total.single) if name)
        numbers.append(("tables", words("join", language)["names"].join(tables)))
    return join(
        [
            tag(
                "div",
                tag(
                    "p",
                    _line(settings, found, language),
                    class_="answer-line",
                    id="answer",
                    data_parts=total.segments,
                ),
                why.best(found, language, by_rule),
                class_="answer-bar",
            ),
            mode.note(going, language),
            _elsewhere(settings, going, language),
            *_notes(settings, found, language),
            draw_bar(found, _short_unit(settings, found, language), language, by_rule),
            tag(
                "details",
                tag("summary", sentences["numbers_by_rule" if by_rule else "numbers"]),
                tag(
                    "dl",
                    join(
                        tag("div", tag("dt", sentences[name]), tag("dd", value, data_value=name))
                        for name, value in numbers
                    ),
                    class_="numbers",
                ),
                id="numbers",
            ),
        ]
    )


def _line(settings: Settings, found: Explanation, language: str) -> Html:
    sentences = words("answer", language)
    if not settings.sent:
        key = "empty_by_rule" if settings.counts_characters else "empty"
        further = capacity("UCS-2", settings.options.reference_bits)
        return say(sentences, key, gsm=capacity("GSM-7"), ucs2=capacity("UCS-2"), further=further)
    key, values = result.answer(found, language, settings.counts_characters)
    return say(sentences, key, **{**values, "whole": tag("strong", values["whole"])})


def _elsewhere(settings: Settings, going: Mode, language: str) -> Html:
    """The other answer: what the same text comes to where it does not go."""
    if not settings.sent or len(settings.sent) > MOST_ELSEWHERE:
        return Html("")
    sentences = counted_words("mode", language)
    other = profile(STANDARD if going.to == mode.MAINLAND else going.domestic)
    total = count(settings.sent, other.options())
    values = {"parts": result.parts(total.segments, language), "encoding": total.encoding}
    key = f"elsewhere_{mode.ABROAD if going.to == mode.MAINLAND else mode.MAINLAND}"
    return tag("p", say(sentences, key, **values), class_="answer-note elsewhere")


def _short_unit(settings: Settings, found: Explanation, language: str) -> str:
    short = result.unit(found, short=True)
    return words("unit", language)["by_rule" if settings.counts_characters else short]


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
