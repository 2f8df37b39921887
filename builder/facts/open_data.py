"""What other people get of the facts, at ``/data/`` of the site: JSON, each with its schema.

``/data/<name>.json`` is the newest edition; the same file stands under ``/data/v1/`` for as long as
its shape holds: fields may be added there, none changes its meaning or goes. A change that breaks
a reader makes ``v2``, and ``v1`` stays. The schemas are made from the types that the build itself
reads and writes by, so they cannot say anything else.
"""

import datetime
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from smsparts.rulefiles import RuleFile

from builder.facts.flows import plain, without_empty
from builder.facts.load import AllFacts
from builder.facts.models.providers import Provider
from builder.facts.models.regions import Regions

EDITION = 1
LICENCE = "MIT; see LICENSE in the project. Facts can change: check the sources again before use."
DIALECT = "https://json-schema.org/draft/2020-12/schema"
CONFORMANCE = ("cases.jsonl", "tables.json", "case.schema.json", "tables.schema.json")
"""Files of the open suite, as the package has them."""


class Shelf(BaseModel):
    """What every document says of itself."""

    model_config = ConfigDict(extra="forbid")

    licence: str = Field(description="Under which terms, and with which advice, to use it.")
    schema_file: str = Field(alias="schema", description="Its JSON Schema, beside it.")
    edition: Literal[1] = Field(description="The number in /data/v1/: its shape.")
    checked: datetime.date = Field(description="The newest day on which a fact of it was checked.")


class Providers(Shelf):
    """The services and apps, each with its sources."""

    providers: list[Provider] = Field(description="In the order of their ids.")


class RegionsShelf(Shelf, Regions):
    """What a sender must know about each region, with the sources."""

    __doc__ = Regions.__doc__


class Rules(Shelf):
    """How providers and countries count the parts of a text: the rules of the package smsparts."""

    rules: list[RuleFile] = Field(description="In the order shown.")


DOCUMENTS: Mapping[str, type[Shelf]] = {
    "providers": Providers,
    "regions": RegionsShelf,
    "rules": Rules,
}


def for_others(facts: AllFacts) -> dict[str, str]:
    """The files of `/data/` by name; what stands under `v1/` stands above it too."""
    contents = {
        "providers": {"providers": [without_empty(plain(one)) for one in facts.providers]},
        "regions": without_empty(plain(facts.regions)),
        "rules": {"rules": _rules()},
    }
    made: dict[str, Any] = {}
    for name, content in contents.items():
        schema = f"{name}.schema.json"
        head = {"licence": LICENCE, "schema": schema, "edition": EDITION}
        made[f"{name}.json"] = head | {"checked": _newest(content)} | content
        made[schema] = _schema(DOCUMENTS[name])
    # Of one service, as it was first published; it stays.
    provider = {"$schema": DIALECT, **Provider.model_json_schema(by_alias=True)}
    made["provider.schema.json"] = provider
    texts = {
        name: json.dumps(data, ensure_ascii=False, indent=1) + "\n" for name, data in made.items()
    }
    suite = files("smsparts.conformance")
    for name in CONFORMANCE:
        texts[f"conformance/{name}"] = (suite / name).read_text("utf-8")
    return texts | {f"v{EDITION}/{name}": text for name, text in texts.items()}


def _newest(content: Any) -> str:
    """The newest `checked` anywhere in `content`, an ISO date; sources count too."""
    if isinstance(content, list):
        return max(map(_newest, content), default="")
    if not isinstance(content, dict):
        return ""
    own = content.get("checked", "")
    return max([str(own), *map(_newest, content.values())])


def _rules() -> list[dict[str, Any]]:
    """Each rule as its file states it, with its id."""
    folder = files("smsparts") / "rules"
    read = [
        {"id": path.name.removesuffix(".json"), **json.loads(path.read_text("utf-8"))}
        for path in folder.iterdir()
        if path.name.endswith(".json")
    ]
    return sorted(read, key=lambda rule: int(rule["position"]))


def _schema(document: type[Shelf]) -> dict[str, Any]:
    schema = {"$schema": DIALECT, **TypeAdapter(document).json_schema(by_alias=True)}
    rule = schema.get("$defs", {}).get("RuleFile")
    if rule:  # in a file the word `unknown` stands where the package has None
        limits = rule["properties"]["limits"]
        limits["anyOf"] = [
            {"const": "unknown"} if kind == {"type": "null"} else kind for kind in limits["anyOf"]
        ]
    return schema
