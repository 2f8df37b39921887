"""The answer first: parts, encoding and room left in one sentence, then the bar and the numbers."""

from __future__ import annotations

from smsparts.explain import Explanation
from smsparts.say import words
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
        ("units", _units(total.units, found, language)),
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


def spoken(found: Explanation, language: str) -> str:
    """The one sentence a screen reader hears after a pause."""
    segments = found.count.segments
    return words("answer", language)(
        "spoken" if segments == 1 else "spoken_split",
        parts=words("count", language)("parts", n=segments),
        encoding=found.count.encoding,
        left=_units(found.left, found, language),
    )


def unit(found: Explanation) -> str:
    """The catalogue's name of what the text is counted in."""
    return "septets" if found.count.encoding == "GSM-7" else "utf16_code_units"


def _line(settings: Settings, found: Explanation, language: str) -> Html:
    sentences = words("answer", language)
    if not settings.sent:
        return say(sentences, "empty", gsm=capacity("GSM-7"), ucs2=capacity("UCS-2"))
    segments, last = found.count.segments, found.parts[-1]
    by_rule = settings.counts_characters
    key = "fits" if segments == 1 else "split"
    return say(
        sentences,
        f"{key}_by_rule" if by_rule else key,
        n=segments,
        whole=tag("strong", say(sentences, "whole", n=segments)),
        encoding=found.count.encoding,
        unit=words("unit", language)["characters" if by_rule else unit(found)],
        used=last.units,
        size=last.capacity,
        left=say(sentences, "left_over", n=found.left),
    )


def _short_unit(settings: Settings, found: Explanation, language: str) -> str:
    short = "septets" if found.count.encoding == "GSM-7" else "code_units"
    return words("unit", language)["characters" if settings.counts_characters else short]


def _units(number: int, found: Explanation, language: str) -> str:
    return words("count", language)(unit(found), n=number)


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
