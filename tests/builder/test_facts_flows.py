"""The join of facts for the quiz: what names something that is not there is refused by name."""

import copy

import pytest

from builder.facts.compiled import plain
from builder.facts.flows import compile_recommend
from builder.facts.load import load
from builder.paths import DATA
from calculators import facts

BROKEN = [
    (("questions", 0, "options", 0, "weights"), {"charm": 1}, "no criterion is called 'charm'"),
    (("questions", 2, "options", 0, "regions"), ["xx"], "no region is called 'xx'"),
    (("eligibility", "needs", 0, "map"), {"chat": "charm"}, "no criterion is called 'charm'"),
    (("eligibility", "needs", 0, "map"), {"chit": "api"}, "no option is called 'chit'"),
    (("eligibility", "needs", 1, "unless"), {"kin": "chat"}, "no question is called 'kin'"),
    (("eligibility", "personal_only", "apps"), ["nobody"], "no provider is called 'nobody'"),
    (("eligibility", "blocks", 0, "provider"), "nobody", "no provider is called 'nobody'"),
    (("scoring", "fallback", "order"), ["most"], "no question is called 'most'"),
    (("tree",), ["kin"], "no question is called 'kin'"),
    (("doors", 0, "answers"), {"who": "nobody"}, "no option is called 'nobody'"),
    (("branches", 0, "opens"), [{"who": "nobody"}], "no option is called 'nobody'"),
    (("branches", 0, "must_reach"), ["nobody"], "no provider is called 'nobody'"),
]


@pytest.fixture(scope="module")
def parts():
    every = load(DATA)
    compiled = facts.load("recommend")
    criteria = plain(every.criteria)["criteria"]
    providers = [
        {
            **provider,
            **{
                group: {**provider[group], "sources": []}
                for group in ("status", "registration", "segmentation")
            },
            "criteria": {
                name: {**cell, "sources": []} for name, cell in provider["criteria"].items()
            },
        }
        for provider in compiled["providers"]
    ]
    return plain(every.recommend), criteria, providers, plain(every.regions)["regions"]


def test_the_flow_as_it_is_compiles(parts):
    flow, *rest = parts
    assert compile_recommend(flow, *rest)["start"] == "who"


@pytest.mark.parametrize(("place", "value", "message"), BROKEN, ids=[b[2] for b in BROKEN])
def test_a_name_that_is_not_there_is_refused(parts, place, value, message):
    flow, *rest = copy.deepcopy(parts)
    *way, last = place
    inside = flow
    for step in way:
        inside = inside[step]
    inside[last] = value
    with pytest.raises(ValueError, match=message):
        compile_recommend(flow, *rest)


def test_a_provider_that_says_nothing_about_a_criterion_is_refused(parts):
    flow, criteria, providers, regions = copy.deepcopy(parts)
    del providers[0]["criteria"]["rcs"]
    with pytest.raises(ValueError, match="says nothing about 'rcs'"):
        compile_recommend(flow, criteria, providers, regions)
