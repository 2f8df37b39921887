"""Why a text takes the parts it takes, and the cheapest way to save one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsparts.explanation import MOST_LISTED, apply, explain
from smsparts.segments import Options, capacity, count, split

from tests.smsparts import corpus

CASES = json.loads((Path(__file__).parents[1] / "cases" / "explain.json").read_text("utf-8"))[
    "cases"
]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case):
    assert corpus.run({"kind": "explain", "cases": [case]}) == []


@pytest.mark.parametrize("name", ["segments", "reason", "offenders", "cheapest"])
def test_a_wrong_expectation_is_noticed(name):
    assert corpus.run({"kind": "explain", "cases": [{**CASES[0], name: "?"}]})


TEXTS = st.text(
    st.sampled_from("a[€’—…中😀\u200b\u0301e\r\nşА½\u200d👩ﬁ") | st.characters(), max_size=400
)
OPTIONS = st.builds(
    Options,
    reference_bits=st.sampled_from([8, 16]),
    locking=st.sampled_from([(), ("turkish",)]),
    single=st.sampled_from([(), ("spanish",)]),
    encoding=st.sampled_from(["auto", "UCS-2"]),
    keep_clusters=st.booleans(),
)


@given(TEXTS, OPTIONS)
def test_a_fix_does_what_it_says(text, options):
    found = explain(text, options, smart_encoding=True)
    assert found.count == count(text, options)
    for fix in found.fixes:
        changed = apply(text, fix.id, options)
        if fix.table:
            assert changed == text
            continue
        assert count(changed, options).segments == fix.after.segments
        assert fix.saved == found.count.segments - fix.after.segments >= 1
        assert fix.cut == 0 or changed == text[: -fix.cut]


@given(TEXTS, OPTIONS)
def test_the_parts_are_those_of_split(text, options):
    found = explain(text, options)
    assert [(part.text, part.units) for part in found.parts] == split(text, options)
    assert all(part.units + part.lost == part.capacity for part in found.parts[:-1])
    assert found.parts[-1].units + found.left == found.parts[-1].capacity
    for part in found.parts:
        assert text[part.start : part.start + len(part.text)] == part.text


@given(TEXTS.filter(lambda text: len(text) > 0), OPTIONS)
def test_what_one_more_character_costs(text, options):
    letters = {"plain": "a", "two_septets": "[", "two_units": "😀", "foreign": "中"}
    for more in explain(text, options).next:
        assert more.segments == count(text + letters[more.kind], options).segments


@given(TEXTS)
def test_replacing_one_character_saves_what_is_said(text):
    found = explain(text)
    for offender in found.offenders:
        assert text[offender.first] == offender.character
        assert text.count(offender.character) == offender.occurrences
        if offender.replacement:
            changed = apply(text, f"U+{ord(offender.character):04X}")
            assert offender.character not in changed
            saved = found.count.segments - count(changed).segments
            assert offender.segments_saved == max(0, saved)


def test_the_first_offender_says_which_where_and_what_to_press():
    found = explain("I can’t come")
    offender = found.offenders[0]
    assert (offender.character, offender.first, offender.occurrences) == ("’", 5, 1)
    assert offender.name == "RIGHT SINGLE QUOTATION MARK"
    assert offender.replacement.by == "'"
    assert apply("I can’t come", "U+2019") == "I can't come"


def test_a_text_in_its_last_unit_says_so():
    found = explain("a" * 160)
    assert found.left == 0
    assert {more.kind: more.segments for more in found.next} == {
        "plain": 2,
        "two_septets": 2,
        "foreign": 3,
    }


def test_what_is_lost_at_a_boundary():
    # 153 euro signs: 76 to a part, one septet of 153 left over.
    assert [part.lost for part in explain("€" * 153).parts] == [1, 1, 0]
    assert explain("€" * 153).parts[0].header_octets == 6
    assert explain("€" * 153).parts[0].fill_bits == 1


def test_the_carrier_s_characters_shrink_the_first_part_only():
    found = explain("a" * 160, added_by_carrier=7)
    assert [part.capacity for part in found.parts] == [146, 153]
    assert found.count.units == 160
    assert explain("a" * 154, added_by_carrier=7).cheapest.cut == 1
    assert len(apply("a" * 154, "cut", added_by_carrier=7)) == 153


def test_the_carrier_s_characters_join_no_cluster_of_the_text():
    # A cluster too large for one part begins a part of its own; the first holds the carrier's only.
    found = explain("\u0301" * 100, Options(keep_clusters=True), added_by_carrier=7)
    assert [part.text for part in found.parts] == ["", "\u0301" * 67, "\u0301" * 33]
    assert [part.units for part in found.parts] == [0, 67, 33]


@pytest.mark.parametrize(
    ("text", "options", "kept"),
    [
        # 305 septets are two parts of 153, but three of 149 beside a national table.
        ("a" * 305 + "ğ", Options(locking=("turkish",)), 305),
        ("a" * 306 + "ğ", Options(locking=("turkish",)), 306),
        ("a" * 307 + "ğ", Options(locking=("turkish",)), 306),
        # UCS-2 only because no one pair of tables has both letters: GSM-7 again without the last.
        ("a" * 298 + "ğक", Options(locking=("turkish", "hindi")), 299),
    ],
)
def test_a_cut_may_do_with_fewer_tables(text, options, kept):
    assert apply(text, "cut", options) == text[:kept]
    fix = next(fix for fix in explain(text, options).fixes if fix.cut)
    assert fix.after == count(text[:kept], options)


def test_a_cut_back_to_gsm_7_says_all_that_it_saves():
    text = "a" * 67 * 4 + "中"  # the character that forces UCS-2 is the whole of the last part
    fix = next(fix for fix in explain(text).fixes if fix.cut)
    assert (fix.cut, fix.after, fix.saved) == (1, count("a" * 268), 3)


def test_characters_that_no_one_pair_of_tables_has_are_named():
    options = Options(locking=("turkish", "hindi"))
    assert explain("ğğक", options).reason == "characters"
    assert [found.character for found in explain("ğğç क", options).offenders] == ["क"]
    assert explain("ğğ", options).offenders == ()


def test_many_different_offenders_are_counted_and_not_all_listed():
    text = "".join(map(chr, range(0x4E00, 0x4E00 + MOST_LISTED + 10)))
    found = explain(text)
    assert found.distinct == found.unmendable == MOST_LISTED + 10
    assert len(found.offenders) == MOST_LISTED


def test_a_cut_does_not_break_a_family_apart():
    family = "👨‍👩‍👧‍👦"
    text = "字" * 60 + family
    assert apply(text, "cut") == "字" * 60


@pytest.mark.parametrize("fix_id", ["", "nonsense", "replace+nonsense", "U+", "U+110000", "U+zz"])
def test_an_unknown_fix(fix_id):
    with pytest.raises(ValueError):
        apply("a", fix_id)


def test_smart_encoding_is_offered_only_where_there_is_such_an_option():
    text = "It’s " * 30
    assert "smart_encoding" not in {fix.id for fix in explain(text).fixes}
    assert "smart_encoding" in {fix.id for fix in explain(text, smart_encoding=True).fixes}


def test_what_changes_meaning_comes_after_what_does_not():
    text = "Crème brûlée, c’est prêt ½ " * 3
    found = explain(text)
    assert [fix.changes_meaning for fix in found.fixes] == sorted(
        fix.changes_meaning for fix in found.fixes
    )
    assert found.cheapest.id == "replace_meaning"


def test_capacities_are_those_of_the_counter():
    assert explain("a" * 161).parts[0].capacity == capacity("GSM-7", 8)
