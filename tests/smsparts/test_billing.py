"""The rules: each source's own examples, and what is said where a source is silent."""

import json

import pytest
from smsparts.billing import Rule, rule, rules, with_signature
from smsparts.explanation import explain
from smsparts.rulefiles import ALLOWED, RuleFileError, read
from smsparts.segments import Options, UnencodableError, count, split
from smsparts.sending import Sending

EXAMPLES = [
    pytest.param(one.id, example, id=f"{one.id}-{example.times}-{example.source}")
    for one in rules().values()
    for example in one.examples
]


@pytest.mark.parametrize("profile_id, example", EXAMPLES)
def test_an_example_of_the_source(profile_id, example):
    bill = rule(profile_id).bill(example.repeat * example.times)
    assert tuple(part.units for part in bill.parts) == example.parts
    assert bill.segments == len(example.parts)


def test_a_rule_has_a_source_that_was_read():
    for one in rules().values():
        assert one.sources, one.id
        assert max(source.checked for source in one.sources) == one.checked, one.id


def test_no_two_rules_stand_in_one_place():
    positions = [one.position for one in rules().values()]
    assert positions == sorted(set(positions))


GOOD = {
    "position": 1,
    "name": {"en": "A", "zh": "甲"},
    "provider": None,
    "rule": {"en": "B.", "zh": "乙。"},
    "counting": "gsm",
    "reference_bits": 8,
    "clusters": "no",
    "national_tables": "no",
    "above_bmp": "two",
    "line_feed": "one",
    "added_by_carrier": 0,
    "signature": "not_counted",
    "smart_encoding": "none",
    "limits": [],
    "since": None,
    "unknown": [],
    "checked": "2026-11-22",
    "confidence": "high",
    "sources": [{"id": "s", "title": "S", "checked": "2026-11-22"}],
    "examples": [{"repeat": "a", "times": 1, "parts": [1], "source": "s"}],
}


def test_a_good_rule_is_read():
    assert read(Rule, "good.json", json.dumps(GOOD)).bill("a").segments == 1


REFUSED = [
    *(({field: "other"}, f"{field} cannot be 'other'") for field in ALLOWED),
    ({"above_bmp": "one"}, "above_bmp cannot be 'one'; known: 'two', 'unknown'"),
    ({"signature": "unknown"}, "known: 'counted', 'not_counted'"),
    ({"reference_bits": 7}, "known: 8, 16"),
    ({"single": 160}, "no field is called 'single'"),
    ({"added_by_carrier": -1}, "a whole number from 0, not -1"),
    ({"position": "1"}, "a whole number from 0, not '1'"),
    ({"limits": [{"encoding": "GSM", "characters": 9}]}, "cannot be 'GSM'"),
    ({"limits": [{"encoding": "any", "parts": 9}]}, "no field is called 'parts'"),
    ({"name": {"en": "A"}}, "the field 'zh' is missing"),
    ({"sources": []}, "no source is called 's'"),
    ({"sources": [], "examples": []}, "without a source the confidence is 'low'"),
]


@pytest.mark.parametrize("change, says", REFUSED, ids=lambda value: str(value)[:40])
def test_what_the_counting_does_not_know_is_refused(change, says):
    with pytest.raises(RuleFileError, match=r"^rules/odd\.json: ") as refused:
        read(Rule, "odd.json", json.dumps({**GOOD, **change}))
    assert says in str(refused.value)


def test_a_field_that_is_missing_is_named():
    less = {key: value for key, value in GOOD.items() if key != "limits"}
    with pytest.raises(RuleFileError, match="the field 'limits' is missing"):
        read(Rule, "odd.json", json.dumps(less))


def test_a_line_break_counts_as_two_where_the_rule_says_so():
    assert rule("clicksend").bill("a" * 158 + "\n\n").segments == 2
    assert rule("clicksend").bill("a" * 156 + "\n\n").segments == 1
    assert rule("clicksend").bill("a" * 156 + "\r\n\r\n").units == 160
    assert rule("3gpp").bill("a" * 158 + "\n\n").segments == 1


@pytest.mark.parametrize("length, over", [(500, "no"), (501, "unknown"), (1500, "unknown"),
                                          (1501, "yes")])  # fmt: skip
def test_between_the_limits_of_two_sources_nothing_is_sure(length, over):
    assert rule("alibaba_international").bill("a" * length).over_limit == over


def test_what_a_part_holds():
    assert rule("3gpp").capacities() == {"GSM-7": (160, 153, 153), "UCS-2": (70, 67, 67)}
    assert rule("toll_free").capacities() == {"GSM-7": (160, 152, 152), "UCS-2": (70, 66, 66)}
    assert rule("tencent_malaysia").capacities() == {
        "GSM-7": (153, 146, 153),
        "UCS-2": (63, 60, 67),
    }
    assert rule("huawei_domestic").capacities() == {"UCS-2": (70, 67, 67)}


@pytest.mark.parametrize("profile_id", list(rules()))
def test_the_parts_of_a_bill_give_the_text(profile_id):
    text = "e\u0301€字😀[~]" * 40
    bill = rule(profile_id).bill(text)
    assert "".join(part.text for part in bill.parts) == text
    assert sum(part.units for part in bill.parts) == bill.units
    assert bill.fewest <= bill.segments <= bill.most


@pytest.mark.parametrize("profile_id", list(rules()))
def test_count_many_agrees_with_the_bill(profile_id):
    texts = ["", "a" * 160, "a" * 161, "字" * 71, "€" * 153, "😀" * 67]
    held = rule(profile_id)
    bills = [held.bill(text) for text in texts]
    counts = held.count_many(texts)
    assert [(c.encoding, c.units, c.segments) for c in counts] == [
        (b.encoding, b.units, b.segments) for b in bills
    ]


# Mainland China: a letter counts as one, an emoji as one or two: nobody says.


def test_letters_do_not_make_a_domestic_text_cheaper():
    assert rule("alibaba_domestic").bill("a" * 71).segments == 2
    assert rule("3gpp").bill("a" * 71).segments == 1


@pytest.mark.parametrize("emoji, fewest, segments", [(34, 1, 1), (35, 1, 1), (36, 1, 2)])
def test_an_emoji_of_unknown_weight_gives_a_range(emoji, fewest, segments):
    bill = rule("huawei_domestic").bill("😀" * emoji)
    assert (bill.fewest, bill.segments) == (fewest, segments)
    assert ("above_bmp" in bill.unsure) == (fewest != segments)


def test_the_bracketed_signature_is_part_of_the_text():
    # "【华为云】" counts as five: Huawei Cloud SMN FAQ.
    signed = with_signature("字" * 65, "华为云")
    assert signed.startswith("【华为云】")
    assert rule("huawei_domestic").bill(signed).units == 70
    assert rule("huawei_domestic").bill(signed + "字").segments == 2


@pytest.mark.parametrize(
    "signature, front",
    [
        ("店", "【店】"),
        (" 店 ", "【店】"),
        ("【店】", "【店】"),
        ("[Shop]", "[Shop]"),
        ("", ""),
        (" ", ""),
    ],
)
def test_brackets_are_put_once(signature, front):
    assert with_signature("hi", signature) == front + "hi"


@pytest.mark.parametrize("length, over", [(499, "no"), (500, "no"), (501, "yes")])
def test_500_characters_with_the_signature_are_the_most(length, over):
    text = with_signature("字" * (length - 3), "店")
    assert rule("alibaba_domestic").bill(text).over_limit == over


# Limits elsewhere


@pytest.mark.parametrize("length, over", [(1600, "no"), (1601, "yes")])
def test_twilio_refuses_more_than_1600_characters(length, over):
    bill = rule("twilio").bill("a" * length)
    assert (bill.limit, bill.over_limit) == (1600, over)


def test_a_limit_in_characters_is_silent_on_emoji():
    assert rule("aws").bill("😀" * 801).over_limit == "unknown"


@pytest.mark.parametrize(
    "letter, length, over", [("a", 1600, "no"), ("字", 737, "no"), ("字", 738, "yes")]
)
def test_plivo_has_a_limit_for_each_encoding(letter, length, over):
    assert rule("plivo").bill(letter * length).over_limit == over


def test_where_no_limit_was_found_none_is_invented():
    bill = rule("vonage").bill("a" * 5000)
    assert (bill.limit, bill.over_limit) == (None, "unknown")


# What differs in how parts are filled


def test_the_carrier_s_seven_characters_are_counted_and_not_shown():
    bill = rule("tencent_malaysia").bill("a" * 160)
    assert bill.units == 160
    assert [part.units for part in bill.parts] == [146, 14]


def test_toll_free_parts_are_one_unit_smaller():
    assert [part.units for part in rule("toll_free").bill("a" * 305).parts] == [152, 152, 1]
    assert [part.units for part in rule("toll_free").bill("字" * 133).parts] == [66, 66, 1]


def test_twilio_keeps_a_family_in_one_part():
    family = "👨‍👩‍👧‍👦"
    text = "字" * 60 + family + "字" * 20
    assert rule("twilio").bill(text).parts[0].text == "字" * 60
    assert rule("3gpp").bill(text).parts[0].text != "字" * 60


def test_clusters_of_unknown_treatment_give_a_range():
    text = ("字" * 60 + "👨‍👩‍👧‍👦") * 3
    bill = rule("bird").bill(text)
    assert bill.most == count(text, Options(keep_clusters=True)).segments
    assert ("clusters" in bill.unsure) == (bill.most != bill.segments)


def test_smart_encoding_is_done_only_when_asked():
    held = rule("twilio")
    assert held.bill("It’s").encoding == "UCS-2"
    assert held.bill("It’s", smart_encoding=True).encoding == "GSM-7"


def test_smart_encoding_without_a_known_list_is_refused():
    with pytest.raises(ValueError, match="bird"):
        rule("bird").bill("It’s", smart_encoding=True)


# Options


def test_the_standard_lets_every_option_be_chosen():
    bill = rule("3gpp").bill("ş" * 10, locking=("turkish",), reference_bits=16)
    assert bill.locking == "turkish"


@pytest.mark.parametrize(
    "profile_id, option",
    [
        ("twilio", {"keep_clusters": False}),
        ("twilio", {"locking": ("turkish",)}),
        ("alibaba_domestic", {"encoding": "GSM-7"}),
        ("toll_free", {"reference_bits": 8}),
        ("3gpp", {"encoding": "ascii"}),
        ("3gpp", {"colour": "red"}),
    ],
)
def test_an_option_that_the_profile_does_not_leave_open(profile_id, option):
    with pytest.raises(ValueError):
        rule(profile_id).bill("a", **option)


def test_what_a_profile_fixes_may_be_said_again():
    assert rule("twilio").bill("a", keep_clusters=True, locking=[]).segments == 1
    assert rule("alibaba_domestic").bill("a", encoding="auto").encoding == "UCS-2"


def test_an_unknown_profile_lists_the_known_ones():
    with pytest.raises(ValueError, match="3gpp, twilio"):
        rule("nobody")


# A service's own alphabet, cuts at spaces, messages of their own, and what is always replaced.

TELNYX_ALONE = "\f¤§ÇΓΔΘΛΞΠΣΦΨΩ€"


def test_an_alphabet_of_its_own():
    telnyx = rule("telnyx")
    assert {telnyx.bill(character).encoding for character in TELNYX_ALONE} == {"UCS-2"}
    assert telnyx.bill("àÉ~").encoding == "GSM-7"
    with pytest.raises(UnencodableError) as refused:
        telnyx.bill("5 € Ç", encoding="GSM-7")
    assert refused.value.characters == [(2, "€"), (4, "Ç")]


def test_the_advice_knows_the_alphabet():
    text = "Ça va? " + "a" * 70
    found = explain(text, rule("telnyx").options())
    assert [(one.character, one.replacement.by) for one in found.offenders] == [("Ç", "C")]
    assert found.cheapest.saved == 1
    assert not explain(text).fixes


WORDS = [
    ("a" * 161, (160, 1)),  # no space: cut as any text
    ("a" * 100 + " " + "b" * 100, (101, 100)),
    ("a" * 160 + " b", (160, 2)),  # the word ends where the part does
    ("字" * 60 + " " + "字" * 20, (61, 20)),
]


@pytest.mark.parametrize("text, parts", WORDS)
def test_words_stay_whole_where_a_part_holds_a_space(text, parts):
    bill = rule("salesforce").bill(text)
    assert tuple(part.units for part in bill.parts) == parts
    assert bill.segments == len(parts) == len(split(text, Options(keep_words=True)))
    assert [detail.header_octets for detail in explain(text, rule("salesforce").options()).parts] \
        == [0] * len(parts)  # fmt: skip


NOTIFY = [("’“–…", "'\"-..."), ("a\tb\u200bc\u2028", "a bc"), ("ŵ’", "ŵ'"), ("plain", "plain")]


@pytest.mark.parametrize("text, sent", NOTIFY)
def test_what_is_always_replaced(text, sent):
    notify = rule("govuk_notify")
    assert notify.as_sent(text) == Sending(notify).sent(text) == sent
    assert notify.count_many([text])[0].units == count(sent).units
    assert not Sending(notify).changes_nothing
