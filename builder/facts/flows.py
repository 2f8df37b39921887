"""Joins the facts that the two decision flows need into one small object each.

The page loads these objects with Python, so they hold what a screen shows and nothing more. Plain
data in, plain data out: files, validation and writing are the neighbours' business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calculators.flows import faults

Plain = Mapping[str, Any]

_SHOWN_OF_SOURCE = ("title", "url", "checked", "published")


def compile_recommend(
    flow: Plain,
    criteria: Sequence[Plain],
    providers: Sequence[Plain],
    regions: Sequence[Plain],
    rules: Sequence[tuple[str, str | None]] = (),
) -> dict[str, Any]:
    """The object of the recommendation quiz. ``providers`` come in the order that decides ties,
    ``rules`` as the id of a rule of the counter and the provider it is of.

    Each cell of a provider's ``criteria`` must have its value, confidence and sources. Raises
    :class:`calculators.flows.BrokenFlowError` if the flow is broken, ValueError if it names a
    provider, criterion or region that does not exist.
    """
    for fault in faults(flow):
        raise fault
    _check_names(flow, criteria, providers, regions)
    used = {region for _, option in _options(flow) for region in option.get("regions") or ()}
    return {
        **_without_empty(flow),
        "criteria": [{"id": c["id"], "text": c["text"], "means": c["means"]} for c in criteria],
        "providers": [_provider(provider, rules) for provider in providers],
        "regions": {region["id"]: _region(region) for region in regions if region["id"] in used},
    }


def compile_code_not_arriving(flow: Plain, sources: Mapping[str, Plain]) -> dict[str, Any]:
    """The object of the check: its sources stand in it, by position.

    Raises :class:`calculators.flows.BrokenFlowError` if the flow is broken, KeyError for a source
    that does not exist.
    """
    for fault in faults(flow):
        raise fault
    shelf = _Shelf(sources)
    outcomes = [
        {**_without_empty(outcome), "sources": shelf.places(outcome["sources"])}
        for outcome in flow["outcomes"]
    ]
    return {**_without_empty(flow), "outcomes": outcomes, "sources": shelf.kept}


class _Shelf:
    """Sources, each kept once; whoever cites one keeps its place."""

    def __init__(self, known: Mapping[str, Plain]) -> None:
        self.kept: list[dict[str, Any]] = []
        self._known = known

    def places(self, cited: Iterable[str | Plain] | None) -> list[int]:
        places = []
        for one in cited or ():
            source = self._known[one] if isinstance(one, str) else one
            shown = {key: str(source[key]) for key in _SHOWN_OF_SOURCE if source.get(key)}
            if shown not in self.kept:
                self.kept.append(shown)
            place = self.kept.index(shown)
            if place not in places:
                places.append(place)
        return places


def _provider(provider: Plain, rules: Sequence[tuple[str, str | None]]) -> dict[str, Any]:
    shelf = _Shelf(provider["sources"] if isinstance(provider.get("sources"), Mapping) else {})
    groups = {
        name: {
            "note": provider[name]["note"],
            "confidence": provider[name]["confidence"],
            "sources": shelf.places(provider[name]["sources"]),
        }
        for name in ("status", "registration", "segmentation")
    }
    groups["status"]["state"] = provider["status"]["state"]
    return {
        "id": provider["id"],
        "name": provider["name"],
        **groups,
        "redirect_to": provider.get("redirect_to") or "",
        "not_for": provider["not_for"],
        "profiles": [rule for rule, owner in rules if owner == provider["id"]],
        "criteria": {name: _cell(cell, shelf) for name, cell in provider["criteria"].items()},
        "sources": shelf.kept,
    }


def _cell(cell: Plain, shelf: _Shelf) -> dict[str, Any]:
    kept = {
        "value": cell["value"],
        "confidence": cell["confidence"],
        "sources": shelf.places(cell["sources"]),
    }
    if cell.get("note"):
        kept["note"] = cell["note"]
    return kept


def _region(region: Plain) -> dict[str, Any]:
    return {
        "name": region["name"],
        "registration_required": region["registration_required"],
        "registration": region["registration"],
    }


def _without_empty(value: Any) -> Any:
    """The same without fields that are None: a model writes out every field it knows."""
    if isinstance(value, Mapping):
        return {k: _without_empty(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def _options(flow: Plain) -> Iterable[tuple[Plain, Plain]]:
    return ((question, o) for question in flow["questions"] for o in question["options"])


def _check_names(
    flow: Plain, criteria: Sequence[Plain], providers: Sequence[Plain], regions: Sequence[Plain]
) -> None:
    offered = {
        question["id"]: {o["id"] for o in question["options"]} for question in flow["questions"]
    }
    rules = flow["eligibility"]
    personal = rules["personal_only"]

    def known(kind: str, name: str, place: str, names: Iterable[str]) -> None:
        if name not in names:
            raise ValueError(f"{place}: no {kind} is called {name!r}")

    def answers(given: Plain, place: str) -> None:
        for question, value in given.items():
            known("question", question, place, offered)
            for option in value if isinstance(value, list) else [value]:
                known("option", option, f"{place}.{question}", offered[question])

    criterion_ids = {criterion["id"] for criterion in criteria}
    provider_ids = {provider["id"] for provider in providers}
    region_ids = {region["id"] for region in regions}
    for question, option in _options(flow):
        for criterion in option["weights"]:
            known("criterion", criterion, f"{question['id']}.{option['id']}", criterion_ids)
        for region in option.get("regions") or ():
            known("region", region, f"{question['id']}.{option['id']}", region_ids)
    for need in rules["needs"]:
        answers({need["question"]: list(need["map"])}, need["id"])
        answers(need.get("unless") or {}, need["id"])
        for criterion in need["map"].values():
            known("criterion", criterion, need["id"], criterion_ids)
    answers({personal["question"]: personal["option"]}, "personal_only")
    known("criterion", personal["criterion"], "personal_only", criterion_ids)
    for app in personal["apps"]:
        known("provider", app, "personal_only", provider_ids)
    for law in rules["laws"]:
        known("region", law["region"], "laws", region_ids)
        answers(law["when"], f"laws.{law['region']}")
        for provider in law["allows"]:
            known("provider", provider, f"laws.{law['region']}", provider_ids)
    for block in rules["blocks"]:
        known("provider", block["provider"], "blocks", provider_ids)
        answers(block["when"], f"blocks.{block['provider']}")
    for question in flow["scoring"]["fallback"]["order"]:
        known("question", question, "scoring.fallback", offered)
    for question in flow["tree"]:
        known("question", question, "tree", offered)
    for door in flow["doors"]:
        answers(door["answers"], f"doors.{door['id']}")
    for branch in flow["branches"]:
        answers(branch["fixed"], f"branches.{branch['id']}")
        for start in branch["opens"]:
            answers(start, f"branches.{branch['id']}")
        for provider in branch["must_reach"]:
            known("provider", provider, f"branches.{branch['id']}", provider_ids)
    for provider in providers:
        for missing in criterion_ids - set(provider["criteria"]):
            raise ValueError(f"{provider['id']}: says nothing about {missing!r}")
        if provider.get("redirect_to"):
            known("provider", provider["redirect_to"], provider["id"], provider_ids)
