"""The part bar: each message part as the 140 octets it is, header at the left, loss at the right.

Drawn as SVG with attributes only, since the page allows no inline style. Header, text and lost
units differ in pattern as well as colour, and every bar says its numbers as its name.
"""

from __future__ import annotations

from calculators.segments import PAYLOAD_OCTETS, Count, Options, Part, header_octets
from calculators.views.html import Html, fill, join, tag

WORDS = {
    "en": {
        "label": "Part {number} of {parts}: {used} of {size} {unit}",
        "more": "and {more} more parts",
        "GSM-7": "septets",
        "UCS-2": "code units",
    },
    "zh": {
        "label": "第 {number} 条，共 {parts} 条：{size} 个{unit}中用了 {used} 个",
        "more": "另有 {more} 条",
        "GSM-7": "七位组",
        "UCS-2": "码元",
    },
}
SHOWN = 6
HEIGHT = 12


def draw(parts: list[Part], total: Count, options: Options, language: str) -> Html:
    """A bar for each of the first parts, and words for the rest."""
    from calculators.views.segments.answer import size_of_part

    words = WORDS[language]
    size = size_of_part(total, options)
    tables = (total.locking is not None) + (total.single is not None)
    header = header_octets(options.reference_bits if len(parts) > 1 else None, tables)
    rows = []
    for number, part in enumerate(parts[:SHOWN], 1):
        label = fill(
            words["label"],
            number=number,
            parts=total.segments,
            used=part.units,
            size=size,
            unit=words[total.encoding],
        )
        shape = _bar(header, part.units, size, number < len(parts))
        rows.append(tag("li", shape, tag("span", label, class_="bar-label")))
    if total.segments > SHOWN:
        rows.append(tag("li", fill(words["more"], more=total.segments - SHOWN), class_="bar-more"))
    return tag("ol", join(rows), class_="bars")


def _bar(header: int, used: int, size: int, full: bool) -> Html:
    room = PAYLOAD_OCTETS - header
    text = round(room * used / size, 2)
    shapes = [_box("bar-frame", 0, PAYLOAD_OCTETS)]
    if header:
        shapes.append(_box("bar-header", 0, header))
    shapes.append(_box("bar-text", header, text))
    if full and used < size:
        shapes.append(_box("bar-lost", header + text, room - text))
    return tag(
        "svg",
        join(shapes),
        viewBox=f"0 0 {PAYLOAD_OCTETS} {HEIGHT}",
        preserveAspectRatio="none",
        class_="bar",
        aria_hidden="true",
    )


def _box(kind: str, left: float, width: float) -> Html:
    return tag("rect", class_=kind, x=left, y=0, width=round(width, 2), height=HEIGHT)
