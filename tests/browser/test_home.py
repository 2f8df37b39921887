"""What a stranger can do from the home page, on a phone: count at once, or answer one question."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HOMES = ["/", "/zh/"]
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@pytest.mark.parametrize("home", HOMES)
def test_the_box_stands_in_the_first_screen_and_costs_nothing_before_it_is_touched(page, home):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(home, wait_until="networkidle")
    box = page.locator("textarea[name=text]").bounding_box()
    assert box["y"] + box["height"] < 500
    assert not [url for url in asked if "pyodide" in url]


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@pytest.mark.parametrize("home", HOMES)
def test_a_text_is_counted_and_goes_along_to_the_whole_tool(page, home):
    page.goto(home)
    page.locator("textarea[name=text]").fill("€" * 81)
    answer = page.locator(".tool-result[data-source=python] #answer")
    expect(answer).to_have_attribute("data-parts", "2")
    page.locator("a.more").click()
    page.wait_for_url(f"**{home}tools/segments/**")
    expect(page.locator("textarea[name=text]")).to_have_value("€" * 81)


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("tool", ["code-not-arriving", "recommend"])
def test_an_answer_on_the_home_page_opens_the_tool_with_that_answer(page, home, tool):
    page.goto(home)
    first = page.locator(f".opening a[href^='tools/{tool}/#']").first
    said = first.inner_text()
    first.click()
    page.wait_for_url(re.compile(rf"{home}tools/{tool}/#\w+="))
    expect(page.locator(".flow-path b").first).to_have_text(said)


def test_a_footnote_is_read_beside_its_mark(page):
    page.goto("/guide/login-codes/")
    mark = page.locator("a.footnote-ref").first
    mark.scroll_into_view_if_needed()
    mark.click()
    note = page.locator(".note-pop")
    expect(note).to_be_visible()
    assert len(note.inner_text()) > 20
    assert "#fn" not in page.url
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True)
def test_without_script_a_footnote_mark_leads_to_its_note(page):
    page.goto("/guide/login-codes/")
    page.locator("a.footnote-ref").first.click()
    page.wait_for_url("**#fn:**")
