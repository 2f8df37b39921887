"""How a sentence of a catalogue is filled: plural forms, and the spaces between scripts."""

import pytest

from smsparts import say

RULES = {
    "en": {"one": "i = 1 and v = 0"},
    "zh": {},
    "fr": {"one": "i = 0,1"},
    "ru": {
        "one": "v = 0 and i % 10 = 1 and i % 100 != 11",
        "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
        "many": "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14",
    },
}


@pytest.mark.parametrize(
    ("language", "category", "numbers"),
    [
        ("en", "one", (1,)),
        ("en", "other", (0, 2, 11, 21, 101)),
        ("zh", "other", (0, 1, 2, 100)),
        ("fr", "one", (0, 1)),
        ("fr", "other", (2, 10, 101)),
        ("ru", "one", (1, 21, 101)),
        ("ru", "few", (2, 4, 22, 104)),
        ("ru", "many", (0, 5, 11, 12, 14, 20, 111)),
    ],
)
def test_a_number_takes_the_form_that_cldr_gives_it(language, category, numbers):
    assert {say.category(RULES[language], number) for number in numbers} == {category}


def test_a_rule_that_is_none_is_named():
    with pytest.raises(ValueError, match="no plural rule: 'n is 1'"):
        say.category({"one": "n is 1"}, 1)


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("按{rule}的规则", "Twilio", "按 Twilio 的规则"),
        ("按{rule}的规则", "阿里云", "按阿里云的规则"),
        ("按 {rule} 的规则", "阿里云", "按阿里云的规则"),
        ("按{rule}的规则", "AWS（国际）", "按 AWS（国际）的规则"),
        ("共{rule}", 3, "共 3"),
        ("“{rule}”之后", "A", "“A”之后"),
        ("省 {rule}，再看", "3 条", "省 3 条，再看"),
        ("按{rule}的规则", "<b>Twilio</b>", "按 <b>Twilio</b> 的规则"),
        ("按{rule}的规则", "", "按的规则"),
    ],
)
def test_between_han_and_latin_stands_one_space_whatever_the_value(template, value, expected):
    assert say.fill(template, {"rule": value}, spaced=True) == expected


def test_a_language_that_does_not_keep_such_spaces_is_left_as_it_is_written():
    assert say.fill("按{rule}的规则", {"rule": "Twilio"}) == "按Twilio的规则"


def test_braces_in_a_value_are_no_placeholders():
    assert say.fill("{a} and {b}", {"a": "{b}", "b": "{a}"}) == "{b} and {a}"


def test_the_number_chooses_the_form_and_may_be_shown_otherwise():
    parts = say.words("count", "en")
    assert parts("parts", n=1) == "1 part"
    assert parts("parts", n=2) == "2 parts"
    assert parts("parts", n=1200, shown="1,200") == "1,200 parts"
    assert say.words("count", "zh")("parts", n=1) == "1 条"


def test_what_is_missing_is_named():
    with pytest.raises(KeyError, match=r"en.toml \[count\] has no sentence 'crumbs'"):
        say.words("count", "en")["crumbs"]
    with pytest.raises(TypeError, match="needs a whole number n"):
        say.words("count", "en")("parts")
    with pytest.raises(ValueError, match="no words in the language 'fr'; known: en, zh"):
        say.words("count", "fr")
