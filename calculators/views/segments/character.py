"""What one character is: its code points, their official names, and what each costs."""

from __future__ import annotations

from smsparts.alphabets import locking_table, single_table
from smsparts.characters import name
from smsparts.explain import Explanation

from calculators.views.html import Html, fill, join, tag
from calculators.views.segments.parts import pieces

WORDS = {
    "en": {
        "number": "Code point",
        "name": "Unicode name",
        "septets": "GSM-7 septets",
        "units": "UTF-16 code units",
        "not_in": "not in the alphabet",
        "whole": "This one character is made of {count} code points and takes {units} UTF-16 code "
        "units.",
        "caption": "Character {position} of part {part}",
    },
    "zh": {
        "number": "码点",
        "name": "Unicode 名称",
        "septets": "GSM-7 七位组",
        "units": "UTF-16 码元",
        "not_in": "不在字母表里",
        "whole": "这一个字符由 {count} 个码点组成，占 {units} 个 UTF-16 码元。",
        "caption": "第 {part} 条的第 {position} 个字符",
    },
}


def draw(found: Explanation, value: str, language: str) -> Html:
    """The character ``value`` names as "part:position", both from 1; empty if there is none."""
    words = WORDS[language]
    try:
        part, position = map(int, value.split(":"))
        piece = pieces(found.parts[part - 1])[position - 1]
    except (ValueError, IndexError):
        return Html("")
    one = frozenset(locking_table(found.count.locking).values())
    two = frozenset(single_table(found.count.single).values())
    rows = []
    for character in piece:
        septets: object = 1 if character in one else 2 if character in two else words["not_in"]
        rows.append(
            tag(
                "tr",
                tag("td", tag("code", f"U+{ord(character):04X}")),
                tag("td", name(character), lang="en"),
                tag("td", septets),
                tag("td", _units(character)),
            )
        )
    heads = [tag("th", words[key], scope="col") for key in ("number", "name", "septets", "units")]
    caption = fill(words["caption"], part=part, position=position)
    table = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", join(heads))),
        tag("tbody", join(rows)),
        class_="character",
    )
    if len(piece) == 1:
        return table
    whole = fill(words["whole"], count=len(piece), units=sum(map(_units, piece)))
    return join([table, tag("p", whole)])


def _units(character: str) -> int:
    return 2 if character > "\uffff" else 1
