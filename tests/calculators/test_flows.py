"""A decision flow: refused when broken, by name; walked otherwise, in any order of answering."""

import copy
import json
import re
from pathlib import Path

import pytest

from calculators import facts, flows
from calculators.flows import BrokenFlowError, Flow, UnknownAnswerError, faults

CASES = Path(__file__).parents[1] / "cases"
BROKEN = json.loads((CASES / "broken_flows.json").read_text("utf-8"))

SOUND = {
    "start": "first",
    "questions": [
        {
            "id": "first",
            "text": {"en": "First?", "zh": "一？"},
            "options": [
                {"id": "yes", "text": {"en": "Yes", "zh": "是"}, "next": "second"},
                {"id": "no", "text": {"en": "No", "zh": "否"}, "next": "end"},
            ],
        },
        {
            "id": "second",
            "text": {"en": "Second?", "zh": "二？"},
            "unsure": True,
            "next": "end",
            "options": [
                {"id": "a", "text": {"en": "A", "zh": "甲"}},
                {"id": "b", "text": {"en": "B", "zh": "乙"}},
            ],
        },
    ],
    "outcomes": [
        {
            "id": "end",
            "title": {"en": "End", "zh": "完"},
            "first": {"en": "Stop.", "zh": "停。"},
            "avoid": {"en": "Going on.", "zh": "继续。"},
            "wait": {"en": "A day.", "zh": "一天。"},
            "sources": ["a-source"],
        }
    ],
}


def broken(case):
    """The sound flow with one thing spoilt, as the case says."""
    flow = copy.deepcopy(SOUND)
    for path, value in case.get("set", {}).items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place = flow
        for step in way:
            place = place[step]
        if last == len(place):
            place.append(value)
        else:
            place[last] = value
    if "add_question" in case:
        flow["questions"].append(case["add_question"])
    if "add_outcome" in case:
        flow["outcomes"].append(case["add_outcome"])
    if "drop_option" in case:
        name, position = case["drop_option"]
        del next(q for q in flow["questions"] if q["id"] == name)["options"][position]
    return flow


def test_the_sound_flow_has_no_fault():
    assert list(faults(SOUND)) == []


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case['kind']}: {case['why']}")
def test_a_broken_flow_is_refused_with_its_name(case):
    found = {(fault.kind, fault.place) for fault in faults(broken(case))}
    assert (case["kind"], case["place"]) in found
    with pytest.raises(BrokenFlowError, match=r"\[.+\]"):
        Flow.of(broken(case))


def test_every_kind_of_fault_has_a_case():
    source = Path(flows.__file__).read_text("utf-8")
    kinds = set(re.findall(r'BrokenFlowError\(\s*"([a-z-]+)"', source))
    assert kinds == {case["kind"] for case in BROKEN}


ANSWERS = [
    ({}, "first", False, "nobody has said anything yet"),
    ({"first": "no"}, "end", True, "one answer is enough"),
    ({"first": "yes"}, "second", False, "this answer leads on"),
    ({"second": "a", "first": "yes"}, "end", True, "the order of answering is nobody's business"),
    ({"second": "a"}, "first", False, "an answer further down does not skip what is above"),
    ({"first": "yes", "second": "unsure"}, "end", True, "not knowing is an answer where offered"),
    ({"first": "unsure"}, "first", False, "and none where it is not"),
    ({"first": "perhaps"}, "first", False, "an unknown option is dropped"),
    ({"third": "a", "first": "no"}, "end", True, "an unknown question is dropped"),
    ({"first": "yes,no"}, "first", False, "two answers to a question that takes one are none"),
    ({"first": ["no"]}, "end", True, "a list of one is one"),
    ({"first": 1, "second": None}, "first", False, "whatever is no text is dropped"),
]


@pytest.mark.parametrize(("given", "at", "ended", "why"), ANSWERS, ids=[a[3] for a in ANSWERS])
def test_a_walk(given, at, ended, why):
    flow = Flow.of(SOUND)
    walk = flow.walk(flow.understand(given))
    assert (walk.at, walk.ended) == (at, ended)


def test_a_question_that_is_needless_is_passed_over_if_all_its_ways_are_one():
    flow = Flow.of(SOUND)
    walk = flow.walk({"first": ("yes",)}, lambda question, answers: True)
    assert (walk.at, walk.skipped) == ("end", ("second",))
    assert flow.walk({}, lambda question, answers: True).at == "first", "its ways differ"


STRICT = [
    ({"fist": "yes"}, "fist.*first, second", "the questions are listed"),
    ({"first": "maybe"}, "maybe.*yes, no", "the options are listed"),
    ({"second": "c"}, "a, b, unsure", "with the one for not knowing"),
    ({"first": ["yes", "no"]}, "takes one option", "too many"),
    ({"first": []}, "takes one option", "too few"),
    ({"first": 1}, "must be an option id", "no text"),
]


@pytest.mark.parametrize(("given", "message", "why"), STRICT, ids=[s[2] for s in STRICT])
def test_a_strict_reader_says_what_is_known(given, message, why):
    with pytest.raises(UnknownAnswerError, match=message):
        Flow.of(SOUND).require(given)


CHECKS = facts.load("checks")


@pytest.fixture(scope="module", params=["recommend", *CHECKS])
def real(request):
    return Flow.of(facts.load(request.param))


def test_every_path_of_the_real_flows_ends_where_its_answers_lead(real):
    reached = set()
    for path in real.paths():
        given = dict(path.steps)
        walk = real.walk(real.require(given))
        assert (walk.at, walk.ended) == (path.outcome, True)
        assert walk.asked == tuple(given)
        reached.update(one.id for one in real.ladder(path.outcome))
    assert reached == set(real.outcomes)


def test_the_checks_have_their_questions_and_outcomes():
    sizes = {name: Flow.of(facts.load(name)) for name in CHECKS}
    assert {name: (len(flow.questions), len(flow.outcomes)) for name, flow in sizes.items()} == {
        "code-not-arriving": (18, 52),
        "forwards-nothing": (5, 16),
    }


@pytest.mark.parametrize("name", CHECKS)
def test_nobody_is_stuck_at_a_question(name):
    """Whoever does not know, or sees something else, has an answer that leads on: the last one."""
    for question in Flow.of(facts.load(name)).questions.values():
        last = question.options[-1]
        assert last.id in ("none-of-these", "not-sure", "neither"), question.id
        assert any(word in last.text["en"] for word in ("know", "None of these", "All done"))


@pytest.mark.parametrize("name", CHECKS)
def test_every_outcome_says_what_to_do_and_its_ladder_ends(name):
    flow = Flow.of(facts.load(name))
    for outcome in flow.outcomes:
        ladder = flow.ladder(outcome)
        assert len({one.id for one in ladder}) == len(ladder) <= 8
        for one in ladder:
            for part in ("first", "avoid", "wait"):
                assert all(one.raw[part].values())


def test_where_telegram_can_be_asked_the_ladder_of_the_code_check_ends_in_a_mail_to_copy():
    flow = Flow.of(facts.load("code-not-arriving"))
    waiting = {"leaf-wait-support", "leaf-sms-filtered", "leaf-mainland", "leaf-no-next-method"}
    for outcome in waiting:
        assert flow.ladder(outcome)[-1].raw["mail"]["body"]
