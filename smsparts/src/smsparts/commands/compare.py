"""``compare``: one text by every rule of billing, cheapest first, rules that agree on one line."""

from __future__ import annotations

import argparse
import json
from itertools import groupby
from typing import Any

from smsparts.billing import Bill, compare, rule
from smsparts.say import words


def run(given: argparse.Namespace) -> int:
    """Runs the command; 1 if some rule refuses a text of that length."""
    bills = compare(given.text, signature=given.signature)
    if given.json:
        print(json.dumps([_object(bill) for bill in bills]))
    else:
        print("\n".join(lines(bills, given.language)))
    return int(any(bill.over_limit == "yes" for bill in bills))


def lines(bills: list[Bill], language: str) -> list[str]:
    """The bills in words."""
    said, count = words("compare", language), words("count", language)
    comma = words("join", language)["names"]
    told = []
    for _, group in groupby(sorted(bills, key=_answer), key=_answer):
        alike = list(group)
        first = alike[0]
        parts = count("parts", n=first.segments)
        if first.fewest != first.most:
            parts = said("between", fewest=first.fewest, parts=count("parts", n=first.most))
        by_character = _by_character(first)
        unit = "septets" if first.encoding == "GSM-7" else "code_units"
        units = count("characters" if by_character else unit, n=first.units)
        characters = sum(len(part.text) for part in first.parts)
        if by_character and characters != first.units:  # an emoji as one or two: nobody says
            units = said("between", fewest=characters, parts=units)
        told.append(
            said(
                "by_character" if by_character else "by_encoding",
                parts=parts,
                rules=comma.join(rule(bill.profile).name[language] for bill in alike),
                units=units,
                encoding=first.encoding,
            )
        )
    told += [
        said("over", rule=rule(bill.profile).name[language], limit=bill.limit)
        for bill in bills
        if bill.over_limit == "yes"
    ]
    return told


def _by_character(bill: Bill) -> bool:
    return rule(bill.profile).counting == "characters"


def _answer(bill: Bill) -> tuple[Any, ...]:
    """What must be the same for two rules to stand on one line; in the order of the lines."""
    return (
        bill.segments,
        bill.fewest,
        bill.most,
        bill.encoding,
        bill.units,
        _by_character(bill),
    )


def _object(bill: Bill) -> dict[str, Any]:
    return {
        "profile": bill.profile,
        "encoding": bill.encoding,
        "units": bill.units,
        "segments": bill.segments,
        "segments_fewest": bill.fewest,
        "segments_most": bill.most,
        "over_limit": bill.over_limit,
    }
