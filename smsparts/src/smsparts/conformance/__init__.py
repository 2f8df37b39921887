"""Cases that any counter of SMS parts, in any language, can be held against; see README.md here.

``tables.json`` has the tables of TS 23.038 by their official names, ``cases.jsonl`` a case a line.
Nothing in this package counts: whoever is examined gives a function.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any, NamedTuple, NotRequired, TypedDict


class Case(TypedDict):
    """A line of cases.jsonl. A case has either an answer or an ``error``."""

    id: str
    text: list[tuple[str, int]]
    options: dict[str, Any]
    why: str
    encoding: NotRequired[str]
    units: NotRequired[int]
    parts: NotRequired[int]
    part_units: NotRequired[list[int]]
    locking: NotRequired[str | None]
    single: NotRequired[str | None]
    error: NotRequired[str]
    at: NotRequired[list[int]]


ANSWERED = ("encoding", "units", "parts", "part_units", "locking", "single", "error", "at")
"""The fields of a case that are an answer."""

Answer = Callable[[str, dict[str, Any]], dict[str, Any]]
"""Text and options in; out, those of the fields `ANSWERED` that the counter has an opinion on."""


class Failure(NamedTuple):
    """A case and what was answered instead."""

    case: Case
    answered: dict[str, Any]


def cases() -> Iterator[Case]:
    """Every case, in order."""
    for line in (files(__name__) / "cases.jsonl").read_text("ascii").splitlines():
        case: Case = json.loads(line)
        yield case


def text_of(case: Case) -> str:
    """The text of a case: each of its pieces as often as it says."""
    return "".join(piece * times for piece, times in case["text"])


def failures(answer: Answer) -> list[Failure]:
    """The cases that `answer` answers otherwise. A field it leaves out is not held against it."""
    found = []
    for case in cases():
        answered = answer(text_of(case), case["options"])
        if not answered or any(case.get(field) != value for field, value in answered.items()):
            found.append(Failure(case, answered))
    return found


def ours(text: str, options: dict[str, Any]) -> dict[str, Any]:
    """What :mod:`smsparts` itself answers."""
    from smsparts.segments import Options, UnencodableError, count, split

    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in options.items()
    }
    asked = Options(**given)
    try:
        total = count(text, asked)
    except UnencodableError as error:
        return {"error": "unencodable", "at": [index for index, _ in error.characters]}
    parts = split(text, asked)
    assert "".join(part.text for part in parts) == text
    return {
        "encoding": total.encoding,
        "units": total.units,
        "parts": total.segments,
        "part_units": [part.units for part in parts],
        "locking": total.locking,
        "single": total.single,
    }
