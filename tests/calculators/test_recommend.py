"""Answers to providers: never one that must not be named, and always said why."""

import copy
import json
import random
import statistics
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from builder.facts.load import load
from builder.paths import DATA
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
    """All complete sets of answers without must-haves."""
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


def needs(recommender, answers, result):
    """What these answers demand and was not set aside, from the rules alone: criteria."""
    for rule in recommender.raw["eligibility"]["needs"]:
        question = rule["question"]
        off = any(option in answers.get(q, ()) for q, option in rule["unless"].items())
        if off or (question in result.relaxed and question != MUST):
            continue
        for option in answers.get(question, ()):
            if option in rule["map"] and option not in result.dropped:
                yield rule["map"][option]


def value(recommender, provider, criterion, answers):
    return recommender.places.fact(provider, criterion, recommender.place(answers)).value


def check(recommender, answers):
    """What must hold of every result."""
    result = recommender.shortlist(answers)
    order = recommender.raw["scoring"]["fallback"]["order"]
    assert list(result.relaxed) == [q for q in order if q in result.relaxed], "in order"
    assert (MUST in result.relaxed) == bool(result.dropped)
    assert set(result.dropped) <= set(answers.get(MUST, ()))
    assert len(set(result.recommended)) == len(result.recommended) <= SHORTLIST_SIZE
    assert not result.tied or result.recommended[0] in result.tied
    demanded = list(needs(recommender, answers, result))
    for provider_id in result.recommended:
        provider = recommender.providers[provider_id]
        assert provider["status"]["state"] not in ("retired", "closed_to_new")
        for criterion in demanded:
            assert value(recommender, provider_id, criterion, answers) in HOLDING
    if result.recommended:
        first = [value(recommender, result.recommended[0], c, answers) for c in demanded]
        if "partial" in first:
            for one in recommender.advise(answers).qualified:
                told = [value(recommender, one, c, answers) for c in demanded]
                assert "partial" in told, f"{one} meets all in full and stands behind"
    else:
        assert recommender.laws(answers) or recommender.advise(answers).conflict, "says why"
    return result


def test_all_answer_sets_without_must_haves(recommender, answer_sets):
    results = [check(recommender, answers) for answers in answer_sets]
    assert len(results) == 5120
    assert Counter(result.relaxed for result in results) == {(): 4300, ("budget",): 820}
    assert sum(not result.recommended for result in results) == 384, "by a law, all of them"


def test_a_large_sample_with_must_haves(recommender, sets_with_musts):
    for answers in sets_with_musts:
        check(recommender, answers)


@pytest.mark.parametrize(
    "case", WITNESSES, ids=[f"{case['branch']}: {case['provider']}" for case in WITNESSES]
)
def test_a_witness_is_shown_the_provider(recommender, case):
    answers = recommender.flow.require(case["answers"])
    result = recommender.shortlist(answers)
    assert case["provider"] in (*result.recommended, *result.tied), case["why"]


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
    assert [way["provider"] for way in recommender.laws(sender)[0]["ways"]] == ["alibaba_sms"]
    for language, name in (("en", "SMS authentication"), ("zh", "短信认证")):
        assert name in recommender.name("alibaba_sms", sender)[language], "the product by name"
    assert recommender.way("alibaba_sms", sender | {"who": ("company",)}) is None
    assert recommender.laws(sender | {"who": ("company",)}) == []


def test_what_is_unknown_does_not_hold_and_is_called_unknown(recommender):
    answers = recommender.flow.require({"kind": "support", "must": ["contact_centre"]})
    for provider, reason in recommender.advise(answers).ruled_out.items():
        fact = recommender.places.fact(provider, "contact_centre")
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


def test_who_meets_all_in_full_stands_first_then_the_score_and_equals_are_called_so(
    recommender, answer_sets
):
    """The order of the files decides nothing: turned round, the ranks are the same."""
    turned = copy.deepcopy(recommender.raw)
    turned["providers"].reverse()
    turned = Recommender(turned)
    ties = 0
    for answers in answer_sets[::17]:
        advice, other = recommender.advise(answers), turned.advise(answers)
        assert advice.ranks == other.ranks
        assert set(advice.shortlist.tied) == set(other.shortlist.tied)
        for one, after in pairwise(advice.qualified):
            in_part = len(advice.partly[one]), len(advice.partly[after])
            assert in_part[0] <= in_part[1]
            if in_part[0] == in_part[1]:
                assert round(advice.scores[one], 9) >= round(advice.scores[after], 9)
        tied = [one for one, rank in advice.ranks.items() if rank == 1]
        assert list(advice.shortlist.tied) == (tied if len(tied) > 1 else [])
        ties += len(tied) > 1
    assert ties, "the sample holds no tie"


def test_a_changed_fact_changes_the_result(recommender):
    answers = recommender.flow.require({"kind": "codes", "where": "global", "code": "yes"})
    first = recommender.shortlist(answers).recommended[0]
    changed = copy.deepcopy(dict(recommender.raw))
    cell = next(p for p in changed["providers"] if p["id"] == first)["criteria"]["otp"]
    cell["value"] = "no"
    assert first not in Recommender(changed).shortlist(answers).recommended


# What holds where --------------------------------------------------------------------------------

ABOUT_REGIONS = {"alphanumeric_sender_id": "alphanumeric_sender_id", "two_way": "two_way"}
MOST = {
    "no": "no",
    "unknown": "unknown",
    "partial": "partial",
    "limited": "partial",
    "varies": "partial",
    "yes": "yes",
}
ORDER = ("no", "not_applicable", "unknown", "partial", "yes")


@pytest.fixture(scope="module")
def pages():
    """The facts as the pages of providers and regions show them."""
    return load(DATA)


def places(recommender):
    return recommender.places.options.values()


def test_no_fact_contradicts_the_page_of_its_region_or_provider(recommender, pages):
    """Every provider, place and criterion: never better than the region's page allows, nor than
    what the provider's own file says of it."""
    regions = {region.id: region for region in pages.regions.regions}
    files = {provider.id: provider for provider in pages.providers}
    tried = 0
    for option in places(recommender):
        for provider in recommender.providers:
            file = files[provider]
            for criterion in recommender.criteria:
                found = recommender.places.fact(provider, criterion, option["id"])
                best = file.criteria[criterion].value
                held = [file.where.get(r, {}).get(criterion) for r in option["regions"]]
                if held and all(held):
                    best = max((one.value for one in held), key=ORDER.index)
                elif any(held):
                    best = max((best, *(h.value for h in held if h)), key=ORDER.index)
                assert ORDER.index(found.value) <= ORDER.index(best), (provider, criterion, option)
                field = ABOUT_REGIONS.get(criterion)
                if field and file.category in ("business", "international"):
                    said = [getattr(regions[region], field) for region in option["regions"]]
                    most = [
                        ("yes" if file.home == region else "no") if one == "domestic_only"
                        else MOST[one]
                        for region, one in zip(option["regions"], said, strict=True)
                    ]  # fmt: skip
                    limit = max(most, key=ORDER.index)
                    assert ORDER.index(found.value) <= ORDER.index(limit), (provider, option)
                    if "no" in most and most != ["no"] * len(most):
                        assert found.value != "yes", "not everywhere"
                tried += 1
    assert tried == len(files) * len(recommender.criteria) * len(list(places(recommender)))


@pytest.mark.parametrize(
    ("where", "tick"),
    [
        (option, tick)
        for option in ("us_ca", "cn", "sg", "in")
        for tick in ("alphanumeric_sender_id", "two_way")
    ],
)
def test_what_does_not_exist_at_a_place_is_never_met_there(recommender, answer_sets, where, tick):
    for answers in answer_sets[::13]:
        answers = answers | {"where": (where,), "kind": ("notices",), MUST: (tick,)}
        advice = recommender.advise(answers)
        for provider in advice.shortlist.recommended:
            told = value(recommender, provider, tick, answers)
            if tick not in advice.shortlist.dropped:
                assert told in HOLDING
            if where in ("us_ca", "cn") and tick == "alphanumeric_sender_id":
                assert tick in advice.shortlist.dropped
                assert told == "no"


def test_a_tick_that_nobody_left_can_have_is_not_offered_and_says_why(recommender):
    notices = {"who": ("company",), "kind": ("notices",), "where": ("us_ca",)}
    assert recommender.withheld(MUST, notices)["alphanumeric_sender_id"] == "place"
    assert recommender.withheld(MUST, notices)["customisation"] == "nobody"
    assert "two_way" in recommender.offered(MUST, notices)
    assert "alphanumeric_sender_id" in recommender.offered(MUST, notices | {"where": ("eu_uk",)})


def test_every_tick_offered_alone_is_had(recommender, answer_sets):
    for answers in answer_sets[::61]:
        for tick in recommender.offered(MUST, answers):
            assert not recommender.shortlist(answers | {MUST: (tick,)}).dropped


def test_of_ticks_as_few_as_possible_are_set_aside(recommender, answer_sets):
    dropped = 0
    for answers in answer_sets[::41]:
        offered = recommender.offered(MUST, answers)
        result = recommender.shortlist(answers | {MUST: offered})
        kept = [tick for tick in offered if tick not in result.dropped]
        assert not recommender.shortlist(answers | {MUST: tuple(kept)}).dropped
        for one in result.dropped:
            assert recommender.shortlist(answers | {MUST: (*kept, one)}).dropped
        dropped += bool(result.dropped)
    assert dropped


def test_one_country_of_a_wider_region_is_met_in_full_only_by_who_names_it(recommender):
    """India is a part of Asia-Pacific: who does not name it may still not send there."""
    named = recommender.places.fact("twilio", "apac", "in")
    other = recommender.places.fact("vonage", "apac", "in")
    assert (named.value, named.decided) == ("yes", "")
    assert (other.value, other.decided, other.regions) == ("partial", "unnamed", ("in",))
    answers = recommender.flow.require({"who": "company", "kind": "codes", "where": "in"})
    assert recommender.shortlist(answers).recommended[0] in ("twilio", "aws_sns")


@pytest.mark.parametrize("volume", ["medium", "large"])
def test_a_phone_is_not_for_many_messages_whatever_they_cost(recommender, answer_sets, volume):
    for answers in answer_sets[::19]:
        answers = answers | {"volume": (volume,), "budget": ("free",)}
        assert "android_gateway" not in recommender.advise(answers).qualified


def test_where_nobody_is_left_the_answers_that_do_not_go_together_are_named(recommender):
    changed = copy.deepcopy(recommender.raw)
    for provider in changed["providers"]:
        provider["criteria"]["no_code"]["value"] = "no"
    quiz = Recommender(changed)
    answers = quiz.flow.require(
        {"who": "company", "kind": "codes", "where": "us_ca", "code": "none", "budget": "low"}
    )
    advice = quiz.advise(answers)
    assert advice.shortlist == Shortlist((), ())
    assert [(one.question, one.option) for one in advice.conflict] == [("code", "none")]


# What it costs -----------------------------------------------------------------------------------

CHEAP = {"who": "company", "kind": "codes", "where": "us_ca", "code": "yes", "budget": "low"}


def with_prices(recommender, prices):
    changed = copy.deepcopy(recommender.raw)
    for provider in changed["providers"]:
        provider["figures"] = [
            {"region": region, "amount": amount, "currency": currency, "per": "part",
             "date": "2026-11-01", "sources": []}
            for name, region, amount, currency in prices
            if name == provider["id"]
        ]  # fmt: skip
    return Recommender(changed)


@pytest.mark.parametrize(
    ("prices", "first"),
    [
        ([("plivo", "us", 0.005, "USD"), ("twilio", "us", 0.008, "USD")], "plivo"),
        ([("plivo", "us", 0.009, "USD"), ("twilio", "us", 0.008, "USD")], "twilio"),
        # One price, another place or another currency: nothing to compare.
        ([("plivo", "us", 0.001, "USD")], None),
        ([("plivo", "us", 0.001, "USD"), ("twilio", "jp", 0.008, "USD")], None),
        ([("plivo", "us", 0.001, "USD"), ("twilio", "us", 0.008, "EUR")], None),
    ],
    ids=["plivo less", "twilio less", "one", "elsewhere", "another currency"],
)
def test_cheap_ranks_by_dated_prices_for_that_place_and_by_nothing_else(recommender, prices, first):
    quiz = with_prices(recommender, prices)
    answers = quiz.flow.require(CHEAP)
    result = quiz.shortlist(answers)
    if first:
        assert result.recommended[0] == first
        assert quiz.prices(list(quiz.providers), answers)
    else:
        fair = quiz.shortlist(answers | {"budget": ("standard",)})
        assert (result.recommended, result.tied) == (fair.recommended, fair.tied)
        assert not quiz.prices(list(quiz.providers), answers)
    other = quiz.flow.require(CHEAP | {"budget": "quality"})
    assert not quiz.prices(list(quiz.providers), other)


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
        print("\nscreens (over all answer sets): " + "; ".join(report))


def can_matter(recommender, question, before, answer_sets):
    """True if two complete sets that differ in this answer alone have different results."""
    if question == MUST:
        return any(
            recommender.shortlist(before | {MUST: ticked}) != recommender.shortlist(before)
            for ticked in possible(
                recommender.flow.questions[MUST], recommender.offered(MUST, before)
            )
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
                for value in ((option,) for option in recommender.offered(question, given))
            }
            assert len(results) > 1
    assert offered, "the sample holds no such case"


def test_other_answers_that_would_change_the_first_choice_do_so(recommender, answer_sets):
    for answers in answer_sets[::97]:
        now = recommender.shortlist(answers).recommended[:1]
        for question, option, then in recommender.alternatives(answers):
            assert then == recommender.shortlist(answers | {question: (option,)})
            assert then.recommended[:1] != now


@pytest.mark.parametrize(
    ("given", "pages"),
    [
        ({"who": "individual", "kind": "notices", "where": "us_ca"}, ["bridges"]),
        (
            {"who": "company", "kind": "codes", "where": "global"},
            ["verify-users", "whatsapp_business"],
        ),
        # Telegram is not reached in the mainland, and a company has others to tell.
        ({"who": "company", "kind": "codes", "where": "cn"}, []),
        ({"who": "company", "kind": "notices", "where": "us_ca"}, []),
    ],
    ids=["alerts to oneself", "codes abroad", "codes in the mainland", "a company's notices"],
)
def test_another_way_than_a_service_is_named_where_there_is_one(recommender, given, pages):
    tips = recommender.tips(recommender.flow.require(given))
    assert [tip["page"].split("/")[3] for tip in tips] == pages
