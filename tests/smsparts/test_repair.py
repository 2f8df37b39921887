"""Text that was misread on its way: what it was, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsparts.explanation import apply, explain
from smsparts.repair import entities, escapes, repaired
from smsparts.replacements import replacement

WHOLE = ["Don’t", "It’s £5 – café", "“Hi”…", "😀 ok", "Größe 20 °C"]


@pytest.mark.parametrize("text", WHOLE)
def test_utf8_read_as_windows_1252_is_taken_back(text):
    misread = "".join(
        bytes([octet]).decode("cp1252") if octet not in b"\x81\x8d\x8f\x90\x9d" else chr(octet)
        for octet in text.encode()
    )
    assert misread != text
    assert repaired(misread) == text


@pytest.mark.parametrize(
    "misread, text",
    [
        ("Donâ€™t", "Don’t"),
        ("can\x92t", "can’t"),
        ("thatÂ’s", "that’s"),
        ("it鈥檚", "it’s"),
        ("\x93Hi\x94", "“Hi”"),
    ],
)
def test_what_was_found_in_real_messages_is_taken_back(misread, text):
    assert repaired(misread) == text


@pytest.mark.parametrize(
    "text",
    [
        *WHOLE,
        "“CAFÉ”",
        "ok – “É”",
        "您好，验证码",
        "联通",
        "路程",
        "汤姆",
        "àâ",
        "100€ – 5€",
        "Привет",
        "안녕",
    ],
)
def test_what_was_read_well_is_left_alone(text):
    assert repaired(text) == text


@given(st.text())
def test_any_text_has_an_answer_and_a_repaired_one_stays(text):
    assert isinstance(repaired(text), str)
    if text.isascii():
        assert repaired(text) == text


def test_the_repair_is_offered_first_and_keeps_its_promise():
    text = "Itâ€™s " * 20
    fixes = explain(text).fixes
    assert [fix.id for fix in fixes[:2]] == ["repair+replace", "repair"]
    for fix in fixes:
        assert explain(apply(text, fix.id)).count.segments == fix.after.segments
    assert apply(text, "repair+replace") == "It's " * 20
    assert not any(fix.id.startswith("replace") for fix in fixes)


def test_control_characters_are_replaced_as_what_they_were():
    text = "I can\x92t " * 12
    first = explain(text).fixes[0]
    assert apply(text, first.id) == "I can't " * 12


@pytest.mark.parametrize(
    "character, by",
    [
        ("\x92", "'"),
        ("\x80", "€"),
        ("\x85", "\n"),
        ("\x81", ""),
        ("\ufffc", ""),
        ("\u2800", " "),
        ("\u3164", ""),
        ("\u180e", ""),
        ("\ufffd", "?"),
        ("ẞ", "ß"),
        ("ə", "e"),
        ("λ", "Λ"),
        ("ά", "A"),
        ("ο", "O"),
        ("ς", "Σ"),
    ],
)
def test_damaged_and_invisible_characters_can_be_mended(character, by):
    assert replacement(character).by == by


def test_greek_in_small_letters_may_become_capitals():
    text = "καλημέρα σας " * 9
    fix = next(one for one in explain(text).fixes if "replace_meaning" in one.id)
    assert (fix.after.encoding, fix.changes_meaning) == ("GSM-7", True)


def test_a_national_table_is_offered_last():
    assert explain("ção não " * 20).fixes[-1].table


def test_codes_and_escapes_are_named():
    assert entities("a &amp; b &#8217; &amp; R&D") == ("&amp;", "&#8217;")
    assert escapes(r"a\nb C:\new") == (r"\n",)
    assert (entities("a & b"), escapes("a/b")) == ((), ())
