"""What may be advised about a text that is too long: never at the cost of an opt-out."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsparts.chinese import has_han, without_blanks, without_doubles
from smsparts.explanation import apply, explain
from smsparts.opt_outs import spans
from smsparts.segments import count

CASES = json.loads((Path(__file__).parents[1] / "cases" / "advice.json").read_text("utf-8"))[
    "cases"
]
IDS = [case["why"] for case in CASES]


def written(pieces):
    """The text of a case: a number repeats the piece before it."""
    text = []
    for piece in pieces:
        text += [text.pop() * piece] if isinstance(piece, int) else [piece]
    return "".join(text)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_first_advice(case):
    text = written(case["text"])
    found = explain(text)
    assert (found.cheapest.id if found.cheapest else None) == case["cheapest"]
    if "becomes" in case:
        assert apply(text, found.cheapest.id) == case["becomes"]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_no_advice_takes_what_has_to_stay(case):
    text = written(case["text"])
    for fix in explain(text).fixes:
        changed = apply(text, fix.id)
        assert fix.by_hand or count(changed).segments == fix.after.segments
        for kept in case["keeps"]:
            assert kept in changed or without_blanks(kept) in changed


def test_a_signature_shorter_by_so_much_saves_what_is_said():
    text = "【青禾图书文化有限公司】" + "您预订的书已到店" * 7 + "请来取"
    fix = explain(text).cheapest
    assert fix.by_hand
    shorter = text.replace("【" + "青禾图书文化有限公司"[: fix.shorter], "【")
    assert count(shorter).segments == count(text).segments - fix.saved
    assert apply(text, fix.id) == text


OPT_OUTS = st.sampled_from(["拒收请回复R", "退订回T", "Reply STOP to end", "回复TD退订"])
OTHERS = st.sampled_from(
    ["字" * 9, "a ", "。", "\u3000", "!", " ", "👩‍👩‍👧", "é", "https://a.cn ", "【青禾】", "1 月"]
)
PIECES = st.lists(OPT_OUTS | OTHERS, max_size=40)


@given(PIECES)
def test_whatever_stands_around_it_no_opt_out_is_cut(pieces):
    text = "\n".join(pieces)
    for fix in explain(text).fixes:
        if not fix.cut:
            continue
        changed = apply(text, fix.id)
        assert len(changed) == len(text) - fix.cut
        wordings = {text[start:end] for start, end in spans(text)}
        assert [one for one in wordings if changed.count(one) < text.count(one)] == []


@given(PIECES)
def test_what_is_taken_out_is_never_a_word(pieces):
    text = "".join(pieces)
    lighter = without_doubles(without_blanks(text))
    assert "".join(lighter.split()).replace("!", "").replace("。", "") == (
        "".join(text.split()).replace("!", "").replace("。", "")
    )


@pytest.mark.parametrize("text", ["", "abc", "é 1", "кот"])
def test_a_text_without_han_is_not_chinese(text):
    assert not has_han(text)
