"""Five things a stranger comes for, on a phone, in at most three taps from the home page; and what
a screen reader is told on the way. A tap is a press; typing a text is none.
"""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

HOME = {"en": "/", "zh": "/zh/"}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
on_a_phone = pytest.mark.parametrize("watched", [PHONE], indirect=True, ids=["phone"])
in_both_languages = pytest.mark.parametrize("language", HOME)
NOTICE = "【小店】你的快递已到驿站，请在今天二十点前凭取件码领取，过期将退回寄件人。" * 2
LONG = "We’ll come at ten. " * 8


class Taps:
    """Opens the home page and counts what is tapped from there."""

    MOST = 3

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.count = page, 0
        page.goto(HOME[language])

    def __call__(self, what: str) -> None:
        self.count += 1
        assert self.count <= self.MOST, what
        self.page.locator(what).first.tap()

    def write(self, text: str) -> None:
        self("textarea[name=text]")
        self.page.locator("textarea[name=text]").fill(text)


@on_a_phone
@in_both_languages
def test_count_a_chinese_notice(page, language):
    Taps(page, language).write(NOTICE)
    answer = page.locator(".tool-result[data-source=python] #answer")
    expect(answer).to_have_attribute("data-parts", "2")
    expect(answer).to_be_in_viewport()


@on_a_phone
@in_both_languages
def test_find_why_a_text_has_three_parts(page, language):
    tap = Taps(page, language)
    if language == "zh":
        tap("label:has([name=to][value=abroad])")
    tap.write(LONG)
    bar = page.locator(".answer-bar")
    expect(bar.locator("#answer")).to_have_attribute("data-parts", "3")
    expect(bar.locator("button[value=replace]")).to_be_visible()
    tap("a.more")
    expect(page.locator(".section-why .offenders")).to_contain_text("U+2019")


@on_a_phone
@in_both_languages
def test_find_who_can_send_codes_to_germany(page, language):
    tap = Taps(page, language)
    tap("article a[href$='providers/']")
    tap(".filters label:has([value=otp])")
    tap(".filters label:has([value=eu_uk])")
    shown = page.locator('tbody[data-items="providers"] > tr:not([hidden])')
    expect(page.locator('tr[data-item="twilio"]')).to_be_visible()
    expect(page.locator('tr[data-item="google_messages"]')).to_be_hidden()
    assert 3 < shown.count() < 21


@on_a_phone
@in_both_languages
def test_get_a_code_that_does_not_come(page, language):
    tap = Taps(page, language)
    tap(".opening a[href$='#start=sent-by-sms']")
    tap(".flow-option:has([value=official-app])")
    tap(".flow-option:has([value=no-sms-at-all])")
    expect(page.locator(".flow .flow-advice")).to_be_visible()
    expect(page.locator("#flow-heading")).to_be_in_viewport()


@on_a_phone
@in_both_languages
def test_compare_two_services(page, language):
    tap = Taps(page, language)
    tap("article a[href$='providers/']")
    tap("a[href='#compare=twilio+vonage']")
    heads = page.locator(".comparison section th[scope=col]")
    expect(heads).to_have_count(2)
    for head in heads.all():
        expect(head).to_be_in_viewport(ratio=1)


HEARD = {
    "/tools/segments/#to=abroad": """
        - region "Result":
          - heading "Result" [level=2]
          - paragraph: /Nothing to count yet/
    """,
    "/tools/recommend/": """
        - region "The questions":
          - group "Who is sending?":
            - heading "Who is sending?" [level=2]
            - radio "A private person"
            - radio "An independent developer"
            - radio "A shop or small team"
            - radio "A company or institution"
    """,
    "/tools/recommend/#who=company": """
        - region "The questions":
          - navigation "Your answers; press one to change it":
            - list:
              - listitem:
                - link "Sender A company or institution"
          - group "What kind of message?"
    """,
    "/tools/code-not-arriving/#start=sent-by-sms&sms=other-app": """
        - region "The check":
          - navigation "Your answers; press one to change it"
          - heading [level=2]
          - heading "What to do first" [level=3]
          - heading "What not to do" [level=3]
    """,
}


@pytest.mark.parametrize("address", HEARD)
def test_a_screen_reader_is_told_the_tool_in_its_order(page, address):
    page.goto(address)
    expect(page.locator(".tool .tool-result")).to_be_visible()
    expect(page.locator(".tool").first).to_match_aria_snapshot(HEARD[address])


def test_one_short_sentence_is_spoken_after_a_pause_and_not_each_number(page):
    page.goto("/tools/segments/#to=abroad")
    page.evaluate(
        """() => {
            window.spoken = [];
            const live = document.querySelector(".tool-spoken");
            new MutationObserver(() => window.spoken.push(live.textContent))
                .observe(live, { childList: true });
        }"""
    )
    box = page.locator("textarea[name=text]")
    box.fill("a")
    expect(page.locator(".tool-result[data-source=python] #answer")).to_contain_text("159")
    for number in range(2, 8):
        box.press("a")
        expect(page.locator("#answer")).to_contain_text(str(160 - number))
    expect(page.locator(".tool-spoken")).to_contain_text("1")
    # However slowly the keys came: at most one sentence for each, and short ones.
    spoken = page.evaluate("window.spoken")
    assert 1 <= len(spoken) <= 7
    assert all(len(one) < 80 for one in spoken)
