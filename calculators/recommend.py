"""Answers to providers: who qualifies, in what order, why, and what had to be set aside.

The rules, the weights and every fact about a provider come in as data, compiled to one object from
``data/flows/recommend.yaml``, ``data/criteria.yaml``, ``data/regions.yaml`` and
``data/providers/``. What holds where is :mod:`calculators.places`, what is worth asking
:mod:`calculators.asking`. This module has no words for the reader and knows no provider by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from calculators import facts
from calculators.asking import Asking
from calculators.flows import Answers, Flow, Walk
from calculators.places import HOLDING, Fact, Places
from calculators.shapes import (
    CriterionShape,
    FigureShape,
    LawShape,
    OptionShape,
    ProviderShape,
    QuestionShape,
    QuizShape,
    SourceShape,
    TipShape,
    WayShape,
    Words,
)

__all__ = ["Advice", "Fact", "Reason", "Recommender", "Shortlist", "recommender"]

SHORTLIST_SIZE = 3

# In half points, so that scores are whole numbers and a tie is exactly a tie.
_HALF_POINTS = {"yes": 2, "partial": 1}

# States of a provider that nobody new should be sent to, with what that is called in a reason.
_CLOSED = {"retired": "retired", "closed_to_new": "closed_to_new"}

Rank = tuple[int, float, int]
"""Needs met in part only, the price where prices rank, and the points, negative: less is better."""


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
    sources: tuple[SourceShape, ...] = ()
    replacement: str = ""


@dataclass(frozen=True)
class Shortlist:
    """At most three provider ids, best first, and what had to be set aside for them.

    ``relaxed`` names questions, ``dropped`` those ticks of the question with several answers that
    no candidate has together with the rest. ``tied`` names everybody in the first place where that
    is more than one.
    """

    recommended: tuple[str, ...]
    relaxed: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()


@dataclass(frozen=True)
class Advice:
    """A shortlist with every reason.

    ``ranks`` is the place of each who qualifies, the same for equals. ``partly`` names the needs
    that a provider meets in part. ``conflict`` is, where nobody is left, the answers that cannot
    be had together.
    """

    shortlist: Shortlist
    qualified: tuple[str, ...]
    ranks: Mapping[str, int]
    scores: Mapping[str, float]
    reasons: Mapping[str, tuple[Reason, ...]]
    lacks: Mapping[str, tuple[Reason, ...]]
    partly: Mapping[str, tuple[Reason, ...]]
    ruled_out: Mapping[str, Reason]
    conflict: tuple[Reason, ...]


@dataclass(frozen=True)
class _Need:
    question: str
    option: str
    criterion: str


@dataclass(frozen=True)
class _Left:
    """Who is left, and what had to be set aside."""

    providers: list[str]
    relaxed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    needs: tuple[_Need, ...] = ()
    """Those that were not set aside."""


@dataclass(frozen=True, eq=False)
class Recommender:
    """The rules and facts of one compiled ``recommend`` object, ready to be asked."""

    raw: QuizShape = field(repr=False)

    @cached_property
    def flow(self) -> Flow:
        return Flow.of(self.raw)

    @cached_property
    def providers(self) -> dict[str, ProviderShape]:
        """By id, in the order in which equals are named."""
        return {provider["id"]: provider for provider in self.raw["providers"]}

    @cached_property
    def criteria(self) -> dict[str, CriterionShape]:
        return {criterion["id"]: criterion for criterion in self.raw["criteria"]}

    @cached_property
    def questions(self) -> dict[str, QuestionShape]:
        return {question["id"]: question for question in self.raw["questions"]}

    def option(self, question_id: str, option_id: str) -> OptionShape:
        """One option of the quiz. Raises StopIteration for an id that does not exist."""
        return next(o for o in self.questions[question_id]["options"] if o["id"] == option_id)

    @cached_property
    def places(self) -> Places:
        """What holds where."""
        return Places(self.raw)

    def place(self, answers: Answers) -> str:
        """The option that says where the recipients are, "" while that is open."""
        return next(iter(answers.get(self.raw["place"], ())), "")

    def regions(self, answers: Answers) -> list[str]:
        """The regions of the recipients, as far as they are answered."""
        return self.places.regions(self.place(answers))

    # Who qualifies, and in what order -----------------------------------------------------------

    def shortlist(self, answers: Answers) -> Shortlist:
        """The result, and nothing else. A question without an answer imposes nothing."""
        left = self._qualified(answers)
        ranks = self._ranks(left, answers)
        ranked = sorted(left.providers, key=ranks.__getitem__)
        first = [one for one in ranked if ranks[one] == ranks[ranked[0]]]
        return Shortlist(
            tuple(ranked[:SHORTLIST_SIZE]),
            left.relaxed,
            left.dropped,
            tuple(first) if len(first) > 1 else (),
        )

    def _qualified(self, answers: Answers) -> _Left:
        """First as few ticks as possible are set aside, and only if that is not enough, the
        answers to the other questions that may be."""
        allowed = self._allowed(answers)
        if not allowed:  # nothing that may be set aside stands in the way
            return _Left([])
        place = self.place(answers)
        needs = self._needs(answers)
        ticks = [need for need in needs if need.question == self.asking.last]
        hard = [need for need in needs if need.question != self.asking.last]
        relaxed: list[str] = []
        left = self._meeting(allowed, hard, place)
        for question in self.raw["scoring"]["fallback"]["order"]:
            if left:
                break
            if question != self.asking.last and any(need.question == question for need in hard):
                relaxed.append(question)
                hard = [need for need in hard if need.question != question]
                left = self._meeting(allowed, hard, place)
        if not left or not ticks:
            return _Left(left, tuple(relaxed), (), (*hard, *ticks))
        left, dropped = self._with_most_ticks(left, ticks, place)
        order = self.raw["scoring"]["fallback"]["order"]
        aside = {*relaxed, *([self.asking.last] if dropped else [])}
        kept = (need for need in ticks if need.option not in dropped)
        told = tuple(question for question in order if question in aside)
        return _Left(left, told, dropped, (*hard, *kept))

    def _with_most_ticks(
        self, left: list[str], ticks: list[_Need], place: str
    ) -> tuple[list[str], tuple[str, ...]]:
        """Those who have the most of what is ticked; of equally many, what stands first counts."""
        held = {
            provider: tuple(self.places.fact(provider, t.criterion, place).holds for t in ticks)
            for provider in left
        }
        best = max(held.values(), key=lambda one: (sum(one), one))
        return (
            [provider for provider in left if held[provider] == best],
            tuple(tick.option for tick, has in zip(ticks, best, strict=True) if not has),
        )

    def _ranks(self, left: _Left, answers: Answers) -> dict[str, Rank]:
        place = self.place(answers)
        columns = self.points(place)
        points = [columns[q, o] for q, chosen in answers.items() for o in chosen]
        full = [self._with("yes", n.criterion, place) for n in left.needs]
        prices = self.prices(left.providers, answers)
        return {
            provider: (
                sum(provider not in having for having in full),
                prices[provider]["amount"] if provider in prices else float("inf"),
                -sum(column[provider] for column in points),
            )
            for provider in left.providers
        }

    def prices(self, providers: list[str], answers: Answers) -> dict[str, FigureShape]:
        """The figures that rank: for the answer that asks for it, of one region, currency and
        unit. Empty where fewer than two can be compared."""
        cheap = self.raw["scoring"]["cheap"]
        if cheap["option"] not in answers.get(cheap["question"], ()):
            return {}
        known = [
            (figure["region"], figure["currency"], figure["per"])
            for provider in providers
            for figure in self.figures(provider, answers)
        ]
        if not known:
            return {}
        unit, count = Counter(known).most_common(1)[0]
        if count < 2:
            return {}
        return {
            provider: figure
            for provider in providers
            for figure in self.figures(provider, answers)
            if (figure["region"], figure["currency"], figure["per"]) == unit
        }

    def figures(self, provider: str, answers: Answers) -> list[FigureShape]:
        """The dated prices of a provider for where the recipients are."""
        regions = self.regions(answers)
        return [one for one in self.providers[provider]["figures"] if one["region"] in regions]

    @lru_cache(maxsize=64)  # noqa: B019 - one recommender lives as long as its facts
    def points(self, place: str) -> dict[tuple[str, str], dict[str, int]]:
        """What each option adds to each provider there, in half points."""
        return {
            (question["id"], option["id"]): {
                provider: sum(
                    weight * _HALF_POINTS.get(self.places.fact(provider, criterion, place).value, 0)
                    for criterion, weight in option["weights"].items()
                )
                for provider in self.providers
            }
            for question in self.raw["questions"]
            for option in question["options"]
        }

    def _needs(self, answers: Answers) -> list[_Need]:
        """What the answers demand, in the order in which the rules stand in the data."""
        needs: list[_Need] = []
        for rule in self.raw["eligibility"]["needs"]:
            spared = rule["unless"]
            if any(option in answers.get(question, ()) for question, option in spared.items()):
                continue
            needs.extend(
                _Need(rule["question"], option, rule["map"][option])
                for option in rule["map"]
                if option in answers.get(rule["question"], ())
            )
        return needs

    def _meeting(self, allowed: list[str], needs: list[_Need], place: str) -> list[str]:
        for need in needs:
            holding = self._with("partial", need.criterion, place)
            allowed = [provider for provider in allowed if provider in holding]
        return allowed

    @lru_cache(maxsize=1024)  # noqa: B019 - one recommender lives as long as its facts
    def _with(self, least: str, criterion: str, place: str) -> frozenset[str]:
        """Who has it there: in full for "yes", at least in part for "partial"."""
        values = HOLDING if least == "partial" else (least,)
        return frozenset(
            provider
            for provider in self.providers
            if self.places.fact(provider, criterion, place).value in values
        )

    def _allowed(self, answers: Answers) -> list[str]:
        return self._allowed_by(tuple((q, answers.get(q, ())) for q in self._barring))

    @lru_cache(maxsize=4096)  # noqa: B019 - one recommender lives as long as its facts
    def _allowed_by(self, given: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
        answers = dict(given)
        laws = self.laws(answers)
        return [p for p in self.providers if self._barred(p, answers, laws) is None]

    @cached_property
    def _barring(self) -> tuple[str, ...]:
        """The questions that rules look at which no answer can set aside."""
        rules = self.raw["eligibility"]
        named = {rules["personal_only"]["question"]}
        named.update(*(law["when"] for law in rules["laws"]))
        named.update(*(block["when"] for block in rules["blocks"]))
        if rules["laws"]:
            named.add(self.raw["place"])
        return tuple(sorted(named))

    def _barred(self, provider_id: str, answers: Answers, laws: list[LawShape]) -> Reason | None:
        """What rules a provider out whatever else is set aside."""
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
                    self.places.fact(provider_id, personal["criterion"]),
                )
        for law in laws:
            if all(way["provider"] != provider_id for way in law["ways"]):
                return Reason("law", text=law["text"], sources=tuple(law["sources"]))
        for block in rules["blocks"]:
            if block["provider"] == provider_id and _applies(block["when"], answers):
                question = next(iter(block["when"]))
                return Reason(
                    "block",
                    question,
                    answers[question][0],
                    text=block["reason"],
                    sources=tuple(block["sources"]),
                )
        return None

    def laws(self, answers: Answers) -> list[LawShape]:
        """What the regions of the recipients demand of this sender, whoever carries the text."""
        regions = self.regions(answers)
        return [
            law
            for law in self.raw["eligibility"]["laws"]
            if law["region"] in regions and _applies(law["when"], answers)
        ]

    def tips(self, answers: Answers) -> list[TipShape]:
        """Other ways than a service that these answers leave open."""
        return [tip for tip in self.raw["tips"] if _applies(tip["when"], answers)]

    def way(self, provider: str, answers: Answers) -> WayShape | None:
        """The one product of the provider that a law leaves to this sender, if a law does."""
        ways = (way for law in self.laws(answers) for way in law["ways"])
        return next((way for way in ways if way["provider"] == provider), None)

    def name(self, provider: str, answers: Answers) -> Words:
        """What to ask for by name: the provider, or its one product that is left."""
        way = self.way(provider, answers)
        return way["name"] if way else self.providers[provider]["name"]

    # Why ----------------------------------------------------------------------------------------

    def advise(self, answers: Answers, settled: Answers | None = None) -> Advice:
        """The result with every reason; dearer than :meth:`shortlist`, so once a screen.

        ``settled`` are the same answers with those filled in that cannot matter: they decide the
        result, but no reason names one.
        """
        whole = answers if settled is None else settled
        left = self._qualified(whole)
        ranks = self._ranks(left, whole)
        ranked = sorted(left.providers, key=ranks.__getitem__)
        shortlist = self.shortlist(whole)
        chosen = shortlist.recommended
        needs = self._needs(answers)
        given = set(needs)
        return Advice(
            shortlist,
            tuple(ranked),
            {one: 1 + sum(ranks[other] < ranks[one] for other in ranked) for one in ranked},
            {provider: self.score(provider, answers) for provider in ranked},
            {provider: tuple(self._speaking_for(provider, answers, needs)) for provider in chosen},
            {provider: tuple(self._lacking(provider, answers, needs)) for provider in chosen},
            {
                provider: tuple(
                    reason
                    for reason in self._demanded(
                        provider, answers, [need for need in left.needs if need in given]
                    )
                    if reason.fact and reason.fact.value != "yes"
                )
                for provider in ranked
            },
            {
                provider: reason
                for provider in self.providers
                if provider not in left.providers
                and (reason := self._ruling_out(provider, answers, needs, left))
            },
            () if ranked else tuple(self._conflict(whole)),
        )

    def score(self, provider_id: str, answers: Answers) -> float:
        """From 0 to 1: the weights of the criteria it meets, over all weights of these answers."""
        weights = sum(wish.weight for wish in self._wishes(answers, provider_id))
        columns = self.points(self.place(answers))
        points = sum(columns[q, o][provider_id] for q, chosen in answers.items() for o in chosen)
        return points / (2 * weights) if weights else 0.0

    def _wishes(self, answers: Answers, provider_id: str) -> Iterator[Reason]:
        place = self.place(answers)
        for question_id in self.questions:
            for option_id in answers.get(question_id, ()):
                for criterion, weight in self.option(question_id, option_id)["weights"].items():
                    fact = self.places.fact(provider_id, criterion, place)
                    yield Reason("wish", question_id, option_id, fact, weight)

    def _demanded(self, provider: str, answers: Answers, needs: list[_Need]) -> Iterator[Reason]:
        place = self.place(answers)
        seen = set()
        for need in needs:
            if need.criterion not in seen:
                seen.add(need.criterion)
                fact = self.places.fact(provider, need.criterion, place)
                yield Reason("need", need.question, need.option, fact)

    def _all_of(self, provider: str, answers: Answers, needs: list[_Need]) -> Iterator[Reason]:
        """Needs first, then wishes by weight; no criterion twice."""
        seen = set()
        for reason in self._demanded(provider, answers, needs):
            assert reason.fact is not None
            seen.add(reason.fact.criterion)
            yield reason
        for wish in sorted(self._wishes(answers, provider), key=lambda wish: -wish.weight):
            assert wish.fact is not None
            if wish.fact.criterion not in seen:
                seen.add(wish.fact.criterion)
                yield wish

    def asks(self, answers: Answers, provider: str) -> Iterator[Reason]:
        """Everything the answers ask for, with the provider's fact beside each."""
        yield from self._all_of(provider, answers, self._needs(answers))

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
        self, provider: str, answers: Answers, needs: list[_Need], left: _Left
    ) -> Reason | None:
        if barred := self._barred(provider, answers, self.laws(answers)):
            return barred
        place = self.place(answers)
        for need in needs:
            aside = need.option in left.dropped or (
                need.question in left.relaxed and need.question != self.asking.last
            )
            fact = self.places.fact(provider, need.criterion, place)
            if not aside and not fact.holds:
                return Reason("need", need.question, need.option, fact)
        return None

    def _conflict(self, answers: Answers) -> Iterator[Reason]:
        """Where nobody is left: the answers without one of which somebody would be."""
        allowed = self._allowed(answers)
        place = self.place(answers)
        order = self.raw["scoring"]["fallback"]["order"]
        hard = [need for need in self._needs(answers) if need.question not in order]
        telling = [
            need
            for need in hard
            if self._meeting(allowed, [other for other in hard if other != need], place)
        ]
        for need in telling or (hard if allowed else []):
            yield Reason("need", need.question, need.option)

    # What to ask --------------------------------------------------------------------------------

    def walk(self, answers: Answers) -> Walk:
        """Where the reader stands; questions that cannot change the result are passed over."""
        return self.flow.walk(answers, self.needless)

    def needless(self, question_id: str, answers: Answers) -> bool:
        """True if no answer to this question can change the shortlist any more.

        That is: whatever the reader may still answer to the other open questions, all answers to
        this one give the same providers in the same order, with the same set aside. The must-haves
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
        named = {self.raw["place"], self.raw["scoring"]["cheap"]["question"], *self._barring}
        return frozenset(named).union(*({rule["question"], *rule["unless"]} for rule in rules))

    def candidates(self, answers: Answers) -> list[str]:
        """Every provider that no rule bars which these answers alone set off."""
        return self._allowed(answers)

    def columns(self, answers: Answers) -> tuple[str, Mapping[tuple[str, str], dict[str, int]]]:
        """The points of these answers, under a name; they depend on the place."""
        place = self.place(answers)
        return place, self.points(place)

    def decided(self, answers: Answers) -> bool:
        """Whether the points are known: the place is answered, or there is none to answer."""
        return not self.raw["place"] or self.raw["place"] in answers

    def result(self, answers: Answers) -> Shortlist:
        """What a question must be able to change to be asked: the shortlist."""
        return self.shortlist(answers)

    def offered(self, question_id: str, answers: Answers) -> tuple[str, ...]:
        """The options worth offering: of ticks, those that somebody who is left can have."""
        ids = tuple(option.id for option in self.flow.questions[question_id].options)
        if question_id != self.asking.last:
            return ids
        others = {q: chosen for q, chosen in answers.items() if q != question_id}
        left = self._qualified(others).providers
        place = self.place(answers)
        return tuple(
            need.option
            for need in self._needs({**others, question_id: ids})
            if need.question == question_id
            and any(self.places.fact(one, need.criterion, place).holds for one in left)
        )

    def withheld(self, question_id: str, answers: Answers) -> dict[str, str]:
        """The other options, each with why: ``place`` where the rules or the reach at the place
        of the recipients leave nobody, ``nobody`` where nobody left has it anywhere."""
        offered = self.offered(question_id, answers)
        others = {q: chosen for q, chosen in answers.items() if q != question_id}
        left = self._qualified(others).providers
        ids = tuple(option.id for option in self.flow.questions[question_id].options)
        return {
            need.option: "place"
            if any(self.places.fact(one, need.criterion).holds for one in left)
            else "nobody"
            for need in self._needs({**others, question_id: ids})
            if need.question == question_id and need.option not in offered
        }

    def alternatives(self, answers: Answers) -> Iterator[tuple[str, str, Shortlist]]:
        """Other answers to one answered question that give another first provider, without that
        answer being set aside for it."""
        now = self.shortlist(answers)
        personal = self.raw["eligibility"]["personal_only"]
        for question in self.flow.questions.values():
            if question.id not in answers or question.multiple:
                continue
            for option in question.options:
                if (option.id,) == answers[question.id]:
                    continue
                # Private texts are another errand, not another answer to this one.
                if question.id == personal["question"] and personal["option"] in (
                    option.id,
                    *answers[question.id],
                ):
                    continue
                other = self.shortlist({**answers, question.id: (option.id,)})
                if question.id in other.relaxed:
                    continue
                if other.recommended[:1] != now.recommended[:1]:
                    yield question.id, option.id, other


def _applies(when: Mapping[str, list[str]], answers: Answers) -> bool:
    return all(
        set(options).intersection(answers.get(question, ())) for question, options in when.items()
    )


@lru_cache(maxsize=1)
def recommender() -> Recommender:
    """The one for the compiled facts. Raises ``FactsNotCompiledError`` where there are none."""
    return Recommender(facts.load("recommend"))
