"""From the home page in three presses: the package, the frame to copy, the data, the report."""

import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from builder.links import read
from builder.paths import LANGUAGES, below

WANTED = {
    "the package to install": r"pip install \S+/data/smsparts-[\d.]+-py3-none-any\.whl",
    "the frame to copy": r"iframe.{0,80}/embed/segments/",
    "the rules as data": r'href="[./]*data/v1/rules\.json"',
    "the suite for other counters": r'href="[./]*data/v1/conformance/cases\.jsonl"',
    "how to report an error": r'id="report"',
}
PRESSES = 3


def reached(site: Path, start: str) -> set[str]:
    """The pages that are at most PRESSES links away from `start`."""
    pages = read(site)
    found, here = {start}, {start}
    for _ in range(PRESSES):
        links = {
            urldefrag(urljoin(f"/{name.removesuffix('index.html')}", link))[0]
            for name in here
            for _, link in pages[name].links
            if "://" not in link
        }
        here = {f"{link}index.html".lstrip("/") for link in links} & set(pages) - found
        found |= here
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", WANTED)
def test_it_is_three_presses_from_the_home_page(site: Path, language: str, what: str) -> None:
    start = f"{below(language)}index.html"
    texts = [
        re.sub(r"</?span[^>]*>", "", (site / name).read_text("utf-8"))
        for name in reached(site, start)
        if name.startswith(below(language))
    ]
    assert any(re.search(WANTED[what], text, re.DOTALL) for text in texts)
