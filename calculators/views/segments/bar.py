"""The part bar: each message part as the 140 octets it is, header at the left, loss at the right.

Drawn as SVG with attributes only, since the page allows no inline style. Header, text and lost
units differ in shape as well as colour, and the numbers stand beside each bar in words.
"""

from __future__ import annotations

from smsparts.explanation import Explanation, PartDetail
from smsparts.say import words
from smsparts.segments import PAYLOAD_OCTETS

from calculators.views.html import Html, join, say, tag

SHOWN = 4
HEIGHT = 14


def draw(found: Explanation, unit: str, language: str, by_rule: bool = False) -> Html:
    """A bar for each of the first parts and for the last, and words for those between.

    ``unit`` is what they are counted in, in words; ``by_rule``: a rule counts characters.
    """
    sentences = words("bar", language)
    parts = found.parts
    rows = []
    for number, part in enumerate(parts, 1):
        if number == SHOWN and len(parts) > SHOWN:
            more = say(sentences, "more", n=len(parts) - SHOWN)
            rows.append(tag("li", more, class_="bar-more"))
        if number >= SHOWN and number != len(parts):
            continue
        label = say(
            sentences,
            "label_by_rule" if by_rule else "label",
            number=number,
            used=part.units,
            size=part.capacity,
            unit=unit,
        )
        rows.append(tag("li", _bar(part), tag("span", label, class_="bar-label")))
        if number == len(parts):
            break
    return tag("ol", join(rows), class_="bars")


def _bar(part: PartDetail) -> Html:
    room = PAYLOAD_OCTETS - part.header_octets
    text = round(room * part.units / part.capacity, 2)
    shapes = [_box("bar-frame", 0, PAYLOAD_OCTETS)]
    if part.header_octets:
        shapes.append(_box("bar-header", 0, part.header_octets))
    if text:
        shapes.append(_box("bar-text", part.header_octets, text))
    if part.lost:
        start = part.header_octets + text
        shapes.append(_box("bar-lost", start, PAYLOAD_OCTETS - start))
    return tag(
        "svg",
        join(shapes),
        viewBox=f"0 0 {PAYLOAD_OCTETS} {HEIGHT}",
        preserveAspectRatio="none",
        class_="bar",
        aria_hidden="true",
    )


def _box(kind: str, left: float, width: float) -> Html:
    left, width = round(left, 2), round(width, 2)
    return tag("rect", class_=kind, x=left, y=0, width=width, height=HEIGHT)
