"""Where a reader stands: the answers as the address or the form give them, and links onward."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from calculators import facts
from calculators.flows import UNSURE, Flow, Outcome, Walk
from calculators.recommend import Recommender, recommender

QUIZ = "recommend"


@dataclass(frozen=True)
class Place:
    """One moment of one flow. ``ask`` is a question looked at again, ``early`` a result so far,
    ``then`` how many steps further an outcome was of no help."""

    widget: str
    language: str
    flow: Flow
    answers: Mapping[str, tuple[str, ...]]
    walk: Walk
    ask: str = ""
    early: bool = False
    missed: bool = False
    then: int = 0

    @property
    def outcome(self) -> Outcome:
        """The end, as many steps up its ladder as the address says and the ladder has."""
        return self.flow.ladder(self.walk.at)[self.then]

    @property
    def question(self) -> str:
        """The question on the screen; "" where the result is."""
        if self.ask:
            return self.ask
        return "" if self.walk.ended or self.early else self.walk.at

    @property
    def before(self) -> str:
        """The question that Back leads to, or ""."""
        asked = self.walk.asked
        if self.question in asked:
            asked = asked[: asked.index(self.question)]
        return asked[-1] if asked else ""

    def address(self) -> dict[str, str]:
        """What stands in the address: the answers, in the flow's order, and what is shown."""
        address = written(self.flow, self.answers)
        if self.ask:
            address["ask"] = self.ask
        if self.early:
            address["show"] = "now"
        if self.then:
            address["then"] = str(self.then)
        return address

    def link(self, answers: Mapping[str, tuple[str, ...]] | None = None, **more: str) -> str:
        """The address of this flow with other answers, or with something else shown."""
        return fragment(written(self.flow, self.answers if answers is None else answers) | more)


def written(flow: Flow, answers: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Answers as an address holds them."""
    address = {}
    for question in flow.questions.values():
        if question.id in answers:
            chosen = answers[question.id]
            empty = "" if question.multiple else UNSURE
            address[question.id] = ",".join(chosen) if chosen else empty
    return address


def fragment(address: Mapping[str, str]) -> str:
    """The address as a link. Ids are plain words, so nothing needs to be encoded."""
    return "#" + "&".join(f"{name}={value}" for name, value in address.items())


def read(widget: str, state: Mapping[str, Any], language: str) -> Place:
    """The place that a message of the page means, whatever it holds."""
    action = state.get("action") or {}
    pressed = action.get("name") if isinstance(action, Mapping) else None
    given = state.get("fields") if pressed in ("go", "show") else state.get("address")
    if not isinstance(given, Mapping):
        given = {}
    place = at(widget, given, language, early=pressed == "show" or given.get("show") == "now")
    asked = str(given.get("at", ""))
    if pressed == "go" and asked in place.flow.questions and asked not in place.answers:
        # Continue without a choice: the same screen, which says what is missing.
        open_anyway = asked == place.walk.at
        return replace(place, ask="" if open_anyway else asked, early=False, missed=True)
    return place


def at(widget: str, given: Mapping[str, Any], language: str, early: bool = False) -> Place:
    """The place of somebody who gave these answers; what is unknown in them is dropped."""
    flow = recommender().flow if widget == QUIZ else check(widget)
    answers: Mapping[str, tuple[str, ...]] = flow.understand(given)
    if widget == QUIZ:
        walk = recommender().walk(answers)
        known = tuple(flow.questions)
    else:
        walk = flow.walk(answers)
        # In a tree an answer counts only while one's way leads past its question.
        answers = {question: answers[question] for question in walk.asked}
        known = walk.asked
    ask = str(given.get("ask", ""))
    ladder = flow.ladder(walk.at) if walk.ended else ()
    then = str(given.get("then", ""))
    return Place(
        widget,
        language,
        flow,
        answers,
        walk,
        ask=ask if ask in known and ask != walk.at else "",
        early=early and widget == QUIZ and not walk.ended and bool(answers) and ask not in known,
        then=int(then) if then in {str(step) for step in range(1, len(ladder))} else 0,
    )


@lru_cache(maxsize=8)
def check(name: str) -> Flow:
    """One check, by the name of its facts."""
    return Flow.of(facts.load(name))


def quiz() -> Recommender:
    """The quiz, its rules and facts."""
    return recommender()
