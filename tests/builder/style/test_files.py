"""Whole pages and facts files: front matter, AutoCorrect, line numbers, and what is mended."""

from pathlib import Path

import pytest

from builder.paths import ROOT
from builder.style.files import data_faults, fix, load_rules, mended, page_faults


@pytest.fixture(autouse=True)
def _rules() -> None:
    load_rules()


def page(body: str, description: str = "短信怎么数。") -> str:
    front = f"---\ntitle: 计数\ndescription: {description}\nreviewed: 2026-11-22\n---\n"
    return f"{front}\n# 计数\n\n{body}\n"


def test_a_fault_is_told_with_its_line() -> None:
    assert page_faults(page("好的。\n\n请您稍候。"), "zh") == [
        "11: polite you: '请您稍候。': 用“你”"
    ]


def test_autocorrect_sees_the_page() -> None:
    (first, second) = page_faults(page("共70个字。"), "zh")
    assert first == "9: AutoCorrect: '共70个字。' → '共 70 个字。'"
    assert second.startswith("9: spacing")


@pytest.mark.parametrize(("length", "wrong"), [(79, False), (80, False), (81, True)])
def test_a_chinese_description_has_its_limit(length: int, wrong: bool) -> None:
    found = page_faults(page("好。", "字" * length), "zh")
    assert found == (["3: description: longer than 80 characters"] if wrong else [])


@pytest.mark.parametrize(("length", "wrong"), [(154, False), (155, False), (156, True)])
def test_an_english_description_has_its_limit(length: int, wrong: bool) -> None:
    text = f"---\ntitle: T\ndescription: {'a' * length}\n---\n\n# T\n"
    assert bool(page_faults(text, "en")) is wrong


def test_code_is_not_prose() -> None:
    assert page_faults(page('```python\nprint("你好,world")\n```\n\n`a,b(c)`'), "zh") == []


def test_facts_are_prose_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(
        "things:\n"
        "  - id: one\n"
        "    note:\n"
        "      en: Send an email.\n"
        "      zh: 共70个，请您看。\n"
        "    claim:\n"
        "      en: A robust service\n"
        "      zh: 一站式平台\n"
        "    words:\n"
        "      en: [code point]\n"
        "      zh: [帐号]\n",
        "utf-8",
    )
    found = data_faults(file, file.name)
    assert [fault.split(":")[0] for fault in found] == ["4", "5", "5", "5", "11"]


def test_what_a_machine_can_mend_is_mended(tmp_path: Path) -> None:
    (tmp_path / ".autocorrectrc").write_text((ROOT / ".autocorrectrc").read_text("utf-8"), "utf-8")
    chinese = tmp_path / "docs" / "zh" / "a.md"
    chinese.parent.mkdir(parents=True)
    chinese.write_text(page("共70个字,好。"), "utf-8")
    assert fix(tmp_path) == ["docs/zh/a.md"]
    assert chinese.read_text("utf-8") == page("共 70 个字，好。")
    assert fix(tmp_path) == []


def test_english_quotes_are_mended_outside_code_and_front_matter() -> None:
    text = '---\ntitle: "T"\n---\n\nA "b".\n\n```sh\necho "c"\n```\n'
    assert mended(text, "en") == text.replace('A "b".', "A “b”.")


def test_lists_in_front_matter_keep_their_commas() -> None:
    text = page("好。").replace("reviewed:", "tags: [转发, 机器人]\nreviewed:")
    assert page_faults(text, "zh") == []
    assert mended(text, "zh") == text


def test_a_title_is_prose_too() -> None:
    (first, _) = page_faults(page("好。").replace("title: 计数", "title: 数70个字"), "zh")
    assert first.startswith("2: ")
