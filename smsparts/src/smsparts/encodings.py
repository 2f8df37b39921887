"""Which encoding a file of messages is in: by its mark, by its zeros, or by how its text reads.

What is not UTF-8 is read in each encoding that people's files have, and the one wins whose letters
are most often letters that its languages really use. Nothing is taken for Chinese because it is
nothing else: where no encoding reads well, the answer is UTF-8, and the rows that are not say so.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

FILE_ENCODINGS: Mapping[str, str] = {
    "utf-8": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
    "gb18030": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "windows-1251": "cp1251",
}
"""The name of each encoding, and Python's codec for it: the superset that Windows writes."""

LABELS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-be": "UTF-16 BE",
    "windows-1252": "Windows-1252",
    "gb18030": "GB18030",
    "big5": "Big5",
    "shift_jis": "Shift-JIS",
    "euc-kr": "EUC-KR",
    "windows-1251": "Windows-1251",
}
"""What each is called."""

LOOKED_AT = 1 << 16
"""Octets from the beginning that are looked at."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEAST_SCORE = 0.3
_FEW_ERRORS = 0.02

_KANA = frozenset(map(chr, [*range(0x3041, 0x3094), *range(0x30A1, 0x30FD)]))
_RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёґєіїў")
_WESTERN = frozenset(
    "äöüßÄÖÜéèêëàâçîïôûùœÉÈÀÇñÑíóáúÁÍÓÚ¿¡ãõÃÕåøæÅØÆìòÌÒþðÞÐýÝžšŽŠ€£©®°·«»–—‘’‚“”„…•™§½¼¾ºª²³´¨\xa0×±µ"
)
_PUNCTUATION = frozenset("，。！？：；（）【】《》“”‘’、…—·「」『』％￥＋－／～　")


class _Reading(NamedTuple):
    common: frozenset[str]
    ranges: tuple[tuple[int, int], ...]  # of the double octets that most of its characters have


@cache
def _readings() -> Mapping[str, _Reading]:
    lines = (files("smsparts") / "common_characters.txt").read_text("utf-8").splitlines()
    common = {name: frozenset(found) for name, _, found in (line.partition(" ") for line in lines)}
    return {
        "windows-1251": _Reading(_RUSSIAN, ()),
        "windows-1252": _Reading(_WESTERN, ()),
        "gb18030": _Reading(common["simplified"] | _PUNCTUATION, ((0xB0A1, 0xD7F9),)),
        "big5": _Reading(common["traditional"] | _PUNCTUATION, ((0xA440, 0xC67E),)),
        "shift_jis": _Reading(
            common["japanese"] | _KANA | _PUNCTUATION, ((0x829F, 0x8396), (0x889F, 0x9872))
        ),
        "euc-kr": _Reading(common["korean"], ((0xB0A1, 0xC8FE),)),
    }


_FOREIGN = re.compile("[^\x00-\x7f]")
_LETTER_RUN = re.compile("[^\x00-\x7f]+")
_CYRILLIC_WORD = re.compile("(?<![A-Za-z])[А-ЯҐЄІЇЎа-яґєіїўЁё]+(?![A-Za-z])")


def guess_encoding(start: bytes) -> str:
    """The name in `FILE_ENCODINGS` of what the file that begins with `start` is in."""
    start = start[:LOOKED_AT]
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    if b"\0" in start and (wide := _by_zeros(start)):
        return wide
    if start.isascii():
        return "utf-8"
    # The end may be cut inside a character: that proves nothing, unless all hangs on one octet.
    utf8 = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    text = utf8.decode(start)
    foreign = _FOREIGN.findall(text)
    if not foreign and len(utf8.getstate()[0]) < 2:
        foreign = ["\udcff"]
    wrong = sum("\udc80" <= character <= "\udcff" for character in foreign)
    if not wrong or wrong <= (len(foreign) - wrong) // 4:
        return "utf-8"
    scores = {name: _score(start, name) for name in _readings()}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _LEAST_SCORE else "utf-8"


def decoder(name: str) -> codecs.IncrementalDecoder:
    """What decodes a file piece by piece; what it cannot decode becomes a lone surrogate."""
    errors = "surrogateescape"
    if name.startswith("utf-16"):
        errors = "smsparts.marked"
        codecs.register_error(errors, _marked)
    return codecs.getincrementaldecoder(FILE_ENCODINGS[name])(errors)


def _marked(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "\udcff", error.end


def _by_zeros(start: bytes) -> str | None:
    """UTF-16 without a mark: each line end, comma and Latin letter has a zero on one side."""
    pairs = len(start) // 2
    high, low = start[0 : pairs * 2 : 2].count(0), start[1 : pairs * 2 : 2].count(0)
    for name, zeros, others, end in (
        ("utf-16", low, high, b"\n\0"),
        ("utf-16-be", high, low, b"\0\n"),
    ):
        if zeros > 4 * others and (end in start or (zeros * 3 > pairs and b"\n" not in start)):
            return name
    return None


def _score(start: bytes, name: str) -> float:
    """How well `start` reads in that encoding, from 0 to about 1."""
    codec, (common, ranges) = FILE_ENCODINGS[name], _readings()[name]
    text = start.decode(codec, "surrogateescape")
    foreign = _FOREIGN.findall(text)
    if not foreign:
        return 0
    wrong = sum("\udc80" <= character <= "\udcff" for character in foreign)
    if wrong > 1 + _FEW_ERRORS * len(foreign):
        return 0
    if name == "windows-1252":
        # Between letters of ASCII, one by one: what is written in two octets comes in long runs.
        runs = _LETTER_RUN.findall(text)
        good = sum(len(run) for run in runs if len(run) <= 2 and common.issuperset(run))
    elif name == "windows-1251":
        words = _CYRILLIC_WORD.findall(text)
        well = (word for word in words if common.issuperset(word[1:].lower()) and _cased(word))
        mixed = len(foreign) - sum(map(len, words))  # Latin letters stand beside them
        good = max(0, sum(map(len, well)) - mixed)
    else:
        good = sum(map(common.__contains__, foreign))
        usual = sum(_within(character, codec, ranges) for character in set(foreign))
        return good / len(foreign) * 0.8 + usual / len(set(foreign)) * 0.2
    return good / len(foreign)


def _cased(word: str) -> bool:
    return len(word) > 1 and (word[1:].islower() or word.isupper())


def _within(character: str, codec: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    octets = character.encode(codec, "ignore")
    return len(octets) == 2 and any(
        low <= octets[0] * 256 + octets[1] <= high for low, high in ranges
    )
