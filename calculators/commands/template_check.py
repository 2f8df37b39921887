"""``template-check``: what a reviewer would refuse in a template, as JSON or in words."""

from __future__ import annotations

import argparse
import json
import sys

from smsparts.say import words as counter_words

from calculators.facts import FactsNotCompiledError
from calculators.template_check import Finding, check
from calculators.words import words


def run(given: argparse.Namespace) -> int:
    """Runs the command: 0 where nothing was found, 1 where something was or facts are missing, 2
    for a kind or a place that does not exist.
    """
    try:
        found = check(given.text, given.kind, given.place, given.signature)
    except FactsNotCompiledError as error:
        print(error, file=sys.stderr)
        return 1
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps([_as_object(one) for one in found]))
    else:
        print("\n".join(_lines(found, given.language)))
    return 1 if found else 0


def _as_object(one: Finding) -> dict[str, object]:
    source = {"title": one.source.title, "url": one.source.url, "checked": one.source.checked}
    return {"rule": one.rule, "weight": one.weight, "found": list(one.found), "source": source}


def _lines(found: list[Finding], language: str) -> list[str]:
    sentences = words("template", language)
    lines = [sentences("summary", n=len(found))]
    for one in found:
        lines.append(f"{sentences[one.weight]} {one.says[language]} ({one.rule})")
        if one.found:
            lines.append(
                "  "
                + sentences("found", found=counter_words("join", language)["names"].join(one.found))
            )
        lines.append("  " + sentences("mend", text=one.mend[language]))
        lines.append("  " + sentences("source", title=one.source.title, date=one.source.checked))
    return lines
