"""The shape of a decision for drawing it or writing it out: one tree for the text and the picture.

A check is its own tree. The quiz has thousands of ways, so its tree shows what the first, most
deciding answers lead to when nothing else is known. Knows no HTML and no drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculators.flows import Flow
from calculators.recommend import Recommender


@dataclass(frozen=True)
class Branch:
    """The way one or more options lead; ``options`` are ids of the question above."""

    options: tuple[str, ...]
    to: Node


@dataclass(frozen=True)
class Node:
    """A question with its branches, or an end: an outcome's id, or provider ids, best first."""

    question: str = ""
    branches: tuple[Branch, ...] = ()
    outcome: str = ""
    providers: tuple[str, ...] = ()
    relaxed: tuple[str, ...] = ()

    @property
    def leaves(self) -> int:
        """How many ends there are below."""
        return sum(branch.to.leaves for branch in self.branches) or 1


def of_flow(flow: Flow, at: str = "") -> Node:
    """The whole tree of a flow in which no two questions lead to the same one."""
    question = flow.questions.get(at or flow.start)
    if question is None:
        return Node(outcome=at)
    return Node(
        question.id,
        tuple(Branch((option.id,), of_flow(flow, option.next)) for option in question.options),
    )


def of_recommender(
    recommender: Recommender,
    questions: Sequence[str],
    answers: Mapping[str, tuple[str, ...]] | None = None,
) -> Node:
    """What the answers to ``questions``, asked in this order, lead to while the rest is open.

    Options that lead to the same are one branch; a question whose options all do is left out.
    """
    given = dict(answers or {})
    if not questions:
        result = recommender.shortlist(given)
        return Node(providers=result.recommended, relaxed=result.relaxed)
    first, *rest = questions
    ways: dict[Node, list[str]] = {}
    for option in recommender.flow.questions[first].options:
        below = of_recommender(recommender, rest, {**given, first: (option.id,)})
        ways.setdefault(below, []).append(option.id)
    if len(ways) == 1:
        return next(iter(ways))
    return Node(first, tuple(Branch(tuple(options), to) for to, options in ways.items()))
