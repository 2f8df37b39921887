"""What others read at /data/: whole, described by schemas that a validator accepts, and lasting."""

import copy
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from smsparts.billing import rules

from builder.facts.load import load
from builder.facts.models.providers import Provider
from builder.facts.open_data import EDITION, for_others
from builder.paths import DATA, ROOT

FACTS = load(DATA)
FILES = for_others(FACTS)
DOCUMENTS = ("providers", "regions", "rules")


def misfits(*pairs: tuple[Any, Any]) -> list[str]:
    """What Ajv says against the documents of (schema, document)."""
    done = subprocess.run(
        ["node", str(Path(__file__).with_name("ajv.mjs"))],
        input=json.dumps(pairs),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return (done.stdout + done.stderr).splitlines()


def read(name: str) -> Any:
    return json.loads(FILES[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_fits_the_schema_it_names(name: str) -> None:
    document = read(f"{name}.json")
    assert "MIT" in document["licence"]
    assert document["edition"] == EDITION
    assert misfits((read(document["schema"]), document)) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_schema_refuses_what_it_does_not_know(name: str) -> None:
    document = read(f"{name}.json")
    schema = read(document["schema"])
    more = document | {"more": 1}
    inside = copy.deepcopy(document)
    inside[name][0]["more"] = 1
    less = copy.deepcopy(document)
    del less[name][0]["id"]
    for wrong in (more, inside, less):
        assert len(misfits((schema, wrong))) == 1


def test_each_service_fits_the_schema_of_one_service() -> None:
    schema = read("provider.schema.json")
    assert misfits(*((schema, one) for one in read("providers.json")["providers"])) == []


def test_every_case_and_the_tables_of_the_suite_fit_their_schemas() -> None:
    schema = read("conformance/case.schema.json")
    cases = [json.loads(line) for line in FILES["conformance/cases.jsonl"].splitlines()]
    assert len(cases) >= 400
    tables = (read("conformance/tables.schema.json"), read("conformance/tables.json"))
    assert misfits(tables, *((schema, case) for case in cases)) == []
    neither = {name: cases[0][name] for name in ("id", "text", "options", "why")}
    assert len(misfits((schema, neither), (schema, cases[0] | {"error": "unencodable"}))) == 2


def test_the_services_are_those_of_the_site() -> None:
    again = [
        Provider.model_validate(one, strict=False) for one in read("providers.json")["providers"]
    ]
    assert again == list(FACTS.providers)


def test_the_rules_are_those_of_the_package_in_its_order() -> None:
    told = read("rules.json")["rules"]
    assert [rule["id"] for rule in told] == list(rules())
    assert [rule["rule"]["en"] for rule in told] == [rule.rule["en"] for rule in rules().values()]
    unknown = [rule["id"] for rule in told if rule["limits"] == "unknown"]
    assert unknown == [rule.id for rule in rules().values() if rule.limits is None]


def test_the_newest_edition_stands_under_its_number_too() -> None:
    lasting = {name for name in FILES if name.startswith(f"v{EDITION}/")}
    assert {f"v{EDITION}/{name}" for name in FILES if not name.startswith("v")} == lasting
    for name in lasting:
        assert FILES[name] == FILES[name.removeprefix(f"v{EDITION}/")]


REQUIRED_IN_V1: Mapping[str, set[str]] = {
    "providers": {"id", "kind", "identity", "status", "sources", "criteria"},
    "regions": {"id", "name", "dialing_code", "registration_required", "two_way", "checked"},
    "rules": {"id", "name", "rule", "counting", "reference_bits", "limits", "sources", "examples"},
}
"""Fields that readers of edition 1 were given: where one must go, there is an edition 2."""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_edition_1_keeps_its_fields(name: str) -> None:
    for one in read(f"v1/{name}.json")[name]:
        assert set(one) >= REQUIRED_IN_V1[name]


def test_checked_is_the_newest_day_in_the_document() -> None:
    for name in DOCUMENTS:
        document = read(f"{name}.json")
        days = [one["checked"] for one in document[name] if "checked" in one]
        assert document["checked"] >= max(days, default="2026-01-01")
