"""The quiz and the check in real Chromium: by keyboard alone, by link, without script, on paper."""

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from builder.paths import ROOT
from calculators.views import flow

pytestmark = [pytest.mark.browser, pytest.mark.regular]

QUIZ = {"en": "/tools/recommend/", "zh": "/zh/tools/recommend/"}
CHECK = {"en": "/tools/code-not-arriving/", "zh": "/zh/tools/code-not-arriving/"}
PHONE = {"viewport": {"width": 390, "height": 844}}
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ANSWERED = "#who=company&kind=codes&where=cn&volume=medium&code=yes&budget=low&must=two_way"


def heading(page):
    return page.locator(".flow #flow-heading")


def answers(page):
    """What the address holds, as a dict."""
    return dict(part.split("=", 1) for part in page.url.partition("#")[2].split("&") if part)


def opened(page, address):
    page.goto(address)
    if "=" in address:
        expect(page.locator(".tool-result[data-source=python]")).to_be_visible()
    return page


def choose(page, value):
    page.locator(f".flow-option:has(input[value={value}])").click()


def result_of(given, language):
    """The line that says the result of these answers."""
    address = {q: ",".join(v) if isinstance(v, list) else v for q, v in given.items()}
    return flow.announce(flow.at("recommend", address, language))


@pytest.mark.parametrize("language", QUIZ)
def test_a_failed_start_keeps_what_is_chosen(page, language):
    """Chosen by key and not yet confirmed: still chosen after "Try again", and then it counts."""
    page.expected.append("Failed to load resource")
    page.route("**/python_stdlib.zip", lambda route: route.fulfill(status=404, body="gone"))
    page.goto(QUIZ[language])
    page.locator(".flow-option input[value=company]").press("Space")
    expect(page.locator(".tool-status")).to_have_attribute("data-state", "failed")
    page.unroute("**/python_stdlib.zip")
    page.locator("[data-do=retry]").click()
    expect(page.locator(".tool-status")).to_have_attribute("data-state", "ready")
    expect(page.locator(".flow-option input[value=company]")).to_be_checked()
    page.locator(".flow-primary").click()
    expect(page).to_have_url(re.compile("#who=company$"))


@pytest.mark.parametrize("language", QUIZ)
def test_the_whole_quiz_by_keyboard_alone(page, language):
    """No pointer: Tab to the first row, arrows and Enter from there; focus is never lost."""
    opened(page, QUIZ[language])
    heading(page).focus()
    page.keyboard.press("Tab")
    screens = 0
    while not page.locator(".flow-result").count():
        before = page.url
        box = page.locator(".flow-option input").first
        if page.evaluate("document.activeElement.id") == "flow-heading":
            page.keyboard.press("Tab")
        expect(box).to_be_focused()
        if box.get_attribute("type") == "radio":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(before)
        expect(heading(page)).to_be_focused()
        screens += 1
    assert 2 <= screens <= 7
    given = {name: value or [] for name, value in answers(page).items()}
    expect(heading(page)).to_contain_text(result_of(given, language))


@pytest.mark.parametrize("language", QUIZ)
def test_arrow_keys_choose_and_do_not_answer(page, language):
    opened(page, QUIZ[language])
    first, second = (page.locator(".flow-option input").nth(number) for number in (0, 1))
    expect(page.locator(".flow-primary")).to_be_hidden()
    first.press("Space")
    first.press("ArrowDown")
    expect(second).to_be_checked()
    # What the arrow would have set going is over once the page has had a turn of its own.
    page.evaluate("() => new Promise((done) => setTimeout(() => requestAnimationFrame(done)))")
    assert answers(page) == {}
    page.locator(".flow-primary").click()
    expect(page.locator(".flow-path a")).to_have_count(1)


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
def test_what_is_pressed_on_a_phone_is_large_enough(page):
    opened(page, QUIZ["en"] + "#who=company&kind=codes")
    for place in (".flow-option", ".flow-path a", "a.flow-back", ".flow-actions button:visible"):
        for one in page.locator(f".flow {place}").all():
            assert one.bounding_box()["height"] >= 44, place


def test_continue_without_a_choice_says_what_is_missing(page):
    opened(page, QUIZ["en"])
    page.locator(".flow-option input").first.press("Enter")
    expect(page.locator(".flow-missed")).to_have_text("Choose one answer first.")
    assert answers(page) == {}


def test_back_and_change_keep_the_rest(page):
    opened(page, QUIZ["en"])
    choose(page, "company")
    expect(heading(page)).to_have_text("What kind of message?")
    choose(page, "codes")
    expect(heading(page)).to_have_text("Where are the recipients?")
    page.locator("a.flow-back").click()
    expect(heading(page)).to_have_text("What kind of message?")
    expect(page.locator("input[value=codes]")).to_be_checked()
    page.go_back()
    expect(heading(page)).to_have_text("Where are the recipients?")
    page.go_back()
    expect(heading(page)).to_have_text("What kind of message?")
    page.go_back()
    expect(heading(page)).to_have_text("Who is sending?")
    page.go_forward()
    expect(heading(page)).to_have_text("What kind of message?")
    opened(page, QUIZ["en"] + ANSWERED)
    page.locator(".flow-path a[href$='ask=budget']").click()
    expect(page.locator("input[value=low]")).to_be_checked()
    choose(page, "quality")
    expect(page.locator(".flow-result")).to_be_visible()
    assert answers(page) == {**answers_of(ANSWERED), "budget": "quality"}


def answers_of(address):
    return dict(part.split("=") for part in address.lstrip("#").split("&"))


def test_a_reload_keeps_the_screen(page):
    opened(page, QUIZ["en"])
    choose(page, "developer")
    expect(heading(page)).to_have_text("What kind of message?")
    page.reload()
    expect(page.locator(".tool-result[data-source=python]")).to_be_visible()
    expect(heading(page)).to_have_text("What kind of message?")
    expect(page.locator(".flow-path")).to_contain_text("An independent developer")


def test_the_other_language_in_mid_quiz_keeps_the_answers(page):
    opened(page, QUIZ["en"])
    choose(page, "company")
    expect(heading(page)).to_have_text("What kind of message?")
    choose(page, "notices")
    expect(heading(page)).to_have_text("Where are the recipients?")
    page.locator(".md-header .md-select").hover()
    page.locator("a.md-select__link[hreflang^=zh]").click()
    page.wait_for_url("**/zh/**")
    expect(heading(page)).to_have_text("收件人主要在哪里？")
    assert answers(page) == {"who": "company", "kind": "notices"}
    expect(page.locator(".flow-path")).to_contain_text("公司、机构")


@pytest.mark.parametrize("language", QUIZ)
def test_a_shared_link_shows_the_same_result(page, watched, language):
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, QUIZ[language] + ANSWERED)
    title = heading(page).inner_text()
    page.locator(".flow-buttons button[value=link]").click()
    expect(page.locator(".flow-buttons button[data-copied=true]")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    other = watched.context.new_page()
    opened(other, link)
    expect(heading(other)).to_have_text(title)


def test_three_doors_fill_in_the_obvious(page):
    opened(page, QUIZ["en"])
    links = page.locator(".flow-doors a")
    assert links.count() == 3
    links.first.click()
    expect(heading(page)).to_have_text("Where are the recipients?")
    assert answers(page) == {"who": "individual", "kind": "chat"}


def test_a_situation_further_down_opens_the_quiz_there(page):
    opened(page, QUIZ["en"])
    branches = page.locator(".flow-branches > li")
    assert branches.count() == 12
    branches.nth(2).locator(".flow-branch-links a").first.click()
    expect(page.locator(".tool-result[data-source=python]")).to_be_visible()
    assert answers(page) == {"kind": "marketing"}
    expect(heading(page)).to_be_in_viewport()


def test_a_link_to_a_heading_leaves_the_quiz_alone(page):
    opened(page, QUIZ["en"] + "#who=company")
    expect(heading(page)).to_have_text("What kind of message?")
    # The tool hears of it first. Had it asked, this question would be answered after its own.
    page.evaluate(
        """async () => {
            const heard = new Promise((resolve) => addEventListener("hashchange", resolve));
            location.hash = "tree";
            await heard;
            const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
            const { runtime } = await import(loaded.find((name) => name.endsWith("/runtime.js")));
            const state = { fields: {}, action: null, address: {} };
            await runtime.ask("another", { widget: "recommend", language: "en", state });
        }"""
    )
    expect(heading(page)).to_have_text("What kind of message?")


def test_what_fits_so_far(page):
    opened(page, QUIZ["en"])
    assert page.locator("button[name=show]").count() == 0
    choose(page, "company")
    expect(heading(page)).to_have_text("What kind of message?")
    page.locator("input[value=codes]").press("Space")
    page.locator("button[name=show]").click()
    expect(heading(page)).to_contain_text("So far, ")
    assert answers(page) == {"who": "company", "kind": "codes", "show": "now"}
    page.locator(".flow-open a").click()
    expect(heading(page)).to_have_text("Where are the recipients?")


def test_the_result_prints_on_one_page(page):
    opened(page, QUIZ["en"] + ANSWERED)
    paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm"))
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("language", QUIZ)
def test_without_script_the_whole_tree_serves(page, language):
    page.goto(QUIZ[language])
    assert page.locator(".flow-written a[href*='providers/']").count() > 60
    assert page.locator(".tool-noscript").count() == 1
    expect(page.locator(".flow-primary")).to_be_hidden()
    page.goto(CHECK[language])
    assert page.locator(".flow-written a[href^='#leaf-']").count() >= 30
    for outcome in page.locator(".flow-written a[href^='#leaf-']").all():
        assert page.locator(f"{outcome.get_attribute('href')}").count() == 1


HOSTILE = [
    "#who=<script>alert(1)</script>",
    "#who=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&kind=codes",
    "#ask=%22%3E%3Cscript%3E&show=now",
    "#who=company&who=individual&must=rcs,rcs,%00,%ff",
    "#=&==&&&must=%",
    "#who=" + "x" * 20_000,
    "#" + quote("谁=公司&kind=验证码", safe="=&"),
]


@pytest.mark.parametrize("fragment", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_fragment_gives_a_sound_screen(page, fragment):
    opened(page, QUIZ["en"] + fragment)
    expect(page.locator(".flow fieldset, .flow .flow-result").first).to_be_visible()
    assert set(answers(page)) <= {"who", "kind", "must", "ask", "show"}
    assert page.locator(".flow :is(script, img)").count() == 0


@pytest.mark.parametrize("language", CHECK)
def test_the_check_from_the_home_page_in_one_press(page, language):
    page.goto({"en": "/", "zh": "/zh/"}[language])
    page.locator("main a[href*='code-not-arriving']").first.click()
    page.wait_for_url("**/tools/code-not-arriving/**")
    choose(page, "sent-by-sms")
    expect(page.locator("input[value=official-app]")).to_be_visible()
    choose(page, "official-app")
    expect(page.locator("input[value=no-sms-at-all]")).to_be_visible()
    choose(page, "no-sms-at-all")
    expect(page.locator(".flow .flow-advice")).to_be_visible()
    assert answers(page) == {
        "start": "sent-by-sms",
        "sms": "official-app",
        "sms-sim": "no-sms-at-all",
    }
    expect(page.locator(".flow .flow-advice a[href^=http]").first).to_be_attached()


SCREENS = {
    "quiz": [
        ("", "the first screen"),
        ("#who=company", "a question in the middle"),
        ("#who=company&kind=codes&where=cn&volume=medium&code=yes&budget=low", "the must-haves"),
        ("#who=individual&kind=codes&where=cn&volume=tiny&code=none&budget=free&must=", "relaxed"),
        ("#who=company&kind=codes&show=now", "a result so far"),
        (ANSWERED, "a result"),
    ],
    "check": [
        ("", "the first screen"),
        ("#start=sent-by-sms", "a question in the middle"),
        ("#start=sent-by-sms&sms=other-app", "advice"),
        ("#start=by-fragment&fragment=holds-it&then=1", "the next step of a ladder"),
    ],
}


def faults(page):
    """What axe finds in the tool, a line each; the page around it has a test of its own."""
    run = f"axe.run('.flow', {{runOnly: {json.dumps(WCAG)}}})"
    found = page.evaluate(run)["violations"]
    return [f"{v['id']}: {n['target']} {n['html'][:90]}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize(
    "watched", [PHONE, {**PHONE, "color_scheme": "dark"}], indirect=True, ids=["light", "dark"]
)
@pytest.mark.parametrize("language", QUIZ)
@pytest.mark.parametrize("tool", SCREENS)
def test_axe_finds_nothing_on_any_screen(page, language, tool):
    page.goto({"quiz": QUIZ, "check": CHECK}[tool][language])
    page.evaluate(AXE)
    for fragment, which in SCREENS[tool]:
        if fragment:
            before = heading(page).inner_text()
            page.evaluate("fragment => { location.hash = fragment }", fragment)
            expect(heading(page)).not_to_have_text(before)
            for fold in page.locator(".flow details").all():
                fold.evaluate("fold => { fold.open = true }")
        assert faults(page) == [], which
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, which


@pytest.mark.parametrize("language", QUIZ)
def test_the_drawing_says_what_the_text_says(page, language):
    """Every provider and outcome of the drawing stands in the text beside it, and reads whole."""
    for address in (QUIZ[language], CHECK[language]):
        page.goto(address)
        drawn = page.locator(".flow-tree .flow-tree-text").all_text_contents()
        assert len(drawn) > 60
        assert page.locator(".flow-tree [style], .flow-tree style").count() == 0
        overflowing = page.evaluate(
            """() => {
              document.querySelector(".flow-drawing").open = true;
              const boxes = [...document.querySelectorAll(".flow-tree rect")].map((box) => ({
                left: +box.getAttribute("x"),
                right: +box.getAttribute("x") + +box.getAttribute("width"),
                top: +box.getAttribute("y"),
                bottom: +box.getAttribute("y") + +box.getAttribute("height"),
              }));
              return [...document.querySelectorAll(".flow-tree-text")].filter((text) => {
                const { x, y, width, height } = text.getBBox();
                return !boxes.some((box) => box.left <= x && x + width <= box.right + 0.5
                  && box.top - 1 <= y + height / 2 && y + height / 2 <= box.bottom + 1);
              }).map((text) => text.textContent);
            }"""
        )
        assert overflowing == []
