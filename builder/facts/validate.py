"""Holding a file against its model, and saying what is wrong in words a contributor can act on."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from builder.facts.files import File, Problem
from builder.facts.models.base import nearest

Model = TypeVar("Model", bound=BaseModel)


def validate(file: File, model: type[Model], problems: list[Problem]) -> Model | None:
    """`file` as a `model`; where it is not one, None, with what is wrong added to `problems`."""
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        problems.extend(_told(file, dict(one)) for one in error.errors())
        return None


def _told(file: File, error: dict[str, Any]) -> Problem:
    place = _within(file.data, tuple(error["loc"]))
    kind, context = error["type"], error.get("ctx", {})
    given = error["input"]
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", context["expected"])
        hint = nearest(str(given), allowed)
        return file.problem(place, f"'{given}' is not one of {', '.join(allowed)}{hint}")
    if kind == "missing":
        return file.problem(tuple(error["loc"]), "is missing")
    if kind == "unknown_field":
        return file.problem((*place, context["field"]), error["msg"])
    if kind == "string_pattern_mismatch":
        if context["pattern"].startswith("^https?:"):
            hint = "write it whole, with https://, and any sign that Markdown reads as %28"
            return file.problem(place, f"'{given}' is no address: {hint}")
        return file.problem(place, f"'{given}' does not have the form {context['pattern']}")
    if kind.startswith("date_"):
        return file.problem(place, f"'{given}' is no day: write it as 2026-11-22, unquoted")
    if kind == "string_type" and isinstance(given, int | float):
        return file.problem(
            place, f"{given} is read as a number: put it in quotes, as it is written"
        )
    if kind == "word_twice":
        return file.problem(file.find([context["second"]]), error["msg"])
    if kind == "unsourced":
        return file.problem((*place, "confidence"), error["msg"])
    if isinstance(given, dict | list):
        return file.problem(place, error["msg"])
    return file.problem(place, f"{error['msg']} (given: {given!r})")


def _within(data: Any, place: tuple[Any, ...]) -> tuple[Any, ...]:
    """`place` without the names pydantic adds for the members of a union or the keys of a dict."""
    kept: list[Any] = []
    for part in place:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            continue
        kept.append(part)
    return tuple(kept)
