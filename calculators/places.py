"""What holds where: a provider's fact where the recipients are, under the rules there.

A fact is general, or a provider's file gives a region one of its own. Above both stands what the
region allows: no service has a sender name or a reply where the region has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from calculators.shapes import CellShape, OptionShape, ProviderShape, QuizShape, SourceShape, Words

HOLDING = ("yes", "partial")
_ORDER = ("no", "not_applicable", "unknown", "partial", "yes")


@dataclass(frozen=True)
class Fact:
    """Whether a provider meets a criterion at one place, and who says so.

    ``decided`` is "" where the general fact holds, ``region`` where the rules of ``regions`` are
    narrower than it, ``own`` where the provider's own documents are for ``regions``, ``unnamed``
    where they do not name the one country asked about.
    """

    criterion: str
    value: str
    confidence: str
    sources: tuple[SourceShape, ...]
    note: Words | None = None
    decided: str = ""
    regions: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Only ``yes`` and ``partial`` hold; ``unknown`` does not."""
        return self.value in HOLDING


class Places:
    """The facts of one compiled quiz, asked by provider, criterion and place.

    A place is the id of an option of the quiz's question about it, "" for anywhere.
    """

    def __init__(self, raw: QuizShape) -> None:
        self._raw = raw
        self._providers = {provider["id"]: provider for provider in raw["providers"]}
        self._known: dict[tuple[str, str, str], Fact] = {}

    @cached_property
    def options(self) -> Mapping[str, OptionShape]:
        """The places, by id."""
        return {
            option["id"]: option
            for question in self._raw["questions"]
            if question["id"] == self._raw["place"]
            for option in question["options"]
        }

    def regions(self, place: str) -> list[str]:
        """The regions that a place means; none for anywhere."""
        return self.options[place]["regions"] if place else []

    def fact(self, provider_id: str, criterion: str, place: str = "") -> Fact:
        """What is known of this provider and this criterion there."""
        key = (provider_id, criterion, place)
        if key not in self._known:
            self._known[key] = self._fact(self._providers[provider_id], criterion, place)
        return self._known[key]

    def _fact(self, provider: ProviderShape, criterion: str, place: str) -> Fact:
        general = provider["criteria"][criterion]
        regions = self.regions(place)
        if not regions:
            return _of(provider, criterion, general)
        found = [self._in_region(provider, criterion, region) for region in regions]
        value = _together([one.value for one in found])
        if value == general["value"] and all(not one.decided for one in found):
            return self._if_named(provider, _of(provider, criterion, general), place)
        telling = next(one for one in found if one.decided)
        return Fact(
            criterion,
            value,
            telling.confidence,
            telling.sources,
            telling.note,
            telling.decided,
            tuple(r for r, one in zip(regions, found, strict=True) if one.decided),
        )

    def _in_region(self, provider: ProviderShape, criterion: str, region: str) -> Fact:
        cell = provider["where"].get(region, {}).get(criterion)
        here = _of(provider, criterion, cell or provider["criteria"][criterion])
        if cell is not None:
            here = Fact(**{**vars(here), "decided": "own", "regions": (region,)})
        if not here.holds or not provider["sms"]:
            return here
        limit = self._raw["regions"][region]["limits"].get(criterion, "yes")
        if limit == "home":
            limit = here.value if provider["home"] == region else "no"
        if _ORDER.index(limit) >= _ORDER.index(here.value):
            return here
        return Fact(criterion, limit, here.confidence, (), None, "region", (region,))

    def _if_named(self, provider: ProviderShape, fact: Fact, place: str) -> Fact:
        option = self.options[place]
        unnamed = [r for r in option["regions"] if r not in provider["names_regions"]]
        if not option["narrower"] or not unnamed or fact.value != "yes":
            return fact
        if fact.criterion not in self._reach(place):
            return fact
        return Fact(
            **{**vars(fact), "value": "partial", "decided": "unnamed", "regions": tuple(unnamed)}
        )

    def _reach(self, place: str) -> set[str]:
        """The criteria that say whether somebody reaches that place."""
        return {
            need["map"][place]
            for need in self._raw["eligibility"]["needs"]
            if need["question"] == self._raw["place"] and place in need["map"]
        }


def _of(provider: ProviderShape, criterion: str, cell: CellShape) -> Fact:
    return Fact(
        criterion,
        cell["value"],
        cell["confidence"],
        tuple(provider["sources"][position] for position in cell["sources"]),
        cell.get("note"),
    )


def _together(values: list[str]) -> str:
    """What holds in several regions at once: in part where it holds in some."""
    if len(set(values)) == 1:
        return values[0]
    if any(value in HOLDING for value in values):
        return "partial"
    return "unknown" if "unknown" in values else "no"
