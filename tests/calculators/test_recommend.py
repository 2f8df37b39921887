"""Answers to providers: never one that must not be named, and always said why."""

import copy
import json
import random
import statistics
from collections import Counter
from pathlib import Path

import pytest

from calculators import facts
from calculators.asking import possible
from calculators.recommend import SHORTLIST_SIZE, Recommender, Shortlist

CASES = Path(__file__).parents[1] / "cases"
WITNESSES = json.loads((CASES / "recommend_witness.json").read_text("utf-8"))
HOLDING = ("yes", "partial")
MUST = "must"
CHOSEN_AT_RANDOM = 4000


@pytest.fixture(scope="module")
def recommender():
    return Recommender(facts.load("recommend"))


@pytest.fixture(scope="module")
def answer_sets(recommender):
    """All 3,840 complete sets of answers without must-haves."""
    return [
        {question: (option,) for question, option in path.steps if option}
        for path in recommender.flow.paths()
    ]


@pytest.fixture(scope="module")
def sets_with_musts(recommender, answer_sets):
    """A large sample with must-haves; the seed is fixed, so a failure comes again."""
    dice = random.Random(20261122)
    ticks = [option.id for option in recommender.flow.questions[MUST].options]
    return [
        dice.choice(answer_sets) | {MUST: tuple(dice.sample(ticks, dice.choice((1, 1, 2, 3, 12))))}
        for _ in range(CHOSEN_AT_RANDOM)
    ]


def needs(recommender, answers, relaxed):
    """What these answers demand, read from the rules alone: (question, criterion)."""
    for rule in recommender.raw["eligibility"]["needs"]:
        off = any(option in answers.get(q, ()) for q, option in rule.get("unless", {}).items())
        if not off and rule["question"] not in relaxed:
            for option in answers.get(rule["question"], ()):
                if option in rule["map"]:
                    yield rule["question"], rule["map"][option]


def check(recommender, answers):
    """What must hold of every result."""
    result = recommender.shortlist(answers)
    order = recommender.raw["scoring"]["fallback"]["order"]
    demanding = [q for q in order if any(n[0] == q for n in needs(recommender, answers, ()))]
    assert list(result.relaxed) == demanding[: len(result.relaxed)], "in order, nothing idle"
    assert len(set(result.recommended)) == len(result.recommended) <= SHORTLIST_SIZE
    for provider_id in result.recommended:
        provider = recommender.providers[provider_id]
        assert provider["status"]["state"] not in ("retired", "closed_to_new")
        for _, criterion in needs(recommender, answers, result.relaxed):
            assert provider["criteria"][criterion]["value"] in HOLDING
    if not result.recommended:
        barred = any(law["allows"] == [] for law in recommender.laws(answers))
        assert list(result.relaxed) == ([] if barred else demanding), "none: everything was relaxed"
    return result


def test_all_answer_sets_without_must_haves(recommender, answer_sets):
    relaxed = Counter(check(recommender, answers).relaxed for answers in answer_sets)
    assert relaxed == {
        (): 3360,  # 384 of them with no result, by a law
        ("budget",): 480,
    }


def test_a_large_sample_with_must_haves(recommender, sets_with_musts):
    for answers in sets_with_musts:
        check(recommender, answers)


@pytest.mark.parametrize(
    "case", WITNESSES, ids=[f"{case['branch']}: {case['provider']}" for case in WITNESSES]
)
def test_a_witness_is_shown_the_provider(recommender, case):
    answers = recommender.flow.require(case["answers"])
    assert case["provider"] in recommender.shortlist(answers).recommended, case["why"]


def test_every_branch_opens_where_its_witnesses_are_and_reaches_what_it_must(recommender):
    for branch in recommender.raw["branches"]:
        witnesses = [case for case in WITNESSES if case["branch"] == branch["id"]]
        assert {case["provider"] for case in witnesses} == set(branch["must_reach"])
        for case in witnesses:
            answers = recommender.flow.require(case["answers"])
            assert any(
                all(option in answers.get(question, ()) for question, option in start.items())
                for start in branch["opens"]
            ), f"no link of {branch['id']} leads to {case['provider']}"


def test_the_order_of_answering_changes_nothing(recommender, sets_with_musts):
    dice = random.Random(1)
    for answers in sets_with_musts[:300]:
        shuffled = list(answers.items())
        dice.shuffle(shuffled)
        turned = {q: tuple(reversed(chosen)) for q, chosen in shuffled}
        assert recommender.shortlist(turned) == recommender.shortlist(answers)


def test_a_retired_provider_is_out_and_names_its_replacement(recommender):
    advice = recommender.advise(recommender.flow.require({"kind": "chat"}))
    reason = advice.ruled_out["samsung_messages"]
    assert (reason.kind, reason.replacement) == ("retired", "google_messages")
    assert reason.sources


def test_a_provider_closed_to_new_users_is_out(recommender):
    advice = recommender.advise({})
    assert advice.ruled_out["huawei_sms"].kind == "closed_to_new"


BLOCKED = [
    ("alibaba_sms", {"who": "individual", "kind": "marketing", "where": "apac"}),
    ("tencent_sms", {"who": "individual", "kind": "marketing", "where": "apac"}),
    ("whatsapp_business", {"who": "company", "kind": "marketing", "where": "us_ca"}),
]


@pytest.mark.parametrize(("provider", "given"), BLOCKED, ids=[case[0] for case in BLOCKED])
def test_a_rule_of_the_provider_itself_blocks_it(recommender, provider, given):
    reason = recommender.advise(recommender.flow.require(given)).ruled_out[provider]
    assert reason.kind == "block"
    assert reason.sources and all(reason.text.values())


@pytest.mark.parametrize("where", ["cn", "cn_plus"])
@pytest.mark.parametrize("kind", ["marketing", "notices", "support"])
@pytest.mark.parametrize("who", ["individual", "developer"])
def test_a_private_person_is_sent_nowhere_with_what_the_mainland_takes_from_companies_only(
    recommender, answer_sets, who, kind, where
):
    """Whatever else is answered, no service and nothing relaxed: the rule stands above both."""
    sender = {"who": (who,), "kind": (kind,), "where": (where,)}
    for others in answer_sets[::7]:
        answers = others | sender
        assert recommender.shortlist(answers) == Shortlist((), ())
    advice = recommender.advise(sender)
    assert {reason.kind for reason in advice.ruled_out.values()} >= {"law"}
    law = recommender.laws(sender)[0]
    assert all(law["text"].values()) and law["sources"]


def test_a_private_person_sends_codes_to_the_mainland_by_the_one_way_that_takes_no_company(
    recommender,
):
    sender = {"who": ("individual",), "kind": ("codes",), "where": ("cn",)}
    assert recommender.shortlist(sender).recommended == ("alibaba_sms",)
    assert recommender.laws(sender)[0]["allows"] == ["alibaba_sms"]
    assert recommender.laws(sender | {"who": ("company",)}) == []


def test_what_is_unknown_does_not_hold_and_is_called_unknown(recommender):
    answers = recommender.flow.require({"kind": "support", "must": ["contact_centre"]})
    for provider, reason in recommender.advise(answers).ruled_out.items():
        fact = recommender.fact(provider, "contact_centre")
        if fact.value == "unknown" and reason.fact and reason.fact.criterion == "contact_centre":
            assert reason.fact.value == "unknown"
            return
    raise AssertionError("no provider is ruled out by an unknown fact: choose another must-have")


def test_every_provider_is_recommended_ranked_or_ruled_out(recommender, sets_with_musts):
    for answers in sets_with_musts[:300]:
        advice = recommender.advise(answers)
        assert set(advice.qualified) | set(advice.ruled_out) == set(recommender.providers)
        assert not set(advice.qualified) & set(advice.ruled_out)
        for reason in advice.ruled_out.values():
            assert reason.fact or reason.text
            if reason.kind in ("need", "personal", "block"):
                assert reason.option in answers[reason.question]


def test_scores_rank_and_ties_keep_the_order_of_the_providers(recommender, answer_sets):
    order = list(recommender.providers)
    for answers in answer_sets[::37]:
        advice = recommender.advise(answers)
        ranked = sorted(
            advice.qualified, key=lambda p: (-round(advice.scores[p], 9), order.index(p))
        )
        assert list(advice.qualified) == ranked


def test_a_changed_fact_changes_the_result(recommender):
    answers = recommender.flow.require({"kind": "codes", "where": "global", "code": "yes"})
    first = recommender.shortlist(answers).recommended[0]
    changed = copy.deepcopy(dict(recommender.raw))
    cell = next(p for p in changed["providers"] if p["id"] == first)["criteria"]["otp"]
    cell["value"] = "no"
    assert first not in Recommender(changed).shortlist(answers).recommended


# What is asked --------------------------------------------------------------------------------


def screens(recommender, start, complete):
    """Walks as a reader with these answers would; returns what was asked and the end."""
    given, asked = dict(start), []
    while not (walk := recommender.walk(given)).ended:
        asked.append(walk.at)
        given[walk.at] = complete.get(walk.at, ())
    return asked, walk, given


def starts(recommender):
    yield "from the start", {}, 7
    for door in recommender.raw["doors"]:
        yield f"door {door['id']}", recommender.flow.require(door["answers"]), 5


def test_nothing_is_asked_or_left_out_that_matters(recommender, answer_sets, capsys):
    """Over all answer sets: a question that is asked can change the result, by trying it; one that
    is passed over cannot: the result is that of a reader who answered everything."""
    report, asked_at = [], {}
    for name, start, most in starts(recommender):
        counts = []
        for complete in answer_sets:
            if all(complete[question] == chosen for question, chosen in start.items()):
                asked, walk, given = screens(recommender, start, complete)
                counts.append(len(asked))
                settled = recommender.settled(walk, given)
                assert recommender.shortlist(settled) == recommender.shortlist(complete)
                before = dict(start)
                for question in asked:
                    asked_at[(question, tuple(sorted(before.items())))] = before.copy()
                    before[question] = given[question]
        report.append(f"{name}: median {statistics.median(counts):g}, at most {max(counts)}")
        assert statistics.median(counts) <= most
    for (question, _), before in asked_at.items():
        assert can_matter(recommender, question, before, answer_sets), (question, before)
    with capsys.disabled():
        print("\nscreens (over all 3,840 answer sets): " + "; ".join(report))


def can_matter(recommender, question, before, answer_sets):
    """True if two complete sets that differ in this answer alone have different results."""
    if question == MUST:
        return any(
            recommender.shortlist(before | {MUST: ticked}) != recommender.shortlist(before)
            for ticked in possible(recommender.flow.questions[MUST])
        )
    seen = {}
    for complete in answer_sets:
        if all(complete[q] == chosen for q, chosen in before.items() if chosen):
            rest = tuple((q, chosen) for q, chosen in complete.items() if q != question)
            result = recommender.shortlist(complete)
            if seen.setdefault(rest, result) != result:
                return True
    return False


def test_the_must_haves_are_asked_last(recommender, answer_sets):
    for complete in answer_sets[::11]:
        asked, _, _ = screens(recommender, {}, complete)
        assert MUST not in asked[:-1]


def test_after_must_haves_a_question_passed_over_is_offered_if_it_matters_now(
    recommender, sets_with_musts
):
    offered = 0
    for complete in sets_with_musts[:600]:
        _, walk, given = screens(recommender, {}, complete)
        for question in recommender.reopened(walk, given):
            offered += 1
            results = {
                recommender.shortlist(given | {question: value})
                for value in possible(recommender.flow.questions[question])
            }
            assert len(results) > 1
    assert offered, "the sample holds no such case"


def test_other_answers_that_would_change_the_first_choice_do_so(recommender, answer_sets):
    for answers in answer_sets[::97]:
        now = recommender.shortlist(answers).recommended[:1]
        for question, option, then in recommender.alternatives(answers):
            assert then == recommender.shortlist(answers | {question: (option,)})
            assert then.recommended[:1] != now
