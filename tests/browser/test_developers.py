"""The examples for developers run in the page, and say there what the build said of them."""

import pytest
from playwright.sync_api import Page, expect

from calculators.views.playground import examples
from calculators.words import LANGUAGES

pytestmark = pytest.mark.regular
PAGES = {"en": "/developers/", "zh": "/zh/developers/"}
RUN = "button[name=run]"
BOX = "textarea[name=text]"
RESULT = ".tool-result"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_gives_in_the_page_what_it_gave_in_the_build(page: Page, language: str) -> None:
    page.goto(PAGES[language])
    first = page.inner_text(RESULT)
    page.click(RUN)
    page.wait_for_selector(f"{RESULT}[data-source=python]")
    assert page.inner_text(RESULT) == first
    for example in examples()[1:]:
        item = page.locator(f"li:has(#example-{example.id})")
        item.locator("button").click()
        expect(page.locator(BOX)).to_have_value(example.code)
        expect(page.locator(RESULT)).to_have_text(item.locator("pre").nth(1).inner_text())


def test_what_is_typed_runs_and_what_fails_is_said(page: Page) -> None:
    page.goto(PAGES["en"])
    page.fill(BOX, "import smsparts\nprint(sum(smsparts.count(c).units for c in 'a€😀'))\n1 / 0")
    page.click(RUN)
    expect(page.locator(RESULT)).to_contain_text("5")
    expect(page.locator(RESULT)).to_contain_text("Line 3 failed:")
    expect(page.locator(RESULT)).to_contain_text("ZeroDivisionError: division by zero")
    expect(page.locator(".tool-spoken")).to_have_text("Line 3 failed:")


def test_nothing_is_fetched_of_python_before_somebody_touches_it(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PAGES["en"], wait_until="networkidle")
    assert not any("/runtime/" in address for address in asked)


def test_what_was_changed_survives_a_reload(page: Page) -> None:
    page.goto(PAGES["en"])
    page.fill(BOX, "print('mine')")
    page.reload()
    expect(page.locator(BOX)).to_have_value("print('mine')")
    page.click(RUN)
    expect(page.locator(RESULT)).to_have_text("mine")
