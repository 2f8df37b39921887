"""The open suite: the counter answers every case, and the file is what its generator writes."""

import pytest
from smsparts.conformance import cases, failures, ours, text_of

from builder.generate import conformance

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    answer = {name: case[name] for name in conformance_fields(case)}
    assert ours(text_of(case), case["options"]) == answer, case["why"]


def conformance_fields(case):
    return ("error", "at") if "error" in case else (
        "encoding", "units", "parts", "part_units", "locking", "single"
    )  # fmt: skip


def test_there_are_enough_and_each_has_a_name_and_a_reason_of_its_own():
    assert len(CASES) >= 400
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(len(case["why"]) > 25 for case in CASES)


def test_a_counter_that_is_wrong_is_told():
    assert len(failures(lambda text, options: {"parts": 0})) == len(CASES)
    assert failures(lambda text, options: {}) != []
    # One that takes every character for one of 160.
    wrong = failures(lambda text, options: {"parts": max(1, -(-len(text) // 160))})
    assert len(CASES) // 2 < len(wrong) < len(CASES)


def test_the_file_is_fresh():
    assert conformance.TARGET.read_text("ascii") == conformance.text()
