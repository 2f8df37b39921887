"""Pairs on disk: which page lacks its twin, and which is behind it."""

from pathlib import Path

import pytest

from builder.parity import notice
from builder.parity.twins import check, notes, stamp

PAGE = "---\ntitle: T\nreviewed: {day}\n---\n\n# {title}\n\n{text}\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    for language, title in (("en", "Title"), ("zh", "标题")):
        write(folder, language, title)
    return folder


def write(
    docs: Path, language: str, title: str, text: str = "One.", day: str = "2026-11-22"
) -> Path:
    path = docs / language / "guide" / "page.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(title=title, text=text, day=day), "utf-8")
    return path


def change(page: Path, old: str, new: str) -> None:
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")


def pages(docs: Path) -> tuple[Path, Path]:
    return docs / "en" / "guide" / "page.md", docs / "zh" / "guide" / "page.md"


def test_a_page_without_a_twin_is_named(docs: Path) -> None:
    (docs / "zh" / "guide" / "page.md").unlink()
    (docs / "zh" / "extra.md").write_text("# 多余\n", "utf-8")
    assert check(docs) == [
        "extra.md: has no twin in docs/en/",
        "guide/page.md: has no twin in docs/zh/",
    ]


def test_a_fault_is_told_with_its_page(docs: Path) -> None:
    write(docs, "zh", "标题", "[链接](x.md)")
    assert check(docs) == ["guide/page.md: the opening: links: not equally often in both: x.md"]


def test_a_page_that_was_never_compared_is_refused_with_the_command(docs: Path) -> None:
    english, chinese = pages(docs)
    stamp(english, docs)
    (fault,) = check(docs)
    assert fault.endswith("compared the two languages yet: do, then make stamp PAGE=guide/page.md")
    assert notice(chinese, docs) == ""
    stamp(chinese, docs)
    assert check(docs) == []


def test_a_stamped_pair_is_quiet(docs: Path) -> None:
    for page in pages(docs):
        stamp(page, docs)
    assert check(docs) == []
    assert notes(docs) == []
    assert [notice(page, docs) for page in pages(docs)] == ["", ""]


def test_when_one_page_changes_the_other_is_behind(docs: Path) -> None:
    english, chinese = pages(docs)
    for page in (english, chinese):
        stamp(page, docs)
    change(english, "One.", "Two.")
    assert notes(docs) == [
        "docs/zh/guide/page.md: its twin has changed since the two were compared"
    ]
    assert notice(chinese, docs) == "", "a typing error mended is no newer version"
    change(english, "11-22", "11-23")
    assert notice(english, docs) == ""
    assert "英文版" in notice(chinese, docs)
    stamp(chinese, docs)
    assert notes(docs) == []
    assert notice(chinese, docs) == ""


def test_the_english_page_can_be_the_one_behind(docs: Path) -> None:
    english, chinese = pages(docs)
    for page in (english, chinese):
        stamp(page, docs)
    change(chinese, "One.", "二。")
    change(chinese, "11-22", "11-23")
    assert "The Chinese version is newer" in notice(english, docs)


def test_a_page_reviewed_later_than_its_twin_is_not_called_older(docs: Path) -> None:
    english, chinese = pages(docs)
    for page in (english, chinese):
        stamp(page, docs)
    change(english, "One.", "Two.")
    change(chinese, "11-22", "11-23")
    assert notice(chinese, docs) == ""
    assert len(notes(docs)) == 1


def test_a_pair_that_differs_cannot_be_stamped(docs: Path) -> None:
    chinese = write(docs, "zh", "标题", "[链接](x.md)")
    before = chinese.read_text("utf-8")
    with pytest.raises(ValueError, match="links: not equally often in both: x"):
        stamp(chinese, docs)
    assert chinese.read_text("utf-8") == before


def test_stamping_twice_changes_nothing(docs: Path) -> None:
    english, _ = pages(docs)
    stamp(english, docs)
    once = english.read_text("utf-8")
    stamp(english, docs)
    assert english.read_text("utf-8") == once


@pytest.mark.parametrize("name", ["assets/x.md", "en/picture.svg"])
def test_only_pages_can_be_stamped(docs: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is no page of docs/en or docs/zh"):
        stamp(docs / name, docs)
