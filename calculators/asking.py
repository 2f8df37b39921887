"""Which questions of a weighted flow are worth asking: those whose answer can change the result.

Whether it can is undecided until every other open question is answered, and their answers multiply.
So it is settled in two bounded steps: a proof from the smallest and largest difference between each
two candidates, and, where that proves nothing, a search of :data:`TRIES` complete sets of answers
for two that differ in this question alone and in their result. Where neither decides, the question
is asked: one screen too many is a smaller fault than a wrong result.

Knows no provider, no rule and no word; :class:`Judge` says what it must be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations, islice
from math import gcd, prod
from typing import Protocol

from calculators.flows import Answers, Flow, Question

TRIES = 256
"""How many complete sets of answers are tried, spread over all there are, before a question that
could not be shown to be needless is asked."""

_STRIDE = 7919  # a prime: neighbours in the search differ in many answers, not in the last alone

Columns = Mapping[tuple[str, str], Mapping[str, int]]
Given = tuple[tuple[str, tuple[str, ...]], ...]


class Judge(Protocol):
    """What must be known of a flow whose outcome is computed."""

    @property
    def flow(self) -> Flow: ...

    @property
    def ruling(self) -> frozenset[str]:
        """The questions whose answers can let a candidate in or out."""

    def decided(self, answers: Answers) -> bool:
        """Whether these answers already decide what an option adds to a candidate."""

    def columns(self, answers: Answers) -> tuple[str, Columns]:
        """What an option (question and option id) adds to each candidate, and a name for it."""

    def offered(self, question_id: str, answers: Answers) -> tuple[str, ...]:
        """The options of a question that somebody with these answers can choose."""

    def candidates(self, answers: Answers) -> list[str]:
        """Everybody who can still be in a result of these answers, whatever else is answered."""

    def result(self, answers: Answers) -> object:
        """What two complete sets of answers are compared by."""


class Asking:
    """What is still worth asking of a judge. Its answers are kept, so keep it as long as him."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._last = next((q.id for q in judge.flow.questions.values() if q.multiple), "")
        self._decided = lru_cache(maxsize=16384)(self._decide)
        self._ranges: dict[str, dict[str, dict[tuple[str, str], tuple[int, int]]]] = {}

    @property
    def last(self) -> str:
        """The question that takes several answers: it comes last, and most leave it empty."""
        return self._last

    def can_change(self, question_id: str, answers: Answers) -> bool:
        """False if no answer to this question changes the result, whatever else is answered.

        Another answer to the same question counts as not given. The last question counts as left
        empty where it is open.
        """
        fixed = tuple(sorted((q, chosen) for q, chosen in answers.items() if q != question_id))
        return self._decided(question_id, fixed)

    def _decide(self, question_id: str, given: Given) -> bool:
        fixed = dict(given)
        question = self._judge.flow.questions[question_id]
        others = [
            other
            for other in self._judge.flow.questions.values()
            if other.id not in fixed and other.id not in (question_id, self._last)
        ]
        candidates = self._judge.candidates(fixed)
        if not candidates:
            return False
        provable = question_id not in self._judge.ruling and self._judge.decided(fixed)
        if provable and self._order_stands(question, others, fixed, candidates):
            return False
        return self._some_differ(question, others, fixed)

    # The proof ----------------------------------------------------------------------------------

    def _order_stands(
        self, question: Question, others: list[Question], fixed: Answers, candidates: list[str]
    ) -> bool:
        """True if no two candidates can change places, or become or stop being equal."""
        name, points = self._judge.columns(fixed)
        so_far = {
            one: sum(points[q, option][one] for q, chosen in fixed.items() for option in chosen)
            for one in candidates
        }
        if name not in self._ranges:
            self._ranges[name] = self._ranges_of(points)
        ranges = [self._ranges[name][other.id] for other in others]
        here = self._ranges[name][question.id]
        for pair in combinations(candidates, 2):
            low, high = here[pair]
            if low == high:
                continue
            first, second = pair
            apart = so_far[first] - so_far[second]
            least = apart + low + sum(other[pair][0] for other in ranges)
            most = apart + high + sum(other[pair][1] for other in ranges)
            if least <= 0 <= most:
                return False
        return True

    def _ranges_of(self, points: Columns) -> dict[str, dict[tuple[str, str], tuple[int, int]]]:
        """Per question and two candidates, the least and the most by which the first gains."""
        everybody = list(next(iter(points.values()), {}))
        ranges = {}
        for question in self._judge.flow.questions.values():
            columns = [points[question.id, option.id] for option in question.options]
            ranges[question.id] = {
                (first, second): _range(
                    [column[first] - column[second] for column in columns], question
                )
                for first, second in combinations(everybody, 2)
            }
        return ranges

    # The search ---------------------------------------------------------------------------------

    def _some_differ(self, question: Question, others: list[Question], fixed: Answers) -> bool:
        choices = [
            list(possible(other, tuple(option.id for option in other.options))) for other in others
        ]
        total = prod(len(choice) for choice in choices)
        stride = _STRIDE if gcd(_STRIDE, total) == 1 else 1
        offered = self._judge.offered(question.id, fixed)
        here = list(islice(possible(question, offered), TRIES))
        for number in range(min(total, TRIES)):
            at = number * stride % total
            answers = dict(fixed)
            for other, choice in zip(others, choices, strict=True):
                at, position = divmod(at, len(choice))
                answers[other.id] = choice[position]
            first = self._judge.result(answers | {question.id: here[0]})
            if any(
                self._judge.result(answers | {question.id: value}) != first for value in here[1:]
            ):
                return True
        return total > TRIES or len(here) == TRIES


def possible(question: Question, ids: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every answer a reader can give to a question that offers these options: "I'm not sure" and
    several ticks included."""
    if question.multiple:
        for size in range(len(ids) + 1):
            yield from combinations(ids, size)
    else:
        yield from ((option_id,) for option_id in ids)
        if question.unsure:
            yield ()


def _range(gains: list[int], question: Question) -> tuple[int, int]:
    if question.multiple:
        return sum(min(gain, 0) for gain in gains), sum(max(gain, 0) for gain in gains)
    if question.unsure:
        gains = [*gains, 0]
    return min(gains), max(gains)
