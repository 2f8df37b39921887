"""Claims, services and regions: filtered, sorted, compared, linked; plain without script."""

import re

import pytest
from playwright.sync_api import Page, expect

PLAIN = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 390, "height": 844}}


def shown(page: Page) -> list[str]:
    """The services whose rows can be seen, by id."""
    rows = page.locator('tbody[data-items="providers"] > tr:not([hidden])')
    return sorted(rows.evaluate_all("rows => rows.map((row) => row.dataset.item)"))


# The four questions that the comparison must answer, with what the facts say.
QUESTIONS = [
    (
        ["otp", "cn", "open"],
        ["alibaba_sms", "aws_sns", "cloopen", "tencent_sms", "twilio"],
    ),
    (
        ["otp", "us_ca", "no_code", "open"],
        ["alibaba_sms", "bird", "clicksend", "infobip", "tencent_sms", "whatsapp_business"],
    ),
    (["otp", "eu_residency", "open"], ["aws_sns", "sinch", "twilio"]),
    (
        ["free", "open"],
        [
            "android_gateway",
            "google_messages",
            "open_source_sms",
            "pulse_sms",
            "system_default",
            "textra_sms",
        ],
    ),
]


class TestServices:
    @pytest.mark.parametrize("start", ["/providers/", "/zh/providers/"])
    @pytest.mark.parametrize(("needs", "answer"), QUESTIONS)
    def test_the_table_answers_by_keyboard(
        self, page: Page, start: str, needs: list[str], answer: list[str]
    ) -> None:
        page.goto(start)
        for need in needs:
            page.locator(f'.filters input[value="{need}"]').focus()
            page.keyboard.press("Space")
        assert shown(page) == answer
        expect(page.locator(".filters output")).to_contain_text(str(len(answer)))

    @pytest.mark.parametrize("start", ["/providers/", "/zh/providers/"])
    def test_the_links_above_the_table_ask_the_same(self, page: Page, start: str) -> None:
        for number, (_, answer) in enumerate(QUESTIONS):
            page.goto(start)
            page.locator('a[href^="#has="]').nth(number).click()
            page.wait_for_url(re.compile("#has="))
            expect(page.locator(".filters output")).to_contain_text(
                re.compile(rf"\b{len(answer)}\b")
            )
            assert shown(page) == answer

    def test_a_choice_made_before_gives_way_to_that_of_a_link(self, page: Page) -> None:
        page.goto("/providers/#has=rcs&sort=-name&compare=twilio+bird")
        page.locator('a[href^="#has=free"]').click()
        page.wait_for_url(re.compile("#has=free"))
        expect(page.locator('.filters input[value="rcs"]')).not_to_be_checked()
        expect(page.locator(".comparison section")).to_have_count(0)
        assert shown(page) == QUESTIONS[3][1]

    def test_an_old_address_still_leads_to_its_choice(self, page: Page) -> None:
        page.goto("/providers/?has=free&has=open")
        assert shown(page) == QUESTIONS[3][1]
        page.wait_for_url(re.compile(r"/providers/#has=free&has=open$"))

    def test_the_address_keeps_the_choice(self, page: Page) -> None:
        page.goto("/providers/")
        page.check('.filters input[value="rcs"]')
        page.check('.filters input[value="two_way"]')
        page.select_option(".filters select", "international")
        chosen = shown(page)
        page.reload()
        assert shown(page) == chosen
        page.locator(".filters button[type=reset]").click()
        expect(page.locator(".filters output")).to_contain_text("21 of 21")
        assert "has=" not in page.url

    def test_partly_can_be_left_out(self, page: Page) -> None:
        page.goto("/providers/#has=otp&has=us_ca&has=no_code&has=open")
        page.check('.filters input[value="full"]')
        assert shown(page) == ["clicksend"]

    def test_nothing_left_is_said(self, page: Page) -> None:
        page.goto("/providers/#has=self_host&has=contact_centre&has=eu_residency&has=personal_chat")
        expect(page.locator(".filters output")).to_have_text(re.compile("No service"))
        assert shown(page) == []

    def test_a_need_folded_away_is_opened_by_its_address(self, page: Page) -> None:
        page.goto("/providers/#has=contact_centre")
        expect(page.locator('.filters input[value="contact_centre"]')).to_be_visible()

    def test_sorting_says_the_direction_and_stays(self, page: Page) -> None:
        page.goto("/providers/")
        head = page.locator('th[data-key="name"]')
        head.locator("button").focus()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        first = page.locator("tbody th").first
        expect(first).to_contain_text("Alibaba")
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "descending")
        expect(first).to_contain_text("WhatsApp")
        page.reload()
        expect(first).to_contain_text("WhatsApp")

    def test_two_to_four_stand_side_by_side(self, page: Page) -> None:
        page.goto("/providers/")
        button = page.locator(".chooser button")
        box = {name: page.locator(f'tr[data-item="{name}"] input') for name in ("twilio", "bird")}
        expect(button).to_be_disabled()
        box["twilio"].check()
        expect(button).to_be_disabled()
        box["bird"].check()
        button.click()
        heads = page.locator(".comparison section tr").first.locator("th[scope=col]")
        expect(heads).to_have_count(2)
        expect(page.locator(".comparison section h3")).to_be_focused()
        page.reload()
        expect(heads).to_have_count(2)
        page.locator(".comparison section button").click()
        expect(page.locator("tbody[data-items]")).to_be_visible()

    def test_a_fifth_cannot_be_added(self, page: Page) -> None:
        page.goto("/providers/")
        boxes = page.locator("tbody input[type=checkbox]")
        for number in range(4):
            boxes.nth(number).check()
        expect(boxes.nth(4)).to_be_disabled()
        boxes.nth(0).uncheck()
        expect(boxes.nth(4)).to_be_enabled()

    def test_an_address_cannot_ask_for_more(self, page: Page) -> None:
        page.goto("/providers/#compare=twilio+bird+plivo+sinch+vonage+<b>")
        heads = page.locator(".comparison section tr").first.locator("th[scope=col]")
        expect(heads).to_have_count(4)

    @pytest.mark.parametrize("watched", [PLAIN], indirect=True)
    @pytest.mark.parametrize("start", ["/providers/", "/zh/providers/"])
    def test_a_plain_table_without_script(self, page: Page, start: str) -> None:
        page.goto(start)
        assert len(shown(page)) == 21
        expect(page.locator("form.filters")).to_be_hidden()
        expect(page.locator(".chooser")).to_be_hidden()

    def test_a_print_holds_the_table_and_no_form(self, page: Page) -> None:
        page.goto("/providers/#has=free")
        page.emulate_media(media="print")
        expect(page.locator("form.filters")).to_be_hidden()
        assert len(shown(page)) == 6


class TestClaims:
    def test_by_verdict_and_by_words(self, page: Page) -> None:
        page.goto("/claims/")
        page.select_option("select[name=verdict]", "wrong")
        verdicts = page.locator("li.claim:not([hidden])").evaluate_all(
            "items => [...new Set(items.map((item) => item.dataset.verdict))]"
        )
        assert verdicts == ["wrong"]
        page.fill("input[name=find]", "GATEWAY")
        found = page.locator("li.claim:not([hidden])")
        assert 0 < found.count() < 5
        for text in found.all_text_contents():
            assert "gateway" in text.lower()

    def test_headings_of_empty_sections_go(self, page: Page) -> None:
        page.goto("/zh/claims/#find=没有这样的词")
        assert page.locator("li.claim:not([hidden])").count() == 0
        expect(page.locator("h3#alerts")).to_be_hidden()

    def test_the_anchor_of_a_claim_is_never_hidden(self, page: Page) -> None:
        page.goto("/claims/#verdict=accurate")
        expect(page.locator("#s1-length-unlimited")).to_be_hidden()
        page.evaluate("location.hash = 's1-length-unlimited'")
        expect(page.locator("#s1-length-unlimited")).to_be_visible()

    @pytest.mark.parametrize("start", ["/claims/#%", "/zh/regions/#%E4", "/providers/#%zz"])
    def test_an_address_that_is_no_address_breaks_nothing(self, page: Page, start: str) -> None:
        page.goto(start)
        expect(page.locator("form.filters output")).to_have_text(re.compile(r"\d"))

    @pytest.mark.parametrize("watched", [PLAIN], indirect=True)
    def test_a_plain_list_without_script(self, page: Page) -> None:
        page.goto("/claims/")
        assert page.locator("li.claim").count() >= 120
        expect(page.locator("form.filters")).to_be_hidden()


class TestRegions:
    def test_the_map_leads_to_a_region_by_keyboard(self, page: Page) -> None:
        page.goto("/regions/")
        square = page.locator('.region-grid a[href="#jp"]')
        square.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("#jp$"))
        expect(page.locator("h3#jp")).to_be_in_viewport()

    def test_every_region_has_a_square_a_row_and_a_section(self, page: Page) -> None:
        page.goto("/regions/")
        rows = page.locator('tbody[data-items="regions"] th a').evaluate_all(
            "links => links.map((link) => link.getAttribute('href'))"
        )
        squares = page.locator(".region-grid a").evaluate_all(
            "links => links.map((link) => link.getAttribute('href'))"
        )
        assert sorted(rows) == sorted(squares)
        assert len(set(rows)) == 32
        for row in rows:
            assert page.locator(f"h3{row}").count() == 1

    def test_filters(self, page: Page) -> None:
        page.goto("/zh/regions/")
        page.select_option("select[name=two_way]", "domestic_only")
        expect(page.locator('tbody[data-items="regions"] > tr:not([hidden])')).to_have_count(1)


class TestRawData:
    @pytest.mark.parametrize("name", ["providers", "regions"])
    def test_is_there_for_others(self, page: Page, base: str, name: str) -> None:
        data = page.request.get(f"{base}/data/{name}.json").json()
        assert "MIT" in data["licence"]
        assert data[name][0]["id"]
        assert page.request.get(f"{base}/data/{data['schema']}").ok

    @pytest.mark.parametrize(
        "start", ["/providers/", "/zh/providers/", "/regions/", "/zh/regions/"]
    )
    def test_the_pages_link_to_it(self, page: Page, start: str) -> None:
        page.goto(start)
        links = page.locator('a[href$=".json"]')
        assert links.count() == 2
        for number in range(2):
            address = links.nth(number).evaluate("link => link.href")
            assert page.request.get(address).ok


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@pytest.mark.parametrize(
    "start", ["/claims/", "/providers/", "/zh/providers/", "/regions/", "/zh/regions/"]
)
def test_a_phone_never_scrolls_sideways(page: Page, start: str) -> None:
    page.goto(start)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
