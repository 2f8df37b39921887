"""One text by every rule: the answer to "your calculator disagrees with my bill"."""

import json

import pytest
from smsparts.__main__ import main

import smsparts


def lines(capsys, *arguments):
    status = main(["compare", *arguments])
    return status, capsys.readouterr().out.splitlines()


def test_every_rule_once_and_the_cheapest_first():
    bills = smsparts.compare("a" * 71)
    assert sorted(bill.profile for bill in bills) == sorted(smsparts.rules())
    assert [bill.segments for bill in bills] == sorted(bill.segments for bill in bills)
    dear = {bill.profile for bill in bills if bill.segments == 2}
    assert dear == {"alibaba_domestic", "tencent_domestic", "huawei_domestic"}


def test_a_signature_is_counted_by_the_rules_that_count_one():
    counted = {bill.profile: bill.units for bill in smsparts.compare("字", signature="某某")}
    assert counted["alibaba_domestic"] == 5
    assert counted["twilio"] == 1


def test_rules_that_agree_stand_on_one_line(capsys):
    status, said = lines(capsys, "a" * 154)
    assert status == 0
    assert said[0].startswith("1 part (154 septets, GSM-7): 3GPP standard, Twilio, ")
    assert said[1] == "2 parts (154 septets, GSM-7): Tencent Cloud, to Malaysia"
    assert said[2].startswith("3 parts (154 characters, each counted as one): Alibaba Cloud, ")
    assert len(said) == 3


def test_where_a_source_does_not_decide_both_numbers_are_said(capsys):
    _, said = lines(capsys, "😀" * 40, "--language", "en")
    assert any(
        line.startswith("1 to 2 parts (40 to 80 characters, each counted as one): ")
        for line in said
    )


def test_a_text_that_a_rule_refuses(capsys):
    status, said = lines(capsys, "a" * 1601)
    assert status == 1
    assert "Twilio does not accept it: longer than 1600 characters." in said


@pytest.mark.parametrize("language", ["en", "zh"])
def test_as_json_it_is_the_same_in_any_language(capsys, language):
    _, said = lines(capsys, "a", "--json", "--language", language)
    assert {one["profile"] for one in json.loads(said[0])} == set(smsparts.rules())
