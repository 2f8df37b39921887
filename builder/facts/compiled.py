"""What the calculators get of the facts: JSON, small and in a fixed order."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from smsparts.billing import rules

from builder.facts.files import FactsError, Place
from builder.facts.flows import compile_check, compile_recommend, plain, without_empty
from builder.facts.load import AllFacts
from builder.facts.models.base import nearest


def for_calculators(facts: AllFacts) -> dict[str, str]:
    """The files of `calculators/compiled/`, by name. Without white space: they are downloaded."""
    made: dict[str, Any] = {"telegram": without_empty(plain(facts.telegram))}
    rules_of_templates = without_empty(plain(facts.template_rules))
    for rule in rules_of_templates["rules"]:
        del rule["passes"], rule["fails"]  # what the tests run
    made["template-rules"] = rules_of_templates
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
