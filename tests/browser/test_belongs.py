"""An answer belongs to its text: where it does not, the page says so, marks it, and asks again.

And a text that is too long to be counted while it is typed is said to be, never a frozen page.
"""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.patience import until

pytestmark = pytest.mark.browser

PAGES = {"en": "/tools/segments/", "zh": "/zh/tools/segments/#to=abroad"}
STALE = {"en": "not the one of the text in the box", "zh": "不是输入框里这段文字的"}
in_both_languages = pytest.mark.parametrize("language", PAGES)


def box(page):
    return page.locator("textarea[name=text]")


def parts(page, number):
    answer = page.locator(".tool-result[data-source=python]:not([data-stale]) #answer")
    expect(answer).to_have_attribute("data-parts", str(number))
    expect(page.locator(".tool-stale")).to_be_hidden()


def stale(page, language):
    """The result is marked, in the page and for who listens, and the words say what it is."""
    expect(page.locator(".tool-result[data-stale]")).to_be_visible()
    expect(page.locator(".tool-stale")).to_be_visible()
    expect(page.locator(".tool-stale")).to_contain_text(STALE[language])
    expect(page.locator(".tool-status")).not_to_have_attribute("data-state", "ready")


def state(page, name):
    expect(page.locator(".tool-status")).to_have_attribute("data-state", name)


def worker(page):
    return [one for one in page.workers if one.url.endswith("/worker.js")][-1]


def hang(page):
    worker(page).evaluate("void setTimeout(() => { for (;;); })")


def fail(page):
    """From now on every answer is an error."""
    broken = "JSON.parse = () => { throw new Error('on purpose') }"
    worker(page).evaluate(f"void setTimeout(() => {{ {broken} }})")


def put(page, text):
    """Text into the box as one change, however long it is."""
    page.evaluate(
        """([unit, times]) => {
            const box = document.querySelector("textarea[name=text]");
            box.value = unit.repeat(times);
            box.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        text,
    )


@in_both_languages
def test_while_python_works_the_old_answer_is_marked_and_a_stop_says_what_it_left(page, language):
    page.goto(PAGES[language])
    box(page).fill("a" * 161)
    parts(page, 2)
    hang(page)
    box(page).fill("a" * 700)
    state(page, "working")
    stale(page, language)
    expect(page.locator(".tool-result")).to_have_attribute("aria-busy", "true")
    page.locator("[data-do=cancel]").click()
    state(page, "stopped")
    stale(page, language)
    expect(page.locator(".tool-result")).to_have_attribute("aria-busy", "false")
    page.locator("[data-do=retry]").click()
    parts(page, 5)
    state(page, "ready")


def test_what_is_chosen_before_python_answers_stands_above_the_address(page):
    held = []
    page.route("**/python_stdlib.zip", lambda route: held.append(route))
    page.goto(PAGES["en"] + "#reference_bits=16")
    page.locator("#profile").select_option("twilio")
    box(page).fill("’" * 71)
    until(page, lambda: held)
    held[0].continue_()
    parts(page, 2)
    expect(page.locator("#profile")).to_have_value("twilio")
    expect(page.locator("#reference_bits")).to_have_value("16")
    expect(page.locator(".tool-result")).to_contain_text("Twilio")


@in_both_languages
def test_a_failure_stands_in_the_place_of_its_answer(page, language):
    page.goto(PAGES[language])
    box(page).fill("a" * 161)
    parts(page, 2)
    fail(page)
    box(page).fill("a" * 700)
    state(page, "error")
    stale(page, language)


@in_both_languages
def test_what_was_asked_when_python_was_lost_is_asked_again(page, language):
    page.goto(PAGES[language])
    box(page).fill("a" * 161)
    parts(page, 2)
    hang(page)
    box(page).fill("a" * 700)
    state(page, "working")
    page.locator("[data-do=cancel]").click()
    state(page, "stopped")
    worker(page).evaluate("self.close()")
    state(page, "failed")
    stale(page, language)
    page.locator("[data-do=retry]").click()
    parts(page, 5)


def test_what_was_typed_before_a_start_that_failed_is_marked_and_asked_by_the_next(page):
    page.expected.append("Failed to load resource")
    page.route("**/python_stdlib.zip", lambda route: route.fulfill(status=404, body="gone"))
    page.goto(PAGES["en"])
    box(page).fill("€" * 153)
    state(page, "failed")
    stale(page, "en")
    page.unroute("**/python_stdlib.zip")
    page.locator("[data-do=retry]").click()
    parts(page, 3)


@pytest.mark.parametrize("address", ["/tools/recommend/", "/zh/tools/recommend/"])
def test_a_step_that_a_failed_start_let_go_is_taken_by_the_next(page, address):
    """Where what is written out at build cannot be had either, which knows the first steps."""
    page.expected.append("Failed to load resource")
    page.route("**/replies-*/*", lambda route: route.fulfill(status=404, body="gone"))
    page.route("**/python_stdlib.zip", lambda route: route.fulfill(status=404, body="gone"))
    page.goto(address)
    page.locator(".flow-option:has(input[value=company])").click()
    state(page, "failed")
    expect(page.locator(".tool-stale")).to_be_visible()
    page.unroute("**/python_stdlib.zip")
    page.locator("[data-do=retry]").click()
    page.wait_for_url("**#who=company")
    expect(page.locator(".tool-stale")).to_be_hidden()


def test_quick_answers_leave_no_mark(page):
    page.goto(PAGES["en"])
    box(page).fill("a")
    parts(page, 1)
    page.evaluate(
        """() => {
            window.marked = 0;
            new MutationObserver(() => (window.marked += 1)).observe(
                document.querySelector(".tool-result"), { attributeFilter: ["data-stale"] });
        }"""
    )
    for letter in "bcdefgh":
        box(page).press_sequentially(letter)
        expect(page.locator("[data-value=characters]")).to_have_text(str(ord(letter) - 96))
    assert page.evaluate("window.marked") == 0


@in_both_languages
def test_a_text_too_long_to_count_while_typing_says_so_and_is_counted_by_line(page, language):
    page.goto(PAGES[language])
    box(page).fill("a" * 161)
    parts(page, 2)
    put(page, ["中" * 70 + "\n" + "x" * 27 + "\n", 10_101])
    state(page, "long")
    stale(page, language)
    expect(page.locator(".tool-state")).to_contain_text("999,999")
    expect(page.locator(".tool-state")).to_contain_text("100,000")
    page.locator("[data-do=lines]").click()
    expect(page.locator("#file-result")).to_contain_text("20,202")
    put(page, ["a" * 161, 1])
    parts(page, 2)


def test_a_draft_that_is_too_long_freezes_no_reload(page):
    page.goto(PAGES["en"])
    put(page, ["word ", 200_000])
    state(page, "long")
    page.reload()
    state(page, "long")
    assert page.evaluate("document.querySelector('textarea[name=text]').value.length") == 1_000_000


@in_both_languages
def test_fifty_megabytes_pasted_are_held_beside_the_box(page, language):
    page.goto(PAGES[language])
    box(page).fill("kept")
    parts(page, 1)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    line = "a message of fifty letters, its line end counted\n"
    page.evaluate("(line) => navigator.clipboard.writeText(line.repeat(1e6))", line)
    box(page).press("Control+v")
    state(page, "held")
    expect(page.locator(".tool-state")).to_contain_text("49,000,000")
    expect(box(page)).to_have_value("kept")
    box(page).press_sequentially("!")
    parts(page, 1)
    expect(box(page)).to_have_value("kept!")


@in_both_languages
def test_a_draft_that_did_not_come_back_is_not_asked_by_itself(page, language):
    page.goto(PAGES[language])
    box(page).fill("a" * 161)
    parts(page, 2)
    hang(page)
    box(page).fill("a" * 700)
    state(page, "working")
    page.reload()
    state(page, "stopped")
    stale(page, language)
    expect(box(page)).to_have_value("a" * 700)
    page.locator("[data-do=retry]").click()
    parts(page, 5)
    page.reload()
    parts(page, 5)


# As WebKit has it: after 100 changes of the address within ten seconds it throws.
LIMIT = """
    const times = [];
    for (const name of ["replaceState", "pushState"]) {
        const change = history[name].bind(history);
        history[name] = (...given) => {
            const now = performance.now();
            while (times.length && times[0] < now - 10_000) times.shift();
            if (times.length >= %d) throw new DOMException("too often", "SecurityError");
            times.push(now);
            window.changes = (window.changes ?? 0) + 1;
            return change(...given);
        };
    }
"""


@pytest.mark.parametrize("most", [100, 0], ids=["a hundred in ten seconds", "none at all"])
def test_the_address_may_refuse_to_be_changed(page, most):
    page.add_init_script(LIMIT % most)
    page.goto(PAGES["en"])
    box(page).fill("a")
    parts(page, 1)
    page.evaluate(
        """async () => {
            const box = document.querySelector("textarea[name=text]");
            for (let key = 0; key < 400; key += 1) {
                box.value += "b";
                box.dispatchEvent(new Event("input", { bubbles: true }));
                await new Promise((done) => setTimeout(done, 5));
            }
        }"""
    )
    expect(page.locator("[data-value=characters]")).to_have_text("401")
    state(page, "ready")


def test_typing_changes_the_address_only_where_it_becomes_another(page):
    page.add_init_script(LIMIT % 100)
    page.goto(PAGES["en"])
    box(page).fill("a")
    parts(page, 1)
    until(page, lambda: "#" in page.url or page.evaluate("performance.now()") > 2000)
    before = page.evaluate("window.changes ?? 0")
    for _ in range(20):
        box(page).press_sequentially("b")
    expect(page.locator("[data-value=characters]")).to_have_text("21")
    page.wait_for_timeout(600)
    assert page.evaluate("window.changes ?? 0") == before


def test_a_filter_held_down_changes_the_address_a_few_times_a_second(page):
    page.add_init_script(LIMIT % 100)
    page.goto("/claims/")
    page.evaluate(
        """async () => {
            const box = document.querySelector("input[name=find]");
            for (let key = 0; key < 400; key += 1) {
                box.value = "x".repeat(1 + (key % 30));
                box.dispatchEvent(new Event("input", { bubbles: true }));
                await new Promise((done) => setTimeout(done, 5));
            }
            box.value = "gateway";
            box.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    page.wait_for_url("**/claims/#find=gateway")
    assert page.evaluate("window.changes") < 40


def test_a_copy_that_another_overtakes_is_no_unhandled_rejection(page):
    page.goto(PAGES["en"])
    box(page).fill("a" * 161)
    parts(page, 2)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """() => {
            window.unhandled = [];
            addEventListener("unhandledrejection", ({ reason }) =>
                window.unhandled.push(`${reason}`));
            const [first, ...others] = document.querySelectorAll("button[name=copy]");
            for (const button of [first, ...others, first]) button.click();
        }"""
    )
    until(page, lambda: page.locator("button[data-copied]").count() >= 2)
    assert json.dumps(page.evaluate("window.unhandled")) == "[]"
