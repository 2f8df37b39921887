"""Storage that is refused, or holds what is no setting, costs no more than what is remembered."""

import pytest
from playwright.sync_api import expect

from tests.browser.patience import until

pytestmark = pytest.mark.browser

REFUSED = """
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
    Object.defineProperty(window, name, {
        get() { throw new DOMException("denied", "SecurityError"); },
    });
}
"""
KEPT = "for (const at of ['/', '/zh/']) localStorage.setItem(`${at}.__palette`, %s);"
WAYS = [
    pytest.param(REFUSED, id="storage is refused"),
    pytest.param(KEPT % "'{broken'", id="no JSON"),
    pytest.param(KEPT % "'7'", id="a number"),
    pytest.param(KEPT % """'{"index": 9}'""", id="a palette that is none of ours"),
]


@pytest.mark.parametrize("script", WAYS)
def test_nothing_else_breaks(page, script):
    page.add_init_script(script)
    page.goto("/tools/segments/")
    page.fill("textarea[name=text]", "€" * 153)
    page.wait_for_selector('[data-source="python"] [data-parts="3"]')
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("fragment")
    expect(page.locator(".md-search-result__link").first).to_be_attached()
    page.keyboard.press("Escape")
    before = page.evaluate("document.body.dataset.mdColorScheme")
    page.locator("[data-md-component=palette] label:visible").click()
    until(page, lambda: page.evaluate("document.body.dataset.mdColorScheme") != before)
    page.goto("/zh/tools/recommend/")
    page.locator(".flow-option").first.click()
    page.wait_for_selector('[data-source="python"]')
