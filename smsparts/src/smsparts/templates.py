"""Texts with variables: the fewest and the most parts they can take, and which value decides.

A variable is written ``{name}``: letters of any script, digits, ``_``, ``-`` and ``.``, at most 40
of them. ``{{`` and ``}}`` are a brace each, and any other brace stands for itself. A variable that
has no value stays as it is written, so that a text can be counted while its values are still being
typed. It knows nothing of how parts are counted: the caller hands in what counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from smsparts.segments import Count, count

MOST_COMBINATIONS = 128
"""Up to so many combinations of values are all counted; beyond, the extremes are."""

_TOKEN = re.compile(r"\{\{|\}\}|\{(\w[\w.-]{0,39})\}")

Measure = Callable[[str], int]
"""How many parts a text takes."""


@dataclass(frozen=True, slots=True)
class Case:
    """One choice of values, the text it gives and its parts."""

    values: Mapping[str, str]
    text: str
    segments: int


@dataclass(frozen=True, slots=True)
class Tip:
    """A value that alone, all others being those of the fewest parts, makes more parts."""

    variable: str
    value: str
    segments: int


@dataclass(frozen=True, slots=True)
class Range:
    """Between which numbers of parts a template lies.

    tips     for each variable the first value that tips it, if one alone can
    exact    True if every combination was counted; else only the shortest, the longest and those
             with characters outside GSM-7 were, and a pair cut at a boundary may make one more
    missing  variables without a value, which were counted as they are written
    """

    fewest: Case
    most: Case
    tips: tuple[Tip, ...]
    exact: bool
    missing: tuple[str, ...]


def variables(text: str) -> tuple[str, ...]:
    """The names of the variables, in the order of their first appearance."""
    names = (match[1] for match in _TOKEN.finditer(text) if match[1])
    return tuple(dict.fromkeys(names))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its values in place. Values are put in as they are, braces and all."""

    def put(match: re.Match[str]) -> str:
        name = match[1]
        return values.get(name, match[0]) if name else match[0][0]

    return _TOKEN.sub(put, text)


def measured(
    text: str,
    values: Mapping[str, Sequence[str]],
    measure: Measure | None = None,
) -> Range:
    """The fewest and the most parts of a template.

    `values` gives for each variable its possible values: the shortest and the longest, or a list.
    `measure` counts the parts of a finished text; left out, the 3GPP rule does.
    """
    measure = measure or _segments
    names = variables(text)
    choices = {name: list(dict.fromkeys(values[name])) for name in names if values.get(name)}
    exact = prod(map(len, choices.values())) <= MOST_COMBINATIONS
    combinations = _all(choices) if exact else _extremes(choices)
    cases = [_case(text, combination, measure) for combination in combinations]
    fewest = min(cases, key=lambda case: (case.segments, len(case.text)))
    most = max(cases, key=lambda case: (case.segments, len(case.text)))
    return Range(
        fewest=fewest,
        most=most,
        tips=tuple(_tips(text, choices, fewest, measure))
        if most.segments > fewest.segments
        else (),
        exact=exact,
        missing=tuple(name for name in names if name not in choices),
    )


def _segments(text: str) -> int:
    return count(text).segments


def _case(text: str, values: Mapping[str, str], measure: Measure) -> Case:
    whole = filled(text, values)
    return Case(values, whole, measure(whole))


def _all(choices: Mapping[str, Sequence[str]]) -> Iterable[dict[str, str]]:
    for combination in product(*choices.values()):
        yield dict(zip(choices, combination, strict=True))


def _extremes(choices: Mapping[str, Sequence[str]]) -> Iterable[dict[str, str]]:
    """The combinations between which all others lie, cuts of pairs at a boundary aside.

    All shortest and all longest, in GSM-7 as far as it can hold; and the same with one variable at
    a time moving the whole text to UCS-2.
    """
    gsm = {name: [v for v in found if _is_gsm(v)] for name, found in choices.items()}
    foreign = {name: [v for v in found if not _is_gsm(v)] for name, found in choices.items()}
    for pick in (min, max):
        in_units = {name: pick(found, key=_units) for name, found in choices.items()}
        yield in_units
        yield {name: pick(gsm[name] or choices[name], key=_septets) for name in choices}
        for name in choices:
            if foreign[name]:
                yield {**in_units, name: pick(foreign[name], key=_units)}


def _tips(
    text: str, choices: Mapping[str, Sequence[str]], fewest: Case, measure: Measure
) -> Iterable[Tip]:
    for name, found in choices.items():
        for value in sorted(_kinds(found), key=_units):
            case = _case(text, {**fewest.values, name: value}, measure)
            if case.segments > fewest.segments:
                yield Tip(name, value, case.segments)
                break


def _kinds(values: Sequence[str]) -> Iterable[str]:
    """One value of each weight: the others of that weight tip nothing that it does not."""
    weights: dict[Count, str] = {}
    for value in values:
        weights.setdefault(count(value), value)
    return weights.values()


def _is_gsm(value: str) -> bool:
    return count(value).encoding == "GSM-7"


def _septets(value: str) -> int:
    return count(value).units


def _units(value: str) -> int:
    return len(value.encode("utf-16-le", "surrogatepass"))
