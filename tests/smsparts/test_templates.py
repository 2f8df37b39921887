"""Variables: what is one, what is filled in, and between which numbers of parts a text lies."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsparts.segments import count
from smsparts.templates import (
    MOST_COMBINATIONS,
    SYNTAXES,
    filled,
    longest,
    measured,
    recognised,
    variables,
)


@pytest.mark.parametrize(
    "text, names",
    [
        ("Hi {name}", ("name",)),
        ("{a}{b}{a}", ("a", "b")),
        ("你好，{姓名}", ("姓名",)),
        ("{order-no.1_x}", ("order-no.1_x",)),
        ("{1}", ("1",)),
        ("{{name}}", ()),
        ("{{{name}}}", ("name",)),
        ("{}", ()),
        ("{ name }", ()),
        ("{a b}", ()),
        ("{name", ()),
        ("name}", ()),
        ("{" + "x" * 40 + "}", ("x" * 40,)),
        ("{" + "x" * 41 + "}", ()),
        ("", ()),
    ],
)
def test_what_is_a_variable(text, names):
    assert variables(text) == names


@pytest.mark.parametrize(
    "text, values, whole",
    [
        ("Hi {name}!", {"name": "Ann"}, "Hi Ann!"),
        ("{{name}}", {"name": "Ann"}, "{name}"),
        ("{{{name}}}", {"name": "Ann"}, "{Ann}"),
        ("{a} {b}", {"a": "1"}, "1 {b}"),
        ("{a}", {"a": "{b}", "b": "no"}, "{b}"),
        ("{a}", {"a": r"\1 {{"}, r"\1 {{"),
        ("a { b", {}, "a { b"),
    ],
)
def test_filling_in(text, values, whole):
    assert filled(text, values) == whole


def test_the_longest_value_tips_it():
    found = measured("a" * 155 + "{name}", {"name": ["Li", "Bob", "Wilhelmina"]})
    assert (found.fewest.segments, found.most.segments) == (1, 2)
    assert found.fewest.values == {"name": "Li"}
    assert found.most.values == {"name": "Wilhelmina"}
    assert [(tip.variable, tip.value, tip.segments) for tip in found.tips] == [
        ("name", "Wilhelmina", 2)
    ]
    assert found.exact


def test_a_short_value_outside_gsm_tips_it_too():
    found = measured("a" * 100 + "{name}", {"name": ["Wilhelmina", "李"]})
    assert found.most.values == {"name": "李"}
    assert [tip.value for tip in found.tips] == ["李"]


@pytest.mark.parametrize("fixed, most", [(150, 1), (151, 2)])
def test_the_edge(fixed, most):
    found = measured("a" * fixed + "{code}", {"code": ["1" * 4, "1" * 10]})
    assert found.most.segments == most


def test_two_values_that_tip_it_only_together():
    found = measured("a" * 150 + "{a}{b}", {"a": ["", "x" * 8], "b": ["", "x" * 8]})
    assert (found.fewest.segments, found.most.segments) == (1, 2)
    assert found.tips == ()


def test_a_variable_without_a_value_is_counted_as_written_and_named():
    found = measured("{name}: {code}", {"code": ["1"], "name": []})
    assert found.missing == ("name",)
    assert found.most.text == "{name}: 1"


def test_a_text_without_variables():
    found = measured("hello", {"name": ["unused"]})
    assert found.fewest == found.most
    assert found.missing == ()


def test_another_rule_can_count():
    found = measured("{a}", {"a": ["x", "xxx"]}, measure=len)
    assert (found.fewest.segments, found.most.segments) == (1, 3)


VALUES = st.lists(
    st.text(st.sampled_from("a€中’"), max_size=12) | st.text("ab", max_size=80),
    min_size=1,
    max_size=9,
)


@given(st.integers(0, 320), VALUES, VALUES, VALUES)
def test_many_values_are_held_to_all_combinations(fixed, a, b, c):
    text = "a" * fixed + "{a}{b}{c}"
    values = {"a": a, "b": b, "c": c}
    every = [
        count(filled(text, dict(zip("abc", chosen, strict=True)))).segments
        for chosen in product(a, b, c)
    ]
    found = measured(text, values)
    # A pair cut at a boundary may make one part more in a combination that was not counted.
    slack = 0 if found.exact else 1
    assert min(every) <= found.fewest.segments <= min(every) + slack
    assert max(every) - slack <= found.most.segments <= max(every)


def test_a_long_list_is_not_multiplied_out():
    names = [f"name{number}" for number in range(MOST_COMBINATIONS + 1)]
    found = measured("{a}{b}", {"a": names, "b": names})
    assert not found.exact
    assert found.most.segments == 1


# As services write them


@pytest.mark.parametrize(
    "text, syntax, names, values, whole",
    [
        ("您的验证码${code}", "dollar", ("code",), {"code": "123456"}, "您的验证码123456"),
        ("${1} and ${NUM_8}", "dollar", ("1", "NUM_8"), {"1": "a"}, "a and ${NUM_8}"),
        ("Hi {{first_name}}", "double", ("first_name",), {"first_name": "Ann"}, "Hi Ann"),
        ("Hi {{ first.name }}!", "double", ("first.name",), {"first.name": "{{x}}"}, "Hi {{x}}!"),
        ("{{1}} {{name | default: 'you'}}", "double", ("1", "name"), {"name": "B"}, "{{1}} B"),
        ("验证码{1}，{2}分钟", "braces", ("1", "2"), {"1": "7", "2": "5"}, "验证码7，5分钟"),
        ("{#var#} or {#var#}", "dlt", ("var 1", "var 2"), {"var 2": "b"}, "{#var#} or b"),
        ("码#code#。", "hash", ("code",), {"code": "1"}, "码1。"),
        ("Dear ((first name))", "parentheses", ("first name",), {"first name": "A"}, "Dear A"),
        ("Hi %name%, 50% off", "percent", ("name",), {"name": "A"}, "Hi A, 50% off"),
        ("Hi *|FNAME|*", "merge", ("FNAME",), {"FNAME": "A"}, "Hi A"),
        ("Hi [first_name]", "square", ("first_name",), {"first_name": "A"}, "Hi A"),
        ("#1 of 50% [STOP] {} ((", "braces", (), {}, "#1 of 50% [STOP] {} (("),
        ("{{{name}}}", "braces", ("name",), {"name": "A"}, "{A}"),
    ],
)
def test_a_service_s_own_syntax_is_recognised_and_filled(text, syntax, names, values, whole):
    found = recognised(text)
    assert (found.id, variables(text, found)) == (syntax, names)
    assert filled(text, values, found) == whole


def test_another_syntax_may_be_chosen():
    assert variables("{{name}}", SYNTAXES["braces"]) == ()
    assert filled("${a}", {"a": "1"}, SYNTAXES["braces"]) == "$1"


@pytest.mark.parametrize(
    "name, syntax, most",
    [
        ("NUM_8", "dollar", "0" * 8),
        ("TXT_26", "dollar", "x" * 26),
        ("var 1", "dlt", "x" * 30),
        ("code", "dollar", None),
        ("NUM_8", "braces", None),
    ],
)
def test_the_longest_value_a_service_allows(name, syntax, most):
    assert longest(name, SYNTAXES[syntax]) == most
