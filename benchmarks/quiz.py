"""How long the quiz takes to begin, on ours and on made-up ones of more questions and options.

That the work is bounded is tested in counted trials (tests/calculators/test_asking.py).
"""

import random
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from calculators import facts
from calculators.recommend import Recommender
from tests.calculators.made_up import made_up

SIZES = [(7, 5, 21), (10, 6, 21), (10, 6, 40), (15, 8, 40)]


def run() -> None:
    """Print the milliseconds from the facts to the first screen: medians of seven starts."""
    print(f"{'ours':32}{_start(lambda _: facts.load('recommend')):8.1f} ms")
    for questions, options, providers in SIZES:
        name = f"{questions} questions, {options} options, {providers} services"
        taken = _start(
            lambda seed, size=(questions, options, providers): made_up(*size, random.Random(seed))
        )
        print(f"{name:32}{taken:8.1f} ms")


def _start(made: Callable[[int], dict[str, Any]]) -> float:
    taken = []
    for seed in range(7):
        raw = made(seed)
        started = perf_counter()
        quiz = Recommender(raw)
        quiz.walk({})
        for question in quiz.flow.questions:
            quiz.needless(question, {})
        taken.append((perf_counter() - started) * 1000)
    return median(taken)
