"""Where a text may be cut so that what a person sees as one character stays whole.

Extended grapheme clusters of UAX #29, revision of Unicode 17.0: rules GB3 to GB13 as one small
state machine over the classes of `graphemes_table`. Knows nothing of parts or encodings.

The machine reads each code point once, whatever the text: a run of a million combining marks or
of flags costs no more a code point than plain words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smsparts.graphemes_table import RUNS, UNICODE_VERSION

if TYPE_CHECKING:
    from re import Match

__all__ = ["UNICODE_VERSION", "Boundaries", "clusters"]

# The letters of graphemes_table, then LV and LVT, which it leaves to be worked out.
_CLASSES = "ORNCXEKZFPSLVTBIYW"
_CODE = {letter: code for code, letter in enumerate(_CLASSES)}
_CONTROL = _CODE["C"]  # up to here are Other, CR, LF and Control: all stand alone but CR LF
_BREAK = 0x80  # added to the next state when there is a boundary before the code point


def _states() -> list[bytes]:
    """For each state and class: the state after the code point, and whether a boundary precedes.

    A state is what the code points since the last boundary leave open, named by a letter: that of
    their last class, and besides J (pictograph and ZWJ, GB11) and M (consonant and linker, GB9c).
    """
    extends, hangul = "XEKZS", {"L": "LVYW", "V": "VT", "T": "T"}
    alone = dict.fromkeys("OXEKZS", "O") | dict.fromkeys("RNC", "C")  # what a class opens
    alone |= {"R": "R", "Y": "V", "W": "T"} | {letter: letter for letter in "FPLVTBI"}
    names = "ORCFPLVTBIJM"
    number = {name: index for index, name in enumerate(names)}

    def step(state: str, read: str) -> tuple[str, bool]:
        if state == "R" and read == "N":  # GB3
            return "C", False
        if state in "RC" or read in "RNC":  # GB4, GB5
            return alone[read], True
        if state in hangul and read in hangul[state]:  # GB6 to GB8
            return alone[read], False
        if state == "F" and read == "F":  # GB12, GB13: two flags letters close a pair
            return "O", False
        if state == "J" and read == "B":  # GB11
            return "B", False
        if state == "M" and read == "I":  # GB9c
            return "I", False
        if read in extends:  # GB9, GB9a
            if state == "B" and read in "XEK":
                return "B", False
            if state == "B" and read == "Z":
                return "J", False
            if state in "IM" and read in "EKZ":
                return ("M" if read == "K" else state), False
            return "O", False
        return alone[read], state != "P"  # GB9b, GB999

    return [
        bytes(number[after] | _BREAK * cut for after, cut in (step(s, c) for c in _CLASSES))
        for s in names
    ]


def _classes() -> tuple[bytes, bytes]:
    """The class of each code point below U+20000, and of those from U+E0000 to U+E0FFF."""
    pieces = []
    entries = [entry.split(":") for entry in RUNS.split()]
    starts = [int(start, 16) for start, _ in entries]
    for (_, letter), start, end in zip(entries, starts, starts[1:], strict=False):
        length = end - start
        if letter == "H":
            block = bytes([_CODE["Y"]]) + bytes([_CODE["W"]]) * 27  # an LV, then its 27 LVT
            pieces.append(block * (length // 28))
        elif start < _LOW <= end:
            pieces.append(bytes([_CODE[letter]]) * (_LOW - start))
            pieces.append(bytes([_CODE[letter]]) * (end - _HIGH))
        else:
            pieces.append(bytes([_CODE[letter]]) * length)
    table = b"".join(pieces)
    return table[:_LOW], table[_LOW:]


_LOW = 0x20000
_HIGH = 0xE0000
_LOW_CLASSES, _HIGH_CLASSES = _classes()
_STEP = _states()
_FRESH = _STEP[2]  # as after a control: the next code point starts a cluster


def _class(character: str) -> int:
    point = ord(character)
    if point < _LOW:
        return _LOW_CLASSES[point]
    return _HIGH_CLASSES[point - _HIGH] if 0 <= point - _HIGH < len(_HIGH_CLASSES) else 0


def _joined(text: str) -> str:
    """`text`, with two surrogates that a receiver takes for one character as that character.

    A mark that extends it stands in the place of the second, so that no index moves and no boundary
    falls between the two.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        from re import sub

        def join(pair: Match[str]) -> str:
            octets = pair[0].encode("utf-16-le", "surrogatepass")
            return octets.decode("utf-16-le") + "\N{ZERO WIDTH NON-JOINER}"

        return sub("[\ud800-\udbff][\udc00-\udfff]", join, text)
    return text


class Boundaries:
    """The cluster boundaries of one text, asked for from its start to its end."""

    def __init__(self, text: str) -> None:
        self._text = _joined(text)
        self._resume = 0  # where the last piece ended
        self._row = _FRESH  # and the machine's state there

    def last(self, start: int, end: int) -> int:
        """The last boundary after `start` and not after `end`; `end` where there is none.

        All are code point indexes; `start` is 0 or what the last call gave, `end` inside the text.
        A cluster is thus kept whole unless it fills all of start to end: then it is cut at `end`.
        CR LF is the exception: it may be cut, since to those who keep clusters whole in messages
        (Twilio; Android in 7-bit text) it is two characters.
        """
        text = self._text
        if _class(text[end - 1]) <= _CONTROL >= _class(text[end]):  # as at most places of a text
            self._resume, self._row = end, _FRESH
            return end
        row = self._row if start == self._resume else _FRESH
        found = start
        for index in range(start, end):
            after = row[_class(text[index])]
            if after >= _BREAK:
                after -= _BREAK
                found = index
            row = _STEP[after]
        if row[_class(text[end])] >= _BREAK:
            found = end
        if found > start:
            self._resume, self._row = found, _FRESH
            return found
        self._resume, self._row = end, row
        return end


def clusters(text: str) -> Iterator[str]:
    """The extended grapheme clusters of `text`, in order; joined, they give the text."""
    row = _FRESH
    start = 0
    for index, character in enumerate(text):
        after = row[_class(character)]
        if after >= _BREAK:
            after -= _BREAK
            if index > start:
                yield text[start:index]
                start = index
        row = _STEP[after]
    if text:
        yield text[start:]
