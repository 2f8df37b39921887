"""The files of ``rules/``: one a rule, each with its sources and with examples that are tests.

Reads them and refuses whatever the counting does not know: a field too many or too few, a value
that is not allowed. The message names the file and what is allowed. How a rule counts is the
business of :mod:`smsparts.billing`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from importlib.resources import files
from typing import Any, Literal, TypeVar

from smsparts.say import languages

YesNoUnknown = Literal["yes", "no", "unknown"]
Pair = Mapping[str, str]
"""A short text in both languages: ``{"en": …, "zh": …}``."""


class RuleFileError(ValueError):
    """A rule that cannot be counted by; the message names the file and what is allowed."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and on which day (ISO dates); `copy` says on which copy."""

    id: str
    title: str
    checked: str
    url: str | None = None
    published: str | None = None
    copy: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest text taken: so many characters, in one encoding or in "any".

    accepted  where sources differ: up to so many all of them take; between the two it is unknown
    """

    encoding: str
    characters: int
    accepted: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A count that the source states, or that stands on its sizes: `repeat` times `times`."""

    repeat: str
    times: int
    parts: tuple[int, ...]
    source: str


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One rule as its file states it.

    id               the file's name: the option `profile` of a JSON line and of the page
    position         where it stands among the others
    name, rule       what to call it, and the rule in a sentence or two
    provider         the id of the service whose rule it is; None for a standard
    counting         "gsm": GSM-7 or UCS-2, by the 3GPP rules; "characters": each counts as one,
                     in the sizes of UCS-2
    reference_bits   the size of the concatenation reference
    clusters         whether what a reader sees as one character stays in one part
    national_tables  whether national language tables are used
    above_bmp        what a character above U+FFFF counts as
    line_feed        what a line feed counts as
    added_by_carrier  units that a carrier puts before each text, and bills
    signature        whether the signature is part of the count
    smart_encoding   "listed": it can replace characters to stay in GSM-7, and its list is ours;
                     "unlisted": it can, but the list is not held here; "always": it does, whatever
                     comes of it, and its list is ours; "none"; "unknown"
    limits           the longest texts; () if there is no limit, None if none is known
    since            the day this way of counting began, where known
    unknown          what is not known, a sentence each
    checked          the day the sources were read
    excluded         characters of GSM-7 that the service does not send with it
    cut              "words": parts end at a space where they hold one; else "anywhere"
    concatenated     False: every part counts as a message of its own, without a header
    """

    id: str
    position: int
    name: Pair
    provider: str | None
    rule: Pair
    counting: Literal["gsm", "characters"]
    reference_bits: Literal[8, 16]
    clusters: YesNoUnknown
    national_tables: YesNoUnknown
    above_bmp: Literal["two", "unknown"]
    line_feed: Literal["one", "two", "unknown"]
    added_by_carrier: int
    signature: Literal["counted", "not_counted"]
    smart_encoding: Literal["listed", "unlisted", "always", "none", "unknown"]
    limits: tuple[Limit, ...] | None
    since: str | None
    unknown: tuple[Pair, ...]
    checked: str
    confidence: Literal["high", "medium", "low"]
    sources: tuple[Source, ...]
    examples: tuple[Example, ...]
    excluded: str = ""
    cut: Literal["anywhere", "words"] = "anywhere"
    concatenated: bool = True


ALLOWED: Mapping[str, tuple[object, ...]] = {
    "counting": ("gsm", "characters"),
    "reference_bits": (8, 16),
    "clusters": ("yes", "no", "unknown"),
    "national_tables": ("yes", "no", "unknown"),
    "above_bmp": ("two", "unknown"),
    "line_feed": ("one", "two", "unknown"),
    "signature": ("counted", "not_counted"),
    "smart_encoding": ("listed", "unlisted", "always", "none", "unknown"),
    "cut": ("anywhere", "words"),
    "confidence": ("high", "medium", "low"),
}
"""The values of each field that has a list of them: what the counting knows, and no more."""

_R = TypeVar("_R", bound=RuleFile)


def read_all(kind: type[_R]) -> dict[str, _R]:
    """Every rule of the package by its id, in the order of their positions."""
    found = [
        read(kind, path.name, path.read_text("utf-8"))
        for path in (files("smsparts") / "rules").iterdir()
        if path.name.endswith(".json")
    ]
    return {rule.id: rule for rule in sorted(found, key=lambda rule: rule.position)}


def read(kind: type[_R], file: str, text: str) -> _R:
    """The rule of one file. RuleFileError for anything that the counting does not know."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise RuleFileError(f"rules/{file}: not JSON: {error}") from None
    stated = [field for field in fields(RuleFile) if field.name != "id"]
    needed = [field.name for field in stated if field.default is MISSING]
    _same_fields(file, "", data, [field.name for field in stated], needed)
    for field, allowed in ALLOWED.items():
        if field not in data:
            continue
        if data[field] not in allowed or isinstance(data[field], bool):
            shown = ", ".join(map(repr, allowed))
            raise RuleFileError(f"rules/{file}: {field} cannot be {data[field]!r}; known: {shown}")
    for field in ("position", "added_by_carrier"):
        _number(file, field, data[field])
    for pair in (data["name"], data["rule"], *data["unknown"]):
        _same_fields(file, "a text in each language: ", pair, languages(), languages())
    if data["limits"] == "unknown":
        data["limits"] = None
    else:
        data["limits"] = tuple(_made(file, Limit, entry) for entry in data["limits"])
        for limit in data["limits"]:
            if limit.encoding not in ("any", "GSM-7", "UCS-2"):
                raise RuleFileError(
                    f"rules/{file}: the encoding of a limit cannot be {limit.encoding!r}; "
                    "known: 'any', 'GSM-7', 'UCS-2'"
                )
            _number(file, "characters", limit.characters)
    data["sources"] = tuple(_made(file, Source, entry) for entry in data["sources"])
    known = [source.id for source in data["sources"]]
    data["examples"] = tuple(
        _made(file, Example, {**entry, "parts": tuple(entry["parts"])})
        for entry in data["examples"]
    )
    for example in data["examples"]:
        if example.source not in known:
            raise RuleFileError(
                f"rules/{file}: no source is called {example.source!r}; known: {', '.join(known)}"
            )
    if not known and data["confidence"] != "low":
        raise RuleFileError(f"rules/{file}: without a source the confidence is 'low'")
    data["unknown"] = tuple(data["unknown"])
    return kind(id=file.removesuffix(".json"), **data)


_T = TypeVar("_T", Limit, Source, Example)


def _made(file: str, kind: type[_T], entry: Any) -> _T:
    names = [field.name for field in fields(kind)]
    optional = ("url", "published", "copy", "accepted")
    _same_fields(
        file,
        f"{kind.__name__.lower()}: ",
        entry,
        names,
        [name for name in names if name not in optional],
    )
    return kind(**entry)


def _same_fields(file: str, what: str, data: Any, known: Any, needed: Any) -> None:
    if not isinstance(data, dict):
        raise RuleFileError(f"rules/{file}: {what}an object is wanted, not {data!r}")
    for name in data:
        if name not in known:
            raise RuleFileError(
                f"rules/{file}: {what}no field is called {name!r}; known: {', '.join(known)}"
            )
    for name in needed:
        if name not in data:
            raise RuleFileError(f"rules/{file}: {what}the field {name!r} is missing")


def _number(file: str, field: str, value: object) -> None:
    if type(value) is not int or value < 0:
        raise RuleFileError(f"rules/{file}: {field} is a whole number from 0, not {value!r}")
