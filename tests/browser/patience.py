"""Waiting without a clock: for what is to happen, however long a slow machine takes for it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

# When a test gives up: not a measure of speed. A green run waits for nothing.
PATIENCE = 120_000  # ms

OPTIONS = {
    "viewport": {"width": 1280, "height": 900},
    "locale": "en-GB",
    # A service worker would answer in place of the routes that tests break on purpose;
    # test_offline.py lets it in.
    "service_workers": "block",
}


def new_context(browser: Browser, base: str | None = None, **options: Any) -> BrowserContext:
    """A context of its own, as patient as every test here must be."""
    context = browser.new_context(base_url=base, **OPTIONS | options)
    context.set_default_timeout(PATIENCE)
    return context


def until(page: Page, happened: Callable[[], Any]) -> Any:
    """The first true value of `happened`. Meanwhile the page goes on and routes are answered."""
    for _ in range(PATIENCE // 50):
        if found := happened():
            return found
        page.wait_for_timeout(50)
    raise AssertionError("in vain waited for what stands in the line that called `until`")
