"""The guide's drawings: the same drawing in both languages, whose words fit and are all said."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from smsparts.segments import split

from builder.paths import LANGUAGES
from builder.pictures import PICTURES, figure, write
from builder.pictures import parts as parts_picture
from builder.pictures.canvas import Box, Canvas, Run, measure, wrap
from builder.pictures.words import Speaker

EACH = [(name, language) for name in PICTURES for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), EACH)
def test_every_line_of_words_fits_the_room_it_has(name: str, language: str) -> None:
    picture = PICTURES[name]
    canvas: Canvas = picture.draw(Speaker(picture.WORDS, language))
    assert canvas.placed
    too_wide = [line for line in canvas.placed if line.width > line.room]
    assert too_wide == []


@pytest.mark.parametrize(("name", "language"), EACH)
def test_every_word_is_said_and_has_both_languages(name: str, language: str) -> None:
    picture = PICTURES[name]
    say = Speaker(picture.WORDS, language)
    picture.draw(say)
    for heading in ("title", "description", "caption"):
        say(heading)
    assert say.said == set(picture.WORDS)
    assert all(text.strip() for words in picture.WORDS.values() for text in words.values())


@pytest.mark.parametrize("name", list(PICTURES))
def test_chinese_words_are_chinese(name: str) -> None:
    # A pair whose two halves are the same has been forgotten, unless it is a bare number.
    words = PICTURES[name].WORDS
    assert [
        key for key, pair in words.items() if not re.search(r"[\u4e00-\u9fff]", pair["zh"])
    ] == []


@pytest.mark.parametrize(("name", "language"), EACH)
def test_a_figure_is_one_block_of_valid_xml_with_a_text_alternative(
    name: str, language: str
) -> None:
    text = figure(name, language)
    root = ElementTree.fromstring(text)
    svg = root[0]
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert "\n\n" not in text, "a blank line would end the HTML block in Markdown"
    assert svg.attrib["role"] == "img"
    assert all(name in ids for name in svg.attrib["aria-labelledby"].split())
    assert root[1].tag == "figcaption"
    assert root[1].text


@pytest.mark.parametrize(("name", "language"), EACH)
def test_a_figure_holds_nothing_the_content_security_policy_refuses(
    name: str, language: str
) -> None:
    for element in ElementTree.fromstring(figure(name, language)).iter():
        assert not element.tag.endswith("script")
        assert not [key for key in element.attrib if key == "style" or key.startswith("on")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique_though_all_drawings_stand_on_one_page(language: str) -> None:
    ids = re.findall(r' id="([^"]+)"', "".join(figure(name, language) for name in PICTURES))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", list(PICTURES))
def test_both_languages_get_the_same_drawing(name: str) -> None:
    def shapes(language: str) -> list[str]:
        return re.findall(r"<(rect|polyline|polygon) class=\"([^\"]+)", figure(name, language))

    assert shapes("en") == shapes("zh")


@pytest.mark.parametrize(
    ("text", "capacities"),
    [
        ("a" * parts_picture.SEPTETS[0], [160]),
        ("a" * (parts_picture.SEPTETS[0] + 1), [153, 8]),
        ("字" * parts_picture.UNITS[0], [70]),
        ("字" * (parts_picture.UNITS[0] + 1), [67, 4]),
    ],
)
def test_the_part_bars_say_what_the_counter_counts(text: str, capacities: list[int]) -> None:
    assert [len(part.text) for part in split(text)] == capacities
    drawing = figure("parts", "en")
    assert all(f">{capacity}</text>" in drawing for capacity in capacities)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two", 1000.0, ["one two"]),
        ("one two", 30.0, ["one", "two"]),
        ("一二三。", 35.0, ["一二", "三。"]),
        ("（一）二", 35.0, ["（一）", "二"]),
        ("用 Telegram 发", 75.0, ["用 Telegram", "发"]),
    ],
    ids=["fits", "at the space", "no line opens with a stop", "brackets stay", "words stay whole"],
)
def test_lines_break_where_each_script_allows(text: str, width: float, lines: list[str]) -> None:
    assert wrap(text, width, 10.0) == lines


def test_no_line_is_left_nearly_empty() -> None:
    text = "一二三四五六七八九十甲"
    assert wrap(text, 100.0, 10.0) == ["一二三四五六七", "八九十甲"]


def test_han_are_squares_and_bold_is_wider() -> None:
    assert measure("短信", 10.0) == 20.0
    assert measure("sms", 10.0, bold=True) > measure("sms", 10.0)


def test_words_are_escaped() -> None:
    canvas = Canvas()
    canvas.box(0, 0, 200, [Run("<b>&")])
    drawing = canvas.svg("x", "<t>", "&")
    assert "<b>" not in drawing
    assert "&lt;b&gt;&amp;" in drawing
    assert "&lt;t&gt;" in drawing


def test_a_box_grows_with_its_words() -> None:
    canvas = Canvas()
    one = canvas.box(0, 0, 100, [Run("one")])
    two = canvas.box(0, 0, 100, [Run("one"), Run("two")])
    assert two.height > one.height
    assert Box(1, 2, 10, 20).bottom == 22
    assert Box(1, 2, 10, 20).centre == 6


def test_an_unknown_language_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'fr' is not one of en, zh"):
        Speaker({"title": {"en": "a", "zh": "甲"}}, "fr")


def test_snippets_are_written_once_and_left_alone_after(tmp_path: Path) -> None:
    files = write(tmp_path, "zh")
    assert {file.relative_to(tmp_path).as_posix() for file in files} == {
        f"pictures/{name}.md" for name in PICTURES
    }
    before = [file.stat().st_mtime_ns for file in files]
    assert [file.stat().st_mtime_ns for file in write(tmp_path, "zh")] == before
