"""One JSON object in, one out: the contract of ``segments --jsonl``, line by line."""

import json
from pathlib import Path

import pytest
from smsparts.lines import FIELDS, LineError, answer_line, answer_object
from smsparts.segments import Options, count, split

from tests.smsparts import corpus

CASES = json.loads((Path(__file__).parents[1] / "cases" / "lines.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case):
    assert corpus.run({"kind": "lines", "cases": [case]}) == []


def test_a_wrong_expectation_is_noticed():
    for wrong in ({"code": "bad_json"}, {"answer": {}}):
        assert corpus.run({"kind": "lines", "cases": [{"why": "?", "line": "{}", **wrong}]})


def test_the_fields_are_those_of_options_and_two_more():
    of_rules_alone = {"keep_words", "concatenated", "excluded"}
    assert {*FIELDS, *of_rules_alone} == {"text", "profile", *Options.__dataclass_fields__}


def test_every_code_of_the_contract_has_a_case():
    assert {case["code"] for case in CASES if "code" in case} == {
        "bad_json",
        "not_an_object",
        "missing_text",
        "not_a_string",
        "unknown_field",
        "bad_option",
        "unencodable",
    }


def test_octets_that_are_not_utf8_are_bad_json():
    assert answer_line(b'{"text": "\xff"}', {})["error"]["code"] == "bad_json"


def test_json_nested_beyond_the_stack_is_bad_json():
    line = b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    assert answer_line(line, {})["error"]["code"] == "bad_json"


@pytest.mark.parametrize("digits", [1, 19, 20, 4300, 4301, 10_000])
def test_an_integer_is_a_number_however_long(digits):
    number = b"9" * digits
    text = answer_line(b'{"text": ' + number + b"}", {})
    bits = answer_line(b'{"text": "a", "reference_bits": ' + number + b"}", {})
    assert text["error"]["code"] == "not_a_string"
    assert bits["error"]["code"] == "bad_option"
    assert len(bits["error"]["message"]) < 100


def test_a_number_that_is_no_option_is_shown():
    line = b'{"text": "a", "reference_bits": 8.0}'
    assert answer_line(line, {})["error"]["message"] == '"reference_bits" is 8 or 16, not 8.0.'


def test_a_default_gives_way_to_the_line_s_own():
    defaults = {"encoding": "UCS-2"}
    assert answer_line(b'{"text": "a"}', defaults)["encoding"] == "UCS-2"
    assert answer_line(b'{"text": "a", "encoding": "auto"}', defaults)["encoding"] == "GSM-7"


@pytest.mark.parametrize("units, over", [(255 * 153, False), (255 * 153 + 1, True)])
def test_255_parts_are_the_most_a_header_can_number(units, over):
    answer = answer_object({"text": "a" * units})
    assert answer["over_255_parts"] is over
    assert answer["segments"] == len(answer["parts"]) == 255 + over


def test_every_option_reaches_the_count():
    text = "ş€👨‍👩‍👧" * 40
    options = Options(16, ("turkish",), ("turkish",), "UCS-2", True)
    asked = {
        "text": text,
        "reference_bits": 16,
        "locking": ["turkish"],
        "single": ["turkish"],
        "encoding": "UCS-2",
        "keep_clusters": True,
    }
    answer = answer_object(asked)
    assert answer["segments"] == count(text, options).segments
    assert answer["parts"] == [part.text for part in split(text, options)]


def test_an_error_is_raised_with_its_code():
    with pytest.raises(LineError) as raised:
        answer_object(["text"])
    assert raised.value.code == "not_an_object"


def test_a_profile_adds_what_its_rule_leaves_open():
    answer = answer_object({"text": "😀" * 36, "profile": "huawei_domestic"})
    assert answer == {
        **answer_object({"text": "😀" * 36}),
        "profile": "huawei_domestic",
        "segments_fewest": 1,
        "segments_most": 2,
        "over_limit": "no",
    }


@pytest.mark.parametrize(
    "fields, code",
    [
        ({"profile": "nobody"}, "bad_option"),
        ({"profile": 7}, "bad_option"),
        ({"profile": "twilio", "locking": ["turkish"]}, "bad_option"),
        ({"profile": "alibaba_domestic", "encoding": "GSM-7"}, "bad_option"),
        ({"profile": "aws", "encoding": "GSM-7"}, "unencodable"),
    ],
)
def test_what_a_profile_refuses(fields, code):
    with pytest.raises(LineError) as raised:
        answer_object({"text": "中", **fields})
    assert raised.value.code == code
