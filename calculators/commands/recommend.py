"""``recommend``: the providers that fit the answers, as JSON or in words."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable

from calculators.commands import answers
from calculators.facts import FactsNotCompiledError
from calculators.flows import Answers
from calculators.recommend import Advice, Reason, Recommender, recommender
from calculators.views.flow import reasons

WORDS = {
    "en": {
        "nobody": "No provider fits these answers.",
        "place": "{place}. {name}",
        "for": "   + {text}",
        "against": "   - {text}",
        "relaxed": "No provider meets everything. Set aside: {questions}",
        "out": "Ruled out: {name}. {text}",
        "open": "Not answered yet: {question} ({id})",
        "comma": "; ",
    },
    "zh": {
        "nobody": "没有服务符合这些回答。",
        "place": "{place}. {name}",
        "for": "   + {text}",
        "against": "   - {text}",
        "relaxed": "没有一家全部符合，放宽了：{questions}",
        "out": "已排除：{name}。{text}",
        "open": "还没回答：{question}（{id}）",
        "comma": "；",
    },
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
    words = WORDS[language]
    lines = [] if advice.shortlist.recommended else [words["nobody"]]
    for place, provider in enumerate(advice.shortlist.recommended, 1):
        lines.append(words["place"].format(place=place, name=_name(knows, provider, language)))
        for sign, all_of in (("for", advice.reasons), ("against", advice.lacks)):
            lines += [
                words[sign].format(text=reasons.plain(knows, reason, language))
                for reason in all_of[provider]
            ]
    if advice.shortlist.relaxed:
        set_aside = words["comma"].join(
            knows.flow.questions[name].text[language] for name in advice.shortlist.relaxed
        )
        lines.append(words["relaxed"].format(questions=set_aside))
    lines += [
        words["out"].format(
            name=_name(knows, provider, language), text=reasons.plain(knows, reason, language)
        )
        for provider, reason in advice.ruled_out.items()
    ]
    walk = knows.walk(chosen)
    if not walk.ended:
        question = knows.flow.questions[walk.at].text[language]
        lines.append(words["open"].format(question=question, id=walk.at))
    return lines


def _name(knows: Recommender, provider: str, language: str) -> str:
    return str(knows.providers[provider]["name"][language])
