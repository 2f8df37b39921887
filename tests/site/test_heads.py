"""What other programs read of each page: title, description, addresses, pictures, data blocks."""

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from builder.moved import leads_on
from builder.paths import SITE

PAGES = sorted(
    name
    for path in SITE.rglob("index.html")
    # What stands in pages of others is not to be found, and has no head to show there.
    if "embed/" not in (name := path.relative_to(SITE).as_posix()) and not leads_on(path)
)
NAMES = {"en": "Telegram & SMS Guide", "zh": "Telegram 与短信指南"}
LONGEST = {"en": 160, "zh": 85}
"""Characters of a description that search engines show, about."""
REQUIRED = {
    "WebSite": {"url", "name", "description", "inLanguage"},
    "WebPage": {"url", "name", "description", "inLanguage", "dateModified"},
    "WebApplication": {
        *("url", "name", "description", "inLanguage"),
        *("applicationCategory", "operatingSystem", "offers", "isAccessibleForFree"),
    },
    "Article": {
        *("url", "name", "description", "inLanguage", "dateModified"),
        *("headline", "author", "publisher"),
    },
    "BreadcrumbList": {"itemListElement"},
}
"""Kind of schema.org thing -> the fields that search engines ask for, as far as we have them."""


def language(page: str) -> str:
    return "zh" if page.startswith("zh/") else "en"


def text(site: Path, page: str) -> str:
    return (site / page).read_text("utf-8")


def title(html: str) -> str:
    return unescape(re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1])


def meta(html: str, name: str) -> str:
    found = re.findall(rf'<meta (?:name|property)="{re.escape(name)}" content="([^"]*)">', html)
    assert len(found) == 1, f"{name}: {found}"
    return unescape(found[0])


def own_address(site: Path) -> str:
    """The site's address, as the home page gives it."""
    return re.search(r'<link rel="canonical" href="([^"]+)">', text(site, "index.html"))[1]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_and_describes_itself(site, page):
    html = text(site, page)
    name = NAMES[language(page)]
    assert title(html).count(name) == 1
    words = title(html).removesuffix(f" · {name}")
    assert words.strip()
    assert len(re.findall(r"<h1\b", html)) == 1
    assert 20 <= len(meta(html, "description")) <= LONGEST[language(page)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_knows_its_address_and_its_card(site, page):
    html = text(site, page)
    address = own_address(site) + page.removesuffix("index.html")
    assert f'<link rel="canonical" href="{address}">' in html
    assert meta(html, "og:url") == address
    assert meta(html, "og:description") == meta(html, "description")
    assert meta(html, "og:title") in title(html)
    assert meta(html, "og:site_name") == NAMES[language(page)]
    picture = meta(html, "og:image")
    assert picture.startswith(own_address(site))
    assert (site / picture.removeprefix(own_address(site))).is_file()
    assert picture.endswith(f"-{language(page)}.png")


@pytest.mark.parametrize("read", [title, lambda html: meta(html, "description")])
def test_no_two_pages_of_a_language_are_called_or_described_alike(site, read):
    counted = Counter((language(page), read(text(site, page))) for page in PAGES)
    assert [words for words, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("page", PAGES)
def test_icons_and_manifest_are_there(site, page):
    html = text(site, page)
    for kind in ("icon", "apple-touch-icon", "manifest"):
        address = re.search(rf'<link rel="{kind}" href="([^"]+)"', html)[1]
        assert ((site / page).parent / address).resolve().is_file(), kind


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_manifest_has_what_an_install_needs(site, language):
    path = site / "assets" / f"manifest.{language}.webmanifest"
    manifest = json.loads(path.read_text("utf-8"))
    assert {"name", "short_name", "start_url", "display", "icons", "lang"} <= manifest.keys()
    assert (path.parent / manifest["start_url"]).resolve().is_dir()
    for icon in manifest["icons"]:
        assert (path.parent / icon["src"]).resolve().is_file()
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}


def test_robots_may_read_all_and_are_shown_the_sitemap(site):
    lines = (site / "robots.txt").read_text("utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {own_address(site)}sitemap.xml"]


def graph(html: str) -> list[dict]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    data = json.loads(found[0])
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


@pytest.mark.parametrize("page", PAGES)
def test_the_data_block_says_what_the_page_is(site, page):
    html = text(site, page)
    things = graph(html)
    for thing in things:
        missing = {key for key in REQUIRED[thing["@type"]] if not thing.get(key)}
        assert missing == set(), thing["@type"]
    assert things[0]["url"] == own_address(site) + page.removesuffix("index.html")
    assert things[0]["description"] == meta(html, "description")
    assert things[0]["inLanguage"] == {"en": "en", "zh": "zh-Hans"}[language(page)]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page not in ("index.html", "zh/index.html")]
)
def test_the_trail_leads_from_home_to_the_page_over_pages_that_exist(site, page):
    html = text(site, page)
    trail = next(thing for thing in graph(html) if thing["@type"] == "BreadcrumbList")
    steps = trail["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    home = own_address(site) + ("zh/" if language(page) == "zh" else "")
    assert steps[0]["item"] == home
    assert steps[-1]["item"] == own_address(site) + page.removesuffix("index.html")
    assert all(step["name"] for step in steps)
    for step in steps:
        assert (site / step["item"].removeprefix(own_address(site)) / "index.html").is_file()
