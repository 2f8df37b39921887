"""Facts that nobody has checked for more than a year: listed by `make check`, said on the page."""

import datetime
from collections.abc import Iterator
from typing import Any

from builder.facts.files import Place
from builder.facts.load import PROVIDERS, AllFacts
from builder.facts.snippets.text import is_old, partial_is_old
from builder.paths import COUNTER

RULES = COUNTER / "smsparts" / "rules"


def stale(facts: AllFacts, today: datetime.date) -> Iterator[str]:
    """A line for each fact older than a year: file, line, what and since when."""
    for file in facts.files.values():
        for place, day in _days(file.data, ()):
            if is_old(day, today):
                yield str(file.problem(place, f"not checked for a year, since {day}"))
    yield from _stale_rules(today)
    for provider in facts.providers:
        file = facts.files[f"{PROVIDERS}/{provider.id}.yaml"]
        dated: list[tuple[Place, str]] = [(("status", "as_of"), provider.status.as_of)]
        dated += [
            (("pricing", "examples", index, "date"), price.date)
            for index, price in enumerate(provider.pricing.examples)
        ]
        for where, since in dated:
            if partial_is_old(since, today):
                yield str(file.problem(where, f"its own date lies over a year back: {since}"))


def _days(node: Any, place: Place) -> Iterator[tuple[Place, datetime.date]]:
    """Every `checked` of a file, however deep."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "checked" and isinstance(value, datetime.date):
                yield (*place, key), value
            else:
                yield from _days(value, (*place, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _days(value, (*place, index))


def _stale_rules(today: datetime.date) -> Iterator[str]:
    for path in sorted(RULES.glob("*.json")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            name, _, value = line.strip().rstrip(",").partition(": ")
            if name == '"checked"' and is_old(datetime.date.fromisoformat(value.strip('"')), today):
                yield f"smsparts/rules/{path.name}:{number}: not checked for a year, since {value}"
