"""Joins the facts that the decision tools need into one small object each.

The page loads these objects with Python, so they hold what a screen shows and nothing more. Models
in, the shapes of `calculators.shapes` out: files, validation and writing are the neighbours'
business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from builder.facts.load import AllFacts, Answer
from builder.facts.models.base import Pair, Source
from builder.facts.models.flows import CheckFlow, QuizQuestion, RecommendFlow, WeightedOption
from builder.facts.models.providers import Provider
from builder.facts.models.regions import Region
from calculators import shapes
from calculators.flows import faults

_LIMITS: Mapping[str, str] = {
    "yes": "yes",
    "no": "no",
    "partial": "partial",
    "limited": "partial",
    "varies": "partial",
    "domestic_only": "home",
    "unknown": "unknown",
}
"""What a region says of sender names and replies, as the most that a service can have there."""


def compile_recommend(
    facts: AllFacts, rules: Sequence[tuple[str, str | None]] = ()
) -> shapes.QuizShape:
    """The object of the recommendation quiz; ``rules`` are ids of rules of the counter, each with
    the provider it is of.

    Raises :class:`calculators.flows.BrokenFlowError` if the flow is broken, ValueError if it or a
    region's law names a question, option, provider, criterion or region that does not exist.
    """
    flow = facts.recommend
    for fault in faults(plain(flow)):
        raise fault
    _Names(facts).check()
    regions = {one.id: one for one in facts.regions.regions}
    used = [region for _, option in _options(flow) for region in option.regions]
    eligibility = flow.eligibility
    personal = eligibility.personal_only
    return {
        "checked": flow.checked.isoformat(),
        "start": flow.start,
        "place": flow.place,
        "questions": [_question(question) for question in flow.questions],
        "outcomes": [
            {"id": one.id, "title": words(one.title), "computed": one.computed}
            for one in flow.outcomes
        ],
        "eligibility": {
            "personal_only": {
                "question": personal.question,
                "option": personal.option,
                "criterion": personal.criterion,
                "apps": personal.apps,
                "text": words(personal.text),
            },
            "needs": [
                {
                    "id": need.id,
                    "question": need.question,
                    "map": need.map,
                    "unless": need.unless or {},
                    "text": words(need.text),
                }
                for need in eligibility.needs
            ],
            "laws": [law for region in facts.regions.regions for law in _laws(facts, region)],
            "blocks": [
                {
                    "provider": block.provider,
                    "when": block.when,
                    "reason": words(block.reason),
                    "sources": [_source(source) for source in block.sources],
                }
                for block in eligibility.blocks
            ],
        },
        "scoring": {
            "formula": words(flow.scoring.formula),
            "fallback": {
                "order": flow.scoring.fallback.order,
                "text": words(flow.scoring.fallback.text),
            },
            "cheap": {
                "question": flow.scoring.cheap.question,
                "option": flow.scoring.cheap.option,
                "text": words(flow.scoring.cheap.text),
            },
        },
        "tree": flow.tree,
        "tips": [
            {"when": tip.when, "text": words(tip.text), "link": words(tip.link), "page": tip.page}
            for tip in flow.tips
        ],
        "doors": [
            {
                "id": door.id,
                "text": words(door.text),
                "hint": words(door.hint),
                "answers": door.answers,
            }
            for door in flow.doors
        ],
        "branches": [
            {
                "id": branch.id,
                "text": words(branch.text),
                "fixed": branch.fixed,
                "opens": branch.opens,
                "must_reach": branch.must_reach,
            }
            for branch in flow.branches
        ],
        "criteria": [
            {"id": one.id, "text": words(one.text), "means": words(one.means)}
            for one in facts.criteria.criteria
        ],
        "providers": [_provider(facts, provider, rules) for provider in facts.providers],
        "regions": {name: _region(regions[name]) for name in dict.fromkeys(used)},
    }


def compile_check(flow: CheckFlow, sources: Mapping[str, Source]) -> dict[str, Any]:
    """The object of a check: its sources stand in it, by position.

    Raises :class:`calculators.flows.BrokenFlowError` if the flow is broken, KeyError for a source
    that does not exist.
    """
    for fault in faults(plain(flow)):
        raise fault
    shelf = _Shelf(sources)
    held = without_empty(plain(flow))
    outcomes = [
        {**without_empty(plain(outcome)), "sources": shelf.places(outcome.sources)}
        for outcome in flow.outcomes
    ]
    return {**held, "outcomes": outcomes, "sources": shelf.kept}


def plain(model: BaseModel) -> Any:
    """A model as plain dicts and lists, dates as text, under the names the files use."""
    return model.model_dump(mode="json", by_alias=True)


def without_empty(value: Any) -> Any:
    """The same without fields that are None: a model writes out every field it knows."""
    if isinstance(value, Mapping):
        return {k: without_empty(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value


def words(pair: Pair) -> shapes.Words:
    """A pair of languages as plain data, in however many languages there are."""
    told: shapes.Words = plain(pair)
    return told


class _Shelf:
    """Sources, each kept once; whoever cites one keeps its place."""

    def __init__(self, known: Mapping[str, Source]) -> None:
        self.kept: list[shapes.SourceShape] = []
        self._known = known

    def places(self, cited: Iterable[str]) -> list[int]:
        places = []
        for one in cited:
            shown = _source(self._known[one])
            if shown not in self.kept:
                self.kept.append(shown)
            place = self.kept.index(shown)
            if place not in places:
                places.append(place)
        return places


def _source(source: Source) -> shapes.SourceShape:
    shown: shapes.SourceShape = {"title": source.title, "checked": str(source.checked)}
    if source.url:
        shown["url"] = source.url
    if source.published:
        shown["published"] = str(source.published)
    return shown


def _question(question: QuizQuestion) -> shapes.QuestionShape:
    return {
        "id": question.id,
        "text": words(question.text),
        "brief": words(question.brief),
        "hint": words(question.hint),
        "multiple": bool(question.multiple),
        "unsure": bool(question.unsure),
        "next": question.next,
        "options": [_option(option) for option in question.options],
    }


def _option(option: WeightedOption) -> shapes.OptionShape:
    made: shapes.OptionShape = {
        "id": option.id,
        "text": words(option.text),
        "clause": words(option.clause),
        "weights": option.weights,
        "regions": option.regions,
        "narrower": bool(option.narrower),
    }
    if option.messages:
        made["messages"] = option.messages
    return made


def _laws(facts: AllFacts, region: Region) -> Iterable[shapes.LawShape]:
    for law in region.laws:
        yield {
            "region": region.id,
            "when": law.when,
            "ways": [
                {
                    "provider": way.provider,
                    "name": words(way.name),
                    "registration": words(way.registration),
                }
                for way in law.ways
            ],
            "text": words(law.text),
            "sources": [_source(facts.regions.sources[one]) for one in law.sources],
        }


def _provider(
    facts: AllFacts, provider: Provider, rules: Sequence[tuple[str, str | None]]
) -> shapes.ProviderShape:
    shelf = _Shelf(provider.sources)

    def group(held: Any) -> shapes.GroupShape:
        return {
            "note": words(held.note),
            "confidence": held.confidence,
            "sources": shelf.places(held.sources),
        }

    return {
        "id": provider.id,
        "name": words(provider.name),
        "status": {**group(provider.status), "state": provider.status.state},
        "registration": group(provider.registration),
        "redirect_to": provider.redirect_to or "",
        "not_for": words(provider.not_for),
        "profiles": [rule for rule, owner in rules if owner == provider.id],
        "criteria": {
            name: _cell(facts.answer(provider, name), shelf) for name in provider.criteria
        },
        "where": {
            region: {name: _cell(facts.answer(provider, name, region), shelf) for name in cells}
            for region, cells in provider.where.items()
        },
        "sms": provider.category in ("business", "international"),
        "home": provider.home or "",
        "names_regions": list(dict.fromkeys([*provider.registration.regions, *provider.where])),
        "figures": [
            {
                "region": figure.region,
                "amount": figure.amount,
                "currency": figure.currency,
                "per": figure.per,
                "date": figure.date,
                "sources": shelf.places(figure.sources),
            }
            for figure in provider.pricing.figures
        ],
        "sources": shelf.kept,
    }


def _cell(answer: Answer, shelf: _Shelf) -> shapes.CellShape:
    kept: shapes.CellShape = {
        "value": answer.value,
        "confidence": answer.confidence,
        "sources": shelf.places(answer.sources),
    }
    if answer.note:
        kept["note"] = words(answer.note)
    return kept


def _region(region: Region) -> shapes.RegionShape:
    return {
        "name": words(region.name),
        "registration_required": region.registration_required,
        "registration": words(region.registration),
        "limits": {
            "alphanumeric_sender_id": _LIMITS[region.alphanumeric_sender_id],
            "two_way": _LIMITS[region.two_way],
        },
    }


def _options(flow: RecommendFlow) -> Iterable[tuple[QuizQuestion, WeightedOption]]:
    return ((question, o) for question in flow.questions for o in question.options)


class _Names:
    """Whatever the quiz and the laws name exists; ValueError says what does not and where."""

    def __init__(self, facts: AllFacts) -> None:
        self._facts = facts
        self._offered = {
            question.id: {o.id for o in question.options} for question in facts.recommend.questions
        }
        self._providers = {provider.id for provider in facts.providers}
        self._criteria = {criterion.id for criterion in facts.criteria.criteria}
        self._regions = {region.id for region in facts.regions.regions}

    def check(self) -> None:
        flow = self._facts.recommend
        for question, option in _options(flow):
            place = f"{question.id}.{option.id}"
            self._all_known("criterion", option.weights, place, self._criteria)
            self._all_known("region", option.regions, place, self._regions)
        self._all_known("question", [flow.place], "place", self._offered)
        self._rules(flow)
        for region in self._facts.regions.regions:
            for law in region.laws:
                self._answers(law.when, f"laws.{region.id}")
        self._all_known("question", flow.scoring.fallback.order, "scoring.fallback", self._offered)
        cheap = flow.scoring.cheap
        self._answers({cheap.question: cheap.option}, "scoring.cheap")
        self._all_known("question", flow.tree, "tree", self._offered)
        for tip in flow.tips:
            self._answers(tip.when, "tips")
        for door in flow.doors:
            self._answers(door.answers, f"doors.{door.id}")
        for branch in flow.branches:
            place = f"branches.{branch.id}"
            self._answers(branch.fixed, place)
            for start in branch.opens:
                self._answers(start, place)
            self._all_known("provider", branch.must_reach, place, self._providers)

    def _rules(self, flow: RecommendFlow) -> None:
        rules = flow.eligibility
        personal = rules.personal_only
        for need in rules.needs:
            self._answers({need.question: list(need.map)}, need.id)
            self._answers(need.unless or {}, need.id)
            self._all_known("criterion", need.map.values(), need.id, self._criteria)
        self._answers({personal.question: personal.option}, "personal_only")
        self._all_known("criterion", [personal.criterion], "personal_only", self._criteria)
        self._all_known("provider", personal.apps, "personal_only", self._providers)
        for block in rules.blocks:
            self._all_known("provider", [block.provider], "blocks", self._providers)
            self._answers(block.when, f"blocks.{block.provider}")

    def _all_known(self, kind: str, names: Iterable[str], place: str, known: Iterable[str]) -> None:
        for name in names:
            if name not in known:
                raise ValueError(f"{place}: no {kind} is called {name!r}")

    def _answers(self, given: Mapping[str, str | list[str]], place: str) -> None:
        for question, value in given.items():
            self._all_known("question", [question], place, self._offered)
            chosen = value if isinstance(value, list) else [value]
            self._all_known("option", chosen, f"{place}.{question}", self._offered[question])
