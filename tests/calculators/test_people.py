"""People who asked in public, told in our own words: what they know, and where they must end.

Each case of ``tests/cases/people.json`` names its thread, so that it can be read; a case that ends
wrong is mended in the flow. What a reader is told is looked for in the whole result in both
languages: for a check with every step of its ladder.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from calculators import facts
from calculators.flows import Flow
from calculators.recommend import recommender
from calculators.views import flow as view
from calculators.words import LANGUAGES

PEOPLE = json.loads((Path(__file__).parents[1] / "cases" / "people.json").read_text("utf-8"))
QUIZ = "recommend"
LEAST = {QUIZ: 25, "code-not-arriving": 25, "forwards-nothing": 5}
CHECKED = [case for case in PEOPLE if case["tool"] != QUIZ]
CHOOSING = [case for case in PEOPLE if case["tool"] == QUIZ]


def name(case):
    owner, repository, _, number = case["source"].split("/")[-4:]
    return f"{owner}/{repository}#{number}"


def told(widget, answers, language):
    """The plain text of the result as the page shows it."""
    address = {q: ",".join(v) if isinstance(v, list) else v for q, v in answers.items()}
    html = view.view(view.at(widget, address, language))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(html)))


def test_there_are_enough_of_them_and_each_names_its_thread():
    counted = Counter(case["tool"] for case in PEOPLE)
    assert all(counted[tool] >= least for tool, least in LEAST.items())
    assert len({json.dumps(case, sort_keys=True) for case in PEOPLE}) == len(PEOPLE)
    for case in PEOPLE:
        assert re.fullmatch(r"https://github\.com/[^/]+/[^/]+/(issues|pull)/\d+", case["source"])
        assert len(case["who"].split()) >= 3


@pytest.mark.parametrize("case", CHECKED, ids=name)
def test_a_check_leads_them_to_what_helps(case):
    flow = Flow.of(facts.load(case["tool"]))
    walk = flow.walk(flow.require(case["answers"]))
    assert walk.ended and list(walk.asked) == list(case["answers"])
    assert walk.at == case["outcome"]
    assert walk.at not in case.get("never", ())
    for language in LANGUAGES:
        text = told(case["tool"], case["answers"], language)
        assert flow.outcomes[walk.at].title[language] in text
        for words in case["says"][language]:
            assert words in text, f"{words!r} is not said in {language!r}"


@pytest.mark.parametrize("case", CHOOSING, ids=name)
def test_the_quiz_names_what_serves_them(case):
    quiz = recommender()
    answers = quiz.flow.require(case["answers"])
    advice = quiz.advise(answers)
    result = advice.shortlist
    shown = {*result.recommended, *result.tied}
    if "first" in case:
        assert result.recommended[0] in case["first"]
    assert not shown.intersection(case.get("never", ()))
    assert shown >= set(case.get("has", ()))
    if "dropped" in case:
        assert list(result.dropped) == case["dropped"]
    if "dropped_some" in case:
        assert 0 < len(result.dropped) < len(case["dropped_some"])
    if "relaxed" in case:
        assert list(result.relaxed) == case["relaxed"]
    if "partly" in case:
        partly = {r.fact.criterion for r in advice.partly[result.recommended[0]]}
        assert partly >= set(case["partly"])
    for language in LANGUAGES:
        text = told(QUIZ, case["answers"], language)
        assert quiz.name(result.recommended[0], answers)[language] in text
        for words in case.get("says", {}).get(language, ()):
            assert words in text, f"{words!r} is not said in {language!r}"
