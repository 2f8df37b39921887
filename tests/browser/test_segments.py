"""The segment counter, each thing it offers, in both languages, as a reader meets it."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from builder.paths import ROOT
from tests.browser.patience import until

pytestmark = [pytest.mark.browser, pytest.mark.regular]

LANGUAGES = ("en", "zh")
PAGES = {"en": "/tools/segments/", "zh": "/zh/tools/segments/"}
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)

CURLY = "We’ll come at ten. " * 8  # 152 characters, UCS-2 for the quotes alone
THREE_PARTS = (
    "Dear customer, we’ll deliver your order no. 48213 tomorrow between 10 and 12. Please have "
    "your code ready… Thank you!"
) + " See you soon."
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = {
    "markup": "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&amp;",
    "bidi overrides": "abc\u202edef\u2066ghi\u2069",
    "controls": "a\x01\x07\x1b\x7f\x85b",
    "only combining marks": "\u0301\u0302\u0303",
    "braces": "{0} {a.b} {{x}} {unclosed",
    "a prototype's name": "{__proto__} {constructor}",
}


def box(page):
    return page.locator("textarea[name=text]")


def parts(page, number):
    expect(page.locator(".tool-result[data-source=python] #answer")).to_have_attribute(
        "data-parts", str(number)
    )


def write(page, language, text, number=None, fragment=""):
    """Types `text` where it goes abroad, if the fragment names no rule of the mainland."""
    page.goto(PAGES[language] + (fragment + "&to=abroad" if fragment else "#to=abroad"))
    box(page).fill(text)
    if number is None:
        expect(page.locator(".tool-result[data-source=python]")).to_be_visible()
    else:
        parts(page, number)


def section(page, name):
    return page.locator(f".section-{name}")


def open_fold(page, name):
    page.locator(f"#{name} > summary").click()


def give(page, selector, name, content):
    page.set_input_files(
        selector, files=[{"name": name, "mimeType": "text/csv", "buffer": content}]
    )


# 1. The answer first


@in_both_languages
def test_the_answer_is_one_sentence_with_parts_encoding_and_room(page, language):
    write(page, language, "中" * 71, 2)
    sentence = page.locator("#answer")
    for fact in ("2", "UCS-2", "67", "4", "63"):
        expect(sentence).to_contain_text(fact)
    # The numbers stand beside each bar in words: it can be read without colour.
    expect(page.locator(".bars li")).to_have_count(2)
    expect(page.locator(".bars li").first).to_contain_text("67")


PHONE = {"viewport": {"width": 390, "height": 844}}
WIDE = {"viewport": {"width": 1440, "height": 900}}


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@in_both_languages
def test_on_a_phone_the_number_and_the_change_stay_above_the_keyboard(page, language):
    """No keyboard opens here: the page is told what it is told by a phone, which hides 400 px."""
    write(page, language, CURLY, 3)
    bar = page.locator(".answer-bar")
    after = page.locator(".bars").bounding_box()
    placed = bar.bounding_box()
    assert placed["y"] + placed["height"] <= after["y"], "the answer stands before the rest"
    page.evaluate(
        """() => {
            Object.defineProperty(visualViewport, "height", { get: () => innerHeight - 400 });
            visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    page.evaluate("scrollTo(0, 0)")
    placed = bar.bounding_box()
    assert placed["y"] + placed["height"] <= 844 - 400
    assert placed["height"] < 120, "the text that one types needs the room"
    expect(bar.locator("#answer strong")).to_be_in_viewport()
    page.locator(".answer-bar button").click()
    parts(page, 1)


@pytest.mark.parametrize("watched", [WIDE], indirect=True)
def test_neither_the_box_nor_the_answer_jumps_while_one_types(page):
    page.goto(PAGES["en"] + "#to=abroad")
    expect(page.locator(".tool-result[data-source=python]")).to_be_visible()
    tops = [box(page).bounding_box()["y"], page.locator("#answer").bounding_box()["y"]]
    for text, number in (("It’s ten o’clock. " * 5, 2), ("abc " * 100, 3), ("中" * 300, 5)):
        box(page).fill(text)
        parts(page, number)
        after = [box(page).bounding_box()["y"], page.locator("#answer").bounding_box()["y"]]
        assert after == tops


@pytest.mark.parametrize("watched", [WIDE], indirect=True)
def test_on_a_wide_screen_the_box_stays_beside_the_parts(page):
    write(page, "en", CURLY * 3, 7)
    page.locator(".part").last.scroll_into_view_if_needed()
    expect(box(page)).to_be_in_viewport()


# 2. The text as parts


@in_both_languages
def test_each_part_has_its_boundary_header_and_lost_units_in_words(page, language):
    write(page, language, "€" * 81, 2)
    head = page.locator(".part-head").first
    expect(head).to_contain_text("152")
    expect(head).to_contain_text("6")
    expect(page.locator(".part-head", has_text=re.compile("lost: 1|空出 1")).first).to_be_visible()
    expect(page.locator(".part-end")).to_contain_text("✂")


@in_both_languages
def test_every_character_says_what_it_is_by_pointer(page, language):
    write(page, language, "a€\u200b")
    page.locator("[role=option]").nth(1).click()
    panel = page.locator("[data-region=character]")
    expect(panel).to_contain_text("U+20AC")
    expect(panel).to_contain_text("EURO SIGN")
    expect(panel.locator("tbody td").nth(2)).to_have_text("2")
    page.locator("[role=option]").nth(2).click()
    expect(panel).to_contain_text("ZERO WIDTH SPACE")


@in_both_languages
def test_every_character_says_what_it_is_by_keyboard(page, language):
    write(page, language, f"a{FAMILY}b")
    page.locator("[role=listbox]").focus()
    panel = page.locator("[data-region=character]")
    expect(panel).to_contain_text("LATIN SMALL LETTER A")
    page.keyboard.press("ArrowRight")
    expect(panel.locator("tbody tr")).to_have_count(7)
    expect(panel).to_contain_text("11")
    page.keyboard.press("End")
    expect(panel).to_contain_text("LATIN SMALL LETTER B")
    page.keyboard.press("Home")
    expect(panel).to_contain_text("LATIN SMALL LETTER A")


@in_both_languages
def test_marks_differ_in_shape_and_are_explained(page, language):
    write(page, language, "’\U0001f600")
    expect(page.locator(".part-text .forces")).to_have_count(2)
    expect(page.locator(".part-text .two")).to_have_count(1)
    decorations = page.evaluate(
        """() => [".part-text .forces", ".part-text .two"].map((name) => {
            const style = getComputedStyle(document.querySelector(name));
            return [style.textDecorationStyle, style.borderBlockEndStyle];
        })"""
    )
    assert decorations[0][0] == "wavy"
    assert decorations[1][1] == "double"
    expect(page.locator(".legend span")).to_have_count(2)


@in_both_languages
def test_a_long_text_shows_a_window_of_parts_and_counts_all(page, language):
    write(page, language, "中" * 6700, 100)
    expect(page.locator(".part-text").last).to_have_attribute("data-part", "100")
    assert page.locator(".part-text").count() < 10
    page.locator("#window-earlier").click()
    expect(page.locator(".part-text").first).not_to_have_attribute("data-part", "95")
    parts(page, 100)


# 3. Why, and the cheapest fix


@in_both_languages
def test_an_offender_is_named_with_its_place_and_replaced_by_one_press(page, language):
    write(page, language, CURLY, 3)
    offender = page.locator(".offenders li").first
    expect(offender).to_contain_text("RIGHT SINGLE QUOTATION MARK")
    expect(offender).to_contain_text("3")
    offender.locator("button").click()
    expect(box(page)).to_have_value(CURLY.replace("’", "'"))
    parts(page, 1)


@in_both_languages
def test_apply_all_undo_and_the_draft_follows(page, language):
    write(page, language, CURLY + "…", 3)
    page.locator("button[name=apply][value=replace]").click()
    parts(page, 1)
    page.locator("[data-do=undo]").click()
    expect(box(page)).to_have_value(CURLY + "…")
    parts(page, 3)
    expect(page.locator("[data-do=undo]")).to_be_hidden()


@in_both_languages
def test_how_many_characters_to_cut_to_save_a_part(page, language):
    write(page, language, "a" * 163, 2)
    button = page.locator("button[name=apply][value=cut]")
    expect(button).to_contain_text("3")
    button.click()
    expect(box(page)).to_have_value("a" * 160)
    parts(page, 1)


@in_both_languages
def test_a_newcomer_takes_three_parts_to_one_within_three_presses(page, language):
    text = THREE_PARTS + " We’ll call if the courier can’t find you."
    write(page, language, text, 3)
    for _ in range(3):
        if page.locator("#answer").get_attribute("data-parts") == "1":
            break
        before = box(page).input_value()
        page.locator(".fixes button").first.click()
        expect(box(page)).not_to_have_value(before)
        shorter = str(len(box(page).input_value()))
        expect(page.locator("[data-value=characters]")).to_have_text(shorter)
    parts(page, 1)


# 4. Options


@in_both_languages
def test_options_stand_in_the_address_and_the_text_never_does(page, language):
    write(page, language, "a" * 153 + "xyz" * 51, 2)
    open_fold(page, "options")
    page.locator("#reference_bits").select_option("16")
    parts(page, 3)
    expect(page).to_have_url(re.compile(r"#reference_bits=16$"))
    page.locator("input[name=keep_clusters]").check()
    expect(page).to_have_url(re.compile("keep_clusters=yes"))
    assert "xyz" not in page.url
    page.locator("button[name=reset]").click()
    parts(page, {"en": 2, "zh": 5}[language])  # in Chinese a page begins with the mainland
    expect(page).to_have_url(re.compile(r"/tools/segments/(#.*)?$"))
    assert "=" not in page.url


@in_both_languages
def test_a_link_with_options_sets_them(page, language):
    write(page, language, "Sayın müşterimiz " * 6, 1, "#single=turkish")
    expect(page.locator("input[name=single][value=turkish]")).to_be_checked()


@in_both_languages
def test_a_rule_profile_shows_its_source_and_date(page, language):
    write(page, language, "a" * 71, 1)
    page.locator("input[name=to][value=mainland]").check()
    parts(page, 2)
    page.locator("#domestic").select_option("tencent_domestic")
    open_fold(page, "options")
    rule = page.locator("[data-region=rule]")
    expect(rule).to_contain_text("67")
    expect(rule).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d"))
    expect(rule.locator("a")).not_to_have_count(0)


@in_both_languages
def test_the_signature_counts_under_a_rule_of_mainland_china(page, language):
    write(page, language, "中" * 66, 1, "#profile=alibaba_domestic")
    page.locator("#signature").fill("青禾")  # 4 characters with its brackets: 70
    parts(page, 1)
    page.locator("#signature").fill("青禾书")
    parts(page, 2)
    assert "%E9" not in page.url


@in_both_languages
def test_a_text_with_a_signature_goes_to_the_mainland_until_the_reader_says_otherwise(
    page, language
):
    page.goto(PAGES[language])
    start = "mainland" if language == "zh" else "abroad"
    expect(page.locator(f"input[name=to][value={start}]")).to_be_checked()
    box(page).fill("【Qinghe】" + "a" * 70)
    parts(page, 2)
    expect(page.locator("input[name=to][value=mainland]")).to_be_checked()
    expect(page.locator(".elsewhere")).to_contain_text(re.compile("2"))
    if language == "en":
        page.locator("#back-to").click()
        expect(page.locator("input[name=to][value=abroad]")).to_be_checked()
        assert page.url.endswith("#to=abroad")
        page.locator("input[name=to][value=mainland]").check()
    page.locator("input[name=to][value=abroad]").check()
    expect(page.locator("#answer")).to_contain_text("UCS-2")
    box(page).fill("【Qinghe】" + "a" * 71)
    expect(page.locator("#answer")).to_contain_text("UCS-2")
    expect(page.locator("input[name=to][value=abroad]")).to_be_checked()


@in_both_languages
def test_in_the_mainland_mode_no_choice_of_the_alphabet_is_in_sight(page, language):
    write(page, language, "字" * 71, 2, "#profile=huawei_domestic")
    expect(page.locator("#domestic")).to_have_value("huawei_domestic")
    expect(page.locator("#signature")).to_be_visible()
    open_fold(page, "options")
    for name in ("#profile", "#encoding"):
        expect(page.locator(name)).to_be_hidden()
    words = page.locator("sms-segments .tool-side").inner_text()
    assert not re.search("你选定了|码元|八位组|UTF-16|octet", words)


@in_both_languages
def test_smart_encoding_line_ends_and_encoding_can_be_chosen(page, language):
    write(page, language, CURLY, 3, "#profile=twilio")
    open_fold(page, "options")
    page.locator("input[name=smart_encoding]").check()
    parts(page, 1)
    page.locator("#profile").select_option("3gpp")
    box(page).fill("a\n" * 80)
    parts(page, 1)
    page.locator("#line_ends").select_option("crlf")
    parts(page, 2)
    page.locator("#encoding").select_option("GSM-7")
    box(page).fill("中")
    expect(page.locator(".tool-result .mistake")).to_contain_text("CJK UNIFIED IDEOGRAPH-4E2D")


@in_both_languages
@pytest.mark.parametrize(
    "fragment",
    [
        "#profile=<script>&reference_bits=9&single=klingon&encoding=",
        "#text=injected&constructor=x&__proto__=y",
        "#%E0%A4%A=%&=&&&=",
        "#" + "single=turkish&" * 500,
    ],
)
def test_a_hostile_fragment_changes_nothing_it_may_not(page, language, fragment):
    write(page, language, "a" * 161, 2, fragment)
    expect(box(page)).to_have_value("a" * 161)
    expect(page.locator("#profile")).to_have_value("3gpp")


# 5. Cost


@in_both_languages
def test_the_cost_and_what_the_best_fix_saves(page, language):
    write(page, language, CURLY, 3)
    open_fold(page, "cost-fold")
    page.locator("#recipients").fill("1,000")
    page.locator("#price").fill("0.0083")
    page.locator("#currency").fill("USD")
    total = section(page, "cost")
    expect(total).to_contain_text("24.9 USD")
    expect(total).to_contain_text("16.6 USD")
    page.locator("#price").fill("1,234")
    expect(total.locator(".mistake")).to_contain_text("1,234")


# 6. Variables


@in_both_languages
def test_a_variable_gets_a_row_and_the_text_its_fewest_and_most_parts(page, language):
    write(page, language, "a" * 150 + "{name}", 1)
    page.locator("[name='shortest:name']").fill("Li")
    page.locator("[name='longest:name']").fill("Bartholomew")
    shown = section(page, "variables")
    expect(shown).to_contain_text("1")
    expect(shown).to_contain_text("2")
    # More typing in the text leaves the values alone.
    box(page).press_sequentially("!")
    expect(page.locator("[name='longest:name']")).to_have_value("Bartholomew")


# 7. Telegram


@in_both_languages
def test_the_same_text_as_telegram_messages(page, language):
    write(page, language, "中" * 1025)
    shown = section(page, "telegram")
    expect(shown).to_contain_text("4096")
    expect(shown).to_contain_text(re.compile("too long|太长"))


# 8. A file of messages


@in_both_languages
def test_a_file_is_counted_and_comes_back_with_its_counts(page, language):
    page.goto(PAGES[language] + "#to=abroad")
    open_fold(page, "file-fold")
    rows = ["id,text", '1,"Hello, world"', f"2,{'中' * 71}", '3,"broken" quote', "4,We’ll come"]
    give(page, "#file", "april.csv", "\r\n".join(rows).encode())
    expect(page.locator("#file-column")).to_have_value("text")
    page.locator("[data-do=count-file]").click()
    shown = page.locator("#file-result")
    expect(shown).to_contain_text(re.compile(r"3 (messages|段)"))
    expect(shown.locator(".mistake + ul")).to_contain_text("4")
    expect(shown).to_contain_text("RIGHT SINGLE QUOTATION MARK")
    with page.expect_download() as download:
        page.locator("[data-save]").click()
    assert download.value.suggested_filename == "april-counted.csv"
    assert Path(download.value.path()).read_bytes().decode().splitlines() == [
        "id,text,encoding,units,segments",
        '1,"Hello, world",GSM-7,12,1',
        f"2,{'中' * 71},UCS-2,71,2",
        "4,We’ll come,UCS-2,10,1",
    ]


@in_both_languages
def test_a_hundred_thousand_rows_move_on_and_leave_the_page_alive(page, language):
    page.goto(PAGES[language] + "#to=abroad")
    open_fold(page, "file-fold")
    content = "text\n" + "".join(f"Order {n} is on its way.\n" for n in range(100_000))
    give(page, "#file", "big.csv", content.encode())
    # Noted by the page itself: a quick machine has counted before a question from outside comes.
    page.evaluate(
        """() => new MutationObserver(() => {
            window.moved ||= document.querySelector("#file-result progress")?.checkVisibility();
        }).observe(document.querySelector("#file-fold"), { childList: true, subtree: true })"""
    )
    page.locator("[data-do=count-file]").click()
    until(page, lambda: page.evaluate("window.moved"))
    box(page).fill("a" * 161)
    parts(page, 2)
    expect(page.locator("#file-result")).to_contain_text("100,000")
    expect(page.locator("[data-save]")).to_be_visible()


@in_both_languages
def test_a_running_count_can_be_cancelled(page, language, tmp_path):
    big = tmp_path / "big.csv"
    big.write_text("text\n" + ("x" * 99 + "\n") * 300_000)
    page.goto(PAGES[language] + "#to=abroad")
    open_fold(page, "file-fold")
    page.set_input_files("#file", big)
    page.locator("[data-do=count-file]").click()
    page.locator("#cancel-file").click()
    words = page.locator("#file-fold").get_attribute("data-cancelled")
    expect(page.locator("#file-result")).to_have_text(words)
    box(page).fill("a" * 161)
    parts(page, 2)
    expect(page.locator("#file-result")).to_have_text(words)


@in_both_languages
def test_a_file_in_another_encoding_is_told_and_read_when_it_can_be(page, language):
    page.goto(PAGES[language] + "#to=abroad")
    open_fold(page, "file-fold")
    give(page, "#file", "gb.csv", f"正文\n{'中' * 71}\n".encode("gb18030"))
    expect(page.locator("#file-encoding")).to_have_value("gb18030")
    expect(page.locator("#file-column")).to_have_value("正文")
    give(page, "#file", "utf16.csv", "text\nhello\n".encode("utf-16"))
    expect(page.locator("#file-encoding")).to_have_value("utf-16")
    give(page, "#file", "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    expect(page.locator("#file-result .mistake")).to_contain_text(".xlsx")
    expect(page.locator("#file-encoding")).to_have_count(0)


@in_both_languages
def test_the_first_rows_are_shown_as_they_will_be_read(page, language):
    page.goto(PAGES[language] + "#to=abroad")
    open_fold(page, "file-fold")
    give(page, "#file", "de.csv", "id;text\n1;Grüße aus Köln\n".encode("cp1252"))
    rows = page.locator("[data-region=file] tbody")
    expect(rows).to_contain_text("Grüße aus Köln")
    page.locator("#file-encoding").select_option("gb18030")
    expect(rows).not_to_contain_text("Grüße")
    expect(page.locator("#file-encoding")).to_be_focused()
    page.locator("#file-encoding").select_option("windows-1252")
    expect(rows).to_contain_text("Grüße")
    page.locator("#file-header").select_option("0")
    expect(rows.locator("tr")).to_have_count(2)


@in_both_languages
def test_an_excel_workbook_is_counted(page, language):
    page.goto(PAGES[language] + "#to=abroad")
    open_fold(page, "file-fold")
    strings = "<si><t>text</t></si><si><t>It’s</t></si>"
    cell = '<row r="{0}"><c r="A{0}" t="s"><v>{1}</v></c></row>'
    lines = cell.format(1, 0) + "".join(cell.format(n, 1) for n in range(2, 12_002))
    give(page, "#file", "a.xlsx", workbook(strings, lines))
    expect(page.locator("#file-column")).to_have_value("text")
    page.locator("[data-do=count-file]").click()
    expect(page.locator("#file-result")).to_contain_text("12,000")


def workbook(strings, lines):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", '<workbook><sheet name="A" r:id="r1"/></workbook>')
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
        )
        packed.writestr("xl/sharedStrings.xml", f"<sst>{strings}</sst>")
        packed.writestr("xl/worksheets/a.xml", f"<worksheet>{lines}</worksheet>")
    return file.getvalue()


@in_both_languages
def test_a_file_of_200_megabytes_is_refused_in_words(page, language):
    page.goto(PAGES[language] + "#to=abroad")
    open_fold(page, "file-fold")
    # Made in the page: a drop hands over the file without its bytes passing through the test.
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(200 * 1024 * 1024)], "huge.csv"));
            document.querySelector("#file-fold").dispatchEvent(
                new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.locator("#file-result .mistake")).to_contain_text("100 MB")


@in_both_languages
def test_a_pasted_column_is_counted_line_by_line(page, language):
    page.goto(PAGES[language] + "#to=abroad")
    open_fold(page, "file-fold")
    page.locator("#pasted").fill(f'say "hi"\n\n{"中" * 71}')
    page.locator("[data-do=count-pasted]").click()
    expect(page.locator("#file-result")).to_contain_text(re.compile(r"^\D*2 \D*3 ", re.DOTALL))


# 9. Take it away


@pytest.mark.parametrize(
    "watched", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True
)
@in_both_languages
def test_the_result_can_be_copied_as_text_json_command_and_link(page, language):
    write(page, language, "it's 中", 1, "#reference_bits=16")

    def copied(kind):
        button = page.locator(f"#copy-{kind}")
        button.click()
        expect(button).to_have_attribute("data-copied", "true")
        return page.evaluate("navigator.clipboard.readText()")

    assert "UCS-2" in copied("text")
    assert json.loads(copied("json")) == {
        "encoding": "UCS-2",
        "units": 6,
        "segments": 1,
        "parts": ["it's 中"],
        "locking": None,
        "single": None,
        "over_255_parts": False,
    }
    command = copied("command")
    assert command.endswith("| python -m calculators segments --jsonl")
    assert '"reference_bits": 16' in command
    link = copied("link")
    assert link.endswith(f"{PAGES[language]}#reference_bits=16")


# 10. Examples


@in_both_languages
def test_an_example_is_put_in_the_box_by_one_press(page, language):
    page.goto(PAGES[language])
    texts = page.locator(".example-text").all_inner_texts()
    assert len(texts) == 5
    for index, text in enumerate(texts):
        page.locator(".examples button").nth(index).click()
        expect(box(page)).to_have_value(text)
    shown = page.locator(".examples > li").last.locator("strong").first  # as the page begins
    number = re.search(r"\d+", shown.inner_text())[0]
    parts(page, int(number))


# 11. For everyone


@in_both_languages
def test_the_result_is_spoken_after_a_pause_not_at_each_key(page, language):
    page.goto(PAGES[language] + "#to=abroad")
    box(page).fill("a" * 160)
    parts(page, 1)
    live = page.locator(".tool-spoken")
    expect(live).to_have_text("")
    expect(live).to_have_text(re.compile("^1 "))


@in_both_languages
@pytest.mark.parametrize("watched", [{"reduced_motion": "reduce"}], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_results_shown(page, language, scheme):
    page.emulate_media(color_scheme=scheme)
    write(page, language, f"Hi {{name}}, we’ll be there… {FAMILY}", None, "#profile=twilio")
    for fold in ("options", "cost-fold", "file-fold"):
        open_fold(page, fold)
    page.locator("[role=option]").first.click()
    expect(page.locator("[data-region=character] table")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # or "Back to top" lies over whatever is under it just then
    # Playwright evaluates outside the page's policy, as a browser extension would.
    page.evaluate(AXE.read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags
    )
    assert [
        (v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]
    ] == []


@in_both_languages
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_scrolls_sideways_and_targets_are_large_enough(page, language, width):
    page.set_viewport_size({"width": width, "height": 800})
    write(page, language, "W" * 400 + FAMILY + "https://example.org/" + "long" * 40)
    for fold in ("options", "cost-fold", "file-fold"):
        open_fold(page, fold)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """() => [...document.querySelectorAll("sms-segments :is(button, select, summary, .check)")]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


@in_both_languages
def test_on_a_phone_the_answer_stays_in_sight_below_the_box(page, language):
    page.set_viewport_size({"width": 390, "height": 500})
    write(page, language, "中" * 200, 3)
    box_bottom = box(page).bounding_box()
    answer = page.locator("#answer")
    assert answer.bounding_box()["y"] > box_bottom["y"]
    page.locator(".part-text").last.scroll_into_view_if_needed()
    expect(answer).to_be_in_viewport()


@in_both_languages
def test_by_keyboard_alone_from_the_box_to_a_mended_text(page, language):
    page.goto(PAGES[language] + "#to=abroad")
    box(page).focus()
    page.keyboard.insert_text(CURLY)
    parts(page, 3)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name === 'apply'"):
            break
    page.keyboard.press("Enter")
    parts(page, 1)
    # The pressed button is gone; the focus is still in the result, not lost at the page's top.
    assert page.evaluate("document.activeElement.closest('.tool-result') !== null")


@in_both_languages
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_shown_and_does_nothing(page, language, text):
    write(page, language, text)
    assert page.locator(".tool-result :is(img, script)").count() == 0
    page.locator("[role=option]").last.click()
    expect(page.locator("[data-region=character] table")).to_be_visible()


@in_both_languages
def test_lone_surrogates_and_nul_are_counted(page, language):
    page.goto(PAGES[language] + "#to=abroad")
    page.evaluate(
        """() => {
            const box = document.querySelector("textarea[name=text]");
            box.value = "a\\ud800b\\udc00c\\u0000d";
            box.dispatchEvent(new Event("input", {bubbles: true}));
        }"""
    )
    parts(page, 1)
    expect(page.locator("[data-value=characters]")).to_have_text("7")
    expect(page.locator(".part-text b").first).to_have_text("U+D800")


@in_both_languages
def test_right_to_left_text_runs_from_the_right(page, language):
    write(page, language, "مرحبا بكم في الدليل")
    direction = "getComputedStyle(document.querySelector('.part-text')).direction"
    assert page.evaluate(direction) == "rtl"


@in_both_languages
def test_work_that_takes_long_says_so_and_can_be_cancelled(page, language):
    write(page, language, "a" * 161, 2)
    # A worker that never answers again is the longest work there is.
    (worker,) = [worker for worker in page.workers if worker.url.endswith("/worker.js")]
    worker.evaluate("void setTimeout(() => { for (;;); })")
    box(page).press_sequentially("b")
    expect(page.locator(".tool-status")).to_have_attribute("data-state", "working")
    page.locator("[data-do=cancel]").click()
    expect(page.locator(".tool-status")).to_have_attribute("data-state", "stopped")
    expect(box(page)).to_have_value("a" * 161 + "b")
    box(page).press_sequentially("c" * 3)
    parts(page, 2)
