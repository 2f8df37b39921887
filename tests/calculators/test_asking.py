"""What is worth asking: the bounded decision against trying every answer there is."""

import random
from itertools import product

import pytest

from calculators import asking, facts
from calculators.asking import possible
from calculators.recommend import Recommender
from tests.calculators.made_up import made_up

PLACES = 160


def every(question):
    return tuple(option.id for option in question.options)


def changes(judge, question_id, answers):
    """The oracle: every way to answer every other open question, tried."""
    last = judge.asking.last
    offered = judge.offered(question_id, answers)
    others = [
        other
        for other in judge.flow.questions.values()
        if other.id not in answers and other.id not in (question_id, last)
    ]
    for chosen in product(*(list(possible(other, every(other))) for other in others)):
        given = answers | {q.id: value for q, value in zip(others, chosen, strict=True)}
        results = {
            judge.result(given | {question_id: value})
            for value in possible(judge.flow.questions[question_id], offered)
        }
        if len(results) > 1:
            return True
    return False


@pytest.fixture(scope="module")
def recommender():
    return Recommender(facts.load("recommend"))


def somewhere(flow, dice):
    """Some answers and an open question; at most three others are open: the oracle must end."""
    single = [q for q in flow.questions.values() if not q.multiple]
    asked = dice.choice(single)
    others = [q for q in single if q is not asked]
    return asked.id, {
        q.id: dice.choice(list(possible(q, every(q))))
        for q in dice.sample(others, dice.randint(len(others) - 3, len(others)))
    }


def test_it_decides_as_trying_everything_does(recommender):
    dice = random.Random(20261127)
    seen = set()
    for _ in range(PLACES):
        question, answers = somewhere(recommender.flow, dice)
        expected = changes(recommender, question, answers)
        assert recommender.asking.can_change(question, answers) == expected, (question, answers)
        seen.add(expected)
    assert seen == {True, False}, "the sample holds only one of the two"


@pytest.mark.parametrize("seed", range(8))
def test_it_decides_alike_on_quizzes_it_has_never_seen(seed):
    dice = random.Random(seed)
    judge = Recommender(made_up(4, 3, 6, dice))
    for question in judge.flow.questions:
        assert judge.asking.can_change(question, {}) == changes(judge, question, {})


def test_a_quiz_of_any_size_starts_after_a_bounded_number_of_trials(monkeypatch):
    """Ten questions of six options: sixty million sets of answers, of which few are tried."""
    judge = Recommender(made_up(10, 6, 21, random.Random(1)))
    tried = []
    result = judge.result
    monkeypatch.setattr(
        type(judge), "result", lambda self, answers: tried.append(1) or result(answers)
    )
    for question in judge.flow.questions:
        judge.asking.can_change(question, {})
    assert 0 < len(tried) <= 10 * asking.TRIES * 7
