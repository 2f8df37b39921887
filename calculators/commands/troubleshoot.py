"""``troubleshoot``: why a login code does not arrive, as JSON or in words.

Without enough answers to reach an outcome it gives the next question and its options.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from calculators.commands import answers
from calculators.facts import FactsNotCompiledError, load
from calculators.flows import Flow, Walk

# The parts of an outcome, in the order in which they are read.
ADVICE = ("first", "avoid", "wait")

LABELS = {
    "en": {"first": "First: {text}", "avoid": "Avoid: {text}", "wait": "Wait: {text}"},
    "zh": {"first": "先做：{text}", "avoid": "避免：{text}", "wait": "等待：{text}"},
}


def run(given: argparse.Namespace) -> int:
    """Runs the command: 0, 1 without compiled facts, 2 for answers that mean nothing."""
    try:
        compiled = load("code-not-arriving")
        flow = Flow.of(compiled)
        chosen = answers.read(given.answers, flow)
    except FactsNotCompiledError as error:
        print(error, file=sys.stderr)
        return 1
    except answers.AnswersError as error:
        print(error, file=sys.stderr)
        return 2
    walk = flow.walk(chosen)
    if given.json:
        print(json.dumps(_as_object(flow, walk, compiled["sources"])))
    else:
        print("\n".join(_lines(flow, walk, given.language)))
    return 0


def _as_object(flow: Flow, walk: Walk, sources: list[dict[str, str]]) -> dict[str, Any]:
    if not walk.ended:
        question = flow.questions[walk.at]
        return {
            "question": walk.at,
            "asked": list(walk.asked),
            "options": [option.id for option in question.options],
        }
    outcome = flow.outcomes[walk.at]
    return {
        "outcome": outcome.id,
        "asked": list(walk.asked),
        "title": dict(outcome.title),
        **{part: outcome.raw[part] for part in ADVICE},
        "sources": [sources[place] for place in outcome.raw["sources"]],
    }


def _lines(flow: Flow, walk: Walk, language: str) -> list[str]:
    if not walk.ended:
        question = flow.questions[walk.at]
        lines = [f"{question.text[language]} ({question.id})"]
        return lines + [f"  {option.id}: {option.text[language]}" for option in question.options]
    outcome = flow.outcomes[walk.at]
    return [outcome.title[language]] + [
        LABELS[language][part].format(text=outcome.raw[part][language]) for part in ADVICE
    ]
