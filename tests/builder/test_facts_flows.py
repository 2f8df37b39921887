"""The join of facts for the quiz: what names something that is not there is refused by name."""

import copy

import pytest

from builder.facts.flows import compile_recommend
from builder.facts.load import load
from builder.paths import DATA
from calculators import facts, shapes

BROKEN = [
    (("questions", 0, "options", 0, "weights"), {"charm": 1}, "no criterion is called 'charm'"),
    (("questions", 2, "options", 0, "regions"), ["xx"], "no region is called 'xx'"),
    (("place",), "whither", "no question is called 'whither'"),
    (("scoring", "cheap", "option"), "dear", "no option is called 'dear'"),
    (("regions", 0, "laws", 0, "when"), {"who": ["anybody"]}, "no option is called 'anybody'"),
    (("eligibility", "needs", 0, "map"), {"chat": "charm"}, "no criterion is called 'charm'"),
    (("eligibility", "needs", 0, "map"), {"chit": "api"}, "no option is called 'chit'"),
    (("eligibility", "needs", 1, "unless"), {"kin": "chat"}, "no question is called 'kin'"),
    (("eligibility", "personal_only", "apps"), ["nobody"], "no provider is called 'nobody'"),
    (("eligibility", "blocks", 0, "provider"), "nobody", "no provider is called 'nobody'"),
    (("scoring", "fallback", "order"), ["most"], "no question is called 'most'"),
    (("tree",), ["kin"], "no question is called 'kin'"),
    (("tips", 0, "when"), {"who": ["nobody"]}, "no option is called 'nobody'"),
    (("doors", 0, "answers"), {"who": "nobody"}, "no option is called 'nobody'"),
    (("branches", 0, "opens"), [{"who": "nobody"}], "no option is called 'nobody'"),
    (("branches", 0, "must_reach"), ["nobody"], "no provider is called 'nobody'"),
]


@pytest.fixture(scope="module")
def every():
    return load(DATA)


def changed(every, place, value):
    """The same facts but for one field of a flow or of the regions."""
    facts = copy.deepcopy(every)
    *way, last = place
    inside = getattr(facts, "regions" if place[0] == "regions" else "recommend")
    for step in way:
        inside = inside[step] if isinstance(inside, (list, dict)) else getattr(inside, step)
    if isinstance(inside, dict):
        inside[last] = value
    else:
        setattr(inside, last, value)
    return facts


def test_the_flow_as_it_is_compiles(every):
    assert compile_recommend(every)["start"] == "who"


@pytest.mark.parametrize(("place", "value", "message"), BROKEN, ids=[b[2] for b in BROKEN])
def test_a_name_that_is_not_there_is_refused(every, place, value, message):
    with pytest.raises(ValueError, match=message):
        compile_recommend(changed(every, place, value))


def test_what_a_writer_renames_fails_the_type_check_of_the_reader():
    """Both sides share one type: the compiled object has its fields and no other."""
    compiled = facts.load("recommend")
    for shape, one in (
        (shapes.QuizShape, compiled),
        (shapes.ProviderShape, compiled["providers"][0]),
        (shapes.LawShape, compiled["eligibility"]["laws"][0]),
        (shapes.QuestionShape, compiled["questions"][0]),
        (shapes.RegionShape, compiled["regions"]["us"]),
    ):
        assert set(one) == set(shape.__annotations__)
