"""The search box, in each language, asked as readers ask; real keys on the built site."""

import json
from urllib.parse import urlsplit

import pytest

from builder.paths import ROOT
from tests.browser.patience import new_context, until

CASES = json.loads((ROOT / "tests" / "cases" / "search.json").read_text("utf-8"))
QUESTIONS = json.loads((ROOT / "tests" / "cases" / "questions.json").read_text("utf-8"))
RESULTS = ".md-search-result__list > .md-search-result__item > .md-search-result__link"
# The theme's worker answers its queries one after the other: {type: 2} asks, {type: 3} answers with
# the pages found. As many answers as questions: the list on the page belongs to what was typed.
LISTEN = """
    self.search = { asked: 0, answered: 0, found: 0 };
    self.Worker = class extends Worker {
        constructor(...whatever) {
            super(...whatever);
            this.addEventListener("message", ({ data }) => {
                if (data.type !== 3) return;
                search.answered += 1;
                search.found = data.data.items.length;
            });
        }
        postMessage(message, ...rest) {
            if (message.type === 2) search.asked += 1;
            super.postMessage(message, ...rest);
        }
    };
"""
# The theme draws the first ten at once and the others as the reader scrolls.
DRAWN = f"""() => search.asked && search.asked === search.answered
    && document.querySelectorAll({json.dumps(RESULTS)}).length >= Math.min(search.found, 10)"""


@pytest.fixture(scope="module", params=["en", "zh"])
def asked(request, browser, base):
    """All answers of one language: query -> the paths of the results, best first."""
    language = request.param
    context = new_context(browser, base)
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.goto("/" if language == "en" else "/zh/")
    page.click("label.md-header__button[for=__search]") if not page.locator(
        ".md-search__input"
    ).is_visible() else None
    box = page.locator(".md-search__input")
    box.press_sequentially("telegram")  # the index is fetched now, and may take a moment
    page.locator(RESULTS).first.wait_for(state="attached")
    answers = {}
    queries = [case[0] for case in CASES[language]] + [case[1] for case in QUESTIONS[language]]
    for query in queries:
        box.fill("")
        box.press_sequentially(query)
        box.press("End")
        until(page, lambda: page.evaluate(DRAWN))
        links = page.locator(RESULTS).evaluate_all("links => links.map(link => link.href)")
        answers[query] = [urlsplit(link).path for link in links]
    yield language, answers
    context.close()


def test_sixty_questions_find_their_page_among_the_first_three(asked):
    language, answers = asked
    assert len({query for query, _ in CASES[language]}) == 60
    missed = not_among_three(language, answers, CASES[language])
    assert missed == {}, json.dumps(missed, ensure_ascii=False, indent=1)


def test_each_question_that_people_asked_finds_its_answer_among_the_first_three(asked):
    language, answers = asked
    typed = [(query, place.partition("#")[0]) for _, query, place in QUESTIONS[language]]
    missed = not_among_three(language, answers, typed)
    assert missed == {}, json.dumps(missed, ensure_ascii=False, indent=1)


def not_among_three(language, answers, wanted):
    """The queries of `wanted` (query, page) whose page is not among the first three answers."""
    start = "/zh" if language == "zh" else ""
    return {
        query: answers[query][:3]
        for query, page in wanted
        if start + page not in answers[query][:3]
    }


def test_results_are_in_the_language_of_the_page(asked):
    language, answers = asked
    paths = [path for found in answers.values() for path in found]
    assert paths
    assert all(path.startswith("/zh/") == (language == "zh") for path in paths)


@pytest.fixture
def chinese(browser, base):
    """The Chinese home page with its search open and its index there."""
    context = new_context(browser, base)
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.goto("/zh/")
    if not page.locator(".md-search__input").is_visible():
        page.click("label.md-header__button[for=__search]")
    page.locator(".md-search__input").press_sequentially("telegram")
    page.locator(RESULTS).first.wait_for(state="attached")
    yield page
    context.close()


def found(page):
    until(page, lambda: page.evaluate(DRAWN))
    links = page.locator(RESULTS).evaluate_all("links => links.map(link => link.href)")
    return [urlsplit(link).path for link in links]


@pytest.mark.parametrize(
    "alike",
    [("5G 消息", "5G消息", "５Ｇ消息", "5g消息"), ("验证码 +86", "验证码+86", "验证码 ＋８６")],
)
def test_a_space_at_the_seam_and_the_width_of_a_sign_make_no_difference(chinese, alike):
    box = chinese.locator(".md-search__input")
    answers = []
    for query in alike:
        box.fill("")
        box.press_sequentially(query)
        box.press("End")
        answers.append(found(chinese))
        assert box.evaluate("box => box.matches(':focus')")
    assert answers[0]
    assert all(answer == answers[0] for answer in answers)


def test_what_comes_without_a_key_is_asked_too(chinese):
    """A paste by mouse, dictation: an input event and no key."""
    chinese.locator(".md-search__input").fill("双向限制")
    assert "/zh/guide/mainland-china/" in found(chinese)[:3]


def test_a_hit_marks_words_and_not_single_characters(chinese):
    box = chinese.locator(".md-search__input")
    box.fill("")
    box.press_sequentially("换号")
    box.press("End")
    until(chinese, lambda: chinese.evaluate(DRAWN))
    marks = chinese.locator(f"{RESULTS} mark")
    until(chinese, lambda: {len(text) > 1 for text in marks.all_inner_texts()} == {True})


def test_what_was_asked_does_not_go_into_the_address_of_a_hit(chinese):
    """An address goes into the server's log."""
    chinese.locator(".md-search__input").fill("短信转发")
    found(chinese)
    chinese.locator(RESULTS).first.dispatch_event("click")
    chinese.wait_for_url(lambda url: "/zh/" in url and not url.endswith("/zh/"))
    assert "?" not in chinese.url
