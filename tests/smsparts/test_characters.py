"""Names of one Unicode version on every host."""

import unicodedata

import pytest
from smsparts.characters import UNICODE_VERSION, name

CASES = [
    ("A", "LATIN CAPITAL LETTER A", "a plain letter"),
    ("\u2019", "RIGHT SINGLE QUOTATION MARK", "the curly quote"),
    ("\n", "LINE FEED", "a control code has a formal alias"),
    ("\x1b", "ESCAPE", "the escape"),
    ("\x80", "U+0080", "a control code with neither name nor alias"),
    ("中", "CJK UNIFIED IDEOGRAPH-4E2D", "Han by rule"),
    ("\u9fff", "CJK UNIFIED IDEOGRAPH-9FFF", "the last of its stretch"),
    ("\ufa6e", "U+FA6E", "a hole between two stretches"),
    ("가", "HANGUL SYLLABLE GA", "the first syllable, by rule"),
    ("힣", "HANGUL SYLLABLE HIH", "the last syllable"),
    ("아", "HANGUL SYLLABLE A", "a syllable whose leading consonant is silent"),
    ("\U00017000", "TANGUT IDEOGRAPH-17000", "Tangut by rule"),
    ("\U0001fadf", "SPLATTER", "new in Unicode 16, unnamed by Python 3.11"),
    ("\U0001fac8", "HAIRY CREATURE", "new in Unicode 17"),
    ("\ud83d", "U+D83D", "a lone surrogate"),
    ("\ue000", "U+E000", "private use"),
    ("\ufffe", "U+FFFE", "a noncharacter"),
    ("\U0001fae9\u200d"[0], "FACE WITH BAGS UNDER EYES", "a run begins anywhere"),
    ("\U000e01ef", "VARIATION SELECTOR-256", "the last name of the table"),
    ("\U0010ffff", "U+10FFFF", "the last code point"),
]


@pytest.mark.parametrize(("character", "expected", "why"), CASES)
def test_name(character: str, expected: str, why: str) -> None:
    assert name(character) == expected, why


@pytest.mark.parametrize("wrong", ["", "ab", "e\u0301", 65, None, b"a"])
def test_only_one_code_point_has_a_name(wrong: object) -> None:
    with pytest.raises(TypeError, match="one code point"):
        name(wrong)  # type: ignore[arg-type]


def test_every_name_this_python_knows_is_the_same() -> None:
    """Names never change, so an older database must agree wherever it has one."""
    assert tuple(map(int, unicodedata.unidata_version.split("."))) <= tuple(
        map(int, UNICODE_VERSION.split("."))
    )
    plain = name.__wrapped__
    different = [
        (hex(point), known, plain(chr(point)))
        for point in range(0x110000)
        if (known := unicodedata.name(chr(point), "")) and known != plain(chr(point))
    ]
    assert different == []
