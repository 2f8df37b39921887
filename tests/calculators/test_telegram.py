"""The same text on Telegram: 4096 to a message, 1024 to a caption, in code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.telegram import as_messages, cut, limits


def test_the_limits_are_the_facts():
    known = limits()
    assert (known.message, known.caption, known.caption_premium) == (4096, 1024, 4096)
    assert known.sources


@pytest.mark.parametrize(
    "length, messages, fits", [(4095, 1, "yes"), (4096, 1, "yes"), (4097, 2, "no")]
)
@pytest.mark.parametrize("letter", ["a", "字"])
def test_a_chinese_character_counts_as_one_like_a_letter(letter, length, messages, fits):
    found = as_messages(letter * length)
    assert (len(found.texts), found.fits) == (messages, fits)


@pytest.mark.parametrize(
    "length, caption, premium",
    [(1024, "yes", "yes"), (1025, "no", "yes"), (3000, "no", "yes"), (4097, "no", "no")],
)
def test_captions(length, caption, premium):
    found = as_messages("a" * length)
    assert (found.caption, found.caption_premium) == (caption, premium)


@pytest.mark.parametrize(
    "emoji, caption", [(512, "yes"), (513, "unknown"), (1024, "unknown"), (1025, "no")]
)
def test_between_code_points_and_utf16_units_nobody_has_said(emoji, caption):
    assert as_messages("😀" * emoji).caption == caption


def test_the_empty_text_is_no_message():
    assert as_messages("").texts == ()


def test_a_family_is_not_cut():
    family = "👨‍👩‍👧‍👦"
    assert cut("a" * 8 + family, 10) == ("a" * 8, family)


def test_a_family_larger_than_a_message_is_cut_all_the_same():
    assert cut("👨‍👩‍👧‍👦", 3) == ("👨‍👩", "\u200d👧\u200d", "👦")


def test_two_lone_surrogates_that_make_a_pair_stay_together():
    assert cut("a" * 9 + "\ud83d\ude00", 10) == ("a" * 9, "\ud83d\ude00")


@given(st.text(st.sampled_from("a字😀\u200d👩\u0301\ud83d\ude00🇨\r\n")), st.integers(1, 12))
def test_pieces_give_the_text_and_keep_the_limit(text, limit):
    pieces = cut(text, limit)
    assert "".join(pieces) == text
    assert all(1 <= len(piece) <= limit for piece in pieces)


def test_anything_but_a_str_is_refused():
    with pytest.raises(TypeError, match="bytes"):
        as_messages(b"a")
