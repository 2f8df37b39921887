"""The bar that offers the other language: when it shows, that it is remembered, what it stores."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from builder.paths import DOCS

BAR = "[data-language-hint]"
CHINESE, ENGLISH = {"locale": "zh-CN"}, {"locale": "en-GB"}


def loaded(page, address):
    page.goto(address, wait_until="networkidle")
    return page.locator(BAR)


@pytest.mark.parametrize(
    ("watched", "address", "shown"),
    [
        (CHINESE, "/guide/login-codes/", True),
        (CHINESE, "/zh/guide/login-codes/", False),
        ({"locale": "zh-TW"}, "/", True),
        (ENGLISH, "/zh/", True),
        (ENGLISH, "/", False),
        ({"locale": "de-DE"}, "/zh/", False),
    ],
    indirect=["watched"],
)
def test_it_shows_to_those_who_prefer_the_other_language(page, address, shown):
    bar = loaded(page, address)
    expect(bar).to_be_visible() if shown else expect(bar).to_be_hidden()
    assert page.url.endswith(address), "a reader is never led away unasked"


@pytest.mark.parametrize("watched", [CHINESE], indirect=True)
def test_it_speaks_the_language_it_offers_and_leads_to_the_same_page(page):
    bar = loaded(page, "/guide/login-codes/")
    assert bar.get_attribute("lang") == "zh-Hans"
    bar.get_by_role("link").click()
    page.wait_for_url("**/zh/guide/login-codes/")
    expect(loaded(page, "/guide/security/")).to_be_hidden()


@pytest.mark.parametrize("watched", [CHINESE], indirect=True)
def test_closed_it_stays_closed(page):
    bar = loaded(page, "/")
    bar.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(bar).to_be_hidden()
    expect(loaded(page, "/claims/")).to_be_hidden()


@pytest.mark.parametrize("watched", [CHINESE], indirect=True)
def test_who_has_used_the_language_switch_is_not_asked(page):
    loaded(page, "/zh/")
    page.locator(".md-select button").focus()
    page.locator('.md-select__link[hreflang="en"]').click()
    page.wait_for_function("location.pathname === '/'")
    expect(loaded(page, "/")).to_be_hidden()


@pytest.mark.parametrize("watched", [CHINESE | {"java_script_enabled": False}], indirect=True)
def test_without_script_there_is_no_bar(page):
    page.goto("/")
    expect(page.locator(BAR)).to_be_hidden()


@pytest.mark.parametrize("watched", [CHINESE], indirect=True)
def test_without_storage_it_does_not_nag(page):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off') } })"
    )
    page.expected.append("off")  # the theme wants the storage too
    expect(loaded(page, "/")).to_be_hidden()


@pytest.mark.parametrize(
    "watched", [CHINESE | {"viewport": {"width": 390, "height": 844}}], indirect=True
)
def test_it_moves_nothing_and_hides_no_focus(page):
    """It lies over the foot of the window; the page scrolls until a focus is above it."""
    bar = loaded(page, "/guide/login-codes/")
    expect(bar).to_be_visible()
    shifts = page.evaluate(
        """new Promise(done => new PerformanceObserver(list =>
          done(list.getEntries().reduce((sum, one) => sum + one.value, 0))
        ).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))"""
    )
    assert shifts < 0.01
    top = bar.bounding_box()["y"]
    links = page.locator("article a")
    for number in range(0, min(links.count(), 40)):
        links.nth(number).focus()
        box = links.nth(number).bounding_box()
        assert box["y"] < top, "the focus lies under the bar"


@pytest.mark.parametrize("watched", [CHINESE], indirect=True)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_that_is_stored_is_named_on_the_privacy_page(page, language):
    """A reader who does everything there is: the keys left behind are those the page lists."""
    start = "/zh/" if language == "zh" else "/"
    loaded(page, start)
    page.locator("[data-md-component=palette] label:visible").click()
    loaded(page, "/claims/").get_by_role("button").click()
    page.goto(urljoin(start, "tools/segments/"))
    page.fill("textarea[name=text]", "draft")
    page.wait_for_selector('[data-source="python"]')
    page.goto(urljoin(start, "tools/recommend/"), wait_until="networkidle")
    page.locator(".flow-option").first.click()
    stored = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert len(stored) >= 3
    words = (DOCS / language / "about" / "privacy.md").read_text("utf-8")
    # "…" stands for the folder of the site, which keeps two sites on one host apart.
    named = [re.escape(one).replace("…", ".*") for one in re.findall(r"`([^`]+)`", words)]
    assert [key for key in stored if not any(re.search(f"{one}$", key) for one in named)] == []
    assert page.context.cookies() == []
