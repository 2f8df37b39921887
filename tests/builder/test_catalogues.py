"""The check of the tools' words: each kind of fault is found, and named by its key."""

import pytest

from builder.catalogues import catalogue_faults, line_numbers, unused, words_in_code
from builder.style.files import load_rules

ENGLISH = {
    "language": {"name": "English", "plurals": {"one": "i = 1 and v = 0"}},
    "answer": {
        "parts": {"one": "{n} part", "other": "{n} parts"},
        "rule": "By the rule of {rule}.",
    },
    "join": {"names": ", "},
}


def chinese(**answer):
    return {
        "language": {"name": "中文", "plurals": {}},
        "answer": {"parts": {"other": "{n} 条"}, "rule": "按{rule}的规则。", **answer},
        "join": {"names": "、"},
    }


@pytest.fixture(autouse=True)
def rules():
    load_rules()


def faults(told, language="zh"):
    return [fault for _, fault in catalogue_faults(told, ENGLISH, language)]


def test_catalogues_that_say_the_same_are_right():
    assert faults(chinese()) == []
    assert faults(ENGLISH, "en") == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"more": "多一句。"}, "[answer] more is missing in 'en'"),
        ({"rule": "按规则。"}, "[answer] rule: not the placeholders of English (rule)"),
        ({"rule": "按{name}的规则。"}, "[answer] rule: not the placeholders of English (rule)"),
        (
            {"parts": {"one": "{n} 条", "other": "{n} 条"}},
            "plural forms one, other; this language has other",
        ),
        ({"rule": "按{rule}的<b>规则</b>。"}, "a tag: markup stands in the code"),
        ({"rule": "按{rule}的规则。 "}, "a space at an end"),
        ({"rule": "按{rule}的规则{}。"}, "a brace that is no {placeholder}"),
        ({"rule": "按{rule}的SMS规则。"}, "spacing: "),
        ({"rule": "按{rule}的规则,好。"}, "half-width mark: "),
        ({"rule": "您按{rule}的规则。"}, "polite you: "),
    ],
)
def test_each_kind_of_fault_is_found(change, expected):
    found = faults(chinese(**change))
    assert any(fault.startswith(expected) for fault in found), found


def test_what_a_language_lacks_is_named():
    told = chinese()
    del told["answer"]["rule"]
    assert faults(told) == ["[answer] rule is missing in 'zh'"]


def test_a_sentence_that_no_code_says_is_found():
    code = {"a.py": ({"answer", "parts"}, []), "b.py": ({"other"}, ["ru.+"])}
    names = {"answer": ENGLISH["answer"], "join": ENGLISH["join"]}
    assert [fault for _, fault in unused(names, code)] == [
        "[answer] rule is used by no code",
        "[join] is used by no code",
    ]
    code["a.py"][1].append("ru.+")
    assert [fault for _, fault in unused(names, code)] == ["[join] is used by no code"]


def test_a_fault_stands_at_its_line():
    text = '[answer]\nparts = "x"\n\n[unit]\n"GSM-7" = "y"\n'
    assert line_numbers(text) == {
        ("answer", ""): 1, ("answer", "parts"): 2, ("unit", ""): 4, ("unit", "GSM-7"): 5,
    }  # fmt: skip


def test_a_chinese_sentence_in_code_is_found_and_one_in_a_docstring_is_none():
    assert words_in_code('"""文档里的话。"""\nx = {"zh": "一句中文"}\n') == [
        "2: '一句中文' is a sentence for a catalogue"
    ]
    assert words_in_code('MARKS = "，。、"\nsigns = "【】"\n') == []
