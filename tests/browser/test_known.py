"""The checks before Python is there, and people's cases through the page in a real browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from calculators import facts
from calculators.flows import Flow
from calculators.views import flow

pytestmark = [pytest.mark.browser, pytest.mark.regular]

PEOPLE = json.loads((Path(__file__).parents[1] / "cases" / "people.json").read_text("utf-8"))
QUIZ = "recommend"
CHECKED = [case for case in PEOPLE if case["tool"] != QUIZ]
CHOOSING = [case for case in PEOPLE if case["tool"] == QUIZ]
HOME = {"en": "", "zh": "/zh"}
PHONE = {"viewport": {"width": 390, "height": 844}}


def name(case):
    return case["source"].removeprefix("https://github.com/")


def address_of(case):
    parts = {q: ",".join(v) if isinstance(v, list) else v for q, v in case["answers"].items()}
    return "#" + "&".join(f"{q}={v}" for q, v in parts.items())


@pytest.fixture
def without_python(page):
    """No file of Python ever arrives: what is shown was there before it."""
    page.expected.append("Failed to load resource")
    page.route("**/assets/runtime/engine-*/**", lambda route: route.abort())
    page.route("**/assets/runtime/app-*/**", lambda route: route.abort())
    return page


@pytest.mark.parametrize("language", HOME)
@pytest.mark.parametrize("case", CHECKED[::5], ids=name)
def test_a_person_is_led_through_the_check_without_python(without_python, case, language):
    page = without_python
    page.goto(f"{HOME[language]}/tools/{case['tool']}/")
    for answer in case["answers"].values():
        page.locator(f".flow-option:has(input[value={answer}])").click()
    outcome = Flow.of(facts.load(case["tool"])).outcomes[case["outcome"]]
    expect(page.locator("#flow-heading")).to_have_text(outcome.title[language])
    expect(page.locator("#flow-heading")).to_be_focused()
    assert address_of(case) in page.url
    for words in case["says"][language]:
        expect(page.locator(".flow-result")).to_contain_text(words)


@pytest.mark.parametrize("language", HOME)
def test_a_shared_outcome_and_its_ladder_are_there_without_python(without_python, language):
    page = without_python
    page.goto(f"{HOME[language]}/tools/code-not-arriving/#start=sent-by-sms&sms=other-app")
    check = Flow.of(facts.load("code-not-arriving"))
    ladder = check.ladder("leaf-official-app")
    expect(page.locator("#flow-heading")).to_have_text(ladder[0].title[language])
    for step in ladder[1:]:
        page.locator(".flow .flow-ladder a").first.click()
        expect(page.locator("#flow-heading")).to_have_text(step.title[language])
    expect(page.locator(".flow .flow-mail")).to_be_visible()


def test_a_press_asks_nothing_of_the_network(without_python):
    """What answers it has come with the page: from then on the whole check runs without a line."""
    page = without_python
    page.goto("/tools/code-not-arriving/")
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some(({name, responseEnd}) =>"
        " name.includes('/replies-') && responseEnd > 0)"
    )
    page.route("**", lambda route: route.abort())
    for answer in ("sent-by-sms", "official-app", "no-sms-at-all"):
        page.locator(f".flow-option:has(input[value={answer}])").click()
    expect(page.locator(".flow .flow-advice")).to_be_visible()
    page.locator(".flow-path a").first.click()
    expect(page.locator("input[value=sent-by-sms]")).to_be_checked()


@pytest.mark.parametrize("language", HOME)
@pytest.mark.parametrize("case", CHOOSING[::7], ids=name)
def test_a_person_gets_the_same_result_from_the_quiz_in_the_page(page, case, language):
    page.goto(f"{HOME[language]}/tools/recommend/{address_of(case)}")
    parts = {q: ",".join(v) if isinstance(v, list) else v for q, v in case["answers"].items()}
    title = flow.announce(flow.at(QUIZ, parts, language))
    expect(page.locator("#flow-heading")).to_have_text(title)


@pytest.mark.parametrize("watched", [PHONE], indirect=True, ids=["phone"])
@pytest.mark.parametrize("tool", ["recommend", *facts.load("checks")])
@pytest.mark.parametrize("language", HOME)
def test_the_first_question_is_in_the_first_screen_of_a_phone(page, tool, language):
    page.goto(f"{HOME[language]}/tools/{tool}/")
    box = page.locator(".flow-option").first.bounding_box()
    assert box["y"] + box["height"] < PHONE["viewport"]["height"]
