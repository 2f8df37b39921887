"""``rules``: every rule of billing, a line each, or one in full with its sources."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from smsparts.billing import rule, rules


def run(given: argparse.Namespace) -> int:
    """Runs the command; 2 if no rule has that id."""
    if given.id is None:
        if given.json:
            print(json.dumps([asdict(one) for one in rules().values()]))
            return 0
        width = max(map(len, rules()))
        for one in rules().values():
            print(f"{one.id:{width}}  {one.name[given.language]}")
        return 0
    try:
        one = rule(given.id)
    except ValueError as error:
        print(f"{error}.", file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps(asdict(one)))
        return 0
    print(one.name[given.language])
    print(one.rule[given.language])
    for sentence in one.unknown:
        print(f"? {sentence[given.language]}")
    for source in one.sources:
        print(f"- {source.title}, {source.checked}" + (f": {source.url}" if source.url else ""))
    return 0
