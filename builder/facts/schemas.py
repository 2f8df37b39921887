"""JSON Schemas for editors, generated from the models; committed, and tested to be fresh."""

import json
from typing import Any

from pydantic import BaseModel

from builder.facts.load import FILES, PROVIDERS
from builder.facts.models.flows import CheckFlow
from builder.facts.models.providers import Provider

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_name(file: str) -> str:
    """The schema's file for a facts file: `flows/recommend.yaml` -> `flow-recommend`."""
    if file.startswith(f"{PROVIDERS}/"):
        return "provider"
    if file not in FILES:
        return "flow-check"
    return file.removesuffix(".yaml").replace("flows/", "flow-")


def schemas() -> dict[str, Any]:
    """Every schema by its name, as plain data."""
    models: dict[str, type[BaseModel]] = {schema_name(file): m for file, m in FILES.items()}
    models["provider"] = Provider
    models["flow-check"] = CheckFlow
    made = {}
    for name, model in models.items():
        schema = model.model_json_schema(by_alias=True)
        made[name] = {"$schema": _DIALECT, **schema}
    return made


def schema_files() -> dict[str, str]:
    """`data/schema/<name>.json` by file name."""
    return {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas().items()
    }


def modeline(file: str) -> str:
    """The first line of a facts file: where an editor finds its schema."""
    up = "../" * file.count("/")
    return f"# yaml-language-server: $schema={up}schema/{schema_name(file)}.json"
