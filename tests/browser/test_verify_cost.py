"""The cost calculator of the page on verifying users, in both languages."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.regular]

PAGES = {"en": "/guide/verify-users/", "zh": "/zh/guide/verify-users/"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_own_numbers_give_a_cost_and_a_blank_stays_one(page, language):
    page.goto(PAGES[language])
    page.locator("#to").select_option("us")
    page.locator("#volume").fill("2000")
    result = page.locator(".verify-cost .tool-result[data-source=python]")
    expect(result.locator("[data-way=sms]")).to_contain_text("16.6 USD")
    expect(result.locator("[data-way=gateway]")).to_contain_text("18.3 USD")
    page.locator("#to").select_option("de")
    expect(result.locator("[data-way=sms]")).not_to_contain_text("USD")
    page.locator("#price").fill("0.07")
    expect(result.locator("[data-way=sms]")).to_contain_text("140 USD")
    assert page.url.endswith("#to=de&volume=2000&price=0.07")
