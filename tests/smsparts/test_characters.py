"""Names of one Unicode version on every host."""

import unicodedata

import pytest
from smsparts.characters import name

from smsparts import characters

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


def test_a_newer_python_names_no_more_and_no_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this Python were of a Unicode version after ours: what it knows beyond is not said."""
    monkeypatch.setattr(characters, "_HOST_IS_NEWER", True)
    monkeypatch.setattr(
        characters,
        "host_name",
        lambda character, default: (
            "NAMED LATER" if ord(character) == 0x378 else unicodedata.name(character, default)
        ),
    )
    plain = name.__wrapped__
    assert plain("\u0378") == "U+0378"
    for character, expected, why in CASES:
        assert plain(character) == expected, why


def test_the_table_holds_what_the_oldest_python_lacks() -> None:
    added = characters._added()
    assert 2000 < len(added.names) < 2300
    assert 0x1FADF in added.names
    assert 0x41 not in added.names
