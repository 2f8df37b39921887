"""``troubleshoot``: a check (why a login code does not arrive, unless named), as JSON or in words.

Without enough answers to reach an outcome it gives the next question and its options.
"""

from __future__ import annotations

import argparse
import json
import sys

from calculators.commands import answers
from calculators.facts import FactsNotCompiledError, load
from calculators.flows import Flow, Walk
from calculators.words import words

# The parts of an outcome, in the order in which they are read.
ADVICE = ("first", "avoid", "wait", "cost")


def run(given: argparse.Namespace) -> int:
    """Runs the command: 0, 1 without compiled facts, 2 for answers that mean nothing."""
    try:
        known = load("checks")
        if given.check not in known:
            print(f"no check is called {given.check!r}: {', '.join(known)}", file=sys.stderr)
            return 2
        flow = Flow.of(load(given.check))
        chosen = answers.read(given.answers, flow)
    except FactsNotCompiledError as error:
        print(error, file=sys.stderr)
        return 1
    except answers.AnswersError as error:
        print(error, file=sys.stderr)
        return 2
    walk = flow.walk(chosen)
    if given.json:
        print(json.dumps(_as_object(walk)))
    else:
        print("\n".join(_lines(flow, walk, given.language)))
    return 0


def _as_object(walk: Walk) -> dict[str, str]:
    # These two keys and no more: a caller compares, and reads the words from the facts by id.
    return {"outcome" if walk.ended else "question": walk.at}


def _lines(flow: Flow, walk: Walk, language: str) -> list[str]:
    if not walk.ended:
        question = flow.questions[walk.at]
        lines = [f"{question.text[language]} ({question.id})"]
        return lines + [f"  {option.id}: {option.text[language]}" for option in question.options]
    outcome = flow.outcomes[walk.at]
    return [outcome.title[language]] + [
        words("troubleshoot", language)(part, text=outcome.raw[part][language])
        for part in ADVICE
        if part in outcome.raw
    ]
