"""What one character is: its code points, their official names, and what each costs."""

from __future__ import annotations

from smsparts.alphabets import locking_table, single_table
from smsparts.characters import name
from smsparts.explanation import Explanation
from smsparts.say import words

from calculators.views.html import Html, join, say, tag
from calculators.views.segments.parts import pieces


def draw(found: Explanation, value: str, language: str) -> Html:
    """The character ``value`` names as "part:position", both from 1; empty if there is none."""
    sentences = words("character", language)
    try:
        part, position = map(int, value.split(":"))
        piece = pieces(found.parts[part - 1])[position - 1]
    except (ValueError, IndexError):
        return Html("")
    one = frozenset(locking_table(found.count.locking).values())
    two = frozenset(single_table(found.count.single).values())
    rows = []
    for character in piece:
        septets: object = 1 if character in one else 2 if character in two else sentences["not_in"]
        rows.append(
            tag(
                "tr",
                tag("td", tag("code", f"U+{ord(character):04X}")),
                tag("td", name(character), lang="en"),
                tag("td", septets),
                tag("td", _units(character)),
            )
        )
    heads = [
        tag("th", sentences[key], scope="col") for key in ("number", "name", "septets", "units")
    ]
    caption = say(sentences, "caption", part=part, position=position)
    table = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", join(heads))),
        tag("tbody", join(rows)),
        class_="character",
    )
    if len(piece) == 1:
        return table
    whole = say(sentences, "whole", n=len(piece), units=sum(map(_units, piece)))
    return join([table, tag("p", whole)])


def _units(character: str) -> int:
    return 2 if character > "\uffff" else 1
