"""The text as parts: each with its boundary, its header, what is lost, and every character.

Shows a window: as many parts around the caret as can be drawn at each key. A character is what a
person sees as one (a grapheme cluster); its mark says by shape, not colour alone, that it forces
UCS-2 or costs two. What it is in detail is in ``character``.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache

from smsparts.alphabets import locking_table, single_table
from smsparts.explanation import Explanation, PartDetail, sendable
from smsparts.graphemes import clusters
from smsparts.say import Words, result, words
from smsparts.segments import Options

from calculators.views.html import Html, escape, join, say, tag
from calculators.views.segments.settings import Settings

# Code points that can be drawn within a frame, and parts, whichever comes first.
MOST_CHARACTERS = 480
MOST_SHOWN = 6


# Characters without a glyph of their own are shown by their number.
# White space alone is no name for what a screen reader can stop at.
_BARE_SPACE = "<i role=option> </i>"
_SPACE = "<i role=option aria-label=U+0020> </i>"
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def draw(
    settings: Settings, found: Explanation, language: str, caret: int = 0, window: int | None = None
) -> Html:
    """The parts around ``caret`` (UTF-16 code units of the typed text), or from ``window`` on."""
    sentences = words("parts", language)
    heading = tag("h3", sentences["heading"])
    if not settings.sent:
        return join([heading, tag("p", sentences["empty"], class_="quiet")])
    parts = found.parts
    first = _at_caret(settings, found, caret) if window is None else window
    first = max(0, min(first, len(parts) - 1))
    last, drawn = first, 0
    while last < len(parts) and last - first < MOST_SHOWN:
        drawn += len(parts[last].text)
        if drawn > MOST_CHARACTERS and last > first:
            break
        last += 1
    # At the end of a text, where one types, the parts before it fill the window.
    while window is None and first and last - first < MOST_SHOWN:
        drawn += len(parts[first - 1].text)
        if drawn > MOST_CHARACTERS:
            break
        first -= 1
    marks = marks_of(found, settings.options)
    blocks = [
        _part(parts[number], number + 1, found, marks, language, settings)
        for number in range(first, last)
    ]
    shown = [heading]
    if len(blocks) < len(parts):
        values = {"first": first + 1, "last": last, "parts": len(parts)}
        shown.append(tag("p", say(sentences, "showing", **values), class_="quiet"))
    if first:
        shown.append(_move("earlier", max(0, first - MOST_SHOWN), sentences["earlier"]))
    shown.append(join(blocks))
    if last < len(parts):
        shown.append(_move("later", last, sentences["later"]))
    shown.append(_legend(found, marks, sentences, settings.counts_characters))
    return join(shown)


def pieces(part: PartDetail) -> list[str]:
    """The characters of a part as they are drawn, one after another."""
    text = part.text
    # In ASCII only CR LF is one character of two code points.
    return list(text) if text.isascii() and "\r" not in text else list(clusters(text))


def marks_of(found: Explanation, options: Options) -> tuple[frozenset[str] | None, frozenset[str]]:
    """Which characters do not force UCS-2 (None: none can), and which cost two septets."""
    total = found.count
    if total.encoding == "GSM-7":
        one = frozenset(locking_table(total.locking).values())
        return None, frozenset(single_table(total.single).values()) - one
    if options.encoding == "UCS-2":
        return None, frozenset()
    return sendable(options), frozenset()


def _at_caret(settings: Settings, found: Explanation, caret: int) -> int:
    text = settings.text
    if not text.isascii():
        before = text.encode("utf-16-le", "surrogatepass")[: 2 * caret]
        caret = len(before.decode("utf-16-le", "surrogatepass"))
    index = settings.prefix + caret
    if len(settings.sent) - settings.prefix != len(text):  # line ends became two characters
        index += text.count("\n", 0, caret)
    return bisect_right([part.start for part in found.parts], max(0, index - 1)) - 1


def _part(
    part: PartDetail,
    number: int,
    found: Explanation,
    marks: tuple[frozenset[str] | None, frozenset[str]],
    language: str,
    settings: Settings,
) -> Html:
    sentences, by_rule = words("parts", language), settings.counts_characters
    unit = words("unit", language)[result.unit(found, short=True)]
    key = "filled_by_rule" if by_rule else "filled"
    facts = [say(sentences, key, units=part.units, size=part.capacity, unit=unit)]
    if part.header_octets and not by_rule:
        facts.append(say(sentences, "header", octets=part.header_octets))
    if part.lost:
        facts.append(
            say(
                sentences,
                "lost_word" if settings.options.keep_words else "lost",
                lost=result.units(part.lost, found, language, True, counts_characters=by_rule),
            )
        )
    more = len(found.parts) > 1
    title = say(sentences, "part", number=number, parts=len(found.parts))
    head = tag("p", tag("strong", title), " · ", join(facts, " · "), class_="part-head")
    return tag(
        "div",
        head if more else "",
        tag(
            "div",
            _characters(part, marks, found.count.encoding),
            class_="part-text",
            role="listbox",
            tabindex="0",
            dir="auto",
            data_part=number,
            aria_label=say(sentences, "label", number=number),
        ),
        tag("p", say(sentences, "ends", number=number), class_="part-end")
        if number < len(found.parts)
        else "",
        class_="part",
    )


def _characters(
    part: PartDetail, marks: tuple[frozenset[str] | None, frozenset[str]], encoding: str
) -> Html:
    known, two = marks
    text = part.text
    plain = text.isascii() and text.isprintable()
    if plain and (known is None or known.issuperset(text)) and two.isdisjoint(text):
        inner = "</i><i role=option>".join(map(escape, text))
        return Html(f"<i role=option>{inner}</i>".replace(_BARE_SPACE, _SPACE))
    drawn = []
    for piece in pieces(part):
        kinds = ""
        if known is not None and not known.issuperset(piece):
            kinds = "f"
        if not two.isdisjoint(piece) or (encoding == "UCS-2" and max(piece) > "\uffff"):
            kinds = f"{kinds}t"
        drawn.append(_character(piece, kinds))
    return Html("".join(drawn))


@lru_cache(maxsize=4096)
def _character(piece: str, kinds: str) -> str:
    """One character; cached, since a text has few different ones."""
    shape = {"": "", "f": " class=forces", "t": " class=two", "ft": ' class="forces two"'}[kinds]
    if piece in ("\n", "\r\n", "\r"):
        sign = {"\n": "↵", "\r\n": "␍↵", "\r": "␍"}[piece]
        newline = "\n" if piece.endswith("\n") else ""
        return f"<i role=option{shape}>{sign}{newline}</i>"
    kind = unicodedata.category(piece[0])
    if all(unicodedata.category(c) in _HIDDEN or (c.isspace() and c != " ") for c in piece):
        numbers = " ".join(f"U+{ord(c):04X}" for c in piece)
        return f"<i role=option{shape}><b>{numbers}</b></i>"
    if piece == " ":
        return _SPACE.replace("role=option", f"role=option{shape}")
    base = "\u25cc" if kind.startswith("M") else ""
    return f"<i role=option{shape}>{base}{escape(piece)}</i>"


def _move(name: str, first: int, label: str) -> Html:
    return tag("button", label, type="button", name="window", value=first, id=f"window-{name}")


def _legend(
    found: Explanation,
    marks: tuple[frozenset[str] | None, frozenset[str]],
    sentences: Words,
    by_rule: bool,
) -> Html:
    signs = []
    if marks[0] is not None and found.distinct:
        signs.append(tag("span", sentences["forces"], class_="forces"))
    two = found.count.encoding == "GSM-7" and found.distinct
    if two or (found.count.encoding == "UCS-2" and any(p.units > len(p.text) for p in found.parts)):
        signs.append(tag("span", sentences["two_by_rule" if by_rule else "two"], class_="two"))
    return join(
        [
            tag("p", join(signs, " "), class_="legend") if signs else "",
            tag("div", tag("p", sentences["hint"], class_="quiet"), data_region="character"),
        ]
    )
