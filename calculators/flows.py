"""A decision flow as data: check it, walk it with somebody's answers, list every path.

A flow is plain data (see ``data/flows/``): questions, the options of each, where an option leads,
and outcomes. This module knows neither what a flow is about nor how a screen looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from calculators.words import LANGUAGES

UNSURE = "unsure"
"""What "I'm not sure" leaves as the answer to a question that allows it."""

RESERVED = ("ask", "show", "then", UNSURE)
"""Words an address uses beside question ids, so no question or option may be called so."""

_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")

Words = Mapping[str, str]
Answers = Mapping[str, tuple[str, ...]]
"""Question id to the ids chosen. An empty tuple is an answer too: nothing of what was offered."""


class BrokenFlowError(ValueError):
    """A flow that cannot be used. ``kind`` names what is wrong with it, ``place`` where."""

    def __init__(self, kind: str, place: str, message: str) -> None:
        super().__init__(f"{place}: {message} [{kind}]")
        self.kind = kind
        self.place = place


class UnknownAnswerError(ValueError):
    """An answer that names no question or no option of the flow; the message lists those known."""


@dataclass(frozen=True)
class Option:
    id: str
    text: Words
    next: str
    raw: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Question:
    id: str
    text: Words
    options: tuple[Option, ...]
    multiple: bool
    unsure: bool
    raw: Mapping[str, Any] = field(repr=False)

    def option(self, option_id: str) -> Option | None:
        """The option of that id, if this question has it."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True)
class Outcome:
    id: str
    title: Words
    raw: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Walk:
    """Where somebody stands: ``asked`` so far, in order, and ``at``, a question or an outcome."""

    asked: tuple[str, ...]
    at: str
    ended: bool
    skipped: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """One way through: pairs of question and option id ("" for any set of a multiple one)."""

    steps: tuple[tuple[str, str], ...]
    outcome: str


@dataclass(frozen=True)
class Flow:
    start: str
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Flow:
        """Reads a flow from plain data. Raises :class:`BrokenFlowError` for the first fault."""
        for fault in faults(raw):
            raise fault
        return cls(
            raw["start"],
            {question["id"]: _question(question) for question in raw["questions"]},
            {
                outcome["id"]: Outcome(outcome["id"], outcome["title"], outcome)
                for outcome in raw["outcomes"]
            },
        )

    def understand(self, given: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        """The answers of ``given`` that this flow knows; whatever else came is dropped.

        A value is an option id, several with commas between, or a list of them. Nothing that a
        hand-written address holds makes this fail.
        """
        answers = {}
        for question in self.questions.values():
            chosen = _chosen(given.get(question.id))
            if chosen is None:
                continue
            known = tuple(o.id for o in question.options if o.id in chosen)
            if question.multiple:
                if known or not any(chosen):
                    answers[question.id] = known
            elif question.unsure and UNSURE in chosen:
                answers[question.id] = ()
            elif len(known) == 1:
                answers[question.id] = known
        return answers

    def require(self, given: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        """The same, but strict: raises :class:`UnknownAnswerError` for anything unknown."""
        for name, value in given.items():
            question = self.questions.get(name)
            if question is None:
                raise UnknownAnswerError(
                    f"no question is called {name!r}; the questions are {', '.join(self.questions)}"
                )
            chosen = _chosen(value)
            if chosen is None:
                raise UnknownAnswerError(
                    f"the answer to {name!r} must be an option id or a list of them, not {value!r}"
                )
            known = [option.id for option in question.options]
            if question.unsure:
                known.append(UNSURE)
            for option_id in chosen:
                if option_id not in known and not (question.multiple and option_id == ""):
                    raise UnknownAnswerError(
                        f"{name!r} has no option {option_id!r}; its options are {', '.join(known)}"
                    )
            if not question.multiple and len(chosen) != 1:
                raise UnknownAnswerError(f"{name!r} takes one option, not {len(chosen)}")
        return self.understand(given)

    def walk(
        self, answers: Answers, needless: Callable[[str, Answers], bool] | None = None
    ) -> Walk:
        """Follows the answers from the start to the first question still open, or an outcome.

        ``needless`` may say that a question need not be asked, given the answers. Such a question
        is passed over if all its options lead to the same place.
        """
        asked: list[str] = []
        skipped: list[str] = []
        at = self.start
        while question := self.questions.get(at):
            if at in answers:
                asked.append(at)
                at = _target(question, answers[at])
            elif needless is not None and _one_way(question) and needless(at, answers):
                skipped.append(at)
                at = question.options[0].next
            else:
                return Walk(tuple(asked), at, False, tuple(skipped))
        return Walk(tuple(asked), at, True, tuple(skipped))

    def ladder(self, outcome_id: str) -> tuple[Outcome, ...]:
        """The outcome, and those that follow it one after the other where it was of no help."""
        steps = [self.outcomes[outcome_id]]
        while following := steps[-1].raw.get("next"):
            steps.append(self.outcomes[following])
        return tuple(steps)

    def paths(self) -> Iterator[Path]:
        """Every way from the start to an outcome."""
        yield from self._paths_from(self.start, ())

    def _paths_from(self, at: str, steps: tuple[tuple[str, str], ...]) -> Iterator[Path]:
        question = self.questions.get(at)
        if question is None:
            yield Path(steps, at)
        elif question.multiple:
            yield from self._paths_from(question.options[0].next, (*steps, (at, "")))
        else:
            for option in question.options:
                yield from self._paths_from(option.next, (*steps, (at, option.id)))


def faults(raw: Mapping[str, Any]) -> Iterator[BrokenFlowError]:
    """Everything that is wrong with a flow, each fault with its kind and its place."""
    questions: list[Mapping[str, Any]] = list(raw.get("questions", ()))
    outcomes: list[Mapping[str, Any]] = list(raw.get("outcomes", ()))
    yield from _id_faults(questions, outcomes)
    yield from _content_faults(questions, outcomes)
    known = {question["id"]: question for question in questions}
    ends = {outcome["id"] for outcome in outcomes}
    start = raw.get("start", "")
    if start not in known:
        yield BrokenFlowError("no-start", "start", f"there is no question {start!r} to start with")
        return
    lost = False
    for outcome in outcomes:
        if outcome.get("next") and outcome["next"] not in ends:
            lost = True
            yield BrokenFlowError(
                "unknown-target",
                outcome["id"],
                f"leads on to {outcome['next']!r}, which is no outcome",
            )
    for question in questions:
        for option in question.get("options", ()):
            target = _next(question, option)
            if target not in known and target not in ends:
                lost = True
                yield BrokenFlowError(
                    "unknown-target",
                    f"{question['id']}.{option['id']}",
                    f"leads to {target!r}, which is neither a question nor an outcome",
                )
    if not lost:
        further = {one["id"]: [one["next"]] for one in outcomes if one.get("next")}
        ways = further | {
            name: [_next(question, option) for option in question.get("options", ())]
            for name, question in known.items()
        }
        yield from _shape_faults(start, ways, [*known, *sorted(ends)])


def _id_faults(
    questions: list[Mapping[str, Any]], outcomes: list[Mapping[str, Any]]
) -> Iterator[BrokenFlowError]:
    seen: set[str] = set()
    for item in (*questions, *outcomes):
        yield from _name_faults(item["id"], item["id"], seen)
    for question in questions:
        inside: set[str] = set()
        for option in question.get("options", ()):
            yield from _name_faults(option["id"], f"{question['id']}.{option['id']}", inside)


def _name_faults(name: str, place: str, seen: set[str]) -> Iterator[BrokenFlowError]:
    if name in seen:
        yield BrokenFlowError("same-id", place, f"{name!r} is used twice")
    if name in RESERVED:
        yield BrokenFlowError("reserved-id", place, f"{name!r} means something in an address")
    if not _ID.fullmatch(name):
        yield BrokenFlowError("unreadable-id", place, f"{name!r} is not lower-case words")
    seen.add(name)


def _content_faults(
    questions: list[Mapping[str, Any]], outcomes: list[Mapping[str, Any]]
) -> Iterator[BrokenFlowError]:
    for question in questions:
        yield from _language_faults(question.get("text"), question["id"], "text")
        if len(question.get("options", ())) < 2:
            yield BrokenFlowError("no-choice", question["id"], "has fewer than two options")
        for option in question.get("options", ()):
            yield from _language_faults(
                option.get("text"), f"{question['id']}.{option['id']}", "text"
            )
        targets = {_next(question, option) for option in question.get("options", ())}
        if question.get("multiple") and len(targets) > 1:
            yield BrokenFlowError(
                "many-ways", question["id"], "takes several answers, so all must lead to one place"
            )
    for outcome in outcomes:
        yield from _language_faults(outcome.get("title"), outcome["id"], "title")
        if "computed" in outcome:
            continue
        if not outcome.get("first"):
            yield BrokenFlowError("no-action", outcome["id"], "does not say what to do first")
        else:
            for name in ("first", "avoid", "wait", *(["cost"] if outcome.get("cost") else [])):
                yield from _language_faults(outcome.get(name), outcome["id"], name)
        if not outcome.get("sources"):
            yield BrokenFlowError("no-source", outcome["id"], "has no source")


def _language_faults(words: object, place: str, name: str) -> Iterator[BrokenFlowError]:
    held = cast(Mapping[str, object], words) if isinstance(words, Mapping) else {}
    for language in LANGUAGES:
        text = held.get(language)
        if not isinstance(text, str) or not text.strip():
            yield BrokenFlowError("missing-language", place, f"its {name} has no {language!r}")


def _shape_faults(
    start: str, ways: Mapping[str, list[str]], names: list[str]
) -> Iterator[BrokenFlowError]:
    done: set[str] = set()
    open_now: list[str] = []

    def visit(at: str) -> Iterator[BrokenFlowError]:
        if at in open_now:
            around = " -> ".join((*open_now[open_now.index(at) :], at))
            yield BrokenFlowError("loop", at, f"one can go round for ever: {around}")
            return
        if at in done:
            return
        open_now.append(at)
        for target in ways.get(at, ()):
            yield from visit(target)
        open_now.pop()
        done.add(at)

    yield from visit(start)
    for name in names:
        if name not in done:
            yield BrokenFlowError("unreachable", name, "no way leads there from the start")


def _next(question: Mapping[str, Any], option: Mapping[str, Any]) -> str:
    return str(option.get("next", question.get("next", "")))


def _question(raw: Mapping[str, Any]) -> Question:
    return Question(
        raw["id"],
        raw["text"],
        tuple(Option(o["id"], o["text"], _next(raw, o), o) for o in raw["options"]),
        bool(raw.get("multiple", False)),
        bool(raw.get("unsure", False)),
        raw,
    )


def _chosen(value: object) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(","))
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return tuple(value)
    return None


def _one_way(question: Question) -> bool:
    return len({option.next for option in question.options}) == 1


def _target(question: Question, chosen: tuple[str, ...]) -> str:
    option = question.option(chosen[0]) if chosen else question.options[0]
    assert option is not None, "answers come from understand() or require()"
    return option.next
