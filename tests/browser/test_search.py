"""The search box, in each language, asked as readers ask; real keys on the built site."""

import json
from urllib.parse import urlsplit

import pytest

from builder.paths import ROOT

CASES = json.loads((ROOT / "tests" / "cases" / "search.json").read_text("utf-8"))
RESULTS = ".md-search-result__list > .md-search-result__item > .md-search-result__link"


@pytest.fixture(scope="module", params=["en", "zh"])
def asked(request, browser, base):
    """All answers of one language: query -> the paths of the results, best first."""
    language = request.param
    context = browser.new_context(base_url=base, service_workers="block")
    page = context.new_page()
    page.goto("/" if language == "en" else "/zh/")
    page.click("label.md-header__button[for=__search]") if not page.locator(
        ".md-search__input"
    ).is_visible() else None
    box = page.locator(".md-search__input")
    box.press_sequentially("telegram")  # the index is fetched now, and may take a moment
    page.locator(RESULTS).first.wait_for(state="attached")
    answers = {}
    for query, _ in CASES[language]:
        box.fill("")
        box.press_sequentially(query)
        box.press("End")
        page.wait_for_timeout(350)
        links = page.locator(RESULTS).evaluate_all("links => links.map(link => link.href)")
        answers[query] = [urlsplit(link).path for link in links]
    yield language, answers
    context.close()


def test_thirty_questions_find_their_page_among_the_first_three(asked):
    language, answers = asked
    assert len(answers) == 30
    start = "/zh" if language == "zh" else ""
    missed = {
        query: answers[query][:3]
        for query, page in CASES[language]
        if start + page not in answers[query][:3]
    }
    assert missed == {}, json.dumps(missed, ensure_ascii=False, indent=1)


def test_results_are_in_the_language_of_the_page(asked):
    language, answers = asked
    paths = [path for found in answers.values() for path in found]
    assert paths
    assert all(path.startswith("/zh/") == (language == "zh") for path in paths)
