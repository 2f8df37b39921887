"""Reading a facts file: plain values, and the line each of them stands on.

Knows YAML and nothing of what the files mean.
"""

import datetime
import hashlib
import os
import pickle
import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from builder.paths import CACHE

PARSED = CACHE / "yaml"
"""One file for each facts file: what its content was when it was last parsed, and what it said."""

Place = tuple[str | int, ...]
"""The keys and indices that lead to a value."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which file, on which line, what, and what is allowed."""

    file: str
    line: int
    text: str
    unreadable: bool = False
    """The file could not be read at all, so that nothing else can be said of it."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class FactsError(Exception):
    """Facts that may not be published. `problems` says where and why; so does the message."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda one: (one.file, one.line, one.text))
        super().__init__("\n".join(str(one) for one in self.problems))


@dataclass
class File:
    """A facts file as it was read."""

    name: str
    """Its path as messages show it, relative to the project."""
    data: Any
    lines: dict[Place, int] = field(repr=False)

    def line(self, place: Place) -> int:
        """The line of what `place` leads to; where that is missing, of what is around it."""
        known = [part for part in place if isinstance(part, str | int)]
        while known and tuple(known) not in self.lines:
            known.pop()
        return self.lines.get(tuple(known), 1)

    def find(self, names: list[str]) -> Place:
        """Where the entry with the id `names[0]` stands, and within it that of `names[1]`, …."""
        place: Place = ()
        for name in names:
            found = _with_id(self.data, place, name)
            if found is None:
                break
            place = found
        return place

    def problem(self, place: Place, text: str) -> Problem:
        """`text`, said of the value at `place`; entries are named by their `id`."""
        names: list[str] = []
        value: Any = self.data
        for part in place:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                if isinstance(part, str):
                    names.append(part)
                break
            if isinstance(part, int):
                known_as = value.get("id") if isinstance(value, dict) else None
                names.append(str(known_as if isinstance(known_as, str) else part + 1))
            else:
                names.append(part)
        shown = ".".join(names[-3:])
        return Problem(self.name, self.line(place), f"{shown}: {text}" if shown else text)


def read(path: Path, name: str) -> File:
    """Read a YAML 1.2 file. Raises FactsError for bad syntax, a key given twice, no content."""
    try:
        return _parse(path.read_text("utf-8"), name)
    except UnicodeDecodeError as error:
        raise FactsError([Problem(name, 1, f"not UTF-8: {error}", unreadable=True)]) from None


@lru_cache(maxsize=256)
def _parse(text: str, name: str) -> File:
    """The file, as this or an earlier run has parsed it: parsing is what takes time."""
    parts = (version("ruamel.yaml"), Path(__file__).read_text("utf-8"), name, text)
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    kept = PARSED / f"{name.replace('/', '+')}.pickle"
    with suppress(Exception):  # not there, half written, or of another Python: parse it
        of, file = pickle.loads(kept.read_bytes())  # noqa: S301 - written below
        if of == digest and isinstance(file, File):
            return file
    file = _parsed(text, name)
    with suppress(OSError):  # a folder that may not be written costs time, no more
        kept.parent.mkdir(parents=True, exist_ok=True)
        new = kept.with_name(f"{kept.name}.{os.getpid()}")
        new.write_bytes(pickle.dumps((digest, file)))
        new.replace(kept)
    return file


def _parsed(text: str, name: str) -> File:
    try:
        tree = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        text = f"not valid YAML: {_in_plain_words(error, text.splitlines(), line)}"
        raise FactsError([Problem(name, line, text, unreadable=True)]) from None
    except ValueError:  # ruamel reads 2026-11-32 as a day, fails, and does not say where
        raise FactsError(_impossible_days(text, name)) from None
    except YAMLError as error:
        raise FactsError([Problem(name, 1, f"not valid YAML: {error}", unreadable=True)]) from None
    if not isinstance(tree, dict):
        raise FactsError([Problem(name, 1, "a facts file is a mapping of names to values", True)])
    lines: dict[Place, int] = {}
    return File(name, _plain(tree, (), lines), lines)


def _in_plain_words(error: MarkedYAMLError, lines: list[str], number: int) -> str:
    """What YAML says, or what an editor has most likely done and how to mend it."""
    said = " ".join(str(part) for part in (error.context, error.problem) if part)
    line = lines[number - 1] if number <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab: indent by spaces, two a step"
    if "duplicate key" in said:
        key = re.search(r'key "([^"]+)"', said)
        return f"'{key[1] if key else '?'}' is given twice in one place: keep one of the two"
    if "mapping values are not allowed" in said:
        if line.count(": ") > 1:
            return f"a text with a colon goes in quotes: {line.strip().split(': ')[0]}: '…'"
        return f"the indent of '{line.strip()[:30]}' fits neither the line above nor what holds it"
    if "scanning a quoted scalar" in said or "unexpected end of stream" in said:
        return "a quote is opened here or above and never closed; within '…' write ''"
    return said


def _with_id(data: Any, place: Place, name: str) -> Place | None:
    """The first place below `place` whose value has the id `name`; else the first of that key."""
    value = data
    for part in place:
        value = value[part]
    of_that_key: Place | None = None
    waiting: list[tuple[Place, Any]] = [(place, value)]
    while waiting:
        here, value = waiting.pop(0)
        if isinstance(value, dict):
            if here != place and value.get("id") == name:
                return here
            if name in value and of_that_key is None:
                of_that_key = (*here, name)
            waiting += [((*here, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [((*here, index), item) for index, item in enumerate(value)]
    return of_that_key


def _impossible_days(text: str, name: str) -> list[Problem]:
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        for day in re.findall(r"\b\d{4}-\d{2}-\d{2}\b", line):
            try:
                datetime.date.fromisoformat(day)
            except ValueError:
                problems.append(
                    Problem(name, number, f"'{day}' is not a day of the calendar", True)
                )
    return problems or [Problem(name, 1, "not valid YAML: a value cannot be read", True)]


def _plain(value: Any, place: Place, lines: dict[Place, int]) -> Any:
    if isinstance(value, CommentedMap):
        for key in value:
            lines[(*place, key)] = value.lc.key(key)[0] + 1
        return {key: _plain(item, (*place, key), lines) for key, item in value.items()}
    if isinstance(value, CommentedSeq):
        for index in range(len(value)):
            lines[(*place, index)] = value.lc.item(index)[0] + 1
        return [_plain(item, (*place, index), lines) for index, item in enumerate(value)]
    if isinstance(value, bool) or value is None:
        return value
    # ruamel wraps numbers and strings to remember how they were written; dates it does not.
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    if isinstance(value, datetime.datetime):
        return str(value)
    return value
