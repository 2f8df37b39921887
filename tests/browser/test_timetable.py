"""The registration timetable as a reader meets it, in both languages."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.regular]

PAGES = {"en": "/regions/", "zh": "/zh/regions/"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_day_of_launch_gives_the_days_to_begin(page, language):
    page.goto(PAGES[language])
    page.locator("#plan").select_option("cn-alibaba")
    page.locator("#launch").fill("2027-02-01")
    result = page.locator(".timetable .tool-result[data-source=python]")
    expect(result.locator("[data-step=filing]")).to_contain_text("2027-01-11")
    expect(result.locator("#answer")).to_contain_text("2027-01-08")
    assert page.url.endswith("#plan=cn-alibaba&launch=2027-02-01")


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_script_the_steps_and_their_times_are_there(page, language):
    page.goto(PAGES[language])
    expect(page.locator(".timetable .tool-result [data-step]").first).to_be_visible()
    expect(page.locator(".timetable #plan")).to_be_hidden()
    fold = page.locator("#steps-in-dlt")
    fold.locator("summary").click()
    expect(fold.locator("[data-step=entity]")).to_be_visible()
