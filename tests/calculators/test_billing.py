"""The rule profiles: each source's own examples, and what is said where a source is silent."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML
from smsparts.segments import Options, count

from calculators.billing import profile, profiles, with_signature

# The examples stay in the facts file: the compiled facts that a reader downloads do without.
FACTS = YAML(typ="safe").load(Path(__file__).parents[2] / "data" / "billing.yaml")
EXAMPLES = [
    pytest.param(entry["id"], example, id=f"{entry['id']}-{example['times']}-{example['source']}")
    for entry in FACTS["profiles"]
    for example in entry["examples"]
]


@pytest.mark.parametrize("profile_id, example", EXAMPLES)
def test_an_example_of_the_source(profile_id, example):
    bill = profile(profile_id).bill(example["repeat"] * example["times"])
    assert [part.units for part in bill.parts] == example["parts"]
    assert bill.segments == len(example["parts"])


def test_every_example_names_a_source_of_its_profile():
    for entry in FACTS["profiles"]:
        assert {example["source"] for example in entry["examples"]} <= set(entry["sources"])


def test_a_profile_without_a_source_is_of_low_confidence():
    assert [p.id for p in profiles().values() if not p.sources] == ["clicksend"]
    assert profile("clicksend").confidence == "low"


@pytest.mark.parametrize("profile_id", list(profiles()))
def test_the_parts_of_a_bill_give_the_text(profile_id):
    text = "e\u0301€字😀[~]" * 40
    bill = profile(profile_id).bill(text)
    assert "".join(part.text for part in bill.parts) == text
    assert sum(part.units for part in bill.parts) == bill.units
    assert bill.fewest <= bill.segments <= bill.most


@pytest.mark.parametrize("profile_id", list(profiles()))
def test_count_many_agrees_with_the_bill(profile_id):
    texts = ["", "a" * 160, "a" * 161, "字" * 71, "€" * 153, "😀" * 67]
    rule = profile(profile_id)
    bills = [rule.bill(text) for text in texts]
    counts = rule.count_many(texts)
    assert [(c.encoding, c.units, c.segments) for c in counts] == [
        (b.encoding, b.units, b.segments) for b in bills
    ]


# Mainland China: a letter counts as one, an emoji as one or two: nobody says.


def test_letters_do_not_make_a_domestic_text_cheaper():
    assert profile("alibaba_domestic").bill("a" * 71).segments == 2
    assert profile("3gpp").bill("a" * 71).segments == 1


@pytest.mark.parametrize("emoji, fewest, segments", [(34, 1, 1), (35, 1, 1), (36, 1, 2)])
def test_an_emoji_of_unknown_weight_gives_a_range(emoji, fewest, segments):
    bill = profile("huawei_domestic").bill("😀" * emoji)
    assert (bill.fewest, bill.segments) == (fewest, segments)
    assert ("above_bmp" in bill.unsure) == (fewest != segments)


def test_the_bracketed_signature_is_part_of_the_text():
    # "【华为云】" counts as five: Huawei Cloud SMN FAQ.
    signed = with_signature("字" * 65, "华为云")
    assert signed.startswith("【华为云】")
    assert profile("huawei_domestic").bill(signed).units == 70
    assert profile("huawei_domestic").bill(signed + "字").segments == 2


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
    assert profile("alibaba_domestic").bill(text).over_limit == over


# Limits elsewhere


@pytest.mark.parametrize("length, over", [(1600, "no"), (1601, "yes")])
def test_twilio_refuses_more_than_1600_characters(length, over):
    bill = profile("twilio").bill("a" * length)
    assert (bill.limit, bill.over_limit) == (1600, over)


def test_a_limit_in_characters_is_silent_on_emoji():
    assert profile("aws").bill("😀" * 801).over_limit == "unknown"


@pytest.mark.parametrize(
    "letter, length, over", [("a", 1600, "no"), ("字", 737, "no"), ("字", 738, "yes")]
)
def test_plivo_has_a_limit_for_each_encoding(letter, length, over):
    assert profile("plivo").bill(letter * length).over_limit == over


def test_where_no_limit_was_found_none_is_invented():
    bill = profile("vonage").bill("a" * 5000)
    assert (bill.limit, bill.over_limit) == (None, "unknown")


# What differs in how parts are filled


def test_the_carrier_s_seven_characters_are_counted_and_not_shown():
    bill = profile("tencent_malaysia").bill("a" * 160)
    assert bill.units == 160
    assert [part.units for part in bill.parts] == [146, 14]


def test_toll_free_parts_are_one_unit_smaller():
    assert [part.units for part in profile("toll_free").bill("a" * 305).parts] == [152, 152, 1]
    assert [part.units for part in profile("toll_free").bill("字" * 133).parts] == [66, 66, 1]


def test_twilio_keeps_a_family_in_one_part():
    family = "👨‍👩‍👧‍👦"
    text = "字" * 60 + family + "字" * 20
    assert profile("twilio").bill(text).parts[0].text == "字" * 60
    assert profile("3gpp").bill(text).parts[0].text != "字" * 60


def test_clusters_of_unknown_treatment_give_a_range():
    text = ("字" * 60 + "👨‍👩‍👧‍👦") * 3
    bill = profile("bird").bill(text)
    assert bill.most == count(text, Options(keep_clusters=True)).segments
    assert ("clusters" in bill.unsure) == (bill.most != bill.segments)


def test_smart_encoding_is_done_only_when_asked():
    rule = profile("twilio")
    assert rule.bill("It’s").encoding == "UCS-2"
    assert rule.bill("It’s", smart_encoding=True).encoding == "GSM-7"


def test_smart_encoding_without_a_known_list_is_refused():
    with pytest.raises(ValueError, match="bird"):
        profile("bird").bill("It’s", smart_encoding=True)


# Options


def test_the_standard_lets_every_option_be_chosen():
    bill = profile("3gpp").bill("ş" * 10, locking=("turkish",), reference_bits=16)
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
        profile(profile_id).bill("a", **option)


def test_what_a_profile_fixes_may_be_said_again():
    assert profile("twilio").bill("a", keep_clusters=True, locking=[]).segments == 1
    assert profile("alibaba_domestic").bill("a", encoding="auto").encoding == "UCS-2"


def test_an_unknown_profile_lists_the_known_ones():
    with pytest.raises(ValueError, match="3gpp, twilio"):
        profile("nobody")
