"""Every page of the built site, in real Chromium: quiet, whole, at home in its language.

The `watched` fixture fails a test whose page asks another host, logs an error or breaks the policy.
"""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from builder.moved import leads_on
from builder.paths import SITE

PAGES = sorted(
    "/" + path.parent.relative_to(SITE).as_posix().removeprefix(".") + "/"
    for path in SITE.rglob("index.html")
    if not leads_on(path)
)
PAGES = [page.replace("//", "/") for page in PAGES]
PHONE = {"viewport": {"width": 390, "height": 844}}


def twin(address: str) -> str:
    """The same page in the other language."""
    return address.removeprefix("/zh") if address.startswith("/zh/") else "/zh" + address


def test_there_are_pages_in_both_languages():
    assert len(PAGES) >= 4
    assert sorted(map(twin, PAGES)) == PAGES


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_on_a_phone(page, address):
    """Opens without a fault, says its language, has one title, and does not scroll sideways."""
    page.goto(address, wait_until="load")
    assert page.get_attribute("html", "lang") == ("zh-Hans" if address.startswith("/zh/") else "en")
    assert page.locator("h1").count() == 1
    assert page.get_attribute("meta[name=description]", "content")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("address", [page for page in PAGES if "/embed/" not in page])
def test_the_language_switch_stays_on_the_page(site: Path, address):
    """Read from the built file: the switch of each page leads to its twin."""
    page = (site / address.strip("/") / "index.html").read_text("utf-8")
    links = re.findall(r'href="([^"]*)" hreflang="[^"]*" class="md-select__link"', page)
    assert twin(address) in [urljoin(address, link) for link in links]


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("address", ["/", "/zh/"])
def test_without_script_the_home_page_reads(page, address):
    page.goto(address)
    assert len(page.inner_text("article")) > 300
    assert page.locator("nav a:visible, article a:visible").count() > 5


def test_the_language_switch_works_by_keyboard(page):
    page.goto("/")
    button = page.locator(".md-select button")
    button.focus()
    link = page.locator(".md-select__link", has_text="简体中文")
    for _ in range(3):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh/")
    assert page.get_attribute("html", "lang") == "zh-Hans"
