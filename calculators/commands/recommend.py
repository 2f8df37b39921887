"""``recommend``: the providers that fit the answers, as JSON or in words."""

from __future__ import annotations

import argparse
import json
import sys

from calculators.commands import answers
from calculators.facts import FactsNotCompiledError
from calculators.flows import Answers
from calculators.recommend import Advice, Reason, Recommender, recommender

WORDS = {
    "en": {
        "nobody": "No provider fits these answers.",
        "place": "{place}. {name}",
        "for": "   + {text}",
        "against": "   - {text}",
        "relaxed": "Nobody meets everything. Left out of account: {questions}",
        "open": "Not answered yet: {question} ({id})",
        "fact": "{criterion}: {value}",
        "comma": "; ",
    },
    "zh": {
        "nobody": "没有服务符合这些回答。",
        "place": "{place}. {name}",
        "for": "   + {text}",
        "against": "   - {text}",
        "relaxed": "没有一家全部符合，以下要求未计入：{questions}",
        "open": "还没回答：{question}（{id}）",
        "fact": "{criterion}：{value}",
        "comma": "；",
    },
}

VALUES = {
    "en": {"yes": "yes", "no": "no", "partial": "in part", "unknown": "not known"},
    "zh": {"yes": "是", "no": "否", "partial": "部分", "unknown": "未知"},
}


def run(given: argparse.Namespace) -> int:
    """Runs the command: 0, 1 without compiled facts, 2 for answers that mean nothing."""
    try:
        knows = recommender()
        chosen = answers.read(given.answers, knows.flow)
    except FactsNotCompiledError as error:
        print(error, file=sys.stderr)
        return 1
    except answers.AnswersError as error:
        print(error, file=sys.stderr)
        return 2
    advice = knows.advise(chosen)
    if given.json:
        print(json.dumps(_as_object(knows, chosen, advice)))
    else:
        print("\n".join(_lines(knows, chosen, advice, given.language)))
    return 0


def _as_object(knows: Recommender, chosen: Answers, advice: Advice) -> dict[str, object]:
    walk = knows.walk(chosen)
    return {
        "recommended": list(advice.shortlist.recommended),
        "relaxed": list(advice.shortlist.relaxed),
        "qualified": list(advice.qualified),
        "scores": dict(advice.scores),
        "reasons": _reasons(advice.reasons),
        "lacks": _reasons(advice.lacks),
        "ruled_out": {name: _reason(reason) for name, reason in advice.ruled_out.items()},
        "next_question": None if walk.ended else walk.at,
    }


def _reasons(by_provider: object) -> dict[str, list[dict[str, object]]]:
    assert isinstance(by_provider, dict)
    return {name: [_reason(reason) for reason in reasons] for name, reasons in by_provider.items()}


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "kind": reason.kind,
        "question": reason.question or None,
        "option": reason.option or None,
        "criterion": reason.fact.criterion if reason.fact else None,
        "value": reason.fact.value if reason.fact else None,
        "replacement": reason.replacement or None,
    }


def _lines(knows: Recommender, chosen: Answers, advice: Advice, language: str) -> list[str]:
    words = WORDS[language]
    questions = knows.flow.questions
    lines = []
    if not advice.shortlist.recommended:
        lines.append(words["nobody"])
    for place, provider in enumerate(advice.shortlist.recommended, 1):
        name = knows.providers[provider]["name"][language]
        lines.append(words["place"].format(place=place, name=name))
        for sign, reasons in (
            ("for", advice.reasons[provider]),
            ("against", advice.lacks[provider]),
        ):
            lines += [
                words[sign].format(text=text)
                for reason in reasons
                if (text := _said(knows, reason, language))
            ]
    if advice.shortlist.relaxed:
        left_out = words["comma"].join(
            questions[name].text[language] for name in advice.shortlist.relaxed
        )
        lines.append(words["relaxed"].format(questions=left_out))
    walk = knows.walk(chosen)
    if not walk.ended:
        question = questions[walk.at].text[language]
        lines.append(words["open"].format(question=question, id=walk.at))
    return lines


def _said(knows: Recommender, reason: Reason, language: str) -> str:
    if reason.text:
        return reason.text[language]
    if reason.fact is None:
        return ""
    criterion = knows.criteria[reason.fact.criterion]["text"][language]
    value = VALUES[language].get(reason.fact.value, reason.fact.value)
    return WORDS[language]["fact"].format(criterion=criterion, value=value)
