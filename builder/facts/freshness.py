"""Facts that nobody has checked for more than a year: listed by `make check`, said on the page."""

import datetime
from collections.abc import Iterator

from builder.facts.load import PROVIDERS, AllFacts
from builder.facts.models.base import Checked
from builder.facts.snippets.text import is_old, partial_is_old


def stale(facts: AllFacts, today: datetime.date) -> Iterator[str]:
    """A line for each fact older than a year: file, line, what and since when."""
    for index, claim in enumerate(facts.claims.claims):
        if is_old(claim.checked, today):
            yield _line(facts, "claims.yaml", ("claims", index, "checked"), claim.checked)
    for index, fact in enumerate(facts.beyond.facts):
        if is_old(fact.checked, today):
            yield _line(facts, "beyond.yaml", ("facts", index, "checked"), fact.checked)
    for index, region in enumerate(facts.regions.regions):
        if is_old(region.checked, today):
            yield _line(facts, "regions.yaml", ("regions", index, "checked"), region.checked)
    for provider in facts.providers:
        file = f"{PROVIDERS}/{provider.id}.yaml"
        for name, group in provider:
            if isinstance(group, Checked) and is_old(group.checked, today):
                yield _line(facts, file, (name, "checked"), group.checked)
        if partial_is_old(provider.status.as_of, today):
            yield _line(facts, file, ("status", "as_of"), provider.status.as_of)
        for index, price in enumerate(provider.pricing.examples):
            if partial_is_old(price.date, today):
                yield _line(facts, file, ("pricing", "examples", index, "date"), price.date)


def _line(
    facts: AllFacts, file: str, place: tuple[str | int, ...], since: datetime.date | str
) -> str:
    return str(facts.files[file].problem(place, f"older than a year: {since}"))
