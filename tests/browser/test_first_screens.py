"""What a reader came for stands in the first screen of a phone, and tables can be read on it."""

import json
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.regular]

PHONE = {"viewport": {"width": 390, "height": 844}}
CASES = json.loads((Path(__file__).parents[1] / "cases" / "first-screens.json").read_text("utf-8"))
LANGUAGES = {"en": "/", "zh": "/zh/"}
TWO_HAN = 2 * 14 + 2 * 12
"""Pixels that a column needs so that not each character stands on a line of its own."""

BELOW = """(selector) => [selector.split(", ").map((one) => document.querySelector(one))].flat()
  .map((found) => found ? found.getBoundingClientRect().bottom : Infinity)"""
COLUMNS = """() => [...document.querySelectorAll("table.facts-table thead th")]
  .map((head) => head.getBoundingClientRect().width)"""
LINES = """() => [...document.querySelectorAll("table.facts-table tbody tr")].flatMap((row) =>
  [...row.cells].map((cell) => [
    getComputedStyle(cell).borderBottomWidth, cell.getBoundingClientRect().bottom,
    row.getBoundingClientRect().bottom, getComputedStyle(cell.closest("table")).borderCollapse]))"""


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES["screens"], ids=lambda case: case["page"])
def test_what_a_reader_came_for_is_in_the_first_screen(page, case, language):
    page.goto(LANGUAGES[language] + case["page"])
    for selector in case["all"].split(", "):
        (bottom,) = page.evaluate(BELOW, selector)
        assert bottom <= PHONE["viewport"]["height"], f"{selector}: {case['why']}"


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_column_of_the_regions_is_one_character_wide(page, language):
    page.goto(f"{LANGUAGES[language]}regions/")
    widths = page.evaluate(COLUMNS)
    assert len(widths) > 4
    assert min(widths) >= TWO_HAN, widths


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_row_lines_are_whole_under_the_column_that_stays(page, language):
    page.goto(f"{LANGUAGES[language]}regions/")
    for width, cell, row, model in page.evaluate(LINES):
        # In the collapsed model a cell that sticks leaves the line of its row behind.
        assert model == "separate"
        assert width == "1px"
        assert cell == pytest.approx(row, abs=0.6)
