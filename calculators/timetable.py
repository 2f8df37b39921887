"""When to begin each step of a registration, so that the first text can go out on a day.

The steps and how long they take are facts of `data/regions.yaml`; this module counts back from the
day of launch. It knows the weekend, Saturday and Sunday, and no public holiday of any country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from calculators import facts

WEEK = 7
SATURDAY = 5

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Step(NamedTuple):
    """One step with the latest day to begin it.

    begin  a day as `day_number` counts; None where no day of launch is given
    open   an unknown time lies within it or after it: begin earlier than that day
    days   how long it takes at the longest a source names, None where none names it
    """

    id: str
    name: Mapping[str, str]
    takes: Mapping[str, str]
    days: int | None
    source: Mapping[str, Any] | None
    at: str
    begin: int | None
    open: bool


class Timetable(NamedTuple):
    """A way of sending somewhere, with its steps in an order that can be followed."""

    id: str
    name: Mapping[str, str]
    note: Mapping[str, str] | None
    steps: tuple[Step, ...]


def names() -> Mapping[str, Mapping[str, str]]:
    """Each timetable's id and name, in the order in which they are shown."""
    return {one["id"]: one["name"] for one in _data()["timetables"]}


def plan(name: str, launch: int | None = None) -> Timetable:
    """The timetable called `name`, counted back from the day number `launch` where one is given.

    A step is done when whatever waits for it begins, else on the day of launch. ValueError lists
    the timetables there are.
    """
    known = {one["id"]: one for one in _data()["timetables"]}
    if name not in known:
        raise ValueError(f"no timetable {name!r}; known: {', '.join(known)}")
    table = known[name]
    done: dict[str, tuple[int | None, bool]] = {}
    steps: list[Step] = []
    for step in reversed(table["steps"]):
        finish, is_open = done.get(step["id"], (launch, False))
        days = step.get("days")
        is_open = is_open or days is None
        begin = finish
        if finish is not None and days:
            begin = (
                working_days_before(finish, days) if step["counted"] == "working" else finish - days
            )
        for before in step["after"]:
            other, unknown = done.get(before, (begin, False))
            if begin is not None and other is not None:
                other = min(begin, other)
            done[before] = (other, unknown or is_open)
        source = _data()["sources"][step["source"]] if "source" in step else None
        steps.append(
            Step(
                step["id"],
                step["name"],
                step["takes"],
                days,
                source,
                step.get("at", ""),
                begin,
                is_open,
            )
        )
    return Timetable(name, table["name"], table.get("note"), tuple(reversed(steps)))


def working_days_before(day: int, days: int) -> int:
    """The day from which `days` working days reach `day`; Saturday and Sunday do not count."""
    while days:
        day -= 1
        days -= weekday(day) < SATURDAY
    return day


def weekday(day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day + 3) % WEEK  # day 0, 1970-01-01, was a Thursday


def day_number(text: str) -> int | None:
    """The day written 2027-02-01 as days since 1970-01-01, None if it is no day from 1970 to 9999.

    Counted here because the library's own calendar would have to be loaded into the page.
    """
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month, day = map(int, found.groups())
    number = _number(year, month, day) if 1 <= month <= 12 and year >= 1970 else -1
    return number if number >= 0 and written(number) == text else None


def written(number: int) -> str:
    """A day number as 2027-02-01."""
    year = 1970 + number // 366
    while _number(year + 1, 1, 1) <= number:
        year += 1
    month = 1
    while month < 12 and _number(year, month + 1, 1) <= number:
        month += 1
    return f"{year:04}-{month:02}-{number - _number(year, month, 1) + 1:02}"


def _number(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01; years are counted from March, so that a leap day comes last."""
    year -= month < 3
    from_march = (153 * ((month + 9) % 12) + 2) // 5
    return 365 * year + year // 4 - year // 100 + year // 400 + from_march + day - 719469


@cache
def _data() -> Any:
    return facts.load("timetables")
