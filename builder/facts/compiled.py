"""What the calculators get of the facts: JSON, small and in a fixed order."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from smsparts.billing import rules

from builder.facts.files import FactsError, Place
from builder.facts.flows import compile_check, compile_recommend, plain, without_empty
from builder.facts.load import AllFacts
from builder.facts.models.base import nearest

GATEWAY = "telegram_gateway"
"""Sends codes through Telegram, at one price to everywhere."""


def for_calculators(facts: AllFacts) -> dict[str, str]:
    """The files of `calculators/compiled/`, by name. Without white space: they are downloaded."""
    made: dict[str, Any] = {"telegram": without_empty(plain(facts.telegram))}
    rules_of_templates = without_empty(plain(facts.template_rules))
    for rule in rules_of_templates["rules"]:
        del rule["passes"], rule["fails"]  # what the tests run
    made["template-rules"] = rules_of_templates
    made["timetables"] = _timetables(facts)
    made["verify-cost"] = _verify_cost(facts)
    with _told(facts, "flows/recommend.yaml"):
        ruled = [(rule.id, rule.provider) for rule in rules().values()]
        made["recommend"] = compile_recommend(facts, ruled)
    made["checks"] = list(facts.checks)
    for name, check in facts.checks.items():
        with _told(facts, f"flows/{name}.yaml"):
            made[name] = compile_check(check, facts.sources)
    return {
        f"{name}.json": json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
        for name, data in made.items()
    }


def _verify_cost(facts: AllFacts) -> dict[str, Any]:
    """The dated prices of a code by Telegram and of a text, and the destinations with a name."""
    told = [
        {
            "id": provider.id,
            "provider": plain(provider.name),
            "region": figure.region,
            "amount": format(Decimal(str(figure.amount)), "f"),
            "currency": figure.currency,
            "date": figure.date,
            "title": provider.sources[figure.sources[0]].title,
            "url": provider.sources[figure.sources[0]].url,
            "checked": provider.pricing.checked.isoformat(),
        }
        for provider in facts.providers
        for figure in provider.pricing.figures
        if provider.id == GATEWAY or provider.category in ("business", "international")
    ]
    codes = [one for one in told if one["id"] == GATEWAY]
    texts = [one for one in told if one not in codes]
    where = dict.fromkeys([one["region"] for one in (*codes, *texts)])
    names = {one.id: plain(one.name) for one in facts.regions.regions}
    return {
        "gateway": codes[0],
        "sms": texts,
        "destinations": {name: names[name] for name in where},
    }


def _timetables(facts: AllFacts) -> dict[str, Any]:
    """Every timetable, in the order of the regions, with the sources they name."""
    tables = [table for region in facts.regions.regions for table in region.timetables]
    named = {step.source for table in tables for step in table.steps if step.source}
    return {
        "timetables": [without_empty(plain(table)) for table in tables],
        "sources": {
            name: without_empty(plain(source))
            for name, source in facts.regions.sources.items()
            if name in named
        },
    }


@contextmanager
def _told(facts: AllFacts, file: str) -> Iterator[None]:
    """Say of a flow that does not hang together in which file and on which line."""
    try:
        yield
    except KeyError as error:
        name = str(error.args[0])
        text = f"no source is called '{name}'{nearest(name, list(facts.sources))}"
        lines = facts.files[file].lines
        cited = (p for p in lines if _value(facts.files[file].data, p) == name)
        place = next(cited, ())
        raise FactsError([facts.files[file].problem(place, text)]) from None
    except ValueError as error:
        names, _, text = str(error).partition(": ")
        place = facts.files[file].find(names.split("."))
        raise FactsError([facts.files[file].problem(place, text or names)]) from None


def _value(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data
