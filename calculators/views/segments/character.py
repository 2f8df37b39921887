"""What one character is: its code points, their official names, and what each costs."""

from __future__ import annotations

from smsparts.alphabets import locking_table, single_table
from smsparts.characters import name
from smsparts.explanation import Explanation
from smsparts.say import words

from calculators.views.html import Html, join, say, tag
from calculators.views.segments.parts import pieces


def draw(found: Explanation, value: str, language: str, by_rule: bool = False) -> Html:
    """The character ``value`` names as "part:position", both from 1; empty if there is none.

    ``by_rule``: a rule counts each character as one, so that no alphabet is told.
    """
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
        cells = [tag("td", tag("code", f"U+{ord(character):04X}"))]
        cells.append(tag("td", name(character), lang="en"))
        if by_rule:
            rows.append(tag("tr", *cells, tag("td", _units(character))))
            continue
        septets: object = 1 if character in one else 2 if character in two else sentences["not_in"]
        rows.append(
            tag(
                "tr",
                *cells,
                tag("td", septets),
                tag("td", _units(character)),
            )
        )
    keys = ("number", "name", "by_rule") if by_rule else ("number", "name", "septets", "units")
    heads = [tag("th", sentences[key], scope="col") for key in keys]
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
    key = "whole_by_rule" if by_rule else "whole"
    whole = say(sentences, key, n=len(piece), units=sum(map(_units, piece)))
    return join([table, tag("p", whole)])


def _units(character: str) -> int:
    return 2 if character > "\uffff" else 1
