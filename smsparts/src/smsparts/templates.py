"""Texts with variables: the fewest and the most parts they can take, and which value decides.

A variable is written as one of `SYNTAXES` says. In the plain one it is ``{name}``: letters of any
script, digits, ``_``, ``-`` and ``.``, at most 40 of them; ``{{`` and ``}}`` are a brace each, and
any other brace stands for itself. The others are those of services, exactly as they write them:
`recognised` says which one a text is in. A variable that has no value stays as it is written, so
that a text can be counted while its values are still being typed. It knows nothing of how parts are
counted: the caller hands in what counts.
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

_NAME = r"\w[\w.-]{0,39}"


@dataclass(frozen=True, slots=True)
class Syntax:
    """One way of writing variables. Its first group is the name, or None for a doubled brace.

    each     every occurrence is a variable of its own, as they have one name and other values
    maximum  the characters that a value may have, where the service says so
    """

    id: str
    pattern: re.Pattern[str]
    shown: str
    each: bool = False
    maximum: int | None = None


PLAIN = Syntax("braces", re.compile(r"\{\{|\}\}|\{(" + _NAME + r")\}"), "{name}")
SYNTAXES: Mapping[str, Syntax] = {
    syntax.id: syntax
    for syntax in (
        # India's registry: each {#var#} holds other text, of at most 30 characters.
        Syntax("dlt", re.compile(r"\{#(\w{1,40})#\}"), "{#var#}", each=True, maximum=30),
        Syntax("merge", re.compile(r"\*\|(\w[\w:.-]{0,39})\|\*"), "*|NAME|*"),
        Syntax(
            "double",
            re.compile(r"(?<!\{)\{\{\s*(" + _NAME + r")\s*(?:\|[^{}]*)?\}\}(?!\})"),
            "{{name}}",
        ),
        Syntax("dollar", re.compile(r"\$\{(" + _NAME + r")\}"), "${name}"),
        PLAIN,
        Syntax("parentheses", re.compile(r"\(\(([^\W\d][\w .'-]{0,39})\)\)"), "((name))"),
        Syntax("hash", re.compile(r"#([^\W\d]\w{0,39})#"), "#name#"),
        Syntax("percent", re.compile(r"%([^\W\d]\w{0,39})%"), "%name%"),
        Syntax("square", re.compile(r"\[([a-z]\w{1,39})\]"), "[name]"),
    )
}
"""By id, the most telling first."""

_SIZED = re.compile(r"[A-Z]+_(\d{1,3})")

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


def recognised(text: str) -> Syntax:
    """The syntax that the variables of `text` are written in; the plain one where there are none.

    ``${code}`` is also a plain ``{code}`` behind a dollar sign, and ``{{name}}`` is one in plain
    braces that are doubled: the more telling is taken.
    """
    return next((one for one in SYNTAXES.values() if variables(text, one)), PLAIN)


def variables(text: str, syntax: Syntax = PLAIN) -> tuple[str, ...]:
    """The names of the variables, in the order of their first appearance."""
    found = [match[1].strip() for match in syntax.pattern.finditer(text) if match[1]]
    if syntax.each:
        return tuple(f"{name} {number}" for number, name in enumerate(found, 1))
    return tuple(dict.fromkeys(found))


def filled(text: str, values: Mapping[str, str], syntax: Syntax = PLAIN) -> str:
    """The text with its values in place. Values are put in as they are, braces and all."""
    number = 0

    def put(match: re.Match[str]) -> str:
        nonlocal number
        if not match[1]:
            return match[0][0]
        number += 1
        name = match[1].strip()
        return values.get(f"{name} {number}" if syntax.each else name, match[0])

    return syntax.pattern.sub(put, text)


def longest(name: str, syntax: Syntax) -> str | None:
    """A value of the most characters that a service lets the variable have; None if not known.

    Huawei writes it into the name: ``${NUM_8}`` holds eight digits. Digits for such a number, else
    letters.
    """
    if syntax.maximum is not None:
        return "x" * syntax.maximum
    sized = _SIZED.fullmatch(name) if syntax.id == "dollar" else None
    if sized is None:
        return None
    return ("0" if name.startswith("NUM") else "x") * int(sized[1])


def measured(
    text: str,
    values: Mapping[str, Sequence[str]],
    measure: Measure | None = None,
    syntax: Syntax = PLAIN,
) -> Range:
    """The fewest and the most parts of a template.

    `values` gives for each variable its possible values: the shortest and the longest, or a list.
    `measure` counts the parts of a finished text; left out, the 3GPP rule does.
    """
    measure = measure or _segments
    names = variables(text, syntax)
    choices = {name: list(dict.fromkeys(values[name])) for name in names if values.get(name)}
    exact = prod(map(len, choices.values())) <= MOST_COMBINATIONS
    combinations = _all(choices) if exact else _extremes(choices)
    cases = [_case(text, combination, measure, syntax) for combination in combinations]
    fewest = min(cases, key=lambda case: (case.segments, len(case.text)))
    most = max(cases, key=lambda case: (case.segments, len(case.text)))
    return Range(
        fewest=fewest,
        most=most,
        tips=tuple(_tips(text, choices, fewest, measure, syntax))
        if most.segments > fewest.segments
        else (),
        exact=exact,
        missing=tuple(name for name in names if name not in choices),
    )


def _segments(text: str) -> int:
    return count(text).segments


def _case(text: str, values: Mapping[str, str], measure: Measure, syntax: Syntax) -> Case:
    whole = filled(text, values, syntax)
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
    text: str,
    choices: Mapping[str, Sequence[str]],
    fewest: Case,
    measure: Measure,
    syntax: Syntax,
) -> Iterable[Tip]:
    for name, found in choices.items():
        for value in sorted(_kinds(found), key=_units):
            case = _case(text, {**fewest.values, name: value}, measure, syntax)
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
