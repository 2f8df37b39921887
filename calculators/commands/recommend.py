"""``recommend``: the providers that fit the answers, as JSON or in words."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable

from smsparts.say import words as counter_words

from calculators.commands import answers
from calculators.facts import FactsNotCompiledError
from calculators.flows import Answers
from calculators.recommend import Advice, Reason, Recommender, recommender
from calculators.views.flow import reasons
from calculators.words import words


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
        print(json.dumps(_as_object(knows, chosen, advice, given.language)))
    else:
        print("\n".join(_lines(knows, chosen, advice, given.language)))
    return 0


def _as_object(
    knows: Recommender, chosen: Answers, advice: Advice, language: str
) -> dict[str, object]:
    def sentences(all_of: Iterable[Reason]) -> list[str]:
        return [reasons.plain(knows, reason, language) for reason in all_of]

    walk = knows.walk(chosen)
    return {
        "recommended": list(advice.shortlist.recommended),
        "relaxed": list(advice.shortlist.relaxed),
        "dropped": list(advice.shortlist.dropped),
        "tied": list(advice.shortlist.tied),
        "ruled_out": {
            name: reasons.plain(knows, reason, language)
            for name, reason in advice.ruled_out.items()
        },
        "qualified": list(advice.qualified),
        "scores": dict(advice.scores),
        "reasons": {name: sentences(all_of) for name, all_of in advice.reasons.items()},
        "lacks": {name: sentences(all_of) for name, all_of in advice.lacks.items()},
        "next_question": None if walk.ended else walk.at,
    }


def _lines(knows: Recommender, chosen: Answers, advice: Advice, language: str) -> list[str]:
    sentences = words("recommend", language)
    lines = [] if advice.shortlist.recommended else [sentences["nobody"]]
    lines += [law["text"][language] for law in knows.laws(chosen)]
    for provider in advice.shortlist.recommended:
        lines.append(f"{advice.ranks[provider]}. {knows.name(provider, chosen)[language]}")
        for sign, all_of in (("+", advice.reasons), ("-", advice.lacks)):
            lines += [
                f"   {sign} {reasons.plain(knows, reason, language)}" for reason in all_of[provider]
            ]
    set_aside = [
        knows.questions[name]["text"][language]
        for name in advice.shortlist.relaxed
        if name != knows.asking.last
    ]
    set_aside += [
        knows.option(knows.asking.last, tick)["text"][language] for tick in advice.shortlist.dropped
    ]
    if set_aside:
        questions = counter_words("join", language)["questions"].join(set_aside)
        lines.append(sentences("relaxed", questions=questions))
    lines += [
        sentences(
            "out",
            name=_name(knows, provider, language),
            text=reasons.plain(knows, reason, language),
        )
        for provider, reason in advice.ruled_out.items()
    ]
    walk = knows.walk(chosen)
    if not walk.ended:
        question = knows.flow.questions[walk.at].text[language]
        lines.append(sentences("open", question=question, id=walk.at))
    return lines


def _name(knows: Recommender, provider: str, language: str) -> str:
    return knows.providers[provider]["name"][language]
