"""What the calculators get of the facts: JSON, small and in a fixed order."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel
from smsparts.billing import rules

from builder.facts.files import FactsError, Place
from builder.facts.flows import compile_code_not_arriving, compile_recommend
from builder.facts.load import AllFacts
from builder.facts.models.base import nearest
from builder.facts.models.providers import Provider


def plain(model: BaseModel) -> Any:
    """A model as plain dicts and lists, dates as text, under the names the files use."""
    return model.model_dump(mode="json", by_alias=True)


def for_calculators(facts: AllFacts) -> dict[str, str]:
    """The files of `calculators/compiled/`, by name. Without white space: they are downloaded."""
    providers = [_resolved(facts, one) for one in facts.providers]
    made = {"telegram": without_empty(plain(facts.telegram))}
    with _told(facts, "flows/recommend.yaml"):
        made["recommend"] = compile_recommend(
            plain(facts.recommend),
            plain(facts.criteria)["criteria"],
            providers,
            plain(facts.regions)["regions"],
            [(rule.id, rule.provider) for rule in rules().values()],
        )
    with _told(facts, "flows/code-not-arriving.yaml"):
        made["code-not-arriving"] = compile_code_not_arriving(
            plain(facts.code_not_arriving),
            {name: plain(source) for name, source in facts.sources.items()},
        )
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


def _resolved(facts: AllFacts, provider: Provider) -> dict[str, Any]:
    """The provider with every answer to the criteria complete, sources in full."""
    data: dict[str, Any] = plain(provider)
    shelf = data["sources"]
    for name in data["criteria"]:
        answer = facts.answer(provider, name)
        data["criteria"][name] = {
            "value": answer.value,
            "confidence": answer.confidence,
            "sources": [{"id": one, **shelf[one]} for one in answer.sources],
            "note": plain(answer.note) if answer.note else None,
        }
    return data


def without_empty(value: Any) -> Any:
    """The same without fields that are None: a model writes out every field it knows."""
    if isinstance(value, dict):
        return {key: without_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value
