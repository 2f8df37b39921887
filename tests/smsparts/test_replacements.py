"""The curated map of replacements: every entry saves, none surprises."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsparts.replacements import GROUPS, MEANING_CHANGES, listed, replacement, smart_encoded
from smsparts.segments import Options, count

ENTRIES = listed()


def test_no_character_is_listed_twice():
    # A dict would keep the last of two without a word.
    from smsparts.replacements import _LISTED

    written = [c for entries in _LISTED.values() for group in entries.values() for c in group]
    assert len(written) == len(set(written)) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"U+{ord(e.character):04X}")
def test_an_entry_makes_gsm_of_what_is_not(entry):
    assert count(entry.by).encoding == "GSM-7"
    before = count(entry.character)
    if entry.group == "brackets":
        assert before.units > count(entry.by).units
    else:
        assert before.encoding == "UCS-2"


def test_every_entry_is_of_a_known_group():
    assert {entry.group for entry in ENTRIES} <= set(GROUPS)
    assert set(GROUPS) > MEANING_CHANGES


@pytest.mark.parametrize("entry", [e for e in ENTRIES if len(e.character) == 1 and e.by])
def test_a_replacement_is_never_longer_than_six_characters(entry):
    assert len(entry.by) <= 6


@pytest.mark.parametrize(
    "character, by, group, changes_meaning",
    [
        ("’", "'", "quotes", False),
        ("—", "-", "dashes", False),
        ("\u00a0", " ", "spaces", False),
        ("\t", " ", "spaces", False),
        ("\u200b", "", "invisible", False),
        ("\u200d", "", "controls", True),
        ("Ａ", "A", "full_width", False),
        ("ｚ", "z", "full_width", False),
        ("。", ".", "full_width", False),
        ("ﬁ", "fi", "ligatures", False),
        ("\u0410", "A", "look_alikes", False),
        ("\u0391", "A", "look_alikes", False),
        ("𝐇", "H", "styled_letters", False),
        ("Ⅳ", "IV", "styled_letters", False),
        ("…", "...", "symbols", False),
        ("€", None, None, None),
        ("[", "(", "brackets", False),
        ("½", "1/2", "fractions", True),
        ("ê", "e", "accents", True),
        ("ő", "ö", "accents", True),
        ("ł", "l", "accents", True),
        ("中", None, None, None),
        ("한", None, None, None),
        ("😀", None, None, None),
        ("\ud83d", None, None, None),
        ("ё", None, None, None),
    ],
)
def test_entry(character, by, group, changes_meaning):
    entry = replacement(character)
    if by is None:
        assert entry is None
    else:
        assert (entry.by, entry.group, entry.changes_meaning) == (by, group, changes_meaning)


@given(st.characters())
def test_a_derived_entry_is_gsm_too(character):
    entry = replacement(character)
    assert entry is None or count(entry.by).encoding == "GSM-7"


def test_look_alikes_are_letters_of_another_alphabet():
    for entry in ENTRIES:
        if entry.group == "look_alikes" and entry.by.isascii():
            assert "LATIN" not in unicodedata.name(entry.character)


# Smart Encoding, as Twilio's calculator lists it


@pytest.mark.parametrize(
    "text, sent",
    [
        ("“It’s”", '"It\'s"'),
        ("1½", "11/2"),
        ("…", "..."),
        ("ＡＢ", "AB"),
        ("ａ", "ａ"),  # small full-width letters are not on the list
        ("\u200b", ""),
        ("中", "中"),
        ("plain", "plain"),
    ],
)
def test_smart_encoding(text, sent):
    assert smart_encoded(text) == sent


def test_smart_encoding_gives_gsm_characters():
    from smsparts.replacements import _smart

    for rule in ("twilio", "govuk_notify"):
        for by in _smart(rule).values():
            count(by, Options(encoding="GSM-7"))
