"""Reading ``--answers`` for `recommend` and `troubleshoot`: JSON, checked against a flow."""

from __future__ import annotations

import json
from collections.abc import Mapping

from calculators.flows import Answers, Flow, UnknownAnswerError


class AnswersError(ValueError):
    """Answers that cannot be understood; the message is the sentence to print."""


def read(given: str, flow: Flow) -> Answers:
    """The answers in `given`, an object of question id to option id or a list of them."""
    try:
        answers = json.loads(given)
    except (ValueError, RecursionError) as error:
        raise AnswersError(f"--answers is not JSON: {error}.") from None
    if not isinstance(answers, Mapping):
        raise AnswersError("--answers is an object of question id to option id.")
    try:
        return flow.require(answers)
    except UnknownAnswerError as error:
        raise AnswersError(f"--answers: {error}.") from None
