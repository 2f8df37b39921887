"""Answers to providers: who qualifies, in what order, why, and what had to be relaxed.

The rules, the weights and every fact about a provider come in as data, compiled to one object from
``data/flows/recommend.yaml``, ``data/criteria.yaml`` and ``data/providers/``. This module has no
words for the reader and knows no provider by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from calculators import facts
from calculators.asking import Asking
from calculators.flows import Answers, Flow, Walk

SHORTLIST_SIZE = 3

# In half points, so that scores are whole numbers and a tie is exactly a tie.
_HALF_POINTS = {"yes": 2, "partial": 1}

# States of a provider that nobody new should be sent to, with what that is called in a reason.
_CLOSED = {"retired": "retired", "closed_to_new": "closed_to_new"}


@dataclass(frozen=True)
class Fact:
    """One cell of the matrix: whether a provider meets a criterion, and who says so."""

    criterion: str
    value: str
    confidence: str
    sources: tuple[Mapping[str, Any], ...]
    note: Mapping[str, str] | None = None

    @property
    def holds(self) -> bool:
        """Only ``yes`` and ``partial`` hold; ``unknown`` does not."""
        return self.value in _HALF_POINTS


@dataclass(frozen=True)
class Reason:
    """Why a provider is in or out: the answer (question and option id) and the fact behind it.

    ``kind`` is ``need`` or ``wish`` (by the answers), ``retired``, ``closed_to_new``, ``personal``
    (made for personal texting, or not), ``law`` (a rule of the region, for any sender) or ``block``
    (a provider's own rule for just these answers).
    """

    kind: str
    question: str = ""
    option: str = ""
    fact: Fact | None = None
    weight: int = 0
    text: Mapping[str, str] | None = None
    sources: tuple[Mapping[str, Any], ...] = ()
    replacement: str = ""


@dataclass(frozen=True)
class Shortlist:
    """At most three provider ids, best first, and the questions whose answers were relaxed."""

    recommended: tuple[str, ...]
    relaxed: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    shortlist: Shortlist
    qualified: tuple[str, ...]
    scores: Mapping[str, float]
    reasons: Mapping[str, tuple[Reason, ...]]
    lacks: Mapping[str, tuple[Reason, ...]]
    ruled_out: Mapping[str, Reason]


@dataclass(frozen=True)
class _Need:
    question: str
    option: str
    criterion: str


@dataclass(frozen=True, eq=False)
class Recommender:
    """The rules and facts of one compiled ``recommend`` object, ready to be asked."""

    raw: Mapping[str, Any] = field(repr=False)

    @cached_property
    def flow(self) -> Flow:
        return Flow.of(self.raw)

    @cached_property
    def providers(self) -> dict[str, Mapping[str, Any]]:
        """By id, in the order that decides ties."""
        return {provider["id"]: provider for provider in self.raw["providers"]}

    @cached_property
    def criteria(self) -> dict[str, Mapping[str, Any]]:
        return {criterion["id"]: criterion for criterion in self.raw["criteria"]}

    def fact(self, provider_id: str, criterion: str) -> Fact:
        """What is known of this provider and this criterion."""
        provider = self.providers[provider_id]
        cell = provider["criteria"][criterion]
        return Fact(
            criterion,
            cell["value"],
            cell["confidence"],
            tuple(provider["sources"][position] for position in cell["sources"]),
            cell.get("note"),
        )

    # Who qualifies, and in what order -----------------------------------------------------------

    def shortlist(self, answers: Answers) -> Shortlist:
        """The result, and nothing else. A question without an answer imposes nothing."""
        qualified, relaxed = self._qualified(answers)
        ranked = self._ranked(qualified, answers)
        return Shortlist(tuple(ranked[:SHORTLIST_SIZE]), relaxed)

    def _qualified(self, answers: Answers) -> tuple[list[str], tuple[str, ...]]:
        """Relaxing adds one question after the other, and skips one that imposes nothing."""
        allowed = self._allowed(answers)
        if not allowed:  # nothing that may be set aside stands in the way
            return [], ()
        needs = self._needs(answers)
        relaxed: list[str] = []
        left = self._meeting(allowed, needs)
        for question in self.raw["scoring"]["fallback"]["order"]:
            if left:
                break
            if any(need.question == question for need in needs):
                relaxed.append(question)
                needs = [need for need in needs if need.question != question]
                left = self._meeting(allowed, needs)
        return left, tuple(relaxed)

    def _ranked(self, qualified: list[str], answers: Answers) -> list[str]:
        """Best first; ``sorted`` is stable, so ties stay in the providers' own order."""
        points = [self.points[q, o] for q, chosen in answers.items() for o in chosen]
        return sorted(qualified, key=lambda provider: -sum(column[provider] for column in points))

    @cached_property
    def points(self) -> dict[tuple[str, str], dict[str, int]]:
        """What each option adds to each provider, in half points."""
        return {
            (question.id, option.id): {
                provider: sum(
                    weight * _HALF_POINTS.get(cells["criteria"][criterion]["value"], 0)
                    for criterion, weight in option.raw["weights"].items()
                )
                for provider, cells in self.providers.items()
            }
            for question in self.flow.questions.values()
            for option in question.options
        }

    @cached_property
    def _holding(self) -> dict[str, frozenset[str]]:
        return {
            criterion: frozenset(
                provider
                for provider, cells in self.providers.items()
                if cells["criteria"][criterion]["value"] in _HALF_POINTS
            )
            for criterion in self.criteria
        }

    def _needs(self, answers: Answers) -> list[_Need]:
        """What the answers demand, in the order in which the rules stand in the data."""
        needs: list[_Need] = []
        for rule in self.raw["eligibility"]["needs"]:
            spared = rule.get("unless", {})
            if any(option in answers.get(question, ()) for question, option in spared.items()):
                continue
            needs.extend(
                _Need(rule["question"], option, rule["map"][option])
                for option in answers.get(rule["question"], ())
                if option in rule["map"]
            )
        return needs

    def _meeting(self, allowed: list[str], needs: list[_Need]) -> list[str]:
        for need in needs:
            holding = self._holding[need.criterion]
            allowed = [provider for provider in allowed if provider in holding]
        return allowed

    def _allowed(self, answers: Answers) -> list[str]:
        return self._allowed_by(tuple((q, answers.get(q, ())) for q in self._barring))

    @lru_cache(maxsize=1024)  # noqa: B019 - one recommender lives as long as its facts
    def _allowed_by(self, given: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
        answers = dict(given)
        laws = self.laws(answers)
        return [p for p in self.providers if self._barred(p, answers, laws) is None]

    @cached_property
    def _barring(self) -> tuple[str, ...]:
        """The questions that rules look at which no answer can set aside."""
        rules = self.raw["eligibility"]
        named = {rules["personal_only"]["question"]}
        named.update(*(rule["when"] for rule in (*rules["laws"], *rules["blocks"])))
        return tuple(sorted(named))

    def _barred(
        self, provider_id: str, answers: Answers, laws: list[Mapping[str, Any]]
    ) -> Reason | None:
        """What rules a provider out whatever else is relaxed."""
        provider = self.providers[provider_id]
        rules = self.raw["eligibility"]
        state = provider["status"]["state"]
        if state in _CLOSED:
            return Reason(
                _CLOSED[state],
                text=provider["status"]["note"],
                sources=tuple(provider["sources"][i] for i in provider["status"]["sources"]),
                replacement=provider["redirect_to"],
            )
        personal = rules["personal_only"]
        for option in answers.get(personal["question"], ()):
            if (option == personal["option"]) != (provider_id in personal["apps"]):
                # The fact beside it says the same for most; it is what a reader can look up.
                return Reason(
                    "personal",
                    personal["question"],
                    option,
                    self.fact(provider_id, personal["criterion"]),
                )
        for law in laws:
            if provider_id not in law["allows"]:
                return Reason("law", text=law["text"], sources=tuple(law["sources"]))
        for block in rules["blocks"]:
            if block["provider"] == provider_id and all(
                option in answers.get(question, ()) for question, option in block["when"].items()
            ):
                question = next(iter(block["when"]))
                return Reason(
                    "block",
                    question,
                    block["when"][question],
                    text=block["reason"],
                    sources=tuple(block["sources"]),
                )
        return None

    def laws(self, answers: Answers) -> list[Mapping[str, Any]]:
        """What the regions of the recipients demand of this sender, whoever carries the text."""
        return [
            law
            for law in self.raw["eligibility"]["laws"]
            if all(
                set(options).intersection(answers.get(question, ()))
                for question, options in law["when"].items()
            )
        ]

    # Why ----------------------------------------------------------------------------------------

    def advise(self, answers: Answers, settled: Answers | None = None) -> Advice:
        """The result with every reason; dearer than :meth:`shortlist`, so once a screen.

        ``settled`` are the same answers with those filled in that cannot matter: they decide the
        result, but no reason names one.
        """
        whole = answers if settled is None else settled
        qualified, relaxed = self._qualified(whole)
        ranked = self._ranked(qualified, whole)
        chosen = ranked[:SHORTLIST_SIZE]
        needs = self._needs(answers)
        return Advice(
            Shortlist(tuple(chosen), relaxed),
            tuple(ranked),
            {provider: self.score(provider, answers) for provider in ranked},
            {provider: tuple(self._speaking_for(provider, answers, needs)) for provider in chosen},
            {provider: tuple(self._lacking(provider, answers, needs)) for provider in chosen},
            {
                provider: reason
                for provider in self.providers
                if provider not in qualified
                and (reason := self._ruling_out(provider, answers, needs, relaxed))
            },
        )

    def score(self, provider_id: str, answers: Answers) -> float:
        """From 0 to 1: the weights of the criteria it meets, over all weights of these answers."""
        weights = sum(wish.weight for wish in self._wishes(answers, provider_id))
        points = sum(
            self.points[q, o][provider_id] for q, chosen in answers.items() for o in chosen
        )
        return points / (2 * weights) if weights else 0.0

    def _wishes(self, answers: Answers, provider_id: str) -> Iterator[Reason]:
        for question in self.flow.questions.values():
            for option_id in answers.get(question.id, ()):
                option = question.option(option_id)
                assert option is not None, "answers come from understand() or require()"
                for criterion, weight in option.raw["weights"].items():
                    fact = self.fact(provider_id, criterion)
                    yield Reason("wish", question.id, option_id, fact, weight)

    def _all_of(self, provider: str, answers: Answers, needs: list[_Need]) -> Iterator[Reason]:
        """Needs first, then wishes by weight; no criterion twice."""
        seen = set()
        for need in needs:
            if need.criterion not in seen:
                seen.add(need.criterion)
                fact = self.fact(provider, need.criterion)
                yield Reason("need", need.question, need.option, fact)
        for wish in sorted(self._wishes(answers, provider), key=lambda wish: -wish.weight):
            assert wish.fact is not None
            if wish.fact.criterion not in seen:
                seen.add(wish.fact.criterion)
                yield wish

    def _speaking_for(
        self, provider: str, answers: Answers, needs: list[_Need]
    ) -> Iterator[Reason]:
        for reason in self._all_of(provider, answers, needs):
            if reason.fact and reason.fact.holds:
                yield reason

    def _lacking(self, provider: str, answers: Answers, needs: list[_Need]) -> Iterator[Reason]:
        for reason in self._all_of(provider, answers, needs):
            if reason.fact and reason.fact.value != "yes":
                yield reason

    def _ruling_out(
        self, provider: str, answers: Answers, needs: list[_Need], relaxed: tuple[str, ...]
    ) -> Reason | None:
        if barred := self._barred(provider, answers, self.laws(answers)):
            return barred
        for need in needs:
            if need.question not in relaxed and provider not in self._holding[need.criterion]:
                fact = self.fact(provider, need.criterion)
                return Reason("need", need.question, need.option, fact)
        return None

    # What to ask --------------------------------------------------------------------------------

    def walk(self, answers: Answers) -> Walk:
        """Where the reader stands; questions that cannot change the result are passed over."""
        return self.flow.walk(answers, self.needless)

    def needless(self, question_id: str, answers: Answers) -> bool:
        """True if no answer to this question can change the shortlist any more.

        That is: whatever the reader may still answer to the other open questions, all answers to
        this one give the same providers in the same order, with the same relaxed. The must-haves
        come last and most readers leave them empty, so a question that could matter only together
        with them is not asked before they are; the result then offers it (:meth:`reopened`).
        """
        last = self.asking.last
        if question_id == last:
            return not self.asking.can_change(question_id, answers)
        without = {q: chosen for q, chosen in answers.items() if q != last}
        if not self.asking.can_change(question_id, without):
            return True
        return bool(answers.get(last)) and not self.asking.can_change(question_id, answers)

    def reopened(self, walk: Walk, answers: Answers) -> tuple[str, ...]:
        """Questions that were passed over, but matter now that must-haves are ticked."""
        if not answers.get(self.asking.last):
            return ()
        return tuple(q for q in walk.skipped if self.asking.can_change(q, answers))

    def settled(self, walk: Walk, answers: Answers) -> Answers:
        """The answers with the questions passed over filled in, so that the result is that of a
        reader who had answered them: by :meth:`needless` it is the same for each option.
        """
        filled = dict(answers)
        for question in walk.skipped:
            if question != self.asking.last:
                filled[question] = min(
                    ((option.id,) for option in self.flow.questions[question].options),
                    key=lambda answer: len(self._needs({**answers, question: answer})),
                )
        return filled

    @cached_property
    def asking(self) -> Asking:
        """What is worth asking, decided once for each set of answers."""
        return Asking(self)

    @cached_property
    def ruling(self) -> frozenset[str]:
        """The questions that any rule looks at; the others only rank."""
        rules = self.raw["eligibility"]["needs"]
        return frozenset(self._barring).union(
            *({rule["question"], *rule.get("unless", ())} for rule in rules)
        )

    def candidates(self, answers: Answers) -> list[str]:
        """Every provider that no rule bars which these answers alone set off."""
        return self._allowed(answers)

    def result(self, answers: Answers) -> Shortlist:
        """What a question must be able to change to be asked: the shortlist."""
        return self.shortlist(answers)

    def alternatives(self, answers: Answers) -> Iterator[tuple[str, str, Shortlist]]:
        """Other answers to one answered question that give another first provider."""
        now = self.shortlist(answers)
        for question in self.flow.questions.values():
            if question.id not in answers or question.multiple:
                continue
            for option in question.options:
                if (option.id,) == answers[question.id]:
                    continue
                other = self.shortlist({**answers, question.id: (option.id,)})
                if other.recommended[:1] != now.recommended[:1]:
                    yield question.id, option.id, other


@lru_cache(maxsize=1)
def recommender() -> Recommender:
    """The one for the compiled facts. Raises ``FactsNotCompiledError`` where there are none."""
    return Recommender(facts.load("recommend"))
